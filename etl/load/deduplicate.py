"""The keys of a feed over all its files: a row that comes again is a duplicate, one that contradicts is rejected."""

from collections.abc import Sequence

import duckdb
import numpy as np
import pyarrow as pa

from catalogue.model import Feed
from etl.load.supersede import supersede
from etl.messages import rule_texts
from etl.validate.contract_sql import SQL_TYPES, literal
from etl.validate.reject_messages import TEXTS
from texts.message import Message, in_languages
from texts.messages.file_messages import PLACES

NUMBER = "hash({})"  # of a key: equal keys have one number, and few others share it


def create_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Create load_reject, load_duplicate, load_notice and load_correction, empty."""
    connection.execute(
        "CREATE TABLE load_reject (file VARCHAR, feed VARCHAR, sheet VARCHAR, row BIGINT, rule VARCHAR, field VARCHAR, "
        "column_title VARCHAR, value VARCHAR, message_it VARCHAR, message_en VARCHAR, fix_it VARCHAR, fix_en VARCHAR)"
    )
    connection.execute(
        "CREATE TABLE load_duplicate "
        "(file VARCHAR, feed VARCHAR, sheet VARCHAR, row BIGINT, of_file VARCHAR, of_row BIGINT, reason VARCHAR)"
    )
    place = "file VARCHAR, feed VARCHAR, sheet VARCHAR, row BIGINT, field VARCHAR, column_title VARCHAR"
    connection.execute(f"CREATE TABLE load_notice ({place}, notice VARCHAR, value VARCHAR, taken VARCHAR)")
    connection.execute(
        f"CREATE TABLE load_correction ({place}, before VARCHAR, after VARCHAR, reason VARCHAR, who VARCHAR, "
        "decided_on DATE, correction VARCHAR)"
    )


def empty_incoming(connection: duckdb.DuckDBPyConnection, feed: Feed) -> list[str]:
    """Create ``incoming_<feed>``, empty, for the feed's accepted rows; returns the names of its stored fields."""
    stored = [field for field in feed.fields if not field.personal]
    columns = ", ".join(f'"{field.name}" {SQL_TYPES[field.type]}' for field in stored)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE incoming_{feed.name} "
        f"(rank BIGINT, file VARCHAR, sha VARCHAR, sheet VARCHAR, row BIGINT, {columns})"
    )
    return [field.name for field in stored]


def separate(connection: duckdb.DuckDBPyConnection, feed: Feed, files: Sequence[str], demo: bool) -> None:
    """Tell the first row of each key from its duplicates and from rows that contradict it.

    Rows that a corrected file among ``files`` replaces stand aside first, as duplicates whose reason is
    ``superseded``. Creates ``loaded_<feed>`` from ``incoming_<feed>``, and adds to load_duplicate and load_reject.
    ``demo``: whether rows marked as demonstration are wanted.
    """
    names = [field.name for field in feed.fields if not field.personal]
    stored = ", ".join(f'"{name}"' for name in names if name != "origin")
    placed = f"{stored}, file AS source_file, sha AS source_sha, sheet AS source_sheet, row AS source_row"
    if not files:
        connection.execute(
            f"CREATE TEMP TABLE loaded_{feed.name} AS SELECT {placed}, false AS demonstration FROM incoming_{feed.name}"
        )
        return
    marked = "coalesce(origin, '') = 'dimostrativo'" if "origin" in names else "false"
    supersede(connection, feed, files, marked if demo else f"nullif({marked}, true)")
    unwanted = "false" if demo else marked
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW wanted AS SELECT *, {marked} AS demonstration, {unwanted} AS unwanted "
        "FROM standing"
    )
    once = f"SELECT {placed}, demonstration FROM wanted w"
    if _rank(connection, feed, names):
        _part_repeated(connection, feed, once, placed)
    else:
        connection.execute(f"CREATE TEMP TABLE loaded_{feed.name} AS {once} WHERE NOT unwanted")
    aside = "(SELECT *, '' AS first_file, 0 AS first_row FROM wanted) WHERE unwanted"
    _refuse(connection, feed, "demonstration", aside, "''")


