"""Measures that others published: the shipped figures, and ISTAT's survey in the inbox."""

import csv
from collections.abc import Mapping

import pandas as pd

from tests.spec.recompute import codes
from tests.spec.recompute.slices import Figure

# Measure -> indicator and category of data/reference/published_figures.csv.
PUBLISHED = {
    "hard_to_fill_rate": ("hard_to_fill_share_year", ""),
    "hard_to_fill_rate_month": ("hard_to_fill_share_month", ""),
    "skill_shortage_rate": ("inadequate_preparation_share", ""),
    "eskill_gap": ("eskill_high_hard_count", "tech_40"),
}
WITHOUT_SOURCE = ("training_coverage", "gap_after_training", "years_to_close")
RECRUITED, VACANT = "E_ITSPRCR2_PERC", "E_ITSPVAC2_PERC"
ALL_FIRMS = {"ATECO_2007": "0035", "CLLVT": "W_GE10"}
Key = tuple[str, str, str]  # measure, territory, last day of the period


def published() -> dict[Key, set[Figure]]:
    """Every figure that a measure takes; more than one where two sources differ."""
    with (codes.REFERENCE / "published_figures.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found: dict[Key, set[Figure]] = {}
    for kpi, wanted in PUBLISHED.items():
        for row in rows:
            if (row["indicator"], row["category"]) == wanted and row["territory"] in codes.above():
                figure = (None, None, float(row["value"]), None)
                found.setdefault((kpi, row["territory"], row["period_end"]), set()).add(figure)
    return found


def ict_hard_to_fill(istat: pd.DataFrame | None) -> dict[Key, set[Figure]]:
    """Of the firms that sought ICT specialists, the share with posts hard to fill."""
    if istat is None:
        return {}
    place: Mapping[str, str] = {row["istat_itter107"]: row["code"] for row in codes.rows("territories")}
    rows = istat
    for column, value in ALL_FIRMS.items():
        rows = rows[rows[column] == value]
    found: dict[Key, set[Figure]] = {}
    for (territory, year), part in rows.groupby(["ITTER107", "TIME"]):
        values = {row["VARICT"]: float(row["Value"]) for _, row in part.iterrows() if row["Value"] not in ("", None)}
        if {RECRUITED, VACANT} <= set(values) and territory in place:
            top, base = values[VACANT], values[RECRUITED]
            figure = (top, base, 100 * top / base if base else None, None)
            asked_about = int(year) - 1  # "in the previous year", as its label says
            found[("ict_hard_to_fill_rate", place[territory], f"{asked_about}-12-31")] = {figure}
    return found
