"""Indices that others published of cooperatives and all firms, with our own figure of the same definition."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypedDict

from reads.adoption import IndexFigure
from reads.records import NO_FIGURE, Figure, PartFigure
from texts.labels import feed_name
from texts.translator import N_, Words
from ui.export.file_cells import Cell
from ui.figures.bars.grouped_bars import GroupedRow
from ui.figures.ranking.index_dots import IndexRow

COOPERATIVES = ("legacoop", "confcooperative", "agci")
WHOSE = {
    "all_firms": N_("All firms"),
    "legacoop": N_("Legacoop cooperatives"),
    "confcooperative": N_("Confcooperative cooperatives"),
    "agci": N_("AGCI cooperatives"),
}
EUROPE = "EU"


class Placeless(TypedDict):
    """A row of an index is of no one territory, and its date stands in its name."""

    territory: str
    as_of: datetime | None
    group: str


NO_PLACE: Placeless = {"territory": "", "as_of": None, "group": ""}
UNITS = {"percent": "percent", "score_0_4": "score"}
OWN_PERIOD = N_(
    "Each index has its own definition, axis, source and period; the date chosen does not apply to what others "
    "published."
)


@dataclass(frozen=True)
class Index:
    """One definition: its ``indicator`` among published figures, and our own ``measure`` of the same ("" for none).

    ``ends``: the whole scale. ``firms``: the name of the firms that a figure without a category is of.
    """

    indicator: str
    name: str
    base: str
    caveat: str
    unit: str
    ends: tuple[float, float]
    firms: str
    measure: str = ""


DIFFERENT = N_(
    "Different respondents in different years: read each by itself; a difference is no effect of the agreement."
)
SELFI = N_("firms that assessed themselves with SELFI4.0")
TESTED = N_("All firms that took the test")
CATALOGUE = (
    Index(
        "maturity_index", N_("Mean digital maturity, 0 to 4"), SELFI,
        N_("All respondents are self-selected. The releases of December 2020 and May 2021 are two samples, "
           "no time series."),
        "score", (0, 4), TESTED, "maturity_mean",
    ),
    Index(
        "selfi_specialist_plus_share", N_("Specialist level or above"), SELFI,
        N_("All respondents are self-selected. For cooperatives the cut-offs from score to level are an assumption."),
        "percent", (0, 100), TESTED, "maturity_specialist_plus",
    ),
    Index(
        "basic_digital_intensity_share", N_("Basic digital intensity"), N_("firms interviewed, by their source"),
        DIFFERENT, "percent", (0, 100), WHOSE["all_firms"],
    ),
    Index(
        "cloud_intermediate_share", N_("Cloud services of intermediate level or above"),
        N_("firms interviewed, by their source"), DIFFERENT, "percent", (0, 100), WHOSE["all_firms"],
    ),
)  # fmt: skip


class PublishedIndex(IndexRow, GroupedRow):
    """A figure of an index: whose, of when (in files its last day), from whom; ``new_series``: breaks before it."""

    who: str
    when: Cell
    publisher: str
    url: str
    note: str
    new_series: bool


def index_rows(
    index: Index,
    published: Iterable[IndexFigure],
    own: PartFigure | None,
    names: dict[str, str],
    title: str,
    words: Words,
) -> list[PublishedIndex]:
    """The figures of one index, cooperatives first, then by period; none where others published nothing.

    ``own``: our own figure of the same measure, None without one, whose place is called ``title``.
    """
    found = [row for row in published if (row["indicator"], UNITS.get(row["unit"])) == (index.indicator, index.unit)]
    rows: list[PublishedIndex] = []
    if found and own is not None and (own["value"] is not None or own["sign"]):
        who = words.t("Cooperatives assessed, {place}", place=title)
        feeds = feed_name("maturity_assessment", words)
        source = words.t("elaboration of the Osservatorio on {feeds}", feeds=feeds)
        if own["status"] == "demonstration":
            source = words.t("generated demonstration data ({feeds})", feeds=feeds)
        figure: Figure = {**NO_FIGURE, "value": own["value"], "sign": own["sign"], "decimals": own["decimals"],
                          "status": own["status"]}  # fmt: skip
        when = Cell(words.day(own["as_of"]), own["as_of"].date())
        rows.append({**figure, **NO_PLACE, "name": words.t("{who}, {when}", who=who, when=when), "who": who,
                     "when": when, "publisher": source, "url": "", "note": "", "new_series": False,
                     "cooperatives": True})  # fmt: skip
    for row in sorted(found, key=_place):
        category = row["category"]
        whose = words.t(WHOSE[category]) if category in WHOSE else category or words.t(index.firms)
        where = words.t("European Union") if row["territory"] == EUROPE else names.get(row["territory"], "")
        who = words.t("{who}, {place}", who=whose, place=where)
        when = Cell(_when(row, words), row["period_end"].date())
        name = words.t("{who}, {when}", who=who, when=when)
        if row["break_before"]:  # what stands beside it is of another definition or sample
            name = words.t("{name} (series break)", name=name)
        rows.append({**NO_FIGURE, **NO_PLACE, "value": row["value"], "status": row["status"],
                     "name": name, "who": who, "when": when,
                     "publisher": row["publisher"], "url": row["url"], "note": words.pick(row["note"]),
                     "new_series": row["break_before"], "cooperatives": category in COOPERATIVES})  # fmt: skip
    return rows


def _place(row: IndexFigure) -> tuple[bool, datetime, str]:
    return row["category"] not in COOPERATIVES, row["period_end"], row["territory"]


def _when(row: IndexFigure, words: Words) -> str:
    """A whole year as such, another period by its last month."""
    start, end = row["period_start"], row["period_end"]
    whole = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return str(end.year) if whole and start.year == end.year else words.month(end)
