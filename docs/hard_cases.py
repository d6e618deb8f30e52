"""Generates the table of hard cases in docs/method.md; tests/spec/test_hard_cases.py checks the same cases."""

from datetime import date
from pathlib import Path
from typing import TypedDict

import md
import yaml

DATA = Path(__file__).resolve().parent / "hard_cases.yaml"
INTRODUCTION = """
Each row is proved by `tests/spec/test_hard_cases.py`. R is the ratio of Open SDG's published formula: the yearly growth
from baseline to value, over the yearly growth from baseline to target; 95% and more is on track, 60% and more needs
acceleration, 0 and more is limited progress, less is deterioration. It counts in calendar years, takes 0.001 for a
zero, the first year with data for a missing baseline, and knows no milestones.
""".strip()


class Expected(TypedDict):
    """The expected results of a case: None where there is no figure."""

    attainment: float | None
    gap: float | None
    ratio: float | None
    status: str | None
    open_sdg: str


class Case(TypedDict):
    """One entry of hard_cases.yaml: monthly ``values`` from ``first``, and the plans by the day each holds from."""

    case: str
    first: date
    values: list[float | None]
    plans: dict[date, dict[date, float]]
    expected: Expected


def text() -> str:
    """The introduction and the table."""
    heads = ["Case", "Plan", "Judged on", "Value", "A", "Gap", "Status", "R", "Open SDG"]
    cases = yaml.safe_load(DATA.read_text(encoding="utf-8"))
    return f"{INTRODUCTION}\n\n{md.table(heads, map(_row, cases))}"


def _row(case: Case) -> list[str]:
    expected, values = case["expected"], case["values"]
    value = "none" if not values or values[-1] is None else f"{values[-1]:g}"
    status = (expected["status"] or "no figure").replace("_", " ")
    numbers = ["–" if expected[name] is None else f"{expected[name]:.3f}" for name in ("attainment", "gap")]
    ratio = "–" if expected["ratio"] is None else f"{expected['ratio']:.0%}"
    plans = "; ".join(_plan(since, path, len(case["plans"]) > 1) for since, path in case["plans"].items())
    return [case["case"], plans, _judged(case), value, *numbers, status, ratio, expected["open_sdg"]]


def _plan(since: date, path: dict[date, float], several: bool) -> str:
    steps = " → ".join(f"{value:g} ({day:%Y-%m})" for day, value in path.items())
    return f"from {since}: {steps}" if several else steps


def _judged(case: Case) -> str:
    if not case["values"]:
        return "–"
    months = case["first"].year * 12 + case["first"].month - 1 + len(case["values"]) - 1
    return f"{months // 12}-{months % 12 + 1:02d}"
