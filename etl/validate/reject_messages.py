"""The messages of rejected rows: one per broken rule, with a suggestion where an entry of its list is similar."""

import duckdb
import pyarrow as pa

from catalogue import load
from catalogue.model import Feed, Field
from engine.sql_text import Sql, columns, fill, identifier, joined, literal, numeral, queries
from etl.messages import rule_texts
from etl.normalise.personal_data import looks_personal
from etl.validate.contract_sql import Rule, cleaned, rules
from texts.message import Message, in_languages
from texts.messages.row_messages import SEVERAL, SUGGESTION

SQL = queries(__file__)
SUGGESTION_LIKENESS = 0.8  # of Jaro and Winkler, 0 to 1: below it a spelling is no suggestion
HIDDEN = ("person_tax_code", "personal")  # rules whose value is a person's data whatever it looks like
TEXTS = ("it", "en", "fix_it", "fix_en")


def build_rejects(
    connection: duckdb.DuckDBPyConnection, feed: Feed, fields: list[Field], faulty: pa.Table, for_sender: bool
) -> pa.Table:
    """Create ``rejects``, one row per broken rule of the ``faulty`` rows (texts as sent, and errors); returns it.

    Only distinct values get suggestions. Outside the report ``for_sender`` values are shown as shapes (``xxx 99``);
    what looks like a person's tax code, e-mail address or telephone number is so even to its sender.
    """
    rule_rows = {name: pa.array(values) for name, values in _rule_columns(rules(feed)).items()}
    connection.register("rule_rows", pa.table(rule_rows))
    connection.register("faulty", faulty)
    texts = (fill(SQL["text_of_field"], name=literal(field.name), field=field.name) for field in fields)
    rows = cleaned(feed, fields, identifier("faulty"))
    connection.execute(fill(SQL["broken"], texts=joined(texts, " "), rows=rows))
    connection.unregister("faulty")
    connection.unregister("rule_rows")
    _suggestions(connection, fields)
    personal, hidden = looks_personal(Sql("b.value")), joined(map(literal, HIDDEN), ", ")
    visible = fill(SQL["visible_to_sender"], hidden=hidden, personal=personal) if for_sender else Sql("false")
    it, en, fix_it, fix_en = (_filled(name, name[-2:]) for name in TEXTS)
    connection.execute(
        fill(SQL["rejects"], message_it=it, message_en=en, fix_it=fix_it, fix_en=fix_en, visible=visible,
             shape=Sql(SQL["shape"]))
    )  # fmt: skip
    return connection.sql("FROM rejects").to_arrow_table()


def _rule_columns(known: list[Rule]) -> dict[str, list[object]]:
    """The rules as columns, with their messages."""
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


def _filled(template: str, language: str) -> Sql:
    """SQL: a message with its placeholders filled from the columns of the broken rule; the value comes last."""
    values = {
        "{column}": "column_title",
        "{expected}": f"expected_{language}",
        "{suggestion}": f"suggestion_{language}",
        "{value}": "shown",
    }
    message = columns([template], "b")
    for mark, value in values.items():
        message = fill(SQL["placeholder"], message=message, mark=literal(mark), value=columns([value], "b"))
    return message


def _suggestions(connection: duckdb.DuckDBPyConnection, fields: list[Field]) -> None:
    """``suggestions``: for each distinct value that is in no code list, a sentence on what it may mean.

    That is the candidates that its reader found, else the most similar spelling of that list, as written there.
    """
    wrong = connection.execute(SQL["lists_broken"]).fetchall()
    pairs = [(name, text) for (name,) in wrong for text, _ in load().code_lists[name].spellings]
    names, texts = ([pair[i] for pair in pairs] for i in (0, 1))
    table = pa.table({"code_list": pa.array(names, pa.string()), "spelling": pa.array(texts, pa.string())})
    connection.register("spelling_rows", table)
    connection.execute(fill(SQL["similar"], least=numeral(SUGGESTION_LIKENESS)))
    connection.unregister("spelling_rows")
    parts = [
        fill(SQL["candidates_of_field"], code_list=literal(field.code_list), map=f"map_{field.name}")
        for field in fields
        if field.code_list
    ] or [Sql(SQL["no_candidates"])]
    connection.execute(fill(SQL["candidates"], parts=joined(parts, " UNION ALL ")))
    connection.execute(fill(SQL["suggestions"], of_candidates=_sentences(SEVERAL), of_similar=_sentences(SUGGESTION)))


def _sentences(msgid: str) -> Sql:
    """SQL: the columns suggestion_it and suggestion_en."""
    return joined(
        (
            fill(SQL["sentence"], text=literal(text), name=f"suggestion_{language}")
            for language, text in in_languages(Message(msgid)).items()
        ),
        ", ",
    )
