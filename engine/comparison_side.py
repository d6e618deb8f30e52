"""Reads from a release what a comparison needs: figures, plans, and hashes of definitions and data."""

import hashlib
from collections.abc import Mapping
from typing import NamedTuple

import duckdb
import pandas as pd

FIGURES = """
    SELECT kpi, territory, as_of, value, sign, status AS figure_status FROM kpi_published
    WHERE breakdown = 'total' AND ($1 IS NULL OR territory = $1) ORDER BY ALL
"""
JUDGED = """
    SELECT kpi, territory, as_of, planned, baseline, target AS target_value, due_on, status AS judgement
    FROM kpi_progress WHERE $1 IS NULL OR territory = $1 ORDER BY ALL
"""
# The input by feed: the hash of every file, and every cell that a correction changed.
DATA = """
    SELECT feed, sha256 AS content FROM load_file WHERE feed <> ''
    UNION ALL
    SELECT feed, concat_ws('|', file, sheet, row, column_title, after) FROM load_correction
    ORDER BY ALL
"""


class ComparisonSide(NamedTuple):
    """The fields of ``kpi.compare.Side`` after its date, in the same order."""

    figures: pd.DataFrame
    judged: pd.DataFrame
    definitions: Mapping[str, str]
    data: Mapping[str, str]
    judging: str


def read_comparison_side(connection: duckdb.DuckDBPyConnection, territory: str | None = None) -> ComparisonSide:
    """The published indicators of every territory or of one, with the hashes that separate the causes.

    Supporting measures have no plan and are left out.

    Raises duckdb.Error where a release of another version lacks a table.
    """
    (judging,) = connection.execute("SELECT judging_digest FROM build_parameters").fetchall()[0]
    measures = connection.execute("SELECT * FROM kpi WHERE NOT supporting").df()
    figures = connection.execute(FIGURES, [territory]).df()
    contents: dict[str, list[str]] = {}
    for feed, content in connection.execute(DATA).fetchall():
        contents.setdefault(str(feed), []).append(str(content))
    return ComparisonSide(
        figures[figures["kpi"].isin(measures["kpi"])].reset_index(drop=True),
        connection.execute(JUDGED, [territory]).df(),
        dict(zip(measures["kpi"], measures["definition_digest"], strict=True)),
        _data_of(measures, contents),
        str(judging),
    )


def _data_of(measures: pd.DataFrame, contents: dict[str, list[str]]) -> dict[str, str]:
    """Measure to a hash of its input: its feeds, and those that affect every measure (register, decisions)."""
    feeds_of = {str(row.kpi): set(str(row.feeds).split("|")) for row in measures.itertuples()}
    named = set().union(*feeds_of.values())
    beside = (set(contents) - named - {"target"}) | {"cooperative_register"}
    return {
        kpi: hashlib.sha256(repr([(f, contents.get(f)) for f in sorted(feeds | beside)]).encode()).hexdigest()
        for kpi, feeds in feeds_of.items()
    }
