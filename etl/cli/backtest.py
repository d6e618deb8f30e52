"""The command backtest: how well the projection of a release's measures would have held at every past month."""

import argparse
from collections.abc import Iterator

import duckdb
import pandas as pd

from catalogue.model import Agreement
from engine.release import read_only, release_of
from engine.release_rules import read_rules
from engine.sql_text import queries
from etl.transform.plan_progress import measures_of, projection_rules, published_history
from kpi.backtest.cases import METHODS, OWN, cases
from kpi.backtest.quality import quality
from kpi.measure_kind import kind_of
from kpi.until_due import Measure
from output.exit_codes import ExitCode

SQL = queries(__file__)
TITLES = {OWN: "projection", "step": "step trend", "damped": "damped trend", "seasonal": "seasonal naive"}
HEADS = ("", "cases", "held", "shared cases", "method", "held", "width", "score")
LEVELS = {"country": "Italy", "area": "areas", "region": "regions", "province": "provinces"}
YEARS_BEFORE = 4  # yearly series are short: a case starts after this many years
Block = tuple[str, pd.DataFrame]


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
    """The lines of the table: series with a plan and all series by level, measures by kind, yearly figures of others.

    ``held``: share of the later figures within the band, of all cases of the projection and of those that every method
    has. A peer's score that is better than the projection's by more than a twentieth is marked with an asterisk.
    """
    agreement = read_rules(connection).agreement
    rules = projection_rules(agreement)
    found = cases(published_history(connection), measures_of(connection), rules, agreement.minimum_points)
    blocks = [*_blocks(connection, found), ("yearly figures of others", yearly_cases(connection, agreement))]
    rows = [HEADS, *(row for name, part in blocks for row in _rows(name, part, rules.interval))]
    widths = [max(len(row[place]) for row in rows) for place in range(len(HEADS))]
    return ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]


def _blocks(connection: duckdb.DuckDBPyConnection, found: pd.DataFrame) -> Iterator[Block]:
    """The cases by level for series with a plan and for all, then by kind, then all."""
    level = found["territory"].map(dict(connection.execute(SQL["levels"]).fetchall()))
    series = pd.MultiIndex.from_frame(found[["kpi", "territory"]])
    planned = series.isin(connection.execute(SQL["planned"]).fetchall())
    for title, chosen in (("with a plan: ", planned), ("all: ", pd.Series(True, index=found.index))):
        for code, name in LEVELS.items():
            yield title + name, found[(level == code) & chosen]
    kinds = found["kpi"].map(dict(connection.execute(SQL["kinds"]).fetchall()))
    for kind in sorted(set(kinds)):
        yield kind, found[kinds == kind]
    yield "all measures", found


def yearly_cases(connection: duckdb.DuckDBPyConnection, agreement: Agreement) -> pd.DataFrame:
    """Cases over the published yearly figures, each year treated as a month: the only real series there are."""
    rows = connection.execute(SQL["yearly"]).df()
    years = pd.to_datetime(rows["as_of"]).dt.year
    months = [pd.Timestamp(2000, 1, 31) + pd.offsets.MonthEnd(int(year - years.min())) for year in years]
    rows["as_of"] = [month.date() for month in months]
    kinds = {"percent": "share", "per100": "share", "score": "mean"}
    units = rows.groupby("kpi")["unit"].first()
    measures = {
        str(kpi): Measure(kind_of(kinds.get(unit, "level"), unit, "period"), rising=True) for kpi, unit in units.items()
    }
    return cases(rows, measures, projection_rules(agreement), YEARS_BEFORE)


def _rows(name: str, part: pd.DataFrame, interval: float) -> Iterator[tuple[str, ...]]:
    if part.empty:
        yield (name, "0", *[""] * (len(HEADS) - 2))
        return
    found = quality(part, interval)
    yield (name, f"{found['cases']:,.0f}", f"{found['coverage']:.1%}", f"{found['shared']:,.0f}", *[""] * 4)
    if not found["shared"]:
        return
    for method in METHODS:
        score = found[f"{method}_score"]
        mark = " *" if score * 1.05 < found[f"{OWN}_score"] else ""
        yield ("", "", "", "", TITLES[method], f"{found[f'{method}_coverage']:.1%}",
               f"{found[f'{method}_width']:.3f}", f"{score:.3f}{mark}")  # fmt: skip
