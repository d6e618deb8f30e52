"""From demand to what remains: entries that ask for a skill, those hard to fill, and people placed after training."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypedDict

from kpi.scenario import Assumptions, placed
from reads.origins import PublishedFigure
from reads.skills import MeasuredFigure
from texts.translator import UNKNOWN, Words
from ui.figures.bars.waterfall import FALL, LEVEL, Step
from ui.figures.base.canvas import amount
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
    gap_status: str | None
    demand: float | None
    demand_status: str
    qualified: float | None
    publishers: list[str]


class _Gap(TypedDict):
    base: str
    category: str
    period_end: datetime
    value: float
    status: str | None


def entries_flow(
    published: Iterable[PublishedFigure], measured: Iterable[MeasuredFigure], territory: str, day: date
) -> Flow | None:
    """The flow of one territory; None where no gap is known.

    The latest year counts, and of one year the base "high importance". The demand is derived from gap and share where
    only these were published.
    """
    here = [row for row in published if row["territory"] == territory]
    own = [row for row in measured if row["territory"] == territory and row["value"] is not None]
    gaps: list[_Gap] = [
        {"base": "required", "category": row["category"], "period_end": row["period_end"], "value": row["value"],
         "status": row["status"]}
        for row in published_by(here, "eskill_required_hard_count", day)
    ]  # fmt: skip
    gaps += [
        {"base": "high", "category": FORTY, "period_end": row["as_of"], "value": amount(row), "status": row["status"]}
        for row in own if row["kpi"] == "eskill_gap"
    ]  # fmt: skip
    if not gaps:
        return None
    gap = sorted(gaps, key=lambda row: (row["period_end"], row["category"] == FORTY))[-1]
    same = [row for row in here if row["category"] == gap["category"] and row["period_end"] == gap["period_end"]]
    demanded, hard, shared = ([row for row in same if row["indicator"] == name] for name in BASES[gap["base"]])
    demand, status = None, ""
    if demanded:
        demand, status = demanded[0]["value"], demanded[0]["status"] or ""
    elif shared and shared[0]["value"] > 0 and gap["value"] in [row["value"] for row in hard]:
        # the share has one decimal: nothing is known below the tens
        demand, status = round(100 * gap["value"] / shared[0]["value"], -1), "derived"
    trained = [
        row["numerator"] for row in own
        if row["kpi"] == "training_coverage" and row["as_of"] == gap["period_end"] and row["numerator"] is not None
    ]  # fmt: skip
    counted = gap["base"] == "high" and trained  # the coverage speaks of that base alone
    return Flow(
        base=gap["base"],
        category=gap["category"],
        period_end=gap["period_end"],
        gap=gap["value"],
        gap_status=gap["status"],
        demand=demand,
        demand_status=status,
        qualified=trained[0] if counted else None,
        publishers=[row["publisher"] for row in (*demanded, *hard, *shared)],
    )


def flow_steps(flow: Flow, assumed: Assumptions, words: Words) -> list[Step]:
    """The steps of the waterfall: demand, what firms expect to find, gap, placed after training, what remains."""
    gap, demand, qualified = flow.gap, flow.demand, flow.qualified
    low = high = least = most = None
    if qualified is not None:
        filled = placed(qualified, assumed)
        low, high = min(gap, filled["low"]), min(gap, filled["high"])
        least, most = gap - high, gap - low
    supply = None if demand is None else demand - gap
    unasked, unknown = UNKNOWN if demand is None else "", UNKNOWN if low is None else ""
    supplied, trained = "" if unasked else "derived", "" if unknown else "derived"
    asked_for, left = words.t("planned entries that ask for the skill"), words.t("what remains")
    return [
        _step(asked_for, LEVEL, (demand, demand, 0.0), unasked, flow.demand_status),
        _step(words.t("those that firms expect to fill"), FALL, (supply, supply, demand), unasked, supplied),
        _step(words.t("those hard to fill: the gap"), LEVEL, (gap, gap, gap), "", flow.gap_status),
        _step(words.t("filled by people trained"), FALL, (low, high, gap), unknown, trained),
        _step(left, LEVEL, (least, most, gap), unknown, trained),
    ]


def _step(
    name: str, kind: str, numbers: tuple[float | None, float | None, float | None], sign: str, status: str | None
) -> Step:
    """A step with its low and high number and where it starts."""
    low, high, start = numbers
    return {"name": name, "kind": kind, "low": low, "high": high, "start": start, "sign": sign, "status": status}
