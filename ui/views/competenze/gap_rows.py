"""From demand to what remains: entries that ask for a skill, those hard to fill, and people placed after training."""

from dataclasses import dataclass
from datetime import date, datetime

from kpi.scenario import Assumptions, placed
from reads.figure_index import Cell
from reads.records import Rows, records
from texts.translator import UNKNOWN, Words
from ui.figures.bars.waterfall import FALL, LEVEL
from ui.views.competenze.rows import published_by

FORTY = "tech_40"
# "high importance" and "required" are two bases, never mixed: entries that ask for the skill, hard ones, their share
BASES = {
    "high": ("eskill_high_count", "eskill_high_hard_count", "eskill_high_hard_share"),
    "required": ("eskill_required_count", "eskill_required_hard_count", "eskill_required_hard_share"),
}


@dataclass(frozen=True)
class Flow:
    """Entries that ask for a skill and those hard to fill (the gap), of one ``base``, skill, year and territory.

    ``category``: the skill. ``demand`` and ``qualified`` (people trained) are None where nobody counted them.
    """

    base: str
    category: str
    period_end: datetime
    gap: float
    gap_status: str
    demand: float | None
    demand_status: str
    qualified: float | None
    publishers: list[str]


def entries_flow(published: Rows, measured: Rows, territory: str, day: date) -> Flow | None:
    """The flow of the latest year by ``day``, of one year on the base "high importance"; None without any.

    The demand is derived from gap and share where only these were published.
    """
    here = [row for row in records(published) if row["territory"] == territory]
    figures = [row for row in records(measured) if row["territory"] == territory and row["value"] is not None]
    gaps = [row | {"base": "required"} for row in published_by(here, "eskill_required_hard_count", day)] + [
        row | {"base": "high", "category": FORTY, "period_end": row["as_of"]}
        for row in figures if row["kpi"] == "eskill_gap"
    ]  # fmt: skip
    if not gaps:
        return None
    gap = sorted(gaps, key=lambda row: (row["period_end"], row["category"] == FORTY))[-1]
    same = [row for row in here if row["category"] == gap["category"] and row["period_end"] == gap["period_end"]]
    demanded, hard, shared = ([row for row in same if row["indicator"] == name] for name in BASES[gap["base"]])
    demand, status = None, ""
    if demanded:
        demand, status = demanded[0]["value"], demanded[0]["status"]
    elif shared and shared[0]["value"] > 0 and gap["value"] in [row["value"] for row in hard]:
        # the share has one decimal: nothing is known below the tens
        demand, status = round(100 * gap["value"] / shared[0]["value"], -1), "derived"
    trained = [
        row["numerator"] for row in figures
        if row["kpi"] == "training_coverage" and row["as_of"] == gap["period_end"] and row["numerator"] is not None
    ]  # fmt: skip
    return Flow(
        base=gap["base"],
        category=gap["category"],
        period_end=gap["period_end"],
        gap=gap["value"],
        gap_status=gap["status"],
        demand=demand,
        demand_status=status,
        qualified=trained[0] if gap["base"] == "high" and trained else None,  # the coverage is of that base alone
        publishers=[row["publisher"] for row in (*demanded, *hard, *shared)],
    )


def flow_steps(flow: Flow, assumed: Assumptions, words: Words) -> list[Cell]:
    """The steps of the waterfall: demand, what firms expect to find, gap, placed after training, what remains.

    Rows: name, kind, low, high, start, sign, status; low and high are None where a number is not known.
    """
    gap, demand = flow.gap, flow.demand
    found = None if demand is None else demand - gap
    no_demand = UNKNOWN if demand is None else ""
    low = high = least = most = None
    no_training = UNKNOWN
    if flow.qualified is not None:
        filled = placed(flow.qualified, assumed)
        low, high = min(gap, filled["low"]), min(gap, filled["high"])
        least, most, no_training = gap - high, gap - low, ""
    columns = ("name", "kind", "low", "high", "start", "sign", "status")
    derived, trained = "" if demand is None else "derived", "" if no_training else "derived"
    steps = [
        (words.t("planned entries that ask for the skill"), LEVEL, demand, demand, 0.0, no_demand, flow.demand_status),
        (words.t("those that firms expect to fill"), FALL, found, found, demand, no_demand, derived),
        (words.t("those hard to fill: the gap"), LEVEL, gap, gap, gap, "", flow.gap_status),
        (words.t("filled by people trained"), FALL, low, high, gap, no_training, trained),
        (words.t("what remains"), LEVEL, least, most, gap, no_training, trained),
    ]
    return [dict(zip(columns, step, strict=True)) for step in steps]
