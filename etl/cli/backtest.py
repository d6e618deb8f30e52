"""The command backtest: how well the projection of a release's measures would have held at every past month."""

import argparse

import duckdb
import pandas as pd

from catalogue.model import Agreement
from engine.release import read_only, release_of
from engine.release_rules import read_rules
from etl.transform.plan_progress import measures_of, projection_rules, published_history
from kpi.backtest import METHODS, cases, quality
from kpi.measure_kind import kind_of
from kpi.progress import Measure
from output.exit_codes import ExitCode

TITLES = {"projection": "projection", "last": "last value", "line": "straight line"}
HEADS = ("", "cases", "method", "coverage", "width", "score", "width at the projection's coverage")
YEARS_BEFORE = 4  # yearly series are short: a case starts after this many years
# Yearly figures of others that stand in the release; a series is one indicator, category and territory.
YEARLY = """
    SELECT concat_ws(' / ', indicator, category) AS kpi, territory, max(period_end) AS as_of, max(value) AS value,
        min(unit) AS unit
    FROM published_figure
    WHERE month(period_start) = 1 AND month(period_end) = 12 AND year(period_start) = year(period_end)
        AND value IS NOT NULL
    GROUP BY indicator, category, territory, year(period_end)
    ORDER BY ALL
"""


def run_backtest(options: argparse.Namespace) -> ExitCode:
    """Print the table of one release. Raises ReleaseError."""
    release = release_of(options.releases, options.release)
    with read_only(release) as connection:
        lines = report(connection)
    print(f"release {release.id}")
    for line in lines:
        print(line)
    return ExitCode.DONE


def report(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The lines of the table: monthly measures by kind and together, then the yearly figures of others."""
    agreement = read_rules(connection).agreement
    rules = projection_rules(agreement)
    found = cases(published_history(connection), measures_of(connection), rules, agreement.minimum_points)
    kinds = found["kpi"].map(dict(connection.execute("SELECT kpi, kind FROM kpi").fetchall()))
    blocks = [(kind, found[kinds == kind]) for kind in sorted(set(kinds))] + [("all measures", found)]
    blocks.append(("yearly figures of others", yearly_cases(connection, agreement)))
    rows = [HEADS, *(row for name, part in blocks for row in _rows(name, part, rules.interval))]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def yearly_cases(connection: duckdb.DuckDBPyConnection, agreement: Agreement) -> pd.DataFrame:
    """Cases over the published yearly figures, each year treated as a month: the only real series there are."""
    rows = connection.execute(YEARLY).df()
    years = pd.to_datetime(rows["as_of"]).dt.year
    months = [pd.Timestamp(2000, 1, 31) + pd.offsets.MonthEnd(int(year - years.min())) for year in years]
    rows["as_of"] = [month.date() for month in months]
    kinds = {"percent": "share", "per100": "share", "score": "mean"}
    units = rows.groupby("kpi")["unit"].first()
    measures = {
        str(kpi): Measure(kind_of(kinds.get(unit, "level"), unit, "period"), rising=True) for kpi, unit in units.items()
    }
    return cases(rows, measures, projection_rules(agreement), YEARS_BEFORE)


def _rows(name: str, part: pd.DataFrame, interval: float) -> list[tuple[str, ...]]:
    if part.empty:
        return [(name, "0", "", "", "", "", "")]
    found = quality(part, interval)
    rows: list[tuple[str, ...]] = []
    for method in METHODS:
        equal = found.get(f"{method}_equal", found["projection_width"])
        rows.append(
            (name, f"{found['cases']:,.0f}", TITLES[method], f"{found[f'{method}_coverage']:.1%}",
             f"{found[f'{method}_width']:.3f}", f"{found[f'{method}_score']:.3f}",
             f"{equal:.3f}" if equal < float("inf") else "never covers as much")
        )  # fmt: skip
    return rows
