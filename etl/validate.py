"""Holds the rows of a feed against its contract, column-wise: every row is accepted, or rejected with its reasons."""

from dataclasses import dataclass

import duckdb
import pyarrow as pa

from catalogue import load
from catalogue.model import Feed, Field
from etl.contract import SQL_TYPES, clean, expected_style, is_mapped, literal, number, rules
from etl.problem import messages
from etl.spellings import map_texts

PLACE = "_file, _sheet, _row"
SUGGESTION_LIKENESS = 0.8
# What a sender typed may hold a name: outside the sender's own report only its shape is kept.
SHAPE = "regexp_replace(regexp_replace({0}, '[0-9]', '9', 'g'), '[^0-9 .,;:/|-]', 'x', 'g')"


@dataclass(frozen=True)
class Checked:
    """Names of the tables in the connection that hold the verdict on a batch of rows.

    ``accepted``: _file, _sheet, _row, one typed column per stored field, _content (hash of the stored fields).
    ``rejects``: _file, _sheet, _row, rule, field, column_title, value (as sent), message_it, message_en,
    fix_it, fix_en: one row per broken rule. ``styles``: _file, field, style for columns that write decimals
    otherwise than the contract expects.
    """

    accepted: str = "accepted"
    rejects: str = "rejects"
    styles: str = "styles"


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
    _rejects(connection, feed, fields, for_sender)
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


def _rejects(connection: duckdb.DuckDBPyConnection, feed: Feed, fields: list[Field], for_sender: bool) -> None:
    """One row per broken rule, with its words; suggestions come from the code list, for distinct values only."""
    said = messages()["rows"]
    known = [
        (
            rule.bit,
            rule.rule,
            rule.field.name,
            rule.field.title,
            rule.expected,
            rule.field.code_list,
            *_words(said[rule.rule]),
        )
        for rule in rules(feed)
    ]
    names = ["bit", "rule", "field", "column_title", "expected", "code_list", "it", "en", "fix_it", "fix_en"]
    connection.register("rule_rows", pa.table({n: [row[i] for row in known] for i, n in enumerate(names)}))
    value = "CASE r.field " + " ".join(f'WHEN {literal(f.name)} THEN c."{f.name}__text"' for f in fields) + " END"
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE broken AS SELECT {PLACE}, r.*, {value} AS value "
        "FROM checked c JOIN rule_rows r ON (c.errors & (1::UBIGINT << r.bit)) <> 0 WHERE c.errors <> 0"
    )
    connection.unregister("rule_rows")
    _suggestions(connection)
    shown = "b.value" if for_sender else SHAPE.format("b.value")
    told = {name: _filled(f"b.{name}", name[-2:]) for name in ("it", "en", "fix_it", "fix_en")}
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE rejects AS SELECT {PLACE}, b.rule, b.field, b.column_title, shown AS value, "
        f"{told['it']} AS message_it, {told['en']} AS message_en, {told['fix_it']} AS fix_it, "
        f"{told['fix_en']} AS fix_en FROM (SELECT b.*, {shown} AS shown, s.suggestion FROM broken b "
        "LEFT JOIN suggestions s ON s.code_list = b.code_list AND s.value = b.value) b "
        "ORDER BY _file, _sheet, _row, b.bit"
    )


def _filled(template: str, language: str) -> str:
    """SQL: a message with its placeholders filled from the columns of the broken rule."""
    perhaps = f"replace({literal(messages()['suggestion'][language])}, '{{0}}', b.suggestion)"
    parts = {"{column}": "b.column_title", "{value}": "b.shown", "{expected}": "b.expected", "{suggestion}": perhaps}
    for mark, text in parts.items():
        template = f"replace({template}, '{mark}', coalesce({text}, ''))"
    return template


def _words(entry: dict[str, str]) -> tuple[str, str, str, str]:
    return entry["it"], entry["en"], entry["fix_it"], entry["fix_en"]


def _suggestions(connection: duckdb.DuckDBPyConnection) -> None:
    """For each distinct value that is in no code list, the most similar spelling of that list, as written there."""
    wrong = connection.execute("SELECT DISTINCT code_list FROM broken WHERE rule = 'code'").fetchall()
    pairs = [(name, text) for (name,) in wrong for text, _ in load().code_lists[name].spellings]
    names, texts = ([pair[i] for pair in pairs] for i in (0, 1))
    table = pa.table({"code_list": pa.array(names, pa.string()), "spelling": pa.array(texts, pa.string())})
    connection.register("spelling_rows", table)
    likeness = "jaro_winkler_similarity(lower(w.value), lower(p.spelling))"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE suggestions AS SELECT code_list, value, max_by(spelling, likeness) AS suggestion "
        f"FROM (SELECT w.code_list, w.value, p.spelling, {likeness} AS likeness "
        "FROM (SELECT DISTINCT code_list, value FROM broken WHERE rule = 'code') w JOIN spelling_rows p "
        "USING (code_list)) "
        f"WHERE likeness >= {SUGGESTION_LIKENESS} GROUP BY ALL"
    )
    connection.unregister("spelling_rows")
