"""The refused rows on the page: the rules they break, and the workbook of them by feed and chamber."""

from collections.abc import Sequence

import streamlit as st

from reads.deliveries import MOST_REJECTED, Remark, rejected_cells
from reads.releases import is_internal
from texts.labels import feed_name
from ui.components.data_grid import data_grid
from ui.components.download_buttons import INTERNAL_NOTE
from ui.components.lazy_expander import lazy_expander
from ui.state import url_params
from ui.state.filters import ALL, label
from ui.state.page_context import Context
from ui.style import html
from ui.views.dati.rejected_files import AT_ONCE, broken_rules, rule_sentences, rules_table, told_list
from ui.views.dati.rejects_workbook import reject_book
from ui.views.dati.release_table import nature

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rejects_panel(
    page: Context, remarks: Sequence[Remark], chambers: dict[str, str], files_of: dict[str, tuple[str, ...]]
) -> None:
    """The rules broken, and the choice of feed and chamber with the workbook of what is chosen.

    ``chambers``: code and name of those of the territory; ``files_of``: the files of each that sent any.
    """
    words = page.words
    feeds = list(dict.fromkeys(row["feed"] for row in broken_rules(remarks)))
    st.html(f'<h2 class="aim">{html.text(words.t("Refused rows"))}</h2>')
    if not feeds:
        st.html(f"<p>{html.text(words.t('No row of this release was refused.'))}</p>")
        return
    st.html(told_list(rule_sentences(remarks, words)[:AT_ONCE]))
    lazy_expander(
        page, words.t("Show the table"), "rules_part", lambda: data_grid(rules_table(remarks, words), "rules")
    )
    st.caption(words.t("A row may break more than one rule. Example values are shown by their shape alone."))
    feed_names_here = {ALL: words.t("all feeds")} | {feed: feed_name(feed, words) for feed in feeds}
    names = {ALL: words.t("all chambers")} | {code: name for code, name in chambers.items() if code in files_of}
    asked = url_params.read(["feed", "chamber"])
    wrong = [
        name for name, known in (("feed", feed_names_here), ("chamber", names)) if asked.get(name, ALL) not in known
    ]
    for name in wrong:
        url_params.remove(name)
    feed, chamber = (ALL if name in wrong else asked.get(name, ALL) for name in ("feed", "chamber"))
    if wrong:
        said = words.t("The address asked for something that is not here ({names}); all is shown.",
                       names=words.list_of([label(name, words) for name in wrong]))  # fmt: skip
        st.html(f'<div class="notice" role="status">{html.text(said)}</div>')
    left, middle, right = st.columns([2, 2, 2], vertical_alignment="bottom")
    with left:
        url_params.select("feed", label("feed", words), list(feed_names_here), feed, ALL, show=feed_names_here)
    with middle:
        url_params.select("chamber", label("chamber", words), list(names), chamber, ALL, show=names)
    chosen = files_of[chamber] if chamber else None
    internal = is_internal()

    def made() -> bytes:
        cells = rejected_cells(page.release, feed, chosen, internal)
        notes = book_notes(page, feed_names_here[feed], names[chamber], len(cells), internal=internal)
        return reject_book(cells, notes, words, internal=internal)

    with right:
        mark = "INTERNO_" if internal else ""
        parts = "_".join(part for part in ("scarti", feed, chamber, page.release.id) if part)
        st.download_button(
            words.t("Download the refused rows (XLSX)"), made, file_name=f"{mark}{parts}.xlsx", mime=XLSX,
            key="rejects_xlsx", width="stretch",
        )  # fmt: skip


def book_notes(page: Context, feed: str, chamber: str, cells: int, *, internal: bool) -> dict[str, str]:
    """What the workbook says of itself: what it holds, of which release, for whom, and what it leaves out."""
    words = page.words
    held = words.t(
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
        words.t("Values"): held,
        words.t("Rows"): rows,
        words.t("Chamber of a row"): words.t(
            "A refused row counts for the chambers whose accepted rows are in the same file, or in a copy of it."
        ),
        **({words.t("Confidentiality"): words.t(INTERNAL_NOTE)} if internal else {}),
    }
