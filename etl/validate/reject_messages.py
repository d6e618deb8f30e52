"""Tells each broken rule of the checked rows in words, with the closest entry of a list where one is near."""

import duckdb
import pyarrow as pa

from catalogue import load
from catalogue.model import Feed, Field
from etl.messages import rule_texts
from etl.normalise.personal_data import looks_personal
from etl.validate.contract_sql import Rule, cleaned, literal, rules
from texts.message import Message, in_languages
from texts.messages.row_messages import SEVERAL, SUGGESTION

PLACE = "_file, _sheet, _row"
SUGGESTION_LIKENESS = 0.8
# What a sender typed may hold a name: outside the sender's own report only its shape is kept.
SHAPE = "regexp_replace(regexp_replace({0}, '[0-9]', '9', 'g'), '[^0-9 .,;:/|-]', 'x', 'g')"
HIDDEN = ("person_tax_code", "personal")  # rules whose value is a person's data whatever it looks like
TEXTS = ("it", "en", "fix_it", "fix_en")


def build_rejects(
    connection: duckdb.DuckDBPyConnection, feed: Feed, fields: list[Field], faulty: pa.Table, for_sender: bool
) -> pa.Table:
    """Create ``rejects``, one row per broken rule of the ``faulty`` rows (texts as sent, and errors); returns it.

    Only distinct values get suggestions.
    What looks like a person's tax code, e-mail address or telephone number is told as a shape even to its sender.
    """
    columns = {name: pa.array(values) for name, values in _told(rules(feed)).items()}
    connection.register("rule_rows", pa.table(columns))
    connection.register("faulty", faulty)
    texts = " ".join(f'WHEN {literal(field.name)} THEN s."{field.name}"' for field in fields)
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE broken AS SELECT {PLACE}, r.*, CASE r.field {texts} END AS value "
        f"FROM {cleaned(feed, fields, 'faulty')} s JOIN rule_rows r ON (s.errors & (1::UBIGINT << r.bit)) <> 0"
    )
    connection.unregister("faulty")
    connection.unregister("rule_rows")
    _suggestions(connection, fields)
    hidden = ", ".join(literal(rule) for rule in HIDDEN)
    open_to_see = f"b.rule NOT IN ({hidden}) AND NOT {looks_personal('b.value')}" if for_sender else "false"
    shown = f"CASE WHEN {open_to_see} THEN b.value ELSE {SHAPE.format('b.value')} END"
    told = {name: _filled(f"b.{name}", name[-2:]) for name in TEXTS}
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE rejects AS SELECT {PLACE}, b.rule, b.field, b.column_title, shown AS value, "
        f"{told['it']} AS message_it, {told['en']} AS message_en, {told['fix_it']} AS fix_it, "
        f"{told['fix_en']} AS fix_en FROM (SELECT b.*, {shown} AS shown, s.suggestion_it, s.suggestion_en "
        f"FROM broken b "
        "LEFT JOIN suggestions s ON s.code_list = b.code_list AND s.value = b.value) b "
        "ORDER BY _file, _sheet, _row, b.bit"
    )
    return connection.sql("FROM rejects").to_arrow_table()


def _told(known: list[Rule]) -> dict[str, list[object]]:
    """The rules as columns, with the sentences that tell them."""
    return {
        "bit": [rule.bit for rule in known],
        "rule": [rule.rule for rule in known],
        "field": [rule.field.name for rule in known],
        "column_title": [rule.field.title for rule in known],
        "expected_it": [rule.expected_it for rule in known],
        "expected_en": [rule.expected_en for rule in known],
        "code_list": [rule.field.code_list for rule in known],
        **{name: [rule_texts(rule.words)[name] for rule in known] for name in TEXTS},
    }


def _filled(template: str, language: str) -> str:
    """SQL: a message with its placeholders filled from the columns of the broken rule; the value comes last."""
    parts = {
        "{column}": "b.column_title",
        "{expected}": f"b.expected_{language}",
        "{suggestion}": f"b.suggestion_{language}",
        "{value}": "b.shown",
    }
    for mark, text in parts.items():
        template = f"replace({template}, '{mark}', coalesce({text}, ''))"
    return template


def _suggestions(connection: duckdb.DuckDBPyConnection, fields: list[Field]) -> None:
    """For each distinct value that is in no code list, what it may mean: candidates that its reader found, else the
    most similar spelling of that list, as written there.
    """
    wrong = connection.execute("SELECT DISTINCT code_list FROM broken WHERE rule = 'code'").fetchall()
    pairs = [(name, text) for (name,) in wrong for text, _ in load().code_lists[name].spellings]
    names, texts = ([pair[i] for pair in pairs] for i in (0, 1))
    table = pa.table({"code_list": pa.array(names, pa.string()), "spelling": pa.array(texts, pa.string())})
    connection.register("spelling_rows", table)
    likeness = "jaro_winkler_similarity(lower(w.value), lower(p.spelling))"
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE alike AS SELECT code_list, value, max_by(spelling, likeness) AS suggestion "
        f"FROM (SELECT w.code_list, w.value, p.spelling, {likeness} AS likeness "
        "FROM (SELECT DISTINCT code_list, value FROM broken WHERE rule = 'code') w JOIN spelling_rows p "
        "USING (code_list)) "
        f"WHERE likeness >= {SUGGESTION_LIKENESS} GROUP BY ALL"
    )
    connection.unregister("spelling_rows")
    several = [
        f"SELECT {literal(field.code_list)} AS code_list, text AS value, candidates AS suggestion "
        f'FROM "map_{field.name}" WHERE candidates IS NOT NULL'
        for field in fields
        if field.code_list
    ] or ["SELECT code_list, value, suggestion FROM alike WHERE false"]
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE several AS SELECT DISTINCT * FROM ({' UNION ALL '.join(several)})"
    )
    chosen = {
        kind: ", ".join(f"replace({literal(text)}, '{{0}}', suggestion) AS suggestion_{language}"
                        for language, text in in_languages(Message(msgid)).items())
        for kind, msgid in (("suggestion", SUGGESTION), ("several", SEVERAL))
    }  # fmt: skip
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE suggestions AS SELECT code_list, value, {chosen['several']} FROM several "
        f"UNION ALL SELECT code_list, value, {chosen['suggestion']} FROM alike "
        "ANTI JOIN several USING (code_list, value)"
    )
