"""From demand to what remains: entries that ask for a skill, those hard to fill, and people placed after training."""

from datetime import date
from math import isnan
from typing import Any

from kpi.scenario import Assumptions, placed
from reads.records import Rows, records
from texts.translator import UNKNOWN, Words
from ui.figures.bars.waterfall import FALL, LEVEL
from ui.views.competenze.rows import known_by

FORTY = "tech_40"
# "high importance" and "required" are two bases, never mixed: entries that ask for the skill, hard ones, their share
BASES = {
    "high": ("eskill_high_count", "eskill_high_hard_count", "eskill_high_hard_share"),
    "required": ("eskill_required_count", "eskill_required_hard_count", "eskill_required_hard_share"),
}


def entries_flow(published: Rows, measured: Rows, territory: str, day: date) -> dict[str, Any]:
    """Entries that ask for a skill and those hard to fill, of one base, skill, year and territory; {} where unknown.

    Keys: base, category, period_end, demand, demand_status, gap, gap_status, qualified, publishers. The latest year
    counts, and of one year the base "high importance". The demand is derived from gap and share where only these were
    published. NaN where nobody counted.
    """
    here = [row for row in records(published) if row["territory"] == territory]
    own = [row for row in records(measured) if row["territory"] == territory and row["value"] is not None]
    gaps = [row | {"base": "required"} for row in known_by(here, "eskill_required_hard_count", day)] + [
        row | {"base": "high", "category": FORTY, "period_end": row["as_of"]}
        for row in own if row["kpi"] == "eskill_gap"
    ]  # fmt: skip
    if not gaps:
        return {}
    gap = sorted(gaps, key=lambda row: (row["period_end"], row["category"] == FORTY))[-1]
    same = [row for row in here if row["category"] == gap["category"] and row["period_end"] == gap["period_end"]]
    demanded, hard, shared = ([row for row in same if row["indicator"] == name] for name in BASES[gap["base"]])
    demand, status = float("nan"), ""
    if demanded:
        demand, status = demanded[0]["value"], demanded[0]["status"]
    elif shared and shared[0]["value"] > 0 and gap["value"] in [row["value"] for row in hard]:
        # the share has one decimal: nothing is known below the tens
        demand, status = round(100 * gap["value"] / shared[0]["value"], -1), "derived"
    trained = [
        row["numerator"] for row in own
        if row["kpi"] == "training_coverage" and row["as_of"] == gap["period_end"] and row["numerator"] is not None
    ]  # fmt: skip
    counted = gap["base"] == "high" and trained  # the coverage speaks of that base alone
    return {
        "base": gap["base"], "category": gap["category"], "period_end": gap["period_end"], "gap": gap["value"],
        "gap_status": gap["status"], "demand": demand, "demand_status": status,
        "qualified": trained[0] if counted else float("nan"),
        "publishers": [row["publisher"] for row in [*demanded, *hard, *shared]],
    }  # fmt: skip


def flow_steps(flow: dict[str, Any], assumed: Assumptions, words: Words) -> list[dict[str, Any]]:
    """The steps of the waterfall: demand, what firms expect to find, gap, placed after training, what remains."""
    gap, demand, filled = flow["gap"], flow["demand"], placed(flow["qualified"], assumed)
    low, high = (filled[side] if isnan(filled[side]) else min(gap, filled[side]) for side in ("low", "high"))
    unasked, unknown = (UNKNOWN if isnan(number) else "" for number in (demand, low))
    supply = demand - gap
    columns = ("name", "kind", "low", "high", "start", "sign", "status")
    steps = [
        (words.t("planned entries that ask for the skill"), LEVEL, demand, demand, 0.0, unasked, flow["demand_status"]),
        (
            words.t("those that firms expect to fill"),
            FALL,
            supply,
            supply,
            demand,
            unasked,
            "" if unasked else "derived",
        ),
        (words.t("those hard to fill: the gap"), LEVEL, gap, gap, gap, "", flow["gap_status"]),
        (words.t("filled by people trained"), FALL, low, high, gap, unknown, "" if unknown else "derived"),
        (words.t("what remains"), LEVEL, gap - high, gap - low, gap, unknown, "" if unknown else "derived"),
    ]
    return [
        dict(zip(columns, (None if isinstance(told, float) and isnan(told) else told for told in step), strict=True))
        for step in steps
    ]
