"""The territories page's spine of one territory: all its measures beside Italy, the plan and its peers, a line each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from kpi.status import LATE, ON_TRACK, REACHED, SLIGHTLY_LATE, TO_REVIEW
from reads.cross_section import statuses_of
from reads.every_place import PlaceFigure
from reads.rates import PER, RATE
from reads.records import grouped
from reads.spine import SpineLine, compared_level, spine
from texts.translator import N_, Words
from ui.components.figure_base import base_text, kpi_address
from ui.components.figure_card import Picture, card, feeds_source
from ui.content.figure_tables import any_rounded
from ui.content.missing_figures import why_missing
from ui.content.place_names import place_name, territory_names
from ui.content.place_tables import spine_table, written
from ui.state.page_context import Context
from ui.style import html

JUDGED = (LATE, SLIGHTLY_LATE, ON_TRACK, TO_REVIEW, REACHED)
PEERS = {"region": N_("regions"), "province": N_("provinces"), "area": N_("areas")}


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


def spine_card(page: Context) -> None:
    """Draw the card of the chosen territory and category."""
    words, chosen = page.words, page.filters
    names = territory_names(page.release, words)
    lines = spine(page.release, chosen.slice, words.release.rounding)
    known = [line for line in lines if line.own and line.own["value"] is not None]
    where = place_name(names, chosen.slice, words)
    peers = words.t(PEERS[compared_level(page.release, chosen.territory)])
    own = [line.own for line in known if line.own]
    title = words.t("{place}: all indicators beside Italy, the plan and the {peers}", place=where, peers=peers)
    card(
        page,
        Picture(
            key="spine", figure=None, title=title, place=where,
            base=words.t("latest figure of each indicator by {day}", day=words.day(chosen.as_of)), unit="",
            statuses=statuses_of(own), rounded=any_rounded(own),
            source=feeds_source(page, tuple(sorted({feed for line in known for feed in line.measure["feeds"]})))
            if known else words.no_data,
            alt=title, body=_body(page, lines, title, peers),
            table=partial(spine_table, lines, names, chosen.territory, words),
        ),
    )  # fmt: skip


def _body(page: Context, lines: Iterable[SpineLine], title: str, peers: str) -> Markup:
    words = page.words
    shown = [line for line in lines if line.own and line.own["value"] is not None]
    without = grouped((line for line in lines if line not in shown), lambda line: _why(page, line))
    return html.render(
        "spine.html",
        description=title,
        heads=[
            words.t("Indicator"), words.t("Value"), words.t("Italy"), words.t("Plan"),
            words.t("From the lowest to the highest of the {peers}", peers=peers), words.t("Place"), words.t("Status"),
        ],
        lines=[_line(page, line) for line in shown],
        per=words.t("per 1,000 active cooperatives"),
        per_short=f"/{words.number(PER)}",
        key={"own": words.t("this territory"), "italy": words.t("Italy"), "planned": words.t("plan"),
             "tick": words.t("each of the {peers}", peers=peers)},
        without=[(why, words.list_of([words.pick(line.measure["name"]) for line in some]))
                 for why, some in without.items()],
    )  # fmt: skip


def _why(page: Context, line: SpineLine) -> str:
    """Why a measure has no figure here, as one text by which measures are grouped."""
    words, chosen = page.words, page.filters.slice
    if line.measure["places_why"].it and chosen.is_whole:
        return words.pick(line.measure["places_why"]).rstrip(".")
    known = any(row["value"] is not None for row in [*line.others, line.italy] if row)
    missing, reason = why_missing(
        {"sign": line.own["sign"] if line.own else "", "breakdowns": line.measure["breakdowns"],
         "feeds": line.measure["feeds"], "known_elsewhere": known},
        chosen.breakdown, words,
    )  # fmt: skip
    return f"{missing} ({reason})" if reason else missing


def _line(page: Context, line: SpineLine) -> Line:
    words, measure, row = page.words, line.measure, line.own
    if row is None:
        raise ValueError("a line of the spine needs a figure")
    ends = [words.value(end, measure["unit"]) for end in (min(line.values), max(line.values))] if line.values else []
    low, high = ends or ("", "")
    place = ""
    if line.place:
        place = words.t("{place} of {count}", place=line.place.text(), count=words.number(len(line.values)))
    return Line(
        aim=measure["aim"], name=words.pick(measure["short"]), full_name=words.pick(measure["name"]),
        address=kpi_address(measure["kpi"], page.parameters), per=measure["kind"] == RATE,
        base=_base(row, line, words), value=written(row, measure, words),
        italy=written(line.italy, measure, words) if line.italy and page.filters.territory != "IT" else "",
        planned=words.value(row["planned"], measure["unit"], row["decimals"]) if row["planned"] is not None else "",
        low=low, high=high, ends=_ends(line, words), bar=_bar(line), place=place,
        status=html.judgement(row["judgement"], words, page.theme) if row["judgement"] in JUDGED else "",
    )  # fmt: skip


def _base(row: PlaceFigure, line: SpineLine, words: Words) -> str:
    text = base_text({**line.measure, **row}, words)
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
