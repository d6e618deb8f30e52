"""The warnings of rows of PID activities."""

from datetime import date
from pathlib import Path

import duckdb

from catalogue import load
from etl.load.feeds import load_code_lists, load_feeds
from etl.load.row_warnings import load_warnings
from etl.storage.layout import Store
from tests.helpers.inboxes import activities, write
from tests.helpers.reading import staged

START = load().agreement.window_start


def warned(folder: Path, as_of: date | None, *rows: dict[str, object]) -> list[tuple[int, str]]:
    """(row, warning) of a file of activities; the first row is row 2."""
    write(folder / "inbox" / "a.csv", activities(*rows))
    catalogue, store = load(), Store(folder / "releases")
    files = staged(folder / "inbox", store, catalogue)
    with duckdb.connect() as connection:
        load_feeds(connection, files, store, catalogue, True)
        load_code_lists(connection, catalogue.code_lists)
        load_warnings(connection, START, as_of)
        assert connection.execute("SELECT count(*) FROM load_reject").fetchall() == [(0,)]
        names = {row[0] for row in connection.execute("DESCRIBE load_warning").fetchall()}
        told = {"file", "feed", "sheet", "row", "warning", "message_it", "message_en"}
        assert names == told | {"column_title", "value", "taken"}
        return connection.execute("SELECT row, warning FROM load_warning ORDER BY ALL").fetchall()
