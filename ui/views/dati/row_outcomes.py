"""The section of the data page on the rows read: accepted, rejected, duplicate by feed; corrections and warnings."""

from functools import partial

from reads.deliveries import LoadedFile
from reads.releases import is_internal
from reads.territories import ITALY
from ui.components.data_grid import data_grid
from ui.components.figure_card import Picture, card
from ui.components.lazy_expander import lazy_expander
from ui.components.text_blocks import paragraph, section_heading
from ui.content.source_tables import files_table
from ui.figures.bars.rejected_bars import describe_refused_bars, refused_bars
from ui.views.dati.rejected_files import rejected_files
from ui.views.dati.row_count_tables import bar_rows, correction_sentence, intake_table, warning_table
from ui.views.dati.view_model import View


def row_outcomes(view: View) -> None:
    """Row counts by feed, corrections, warnings, rejected files; for the role internal the counts of every file."""
    page, words = view.page, view.page.words
    section_heading(words.t("What became of the rows"))
    paragraph(words.t("Read = accepted + rejected + duplicate, checked file by file to the row. Whole release."))
    if view.totals:
        _counts(view)
    paragraph(correction_sentence(view.remarks, words))
    warnings = warning_table(view.remarks, view.confidential, view.disclosure, words)
    if len(warnings):
        lazy_expander(
            page, words.t("Warnings on accepted rows"), "warnings_part", lambda: data_grid(warnings, "warnings")
        )
    rejected_files(view.rejected_files, words)
    if is_internal():
        counted: list[LoadedFile] = [{**row, "sha256": row["sent_sha256"]} for row in view.files]
        lazy_expander(
            page, words.t("Counts of every file"), "files_part", lambda: data_grid(files_table(counted, words), "files")
        )


def _counts(view: View) -> None:
    """The card of the counts; its table alone where every row was accepted, since the bars would be empty."""
    page, words, totals, counts = view.page, view.page.words, view.totals, view.counts
    rows = bar_rows(totals, counts, words)
    some = any(row["rejected"] or row["duplicate"] for row in totals)
    title = words.t("Rows not taken, per thousand read") if some else words.t("All rows that were read were taken")
    rounded = not all(count.exact for row in counts for count in row.values())
    card(
        page,
        Picture(
            key="intake", title=title, place=view.names[ITALY],
            figure=refused_bars(rows, words=words, theme=page.theme) if some else None,
            base=words.t("rows of the files of this release, by feed"), unit="",
            statuses=("demonstration" if any(row["demonstration"] for row in totals) else "observed",),
            source=words.t("the counts of the release"), alt=describe_refused_bars(rows, words=words, name=title),
            table=partial(intake_table, totals, counts, words),
            caveat=words.t("«About»: rounded to the nearest ten, because a file sent twice would tell what one chamber "
                           "sent.") if rounded else "",
        ),
    )  # fmt: skip
