"""The keys of a feed over all its files: a row that comes again is a duplicate, one that contradicts is rejected."""

import duckdb

from catalogue.model import Feed
from etl.contract import SQL_TYPES, literal
from etl.problem import messages
from etl.refusals import TEXTS
from etl.revisions import supersede


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
    """Create ``incoming`` for the feed's accepted rows of every file; returns the names of its stored fields."""
    stored = [field for field in feed.fields if not field.personal]
    columns = ", ".join(f'"{field.name}" {SQL_TYPES[field.type]}' for field in stored)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE incoming (rank BIGINT, file VARCHAR, sha VARCHAR, sheet VARCHAR, row BIGINT, "
        f"content UBIGINT, {columns})"
    )
    return [field.name for field in stored]


def separate(connection: duckdb.DuckDBPyConnection, feed: Feed, demo: bool) -> None:
    """Tell the first row of each key from its duplicates and from rows that contradict it.

    Rows that a corrected file replaces stand aside first, as duplicates whose reason is ``superseded``.
    Creates ``loaded_<feed>`` from ``incoming``, and adds to load_duplicate and load_reject. ``demo``: whether rows
    marked as demonstration are wanted.
    """
    key = ", ".join(f'"{name}"' for name in feed.primary_key)
    stored = ", ".join(f'"{field.name}"' for field in feed.fields if not field.personal and field.name != "origin")
    marked = "coalesce(origin, '') = 'dimostrativo'" if "origin" in {f.name for f in feed.fields} else "false"
    supersede(connection, feed, marked if demo else f"nullif({marked}, true)")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE ranked AS SELECT *, {marked} AS demonstration, {marked} AND NOT ? AS unwanted, "
        f"row_number() OVER w AS place, first_value(content) OVER w AS first_content, "
        f"first_value(file) OVER w AS first_file, first_value(row) OVER w AS first_row "
        f"FROM incoming WINDOW w AS (PARTITION BY {key}, {marked} AND NOT ? ORDER BY rank, sheet, row)",
        [demo, demo],
    )
    connection.execute(
        f"CREATE TABLE loaded_{feed.name} AS SELECT {stored}, file AS source_file, sha AS source_sha, "
        f"sheet AS source_sheet, row AS source_row, demonstration FROM ranked WHERE NOT unwanted AND place = 1 "
        f"ORDER BY rank, sheet, row"
    )
    connection.execute(
        f"INSERT INTO load_duplicate SELECT file, {literal(feed.name)}, sheet, row, first_file, first_row, 'duplicate' "
        "FROM ranked WHERE NOT unwanted AND place > 1 AND content = first_content ORDER BY rank, sheet, row"
    )
    conflict = "NOT unwanted AND place > 1 AND content <> first_content"
    others = [f"concat(first_file, ', {word} ', first_row)" for word in ("riga", "row", "riga", "row")]
    for rule, chosen, value in (
        ("key_conflict", conflict, f'"{feed.primary_key[0]}"'),
        ("demonstration", "unwanted", "''"),
    ):
        texts = [literal(messages()["rows"][rule][name]) for name in TEXTS]
        it, en, fix_it, fix_en = (
            f"replace(replace({text}, '{{other}}', {other}), '{{value}}', CAST({value} AS VARCHAR))"
            for text, other in zip(texts, others, strict=True)
        )
        connection.execute(
            f"INSERT INTO load_reject SELECT file, {literal(feed.name)}, sheet, row, {literal(rule)}, NULL, NULL, "
            f"NULL, {it}, {en}, {fix_it}, {fix_en} FROM ranked WHERE {chosen} ORDER BY rank, sheet, row"
        )
