"""Questions about measures: what they are, where they stand, their history, plan and projection."""

from datetime import date
from typing import Any

import pandas as pd

from reads.ask import ask, ask_rows, remembered
from reads.releases import Release

WHOLE = ("total", "")


@remembered
def measures(release: Release) -> pd.DataFrame:
    """The indicators of the agreement as this release defined them, in the catalogue's order."""
    return ask(release, "SELECT * FROM kpi WHERE NOT supporting ORDER BY position")


@remembered
def supporting(release: Release) -> pd.DataFrame:
    """What pages tell beside the measures of the agreement: the same columns, without targets or statuses."""
    return ask(release, "SELECT * FROM kpi WHERE supporting ORDER BY position")


@remembered
def dates_with_data(release: Release) -> pd.DataFrame:
    """``as_of``: month ends at which some measure of Italy or a region has a figure, latest first."""
    return ask(
        release,
        "SELECT DISTINCT last_day(as_of) AS as_of FROM kpi_published "
        "WHERE breakdown = 'total' AND territory_level IN ('country', 'region') ORDER BY as_of DESC",
    )


def known_since(release: Release) -> list[dict[str, Any]]:
    """Each measure that has a figure anywhere: kpi, as_of (the first date of one)."""
    return ask_rows(release, "SELECT kpi, min(as_of) AS as_of FROM kpi_published GROUP BY kpi")


def figures(release: Release, territory: str, breakdown: str, category: str) -> list[dict[str, Any]]:
    """Every measure's figures in a territory and category, with its plan and projection at each date; by kpi, date.

    Columns: kpi, as_of, month (as_of again: what figures over time call it), value, sign, precision, decimals,
    numerator, denominator, units, status (of the figure); planned, target, due_on, attainment, planned_attainment,
    judgement (status beside the plan), projected_low, projected_mid, projected_high, probability. A category has no
    plan of its own, hence none of these.
    """
    return ask_rows(
        release,
        """
        SELECT v.kpi, v.as_of, v.as_of AS month, v.value, v.sign, v.precision, v.decimals, v.numerator, v.denominator,
            v.units, v.status, g.planned, g.target, g.due_on, g.attainment, g.planned_attainment,
            g.status AS judgement, g.projected_low, g.projected_mid, g.projected_high, g.probability
        FROM kpi_published v
        LEFT JOIN kpi_progress g ON g.kpi = v.kpi AND g.as_of = v.as_of AND g.territory = $1 AND $2 = 'total'
        WHERE v.territory = $1 AND v.breakdown = $2 AND v.category = $3
            AND v.kpi IN (SELECT kpi FROM kpi WHERE NOT supporting)
        ORDER BY v.kpi, v.as_of
        """,
        territory, breakdown, category,
    )  # fmt: skip


@remembered
def plans(release: Release, territory: str, as_of: date) -> pd.DataFrame:
    """The proposed paths of a territory decided by ``as_of``; the first date of a path is its baseline.

    Columns: kpi, valid_from, valid_to (the plan's last day; NULL for the one in force at ``as_of``), due_on, value,
    status, basis (set, same_rate or allocated), decided_from (first day of the decision that a row comes from),
    decided_by, reason_it, reason_en.
    """
    return ask(
        release,
        "SELECT kpi, valid_from, CASE WHEN valid_to < $2 THEN valid_to END AS valid_to, due_on, value, status, basis, "
        "decided_from, decided_by, reason_it, reason_en FROM kpi_plan "
        "WHERE territory = $1 AND valid_from <= $2 ORDER BY kpi, valid_from, due_on",
        territory, as_of,
    )  # fmt: skip


def ahead(release: Release, kpi: str, territory: str, as_of: date, seen_from: date) -> list[dict[str, Any]]:
    """The plans of one measure, and the band projected from the figure of ``seen_from``: told apart by ``what``.

    ``what`` is 'plan', with the columns of ``plans``, or 'projection': month, low, mid, high.
    """
    return ask_rows(
        release,
        """
        SELECT 'plan' AS what, kpi, valid_from, CASE WHEN valid_to < $3 THEN valid_to END AS valid_to, due_on, value,
            status, basis, decided_from, decided_by, reason_it, reason_en
        FROM kpi_plan WHERE kpi = $1 AND territory = $2 AND valid_from <= $3
        UNION ALL BY NAME
        SELECT 'projection' AS what, month, low, mid, high
        FROM kpi_projection WHERE kpi = $1 AND territory = $2 AND as_of = $4
        ORDER BY what, valid_from, due_on, month
        """,
        kpi, territory, as_of, seen_from,
    )  # fmt: skip
