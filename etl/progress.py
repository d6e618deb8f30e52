"""Stores where every measure and territory stands beside its plan: the method of kpi/, once per release."""

import duckdb
import pandas as pd

from catalogue.load import Catalogue
from kpi.progress import Measure, ProjectionRules, progress
from kpi.status import StatusRules

DATES = ("as_of", "due_on", "month")
# Of two values for one date the later decision holds; a path of one date has no baseline and judges nothing.
TARGETS = """
    SELECT kpi, territory, due_on, max_by(value, valid_from) AS value
    FROM kpi_target
    GROUP BY kpi, territory, due_on
    QUALIFY count(*) OVER (PARTITION BY kpi, territory) > 1
    ORDER BY ALL
"""


def store_progress(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create kpi_progress and kpi_projection from what is published: a suppressed value is not judged."""
    history = connection.execute(
        "SELECT kpi, territory, as_of, value FROM kpi_published WHERE breakdown = 'total' ORDER BY ALL"
    ).df()
    targets = connection.execute(TARGETS).df()
    history["as_of"], targets["due_on"] = history["as_of"].dt.date, targets["due_on"].dt.date
    agreement = catalogue.agreement
    measures = {k.id: Measure(k.kind, k.unit, k.direction == "up") for k in catalogue.kpis.values()}
    judged, bands = progress(
        history,
        targets,
        measures,
        StatusRules(agreement.on_track, agreement.slightly_late, agreement.minimum_points),
        ProjectionRules(agreement.interval, agreement.draws, agreement.recent_months, agreement.seed),
    )
    for name, frame in (("kpi_progress", judged), ("kpi_projection", bands)):
        _write(connection, name, frame)


def _write(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """Text, dates and numbers keep their types even when the frame is empty."""
    texts = {"kpi", "territory", "status"}
    kinds = {c: "VARCHAR" if c in texts else "DATE" if c in DATES else "DOUBLE" for c in frame.columns}
    casts = ", ".join(f"CAST({column} AS {kind}) AS {column}" for column, kind in kinds.items())
    connection.register("frame_rows", frame)
    connection.execute(f"CREATE TABLE {name} AS SELECT {casts} FROM frame_rows")
    connection.unregister("frame_rows")
