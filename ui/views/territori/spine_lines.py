"""The lines of the spine: what each measure of a territory shows, and its bar from the lowest to the highest peer."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kpi.status import LATE, ON_TRACK, REACHED, SLIGHTLY_LATE, TO_REVIEW
from reads.every_place import PlaceFigure
from reads.rates import RATE
from reads.spine import SpineLine
from reads.territories import ITALY
from texts.translator import Words
from ui.components.figure_base import base_text, kpi_address
from ui.content.place_tables import written
from ui.state.page_context import Context
from ui.style import html

JUDGED = (LATE, SLIGHTLY_LATE, ON_TRACK, TO_REVIEW, REACHED)


@dataclass(frozen=True)
class Bar:
    """Places on the bar in percent of its length: both ends of the peers, each of them, the territory, Italy, plan."""

    low: float
    high: float
    ticks: Sequence[float]
    own: float | None
    italy: float | None
    planned: float | None


@dataclass(frozen=True)
class Line:
    """What one line of the spine shows; empty texts where there is nothing to show."""

    aim: str
    name: str
    full_name: str
    address: str
    per: bool
    base: str
    value: str
    italy: str
    planned: str
    low: str
    high: str
    ends: str
    bar: Bar | None
    place: str
    status: Markup | str


def line_of(page: Context, line: SpineLine) -> Line:
    """What the line shows. Raises ValueError where the territory has no figure."""
    words, measure, row = page.words, line.measure, line.own
    if row is None:
        raise ValueError("a line of the spine needs a figure")
    known = [one for one in line.others if one["value"] is not None]
    low, high = (words.figure(one, measure["unit"]) for one in (known[0], known[-1])) if known else ("", "")
    place = ""
    if line.place:
        place = words.t("{place} of {count}", place=line.place.text(), count=words.number(len(line.values)))
    return Line(
        aim=measure["aim"], name=words.pick(measure["short"]), full_name=words.pick(measure["name"]),
        address=kpi_address(measure["kpi"], page.parameters), per=measure["kind"] == RATE,
        base=_base(row, line, words), value=written(row, measure, words),
        italy=written(line.italy, measure, words) if line.italy and page.filters.territory != ITALY else "",
        planned=words.value(row["planned"], measure["unit"], row["decimals"]) if row["planned"] is not None else "",
        low=low, high=high, ends=_ends(line, words), bar=_bar(line), place=place,
        status=html.judgement(row["judgement"], words, page.theme) if row["judgement"] in JUDGED else "",
    )  # fmt: skip


def _base(row: PlaceFigure, line: SpineLine, words: Words) -> str:
    text = base_text(
        {"base": line.measure["base"], "period": line.measure["period"], "kind": line.measure["kind"],
         "as_of": row["as_of"], "precision": row["precision"], "units": row["units"],
         "denominator": row["denominator"]}, words,
    )  # fmt: skip

    if row["count"] is None:
        return text
    count = words.value(row["count"], "euro" if line.measure["unit"].startswith("euro") else "number")
    return words.t("{count} on {active} active cooperatives; {base}", count=count, active=words.number(row["active"]),
                   base=text)  # fmt: skip


def _ends(line: SpineLine, words: Words) -> str:
    said = words.n("{count} territory with a figure", "{count} territories with a figure", len(line.values))
    return said + (words.t("; suppressed: {count}", count=line.hidden) if line.hidden else "")


def _bar(line: SpineLine) -> Bar | None:
    """None where fewer than two territories have a figure."""
    if len(line.values) < 2 or line.own is None:
        return None
    own, italy = line.own["value"], line.italy["value"] if line.italy else None
    planned = line.own["planned"]
    every = [*line.values, *(one for one in (own, italy, planned) if one is not None)]
    low, high = min(every), max(every)
    if high <= low:
        return None

    def at(value: float) -> float:
        return round(100 * (value - low) / (high - low), 1)

    place = [None if one is None else at(one) for one in (own, italy, planned)]
    return Bar(at(min(line.values)), at(max(line.values)), [at(one) for one in line.values], *place)
