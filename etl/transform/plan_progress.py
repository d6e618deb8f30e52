"""Stores the progress of every measure and territory against its plan, computed by kpi/ once per release."""

import duckdb
import pandas as pd
import pyarrow as pa

from catalogue.model import Agreement
from engine.sql_text import Sql, fill, joined, queries
from kpi.measure_kind import kind_of
from kpi.progress import progress
from kpi.status import StatusRules
from kpi.until_due import Measure, ProjectionRules

DATES = ("as_of", "due_on", "month")
SQL = queries(__file__)


def store_progress(connection: duckdb.DuckDBPyConnection, agreement: Agreement) -> None:
    """Create kpi_progress and kpi_projection from published values; a suppressed one has no status."""
    targets = connection.execute(SQL["targets"]).df()
    for day in ("valid_from", "due_on"):
        targets[day] = targets[day].dt.date
    judged, bands = progress(
        published_history(connection),
        targets,
        measures_of(connection),
        StatusRules(agreement.on_track, agreement.slightly_late, agreement.minimum_points, agreement.implausible),
        projection_rules(agreement),
    )
    for name, frame in (("kpi_progress", judged), ("kpi_projection", bands)):
        _write(connection, name, frame)


def projection_rules(agreement: Agreement) -> ProjectionRules:
    """The rules of projections, from the agreement."""
    return ProjectionRules(agreement.interval, agreement.recent_months, agreement.window_start)


def published_history(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    """Every measure's whole as published: kpi, territory, as_of (date), value, the units it rests on, its parts."""
    history = connection.execute(SQL["history"]).df()
    history["as_of"] = history["as_of"].dt.date
    return history


def measures_of(connection: duckdb.DuckDBPyConnection) -> dict[str, Measure]:
    """What the method needs to know of each measure of a build or release."""
    rows = connection.execute(SQL["measures"]).fetchall()
    return {
        kpi: Measure(kind_of(kind, unit, window, change, leaving), direction == "up")
        for kpi, kind, unit, window, change, leaving, direction in rows
    }


def _write(connection: duckdb.DuckDBPyConnection, name: str, frame: pd.DataFrame) -> None:
    """Text, dates and numbers keep their types even when the frame is empty."""
    texts = {"kpi", "territory", "status"}
    kinds = {c: "VARCHAR" if c in texts else "DATE" if c in DATES else "DOUBLE" for c in frame.columns}
    typed = joined((fill(SQL["typed"], field=name, type=Sql(kind)) for name, kind in kinds.items()), ", ")
    # By Arrow: the engine would read dates out of Python's objects one by one.
    connection.register("frame_rows", pa.Table.from_pandas(frame, preserve_index=False))
    connection.execute(fill(SQL["store"], table=name, typed=typed))
    connection.unregister("frame_rows")
