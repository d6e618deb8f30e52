"""The command disclosure: how many cells and how much of the counts disclosure control suppresses, by level."""

import argparse
from typing import Any

import duckdb
from babel.numbers import format_decimal

from engine.release import read_only, release_of
from engine.release_rules import read_rules
from etl.console import Console
from output.exit_codes import ExitCode
from texts.translator import N_, Words

# «year» holds the last month of data of each year, «month» every month. Naive: cells of too few units alone.
LOST = """
    WITH cell AS (
        SELECT v.kpi, v.territory_level, v.breakdown, v.as_of, v.units, p.sign, p.precision,
            coalesce(v.numerator, 0) AS counted, k.kind,
            row_number() OVER (PARTITION BY v.kpi, v.territory, v.breakdown, v.category, year(v.as_of)
                ORDER BY v.as_of DESC) = 1 AS year_end
        FROM kpi_value v
        JOIN kpi_published p USING (kpi, as_of, territory, breakdown, category)
        JOIN kpi k ON k.kpi = v.kpi
        WHERE k.confidential AND v.value IS NOT NULL
    ),
    grained AS (
        SELECT 'month' AS grain, * FROM cell UNION ALL SELECT 'year', * FROM cell WHERE year_end
    )
    SELECT territory_level, breakdown, grain, count(*) AS cells,
        100.0 * avg(CASE WHEN units BETWEEN 1 AND $1 - 1 THEN 1 ELSE 0 END) AS naive,
        100.0 * avg(CASE WHEN sign = '*' THEN 1 ELSE 0 END) AS suppressed,
        100.0 * avg(CASE WHEN precision = 'rounded' THEN 1 ELSE 0 END) AS rounded,
        100.0 * sum(CASE WHEN sign = '*' AND kind IN ('count', 'distinct') THEN counted ELSE 0 END)
            / nullif(sum(CASE WHEN kind IN ('count', 'distinct') THEN counted END), 0) AS value_lost
    FROM grained
    GROUP BY territory_level, breakdown, grain
    ORDER BY list_position(['country', 'area', 'region', 'province'], territory_level), breakdown <> 'total', breakdown,
        grain
"""
HEADS = (N_("level"), N_("by"), N_("grain"), N_("cells"), N_("suppressed by the threshold alone"), N_("suppressed"),
         N_("rounded"), N_("counts lost"))  # fmt: skip


def run_disclosure(options: argparse.Namespace) -> ExitCode:
    """Print the table. Raises ReleaseError."""
    console = Console(options.lang)
    with read_only(release_of(options.releases, options.release)) as connection:
        rows = lost(connection, read_rules(connection).agreement.disclosure.minimum_units)
    for words in console.languages:
        table = [[words.t(head) for head in HEADS], *(_written(row, words) for row in rows)]
        widths = [max(len(line[place]) for line in table) for place in range(len(table[0]))]
        for line in table:
            print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    return ExitCode.DONE


def lost(connection: duckdb.DuckDBPyConnection, minimum_units: int) -> list[tuple[Any, ...]]:
    """Level, breakdown, grain, cells, and in percent: suppressed by the threshold alone, suppressed, rounded, lost."""
    return [tuple(row) for row in connection.execute(LOST, [minimum_units]).fetchall()]


def _written(row: tuple[Any, ...], words: Words) -> list[str]:
    level, breakdown, grain, cells, *shares = row
    percent = [f"{format_decimal(share, '0.0', locale=words.lang)} %" if share is not None else "-" for share in shares]
    return [str(level), str(breakdown), str(grain), words.number(cells), *percent]
