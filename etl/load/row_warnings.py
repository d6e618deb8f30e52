"""Warnings on accepted rows: what should be looked at though no rule is broken.

Only places are stored. A value is stored with what it was read as where it had a place or a code as its only reading.
"""

from datetime import date

import duckdb

from engine.sql_text import Sql, fill, literal, queries
from etl.load.parameters import dated_feeds
from etl.messages import warning_texts

SQL = queries(__file__)
DECISIONS = ("decision_award_gone", "decision_cooperative_gone", "decision_incomplete", "decision_two_cooperatives",
             "decision_settled_by_code")  # fmt: skip
TERRITORIES = ("territory_changed", "territory_boundary")


def load_warnings(connection: duckdb.DuckDBPyConnection, window_start: date, as_of: date | None) -> None:
    """Create ``load_warning`` from loaded_<feed> and load_notice.

    Columns: file, feed, sheet, row, warning, message_it, message_en, column_title, value, taken.
    Needs the code lists in the connection. Without ``as_of``, when files are checked by themselves, no row is late and
    no decision is compared with awards and register. Assessments of the time before the
    window count as a cooperative's first level, so only activities can be too early.
    """
    connection.execute(SQL["create_table"])
    _warn(connection, "before_window", "pid_activity", fill(SQL["before_window"], day=_day(window_start)))
    for warning in ("chamber_province", "referral_incomplete"):
        _warn(connection, warning, "pid_activity", Sql(SQL[warning]))
    for feed in ("pid_activity", "coop40_service"):
        for warning in ("chamber_not_yet", "chamber_no_more"):
            _warn(connection, warning, feed, Sql(SQL[warning]))
    for warning in TERRITORIES:
        _warn(connection, warning, "sdmx_csv", fill(SQL["of_eurostat"], condition=Sql(SQL[warning])))
    for warning in TERRITORIES:
        _warn(connection, warning, "eurostat_spreadsheet", Sql(SQL[warning]))
    if as_of:
        for feed in dated_feeds():
            _warn(connection, "after_release", feed, fill(SQL["after_release"], day=_day(as_of)))
        for warning in DECISIONS:
            _warn(connection, warning, "voucher_decision", Sql(SQL[warning]))
    _load_notices(connection)


def warn_of_disagreements(connection: duckdb.DuckDBPyConnection) -> None:
    """Add a warning for each published figure that a loaded Excelsior annex contradicts. Needs the models."""
    texts = warning_texts("annex_differs")
    connection.execute(SQL["annex_differs"], [texts["it"], texts["en"]])


def _day(day: date) -> Sql:
    return Sql(f"DATE {literal(day.isoformat())}")


def _warn(connection: duckdb.DuckDBPyConnection, warning: str, feed: str, condition: Sql) -> None:
    """Add ``warning`` for each accepted row of ``feed`` that meets the condition."""
    texts = {f"message_{language}": literal(text) for language, text in warning_texts(warning).items()}
    connection.execute(
        fill(SQL["warn"], feed=literal(feed), warning=literal(warning), loaded=f"loaded_{feed}", condition=condition,
             **texts)
    )  # fmt: skip


def _load_notices(connection: duckdb.DuckDBPyConnection) -> None:
    """Add a warning for each cell of an accepted row that was read as something else than it says."""
    for feed, notice in connection.execute(SQL["notice_kinds"]).fetchall():
        messages = {
            f"message_{language}": fill(SQL["notice_message"], text=literal(text))
            for language, text in warning_texts(notice).items()
        }
        connection.execute(fill(SQL["notices"], loaded=f"loaded_{feed}", **messages), [feed, notice])
