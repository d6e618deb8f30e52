"""The command disclosure: how many cells and how much of what was counted the gate keeps back, by level."""

import argparse
from typing import Any

import duckdb
from babel.numbers import format_decimal

from catalogue import load
from engine.release import ReleaseError, read_only, release_of
from etl.cli.releases import say_why
from etl.console import Voice, number

DONE, WRONG_USAGE = 0, 2
# A year is told by its last month of data; «month» has every month. Naive: cells that rest on too few units alone.
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
HEADS = {
    "it": ("livello", "per", "grana", "celle", "oscurate con la sola soglia", "oscurate", "arrotondate",
           "conteggi persi"),
    "en": ("level", "by", "grain", "cells", "suppressed by the threshold alone", "suppressed", "rounded",
           "counts lost"),
}  # fmt: skip


def run_disclosure(options: argparse.Namespace) -> int:
    """Print the table; 2 where there is no such release."""
    voice = Voice(options.lang)
    try:
        with read_only(release_of(options.releases, options.release)) as connection:
            rows = lost(connection, load().agreement.disclosure.minimum_units)
    except ReleaseError as error:
        say_why(voice, error)
        return WRONG_USAGE
    for language in voice.languages:
        table = [HEADS[language], *(_written(row, language) for row in rows)]
        widths = [max(len(line[place]) for line in table) for place in range(len(table[0]))]
        for line in table:
            print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    return DONE


def lost(connection: duckdb.DuckDBPyConnection, minimum_units: int) -> list[tuple[Any, ...]]:
    """Level, breakdown, grain, cells, and in percent: suppressed by the threshold alone, suppressed, rounded, lost."""
    return [tuple(row) for row in connection.execute(LOST, [minimum_units]).fetchall()]


def _written(row: tuple[Any, ...], language: str) -> tuple[str, ...]:
    level, breakdown, grain, cells, *shares = row
    percent = [f"{format_decimal(share, '0.0', locale=language)} %" if share is not None else "-" for share in shares]
    return str(level), str(breakdown), str(grain), number(cells, language), *percent
