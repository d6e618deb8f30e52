"""DuckDB as the engine: connections with safe settings, and models run as plain SQL in dependency order."""

import os
import re
from collections.abc import Iterable, Mapping
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from engine.plain_path import readable_path
from engine.sql_text import literal

# Nothing is fetched and nothing is installed at run time: the product works without a network.
SETTINGS = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "preserve_insertion_order": "true",
    # DuckDB 2.0.0 and 2.0.1 take joins for equal that are not, and a table made of them has wrong rows
    # (tests/spec/test_contribution.py has one).
    "disabled_optimizers": "common_subplan",
}
# A server reads for months: what its queries freed goes back to the system without waiting for the next query.
READING = {"allocator_background_threads": "true"}
# No checkpoint of tables in memory: it costs half a second and saves nothing.
UNTOUCHED = {"checkpoint_threshold": "1TB"}
# The last line of a model that only selects columns or rows, which becomes a view; every other one becomes a table.
VIEW = "\n-- View.\n"
TABLE_NAME = re.compile(r"\b(?:FROM|JOIN)\s+([a-z][a-z0-9_]*)", re.IGNORECASE)


class Engine:
    """A connection in which the models of one build run."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self.connection = connection

    def run_models(self, folders: Iterable[Path], compiled: Mapping[str, str] | None = None) -> list[str]:
        """Create one table (or view, see VIEW) per ``<name>.sql`` of the folders, in the order of their dependencies.

        ``compiled``: the SQL of further models by name. Returns the names in the order in which they were created.
        Raises duckdb.Error naming the model.
        """
        texts = {path.stem: path.read_text(encoding="utf-8") for folder in folders for path in folder.glob("*.sql")}
        texts |= compiled or {}
        order = model_order(texts)
        for name in order:
            kind = "VIEW" if texts[name].endswith(VIEW) else "TABLE"
            try:
                self.connection.execute(f"CREATE OR REPLACE {kind} {name} AS\n{texts[name]}")
            except duckdb.Error as error:
                raise type(error)(f"model {name}: {error}") from error
        return order


def model_order(texts: Mapping[str, str]) -> list[str]:
    """Model names in topological order of the tables they read; ties by name, so that builds repeat exactly."""
    graph = {name: sorted(set(TABLE_NAME.findall(texts[name])) & set(texts) - {name}) for name in sorted(texts)}
    return list(TopologicalSorter(graph).static_order())


def connect(spill: Path | None = None) -> Engine:
    """An engine with a database in memory, for one build; DuckDB's temporary files go to the folder ``spill``."""
    return Engine(scratch(spill))


def _settings() -> dict[str, str]:
    """The safe settings, with as many threads as OSSERVATORIO_THREADS says; as many as there are cores without."""
    threads = os.environ.get("OSSERVATORIO_THREADS", "")
    return SETTINGS | ({"threads": threads} if threads.isdigit() and int(threads) else {})


def scratch(spill: Path | None = None) -> duckdb.DuckDBPyConnection:
    """A connection to a new database in memory, with the safe settings."""
    settings = _settings() | UNTOUCHED | ({"temp_directory": str(spill)} if spill else {})
    connection = duckdb.connect(":memory:", config=dict(settings))
    connection.execute("SET enable_progress_bar = false")  # commands print their own; output may be JSON
    return connection


def open_release(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """Open a warehouse read-only and with access to other files switched off."""
    with readable_path(warehouse) as path:
        connection = duckdb.connect(str(path), read_only=True, config=dict(_settings() | READING))
    connection.execute("SET enable_progress_bar = false")  # a query of more than two seconds would print into JSON
    connection.execute("SET enable_external_access = false")
    return connection


def open_beside(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """An empty database in memory with a warehouse attached read-only, whose tables need no prefix."""
    connection = scratch()
    with readable_path(warehouse) as path:
        connection.execute(f"ATTACH {literal(path)} AS release (READ_ONLY)")
    connection.execute("SET search_path = 'memory.main,release.main'")
    connection.execute("SET enable_external_access = false")
    return connection
