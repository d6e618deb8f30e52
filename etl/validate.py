"""Holds the rows of a feed against its contract, column-wise: every row is accepted, or rejected with its reasons."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from catalogue.model import Feed, Field
from etl.checks import DIGITS
from etl.contract import cleaned, expected_style, is_mapped, literal, number, rules
from etl.refusals import PLACE, tell_refusals
from etl.spellings import map_texts


@dataclass(frozen=True)
class Checked:
    """Names of the tables in the connection that hold the verdict on a batch of rows.

    ``accepted``: _file, _sheet, _row, one typed column per stored field.
    ``rejects``: _file, _sheet, _row, rule, field, column_title, value (as sent), message_it, message_en,
    fix_it, fix_en: one row per broken rule. ``styles``: _file, and the decimal sign that it uses in each number
    column. ``zeros``: _file, n: tax codes that got their leading zeros back.
    ``notices``: _file, _sheet, _row, field, column_title, notice, value, taken: what accepted cells were taken for.
    """

    accepted: str = "accepted"
    rejects: str = "rejects"
    styles: str = "styles"
    zeros: str = "zeros"
    notices: str = "notices"


def validate(
    connection: duckdb.DuckDBPyConnection, feed: Feed, raw: pa.Table | str, *, for_sender: bool = False
) -> Checked:
    """Check ``raw``: text columns named after the feed's fields, with _file, _sheet, _row; a table, or one's name.

    Refused values are told in full only ``for_sender``; anybody else reads their shape (``xxx 99``).
    The rows are gone through once: spellings are read once each and joined, so that no text is copied on the way.
    """
    fields = [field for field in feed.fields if not field.personal]
    _lay_out(connection, fields, raw)
    _styles(connection, feed, fields)
    for field in filter(is_mapped, fields):
        _map(connection, feed, field)
    _checked(connection, feed, fields)
    stored = ", ".join(f'"{field.name}"' for field in fields)
    connection.execute(
        f"CREATE OR REPLACE TEMP VIEW accepted AS SELECT {PLACE}, {stored} FROM checked WHERE errors = 0"
    )
    _zeros(connection, fields)
    _notices(connection, fields)
    tell_refusals(connection, feed, fields, for_sender)
    return Checked()


def _lay_out(connection: duckdb.DuckDBPyConnection, fields: list[Field], raw: pa.Table | str) -> None:
    """The view ``sent``: every stored field as the text that was sent, NULL where the file has no such column."""
    if not isinstance(raw, str):
        connection.register("raw_rows", raw)
    name = raw if isinstance(raw, str) else "raw_rows"
    present = set(connection.sql(f"SELECT * FROM {name} LIMIT 0").columns)
    columns = [f'"{field.name}"' if field.name in present else f'NULL::VARCHAR AS "{field.name}"' for field in fields]
    connection.execute(f"CREATE OR REPLACE TEMP VIEW sent AS SELECT {PLACE}, {', '.join(columns)} FROM {name}")


def _styles(connection: duckdb.DuckDBPyConnection, feed: Feed, fields: list[Field]) -> None:
    """The decimal sign each file really uses in each number column: a comma anywhere settles it."""
    numbers = list(filter(_is_number, fields))
    styles = []
    for field in numbers:
        name = f'"{field.name}"'
        comma = f"bool_or(regexp_matches({name}, ',[0-9]+$'))"
        point = rf"bool_or(regexp_matches({name}, '^[+-]?[0-9]*\.([0-9]{{1,2}}|[0-9]{{4,}})$'))"
        style = f"CASE WHEN {comma} THEN ',' WHEN {point} THEN '.' ELSE {literal(expected_style(field))} END"
        if not field.group_char and field.decimal_char == ".":
            style = f"CASE WHEN {comma} THEN ',' ELSE '.' END"
        styles.append(f", {style} AS {name}")
    rows = cleaned(feed, numbers, "sent")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE styles AS SELECT _file{''.join(styles)} FROM {rows} GROUP BY _file"
    )


def _map(connection: duckdb.DuckDBPyConnection, feed: Feed, field: Field) -> None:
    """``map_<field>``: each text that was sent, what it is without blanks and signs for missing, and its value."""
    name = f'"{field.name}"'
    sent = f"(SELECT DISTINCT {name}, {name} AS sent FROM sent WHERE {name} IS NOT NULL)"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE texts AS SELECT sent, {name} AS text FROM {cleaned(feed, [field], sent)}"
    )
    found = connection.execute("SELECT DISTINCT text FROM texts WHERE text IS NOT NULL").fetchall()
    connection.register("map_rows", map_texts(field, [row[0] for row in found]))
    connection.execute(
        f'CREATE OR REPLACE TEMP TABLE "map_{field.name}" AS SELECT * FROM texts LEFT JOIN map_rows USING (text)'
    )
    connection.unregister("map_rows")


def _checked(connection: duckdb.DuckDBPyConnection, feed: Feed, fields: list[Field]) -> None:
    """``checked``: every row with its values and ``errors``, a mask of the rules that it breaks."""
    values, joins = [], ["JOIN styles ON styles._file = s._file"] if any(map(_is_number, fields)) else []
    for field in fields:
        name, mapped = f'"{field.name}"', f'"map_{field.name}"'
        text, value = f"s.{name}", f"s.{name}"
        if is_mapped(field):
            text, value = f"{mapped}.text", f"{mapped}.value"
            joins.append(f"LEFT JOIN {mapped} ON {mapped}.sent = s.{name}")
        elif _is_number(field):
            value = number(field, text, f"styles.{name}")
        values.append(f'{text} AS "{field.name}__text", {value} AS {name}')
    rows = cleaned(feed, [field for field in fields if not is_mapped(field)], "sent")
    mask = " + ".join(f"CASE WHEN {rule.condition} THEN {1 << rule.bit}::UBIGINT ELSE 0 END" for rule in rules(feed))
    stored = ", ".join(f'"{field.name}"' for field in fields)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE checked AS SELECT {PLACE}, {stored}, ({mask})::UBIGINT AS errors "
        f"FROM (SELECT s._file, s._sheet, s._row, {', '.join(values)} FROM {rows} s {' '.join(joins)})"
    )


def _is_number(field: Field) -> bool:
    return field.type in {"number", "integer"}


def _notices(connection: duckdb.DuckDBPyConnection, fields: list[Field]) -> None:
    """What was read otherwise than it is written. A value is shown: a place or a code is its only reading."""
    columns = ("_file", "_sheet", "_row", "field", "column_title", "notice", "value", "taken")
    queries = [f"SELECT {', '.join(f'c.{name}' for name in columns[:3])}, " + ", ".join(
        f"NULL::VARCHAR AS {name}" for name in columns[3:]) + " FROM checked c WHERE false"]  # fmt: skip
    queries += [
        f"SELECT c._file, c._sheet, c._row, {literal(field.name)}, {literal(field.title)}, m.notice, m.text, m.taken "
        f"FROM (SELECT {PLACE} FROM checked WHERE errors = 0) c JOIN sent s USING ({PLACE}) "
        f'JOIN (FROM "map_{field.name}" WHERE notice IS NOT NULL) m ON m.sent = s."{field.name}"'
        for field in fields
        if field.code_list and connection.sql(f'FROM "map_{field.name}" WHERE notice IS NOT NULL LIMIT 1').fetchall()
    ]
    connection.execute(f"CREATE OR REPLACE TEMP TABLE notices AS {' UNION ALL '.join(queries)}")


def _zeros(connection: duckdb.DuckDBPyConnection, fields: list[Field]) -> None:
    """How many tax codes of each file a spreadsheet had shortened."""
    queries = ["SELECT NULL::VARCHAR AS _file, 0::BIGINT AS n WHERE false"]
    for field in fields:
        if field.check == "organisation_tax_code":
            typed = r"length(regexp_replace(upper(text), '^IT|\s', '', 'g'))"
            short = f'SELECT sent FROM "map_{field.name}" WHERE value IS NOT NULL AND {typed} < {DIGITS}'
            queries.append(f'SELECT _file, count(*) FROM sent WHERE "{field.name}" IN ({short}) GROUP BY _file')
    total = f"SELECT _file, sum(n)::BIGINT AS n FROM ({' UNION ALL '.join(queries)}) GROUP BY _file"
    connection.execute(f"CREATE OR REPLACE TEMP TABLE zeros AS {total}")


def remarks_of(connection: duckdb.DuckDBPyConnection, checked: Checked, feed: Feed) -> dict[str, list[str]]:
    """What checking noticed about each file: unexpected decimal signs, tax codes that were completed."""
    found: dict[str, list[str]] = {}
    styles = connection.sql(f"SELECT * FROM {checked.styles}").to_arrow_table().to_pylist()
    for sha, name, style in ((row["_file"], *item) for row in styles for item in row.items() if item[0] != "_file"):
        if style != expected_style(feed.field(name)):
            found.setdefault(sha, []).append(f"decimals={feed.field(name).title} {style}")
    for sha, count in connection.execute(f"SELECT _file, n FROM {checked.zeros}").fetchall():
        found.setdefault(sha, []).append(f"zeros={count}")
    return found
