"""What a release says of itself when it is compared: figures, plans, and hashes of definitions and data."""

import hashlib
from datetime import date

import duckdb
import pandas as pd

from kpi.compare import Side

FIGURES = """
    SELECT kpi, territory, as_of, value, sign, status AS nature FROM kpi_published
    WHERE breakdown = 'total' ORDER BY ALL
"""
JUDGED = """
    SELECT kpi, territory, as_of, planned, baseline, target AS target_value, due_on, status AS judgement
    FROM kpi_progress ORDER BY ALL
"""
# What is counted: each file as often as it came, and every cell that a correction changed.
DATA = """
    SELECT feed, sha256 AS content FROM load_file WHERE feed <> ''
    UNION ALL
    SELECT feed, concat_ws('|', file, sheet, row, column_title, after) FROM load_correction
    ORDER BY ALL
"""


def side_of(connection: duckdb.DuckDBPyConnection, release: str, day: date | None) -> Side:
    """One release as seen from a day, its own as-of date by default.

    A release built before definitions had hashes agrees with itself alone.
    """
    settings = connection.execute("SELECT * FROM build_parameters").df().iloc[0]
    measures = connection.execute("SELECT * FROM kpi").df()
    unknown = pd.Series(release, index=measures.index)
    defined = measures.get("definition_digest", unknown)
    contents: dict[str, list[str]] = {}
    for feed, content in connection.execute(DATA).fetchall():
        contents.setdefault(str(feed), []).append(str(content))
    return Side(
        day or pd.Timestamp(settings["as_of"]).date(),
        connection.execute(FIGURES).df(),
        connection.execute(JUDGED).df(),
        dict(zip(measures["kpi"], defined, strict=True)),
        _data_of(measures, contents),
        str(settings.get("judging_digest", release)),
    )


def _data_of(measures: pd.DataFrame, contents: dict[str, list[str]]) -> dict[str, str]:
    """A hash of what came for each measure: its own feeds, and those that bear on others' (register, decisions)."""
    own = {str(row.kpi): set(str(row.feeds).split("|")) for row in measures.itertuples()}
    named = set().union(*own.values())
    beside = (set(contents) - named - {"target"}) | {"cooperative_register"}
    return {
        kpi: hashlib.sha256(repr([(f, contents.get(f)) for f in sorted(feeds | beside)]).encode()).hexdigest()
        for kpi, feeds in own.items()
    }
