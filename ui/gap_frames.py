"""From demand to what remains: entries that ask for a skill, those hard to fill, and people placed after training."""

from datetime import date
from typing import Any

import pandas as pd

from kpi.scenario import Assumptions, placed
from ui.figures.waterfall import FALL, LEVEL
from ui.skills_frames import known_by
from ui.words import UNKNOWN, Words

FORTY = "tech_40"
# "high importance" and "required" are two bases, never mixed: entries that ask for the skill, hard ones, their share
BASES = {
    "high": ("eskill_high_count", "eskill_high_hard_count", "eskill_high_hard_share"),
    "required": ("eskill_required_count", "eskill_required_hard_count", "eskill_required_hard_share"),
}


def entries_flow(published: pd.DataFrame, measured: pd.DataFrame, territory: str, day: date) -> dict[str, Any]:
    """Entries that ask for a skill and those hard to fill, of one base, skill, year and territory; {} where unknown.

    Keys: base, category, period_end, demand, demand_status, gap, gap_status, qualified, publishers. The latest year
    counts, and of one year the base "high importance". The demand is derived from gap and share where only these were
    published. NaN where nobody counted.
    """
    here = published[published["territory"] == territory]
    own = measured[(measured["territory"] == territory) & measured["value"].notna()]
    gaps = own[own["kpi"] == "eskill_gap"].rename(columns={"as_of": "period_end"}).assign(base="high", category=FORTY)
    required = known_by(here, "eskill_required_hard_count", day).assign(base="required")
    gaps = pd.concat([frame for frame in (required, gaps) if len(frame)] or [gaps])
    if gaps.empty:
        return {}
    order = gaps.assign(forty=gaps["category"] == FORTY).sort_values(["period_end", "forty"], kind="stable")
    gap = order.iloc[-1]
    same = here[(here["category"] == gap["category"]) & (here["period_end"] == gap["period_end"])]
    demanded, hard, shared = (same[same["indicator"] == name] for name in BASES[gap["base"]])
    demand, status = float("nan"), ""
    if len(demanded):
        demand, status = float(demanded["value"].iloc[0]), str(demanded["status"].iloc[0])
    elif len(shared) and shared["value"].iloc[0] > 0 and gap["value"] in set(hard["value"]):
        # the share has one decimal: nothing is known below the tens
        demand, status = round(100 * float(gap["value"]) / float(shared["value"].iloc[0]), -1), "derived"
    trained = own[(own["kpi"] == "training_coverage") & (own["as_of"] == gap["period_end"])]["numerator"]
    counted = gap["base"] == "high" and len(trained)  # the coverage speaks of that base alone
    return {
        "base": gap["base"], "category": gap["category"], "period_end": gap["period_end"], "gap": float(gap["value"]),
        "gap_status": gap["status"], "demand": demand, "demand_status": status,
        "qualified": float(trained.iloc[0]) if counted else float("nan"),
        "publishers": list(pd.concat([demanded, hard, shared])["publisher"]),
    }  # fmt: skip


def flow_steps(flow: dict[str, Any], assumed: Assumptions, words: Words) -> pd.DataFrame:
    """The steps of the waterfall: demand, what firms expect to find, gap, placed after training, what remains."""
    gap, demand, filled = flow["gap"], flow["demand"], placed(flow["qualified"], assumed)
    low, high = (min(gap, filled[side]) if pd.notna(filled[side]) else float("nan") for side in ("low", "high"))
    unasked, unknown = (UNKNOWN if pd.isna(number) else "" for number in (demand, low))
    supply = demand - gap
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
    return pd.DataFrame(steps, columns=["name", "kind", "low", "high", "start", "sign", "status"])
