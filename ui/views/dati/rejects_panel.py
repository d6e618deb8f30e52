"""The section of the data page on rejected rows: the rules they break, and their workbook by feed and chamber."""

from collections.abc import Mapping, Sequence

import streamlit as st

from reads.deliveries import MOST_REJECTED, rejected_cells
from reads.releases import is_internal
from texts.labels import feed_name
from texts.translator import Words
from ui.components.data_grid import data_grid
from ui.components.download_buttons import INTERNAL_NOTE
from ui.components.lazy_expander import lazy_expander
from ui.components.notices import notice
from ui.components.text_blocks import bullet_list, paragraph, section_heading
from ui.export.rejects_workbook import reject_book
from ui.state import url_params
from ui.state.filters import ALL, label
from ui.state.page_context import Context
from ui.views.dati.freshness import files_of_chambers
from ui.views.dati.rejected_files import AT_ONCE, broken_rules, rule_sentences, rules_table
from ui.views.dati.release_table import nature
from ui.views.dati.view_model import View

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rejects_panel(view: View) -> None:
    """The rules broken, and select boxes for feed and chamber with the workbook of what is chosen."""
    page, words, remarks = view.page, view.page.words, view.remarks
    feeds = list(dict.fromkeys(row["feed"] for row in broken_rules(remarks)))
    section_heading(words.t("Refused rows"))
    if not feeds:
        paragraph(words.t("No row of this release was refused."))
        return
    bullet_list(rule_sentences(remarks, words)[:AT_ONCE])
    lazy_expander(
        page, words.t("Show the table"), "rules_part", lambda: data_grid(rules_table(remarks, words), "rules")
    )
    st.caption(words.t("A row may break more than one rule. Example values are shown by their shape alone."))
    _download(view, feeds)


def _download(view: View, feeds: Sequence[str]) -> None:
    """The select boxes and the download button; the workbook is written when the button is pressed."""
    page, words = view.page, view.page.words
    files_of = files_of_chambers(page.release)
    options = {
        "feed": {ALL: words.t("all feeds")} | {feed: feed_name(feed, words) for feed in feeds},
        "chamber": {ALL: words.t("all chambers")}
        | {row["sender"]: row["name"] or "" for row in view.chambers if row["sender"] in files_of},
    }
    feed, chamber = _choices(options, words)
    left, middle, right = st.columns([2, 2, 2], vertical_alignment="bottom")
    for column, name, value in ((left, "feed", feed), (middle, "chamber", chamber)):
        with column:
            url_params.select(name, label(name, words), list(options[name]), value, ALL, show=options[name])
    chosen = files_of[chamber] if chamber else None
    internal = is_internal()

    def workbook() -> bytes:
        cells = rejected_cells(page.release, feed, chosen, internal)
        names = options["feed"][feed], options["chamber"][chamber]
        return reject_book(cells, book_notes(page, *names, len(cells), internal=internal), words, internal=internal)

    with right:
        mark = "INTERNO_" if internal else ""
        parts = "_".join(part for part in ("scarti", feed, chamber, page.release.id) if part)
        st.download_button(
            words.t("Download the refused rows (XLSX)"), workbook, file_name=f"{mark}{parts}.xlsx", mime=XLSX,
            key="rejects_xlsx", width="stretch",
        )  # fmt: skip


def _choices(options: Mapping[str, Mapping[str, str]], words: Words) -> list[str]:
    """The parameters of the address named as ``options``; those that are no option are removed, with one notice."""
    given = url_params.read(list(options))
    wrong = [name for name in options if given.get(name, ALL) not in options[name]]
    for name in wrong:
        url_params.remove(name)
    if wrong:
        notice(words.t("The address asked for something that is not here ({names}); all is shown.",
                       names=words.list_of([label(name, words) for name in wrong])), role="status")  # fmt: skip
    return [ALL if name in wrong else given.get(name, ALL) for name in options]


def book_notes(page: Context, feed: str, chamber: str, cells: int, *, internal: bool) -> dict[str, str]:
    """The first sheet of the workbook: its content, release, filters, and what it leaves out; heading and text."""
    words = page.words
    shapes = words.t(
        "Values are shown by their shape (letters as x, digits as 9): the release keeps no refused value as it was "
        "written. The sender gets them in full from «python -m etl check FILE --rejects FOLDER»."
    )
    rows = words.t("For the role internal the number of the row is told.") if internal else words.t(
        "Rows are not numbered and keys not quoted: the last number would tell how much a chamber sent."
    )  # fmt: skip
    return {
        words.t("Content"): words.t("Refused rows: each broken rule of each row, with the bad cell marked."),
        words.t("Release"): page.release.id,
        words.t("Date of the figures"): words.day(page.release.as_of),
        words.t("Nature of the data"): nature(page.release.manifest, words),
        words.t("Feed"): feed,
        words.t("Chamber"): chamber,
        words.t("Broken rules listed"): words.number(cells)
        + ("" if cells < MOST_REJECTED else " " + words.t("(no more fit: choose a feed or a chamber)")),
        words.t("Values"): shapes,
        words.t("Rows"): rows,
        words.t("Chamber of a row"): words.t(
            "A refused row counts for the chambers whose accepted rows are in the same file, or in a copy of it."
        ),
        **({words.t("Confidentiality"): words.t(INTERNAL_NOTE)} if internal else {}),
    }
