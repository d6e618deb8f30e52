"""Holds the rows of a feed against its contract, column-wise: every row is accepted, or rejected with its reasons."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from catalogue.model import Feed, Field
from etl.checks import DIGITS
from etl.contract import SQL_TYPES, clean, expected_style, is_mapped, literal, number, rules
from etl.refusals import PLACE, tell_refusals
from etl.spellings import map_texts


@dataclass(frozen=True)
class Checked:
    """Names of the tables in the connection that hold the verdict on a batch of rows.

    ``accepted``: _file, _sheet, _row, one typed column per stored field, _content (hash of the stored fields).
    ``rejects``: _file, _sheet, _row, rule, field, column_title, value (as sent), message_it, message_en,
    fix_it, fix_en: one row per broken rule. ``styles``: _file, field, style for columns that write decimals
    otherwise than the contract expects. ``zeros``: _file, n: tax codes that got their leading zeros back.
    ``notices``: _file, _sheet, _row, field, column_title, notice, value, taken: what accepted cells were taken for.
    """

    accepted: str = "accepted"
    rejects: str = "rejects"
    styles: str = "styles"
    zeros: str = "zeros"
    notices: str = "notices"


def validate(connection: duckdb.DuckDBPyConnection, feed: Feed, raw: pa.Table, *, for_sender: bool = False) -> Checked:
    """Check ``raw`` (text columns named after the feed's fields, with _file, _sheet, _row).

    Refused values are told in full only ``for_sender``; anybody else reads their shape (``xxx 99``).
    """
    fields = [field for field in feed.fields if not field.personal]
    _texts(connection, feed, fields, raw)
    _styles(connection, fields)
    for field in filter(is_mapped, fields):
        _map(connection, field)
    _checked(connection, feed, fields)
    stored = ", ".join(f'"{field.name}"' for field in fields)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE accepted AS "
        f"SELECT {PLACE}, {stored}, hash({stored}) AS _content FROM checked WHERE errors = 0"
    )
    _zeros(connection, fields)
    _notices(connection, fields)
    tell_refusals(connection, feed, fields, for_sender)
    return Checked()


def _texts(connection: duckdb.DuckDBPyConnection, feed: Feed, fields: list[Field], raw: pa.Table) -> None:
    present = set(raw.column_names)
    columns = [
        f'{clean(field, feed) if field.name in present else "NULL::VARCHAR"} AS "{field.name}__text"'
        for field in fields
    ]
    connection.register("raw_rows", raw)
    connection.execute(f"CREATE OR REPLACE TEMP TABLE texts AS SELECT {PLACE}, {', '.join(columns)} FROM raw_rows")
    connection.unregister("raw_rows")


def _styles(connection: duckdb.DuckDBPyConnection, fields: list[Field]) -> None:
    """The decimal sign each file really uses in each number column: a comma anywhere settles it."""
    queries = ["SELECT NULL::VARCHAR AS _file, NULL::VARCHAR AS field, NULL::VARCHAR AS style WHERE false"]
    for field in fields:
        if field.type in {"number", "integer"}:
            text = f'"{field.name}__text"'
            comma = f"bool_or(regexp_matches({text}, ',[0-9]+$'))"
            point = rf"bool_or(regexp_matches({text}, '^[+-]?[0-9]*\.([0-9]{{1,2}}|[0-9]{{4,}})$'))"
            style = f"CASE WHEN {comma} THEN ',' WHEN {point} THEN '.' ELSE {literal(expected_style(field))} END"
            if not field.group_char and field.decimal_char == ".":
                style = f"CASE WHEN {comma} THEN ',' ELSE '.' END"
            queries.append(f"SELECT _file, {literal(field.name)}, {style} FROM texts GROUP BY _file")
    connection.execute(f"CREATE OR REPLACE TEMP TABLE styles AS {' UNION ALL '.join(queries)}")


def _map(connection: duckdb.DuckDBPyConnection, field: Field) -> None:
    text = f'"{field.name}__text"'
    found = connection.execute(f"SELECT DISTINCT {text} FROM texts WHERE {text} IS NOT NULL").fetchall()
    connection.register("map_rows", map_texts(field, [row[0] for row in found]))
    connection.execute(f'CREATE OR REPLACE TEMP TABLE "map_{field.name}" AS SELECT * FROM map_rows')
    connection.unregister("map_rows")


def _checked(connection: duckdb.DuckDBPyConnection, feed: Feed, fields: list[Field]) -> None:
    values, joins = [], []
    for field in fields:
        text, style = f't."{field.name}__text"', f'"style_{field.name}".style'
        if is_mapped(field):
            values.append(f'"m_{field.name}".value AS "{field.name}"')
            joins.append(f'LEFT JOIN "map_{field.name}" AS "m_{field.name}" ON "m_{field.name}".text = {text}')
        elif field.type in {"number", "integer"}:
            value = number(field, text, style)
            if field.type == "integer":
                value = f"CASE WHEN {value} = trunc({value}) THEN CAST({value} AS {SQL_TYPES['integer']}) END"
            values.append(f'{value} AS "{field.name}"')
            joins.append(
                f'JOIN styles AS "style_{field.name}" ON "style_{field.name}"._file = t._file '
                f'AND "style_{field.name}".field = {literal(field.name)}'
            )
        else:
            values.append(f'{text} AS "{field.name}"')
    mask = " + ".join(f"CASE WHEN {rule.condition} THEN {1 << rule.bit}::UBIGINT ELSE 0 END" for rule in rules(feed))
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE checked AS SELECT *, ({mask})::UBIGINT AS errors "
        f"FROM (SELECT t.*, {', '.join(values)} FROM texts t {' '.join(joins)})"
    )


def _notices(connection: duckdb.DuckDBPyConnection, fields: list[Field]) -> None:
    """What was read otherwise than it is written. A value is shown: a place or a code is its only reading."""
    columns = ("_file", "_sheet", "_row", "field", "column_title", "notice", "value", "taken")
    queries = [f"SELECT {', '.join(f'c.{name}' for name in columns[:3])}, " + ", ".join(
        f"NULL::VARCHAR AS {name}" for name in columns[3:]) + " FROM checked c WHERE false"]  # fmt: skip
    queries += [
        f"SELECT c._file, c._sheet, c._row, {literal(field.name)}, {literal(field.title)}, m.notice, m.text, m.taken "
        f'FROM checked c JOIN "map_{field.name}" m ON m.text = c."{field.name}__text" '
        "WHERE m.notice IS NOT NULL AND c.errors = 0"
        for field in fields
        if field.code_list
    ]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE notices AS {' UNION ALL '.join(queries)}")


def _zeros(connection: duckdb.DuckDBPyConnection, fields: list[Field]) -> None:
    """How many tax codes of each file a spreadsheet had shortened."""
    queries = ["SELECT NULL::VARCHAR AS _file, 0::BIGINT AS n WHERE false"]
    for field in fields:
        if field.check == "organisation_tax_code":
            typed = f"length(regexp_replace(upper(\"{field.name}__text\"), '^IT|\\s', '', 'g'))"
            short = f'"{field.name}" IS NOT NULL AND {typed} < {DIGITS}'
            queries.append(f"SELECT _file, count(*) FROM checked WHERE {short} GROUP BY _file")
    total = f"SELECT _file, sum(n)::BIGINT AS n FROM ({' UNION ALL '.join(queries)}) GROUP BY _file"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE zeros AS {total}")


def remarks_of(connection: duckdb.DuckDBPyConnection, checked: Checked, feed: Feed) -> dict[str, list[str]]:
    """What checking noticed about each file: unexpected decimal signs, tax codes that were completed."""
    found: dict[str, list[str]] = {}
    for sha, name, style in connection.execute(f"SELECT _file, field, style FROM {checked.styles}").fetchall():
        if style != expected_style(feed.field(name)):
            found.setdefault(sha, []).append(f"decimals={feed.field(name).title} {style}")
    for sha, count in connection.execute(f"SELECT _file, n FROM {checked.zeros}").fetchall():
        found.setdefault(sha, []).append(f"zeros={count}")
    return found
