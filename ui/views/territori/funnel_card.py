"""The territories page's funnel: the provinces by how many units they rest on, within what chance gives."""

from collections.abc import Collection, Sequence
from functools import lru_cache, partial

from kpi.funnel import FAR, INSIDE, Limits, binomial, limits, poisson
from reads.cross_section import ComparedFigure, cross_section, italy_at, statuses_of
from reads.figures import TerritoryFigure
from reads.rates import PER, RATE
from reads.territories import ITALY, territories
from texts.periods import period_text
from texts.translator import N_, Words
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded, territory_table
from ui.content.place_names import chart_names, territory_names
from ui.content.place_tables import rate_base
from ui.figures.base.territories import base_count
from ui.figures.ranking.funnel_plot import funnel_plot
from ui.state.page_context import Context
from ui.views.territori.measure_view import MeasureView

SCALE = {"share": 100, RATE: PER}
FEWEST = 10  # provinces, below which a funnel shows nothing

METHOD = N_(
    "A small province strays far by chance alone: between the lines its distance from Italy says nothing. The limits "
    "take the cases for independent; where they come in groups more provinces lie outside."
)


def funnel_card(page: Context, view: MeasureView, marked: Collection[str]) -> None:
    """Draw the card where the measure is a share or a rate of counts that enough provinces have."""
    words, measure, kind = page.words, view.measure, view.measure["kind"]
    if kind not in SCALE or measure["unit"] == "euro_per1000":
        return
    rows, whole = _provinces(page, view.rows)
    if len(rows) < FEWEST or not whole:
        return
    day = rows[0]["as_of"] or page.filters.slice.moment
    share = whole / SCALE[kind]
    name = page.name(measure)
    limits_of = partial(_limits, share, kind == RATE)
    outside = [limits_of(row["denominator"] or 1.0).place((row["value"] or 0) / SCALE[kind]) for row in rows]
    said = _finding(outside, words)
    card(
        page,
        Picture(
            key=f"funnel_{measure['kpi']}",
            figure=funnel_plot(rows, whole=whole, scale=SCALE[kind], limits_of=limits_of, unit=measure["unit"],
                               kind=kind, words=words, theme=page.theme, marked=marked),
            title=words.t("{name}: provinces within and outside what chance gives", name=name),
            place=territory_names(page.release, words)[ITALY],
            base=words.t("{when}; {base}", when=period_text(day, measure["period"], words),
                         base=rate_base(measure, words)),
            unit=measure["unit"], statuses=statuses_of(rows),
            source=source_text(page, measure, [ITALY, *(row["territory"] for row in rows)], day.date(), day.date()),
            alt=f"{name}: {said}",
            table=partial(territory_table, rows, measure["unit"], words, kind=kind),
            rounded=any_rounded(rows),
            caveat=f"{said} {words.t(METHOD)}",
        ),
    )  # fmt: skip


def _provinces(page: Context, rows: Sequence[TerritoryFigure]) -> tuple[list[ComparedFigure], float | None]:
    """The provinces that have a figure with its base, and Italy's figure of the same date."""
    chosen = page.filters
    found = cross_section(rows, territories(page.release), "province", chosen.as_of,
                          chart_names(page.release, page.words))  # fmt: skip
    known = [row for row in found if row["value"] is not None and base_count(row, "share")]
    day = known[0]["as_of"] if known else None
    italy = italy_at(rows, day.date()) if day else None
    return known, italy["value"] if italy else None


@lru_cache(maxsize=8192)
def _limits(share: float, rate: bool, base: float) -> Limits:
    return limits(base, share, poisson if rate else binomial)


def _finding(places: Sequence[str], words: Words) -> str:
    inside, far = places.count(INSIDE), places.count(FAR)
    return words.t(
        "Of {all} provinces {inside} lie within the limits of 95 %, {far} outside those of 99.8 %.",
        all=words.number(len(places)), inside=words.number(inside), far=words.number(far),
    )  # fmt: skip
