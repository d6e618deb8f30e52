"""How earlier projections of this measure did: how often the later figure lay in their band, and three examples."""

from collections.abc import Sequence

import pandas as pd

from reads.earlier_projections import EarlierProjection, earlier_projections
from reads.latest_figures import LatestFigure
from ui.components.html_table import html_table
from ui.components.lazy_expander import lazy_expander
from ui.components.text_blocks import paragraph
from ui.state.page_context import Context

MONTHS_BEFORE = (3, 6, 12)


def show_earlier_projections(page: Context, row: LatestFigure) -> None:
    """A folded sentence and table; nothing where no projection was made before."""
    words, as_of = page.words, row["as_of"]
    if as_of is None or row["value"] is None:
        return
    found = earlier_projections(page.release, row["kpi"], page.filters.slice, as_of.date())
    if found:
        lazy_expander(
            page, words.t("How did earlier projections do?"), f"earlier_{row['kpi']}", lambda: _show(page, row, found)
        )


def _show(page: Context, row: LatestFigure, found: Sequence[EarlierProjection]) -> None:
    words = page.words
    held = sum(one["low"] <= one["value"] <= one["high"] for one in found)
    text = words.t(
        "Of {count} projections for months that have come since, {held} held the later figure ({share}); {wanted} in "
        "100 were to.",
        count=words.number(len(found), 0), held=words.number(held, 0), share=words.percent(100 * held / len(found), 0),
        wanted=words.interval,
    )  # fmt: skip
    paragraph(text)
    now = [one for one in found if one["month"] == row["as_of"]]
    made = {_months(one): one for one in now}
    lines = [
        {
            words.t("Projected on"): words.day(one["as_of"]),
            words.t("For"): words.day(one["month"]),
            words.t("Band"): words.t("{low} to {high}", low=words.value(one["low"], row["unit"]),
                                     high=words.value(one["high"], row["unit"])),
            words.t("What came"): words.figure(row, row["unit"]),
        }
        for months in MONTHS_BEFORE if (one := made.get(months))
    ]  # fmt: skip
    if lines:
        html_table(pd.DataFrame(lines), text, words)


def _months(one: EarlierProjection) -> int:
    return (one["month"].year - one["as_of"].year) * 12 + one["month"].month - one["as_of"].month