def _part_repeated(connection: duckdb.DuckDBPyConnection, feed: Feed, once: str, placed: str) -> None:
    """``loaded_<feed>``: the rows whose key comes once, and the first of the others; the rest is told."""
    connection.execute(
        f"CREATE TEMP TABLE loaded_{feed.name} AS {once} ANTI JOIN repeated r ON {_same_key(feed)} "
        f"WHERE NOT w.unwanted "
        f"UNION ALL SELECT {placed}, demonstration "
        "FROM (FROM ranked WHERE NOT unwanted AND place = 1 ORDER BY rank, sheet, row)"
    )
    connection.execute(
        f"INSERT INTO load_duplicate SELECT file, {literal(feed.name)}, sheet, row, first_file, first_row, 'duplicate' "
        "FROM ranked WHERE NOT unwanted AND place > 1 AND content = first_content ORDER BY rank, sheet, row"
    )
    conflicts = "ranked WHERE NOT unwanted AND place > 1 AND content <> first_content"
    _refuse(connection, feed, "key_conflict", conflicts, f'"{feed.primary_key[0]}"')


def _rank(connection: duckdb.DuckDBPyConnection, feed: Feed, names: Sequence[str]) -> bool:
    """Whether any key may come again: then ``repeated`` holds such keys, ``ranked`` their rows beside the first.

    Keys are told apart by a number made of each, and the few that share one by themselves.
    """
    key = ", ".join(f'"{name}"' for name in feed.primary_key)
    number = NUMBER.format(f"{key}, unwanted")
    numbers = np.sort(connection.sql(f"SELECT {number} AS number FROM wanted").fetchnumpy()["number"])
    shared = np.unique(numbers[1:][numbers[1:] == numbers[:-1]])
    if not len(shared):
        return False
    connection.register("shared", pa.table({"number": shared}))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE repeated AS SELECT {key}, unwanted "
        f"FROM wanted SEMI JOIN shared ON {number} = shared.number GROUP BY ALL HAVING count(*) > 1"
    )
    connection.unregister("shared")
    content = ", ".join(f'w."{name}"' for name in names)
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE ranked AS SELECT *, row_number() OVER w AS place, "
        "first_value(content) OVER w AS first_content, first_value(file) OVER w AS first_file, "
        "first_value(row) OVER w AS first_row "
        f"FROM (SELECT w.*, hash({content}) AS content FROM wanted w SEMI JOIN repeated r ON {_same_key(feed)}) "
        f"WINDOW w AS (PARTITION BY {key}, unwanted ORDER BY rank, sheet, row)"
    )
    return True


def _same_key(feed: Feed) -> str:
    return " AND ".join(f'w."{name}" IS NOT DISTINCT FROM r."{name}"' for name in (*feed.primary_key, "unwanted"))


def _refuse(connection: duckdb.DuckDBPyConnection, feed: Feed, rule: str, rows: str, value: str) -> None:
    """Add rows to load_reject, with the place of the row that stands in their way."""
    other = {
        language: f"replace(replace({literal(text)}, '{{row}}', first_row::VARCHAR), '{{file}}', first_file)"
        for language, text in in_languages(Message(PLACES["row_of_file"])).items()
    }
    texts = {name: literal(rule_texts(rule)[name]) for name in TEXTS}
    it, en, fix_it, fix_en = (
        f"replace(replace({text}, '{{other}}', {other[name[-2:]]}), '{{value}}', CAST({value} AS VARCHAR))"
        for name, text in texts.items()
    )
    connection.execute(
        f"INSERT INTO load_reject SELECT file, {literal(feed.name)}, sheet, row, {literal(rule)}, NULL, NULL, "
        f"NULL, {it}, {en}, {fix_it}, {fix_en} FROM {rows} ORDER BY rank, sheet, row"
    )
