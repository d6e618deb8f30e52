"""The associations beside each other: rates on own members, so that a large one does not win by its size."""

from collections.abc import Mapping, Sequence

import pandas as pd

from reads.at_associations import AssociationFigure
from texts.periods import period_text
from ui.components.download_buttons import download_buttons
from ui.components.html_table import html_table
from ui.components.text_blocks import footnote, section_heading
from ui.state.page_context import Context


def show_comparison(
    page: Context, figures: Sequence[Sequence[AssociationFigure]], names: Mapping[str, str], place: str
) -> None:
    """The table on screen and its files."""
    words = page.words
    section_heading(words.t("Beside each other, as rates on own members"))
    table = pd.DataFrame([_line(page, row, names) for row in figures])
    alt = words.t("Indicators of the associations in {place}, by association", place=place)
    html_table(table, alt, words)
    footnote(
        words.t(
            "Members: active cooperatives of the loaded register with that association. Counts are divided by them; "
            "rounded to the nearest ten before that."
        )
    )
    notes = {words.t("Territory"): place, words.t("Title"): alt}
    download_buttons(page, "associations", _tidy(page, figures, names), notes, picture=False)


def _line(page: Context, row: Sequence[AssociationFigure], names: Mapping[str, str]) -> dict[str, str]:
    words, measure = page.words, row[0].figure
    unit = words.t("per 100 members") if row[0].is_rate else ""
    name = words.pick(measure["name"])
    line = {words.t("Indicator"): words.t("{name} ({unit})", name=name, unit=unit) if unit else name}
    for one in row:
        line[names[one.category]] = _cell(page, one)
    return line


def _cell(page: Context, one: AssociationFigure) -> str:
    words = page.words
    if one.figure["value"] is None:
        return " ".join(words.sign(one.figure["sign"]))
    if one.rate is None:
        return words.no_data
    return words.number(one.rate, 1) if one.is_rate else words.figure(one.figure, one.figure["unit"])


def _tidy(page: Context, figures: Sequence[Sequence[AssociationFigure]], names: Mapping[str, str]) -> pd.DataFrame:
    """One row for each measure and association, numbers as numbers."""
    words = page.words
    return pd.DataFrame(
        [
            {
                words.t("Indicator code"): one.figure["kpi"],
                words.t("Indicator"): words.pick(one.figure["name"]),
                words.t("Association"): names[one.category],
                words.t("Period"): period_text(one.figure["as_of"], one.figure["period"], words)
                if one.figure["as_of"]
                else "",
                words.t("Value"): one.figure["value"],
                words.t("Unit"): one.figure["unit"],
                words.t("Active members"): one.members,
                words.t("Per 100 members"): one.rate if one.is_rate else None,
                words.t("Sign"): one.figure["sign"],
                words.t("Status"): one.figure["status"],
            }
            for row in figures
            for one in row
        ]
    )
