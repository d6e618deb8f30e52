"""The same verdict as the reference implementation of Table Schema, but for the differences that docs/adr names."""

import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
import yaml
from frictionless import Resource, Schema
from hypothesis import HealthCheck, given, settings

from catalogue.load import load
from catalogue.model import Feed, Field
from etl.load.deduplicate import create_tables, empty_incoming, separate
from etl.normalise.text_key import text_key
from etl.validate.check_rows import validate
from tests.helpers.contracts import MISSING, ODD, Drawn, drawn, feed_of

DECISION = Path(__file__).resolve().parents[2] / "docs" / "adr" / "0005-where-table-schema-is-left.md"
OURS = {"min_length": "minLength", "max_length": "maxLength"}
Cell = tuple[int, str, str]  # row, field, rule; the rule is `type` whatever the type
WHOLE = re.compile(r"[+-]?[0-9]+")
# Texts that the made-up files of this test hold beside those of tests.helpers.contracts.
MORE = ["1.250", "1.2.3,5", "12.50", "12,0", "12.0", "NaN", "1_000", "03/04/2019", "15 marzo 2019", "SÌ", "ALTO",
        "piu basso", "AB1 ", " 12", "\uff11\uff12"]  # fmt: skip


def ours(feed: Feed, rows: Sequence[Sequence[str]]) -> tuple[set[Cell], set[int]]:
    """Broken rules by cell, and the rows whose key an accepted row had before them."""
    names = [field.name for field in feed.fields]
    columns = {name: pa.array([row[i] for row in rows], pa.string()) for i, name in enumerate(names)}
    places = {"_file": ["f"] * len(rows), "_sheet": [""] * len(rows), "_row": list(range(2, len(rows) + 2))}
    with duckdb.connect() as connection:
        validate(connection, feed, pa.table(places | columns))
        found = connection.execute("SELECT _row, field, rule FROM rejects").fetchall()
        create_tables(connection)
        stored = ", ".join(f'"{name}"' for name in empty_incoming(connection, feed))
        connection.execute(
            f"INSERT INTO incoming_{feed.name} SELECT 0, _file, '', _sheet, _row, {stored} FROM accepted"
        )
        separate(connection, feed, ["f"], True)
        again = connection.execute("SELECT row FROM load_reject UNION ALL SELECT row FROM load_duplicate").fetchall()
    rules = {(row, name, "type" if rule.startswith("type_") else OURS.get(rule, rule)) for row, name, rule in found}
    return rules, {row for (row,) in again}


def theirs(feed: Feed, rows: Sequence[Sequence[str]]) -> tuple[set[Cell], set[int]]:
    """The same, as frictionless finds it; a row's errors name the constraint in their note."""
    names = [field.name for field in feed.fields]
    resource = Resource(data=[names, *map(list, rows)], schema=Schema.from_descriptor(dict(feed.schema)))
    cells, again = set(), set()
    for number, name, kind, note in resource.validate().flatten(["rowNumber", "fieldName", "type", "note"]):
        if kind == "primary-key":
            again.add(number)
        else:
            rule = re.match('constraint "([A-Za-z]+)"', note)
            assert kind in {"type-error", "constraint-error"}, (kind, note)
            cells.add((number, name, rule[1] if rule else "type"))
    return cells, again


def bare(text: str) -> str:
    return text.replace("\u00a0", " ").strip(" ")


def is_number(field: Field) -> bool:
    return field.type in {"number", "integer"}


def spelled(field: Field) -> list[str]:
    """The words that the contract names for the field."""
    listed = field.constraints.get("enum", [])
    named = [str(value) for value in listed] if isinstance(listed, list) else []
    return [*named, *field.true_values, *field.false_values] if field.type == "boolean" else named


# Each difference: the cells it can touch, given the cell's field, its text and all texts of its column.
DIFFERENCES: Mapping[str, Callable[[Field, str, Sequence[str]], bool]] = {
    "blanks": lambda field, text, column: text != bare(text),
    "spelling": lambda field, text, column: text_key(text) in set(map(text_key, spelled(field)))
    and text not in field.constraints.get("enum", ()),
    "day first": lambda field, text, column: field.type == "date" and bool(re.match("[0-9]{2}[/.-][0-9]{2}", text)),
    "no guessed dates": lambda field, text, column: field.type == "date"
    and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}[/.-][0-9]{2}[/.-][0-9]{4}", text),
    "grouping": lambda field, text, column: is_number(field) and "." in text and field.group_char == ".",
    "decimal sign of the file": lambda field, text, column: field.type == "number"
    and len({sign for cell in column for sign in ",." if sign in cell} | {field.decimal_char}) > 1,
    "whole numbers": lambda field, text, column: field.type == "integer" and not WHOLE.fullmatch(text),
    "plain digits": lambda field, text, column: is_number(field) and bool(re.search(r"[^0-9.,+-]", text)),
    "size of numbers": lambda field, text, column: is_number(field) and len(text) > 15,
    "percentages": lambda field, text, column: is_number(field) and text.endswith("%"),
    "errors of formulas": lambda field, text, column: text.startswith(("#", "Err:")),
    "personal data": lambda field, text, column: field.type == "string",
    "apostrophe": lambda field, text, column: field.type != "string" and text.startswith("'"),
}  # fmt: skip
ONLY_PINNED = {"alternatives", "exact decimals", "keys of refused rows"}


def explained(feed: Feed, rows: Sequence[Sequence[str]], cell: Cell) -> bool:
    row, name, rule = cell
    place = [field.name for field in feed.fields].index(name)
    field, column = feed.fields[place], [line[place] for line in rows]
    touched = {known for known, touches in DIFFERENCES.items() if touches(field, column[row - 2], column)}
    return bool(touched - {"personal data"}) or (rule == "personal" and "personal data" in touched)


def made(drawn_case: Drawn, folder: Path) -> Feed:
    path = folder / "made_up.yaml"
    path.write_text(yaml.safe_dump(drawn_case.contract, allow_unicode=True), encoding="utf-8")
    return feed_of(path)


@pytest.mark.slow
@settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(case=drawn(rows=16, odd=(*ODD, *MORE), listed=False))
def test_every_rule_that_both_know_gives_the_same_verdict(
    case: Drawn, tmp_path_factory: pytest.TempPathFactory
) -> None:
    feed = made(case, tmp_path_factory.getbasetemp())
    rows = [row for row in case.rows if any(bare(text) not in MISSING for text in row)]
    (cells, again), (cells_too, again_too) = ours(feed, rows), theirs(feed, rows)
    assert [cell for cell in cells ^ cells_too if not explained(feed, rows, cell)] == []
    # Keys are compared where no row of the key is refused, by us or by them.
    refused = {bare(rows[row - 2][0]) for row, _, _ in cells | cells_too}
    whole = {row for row, line in enumerate(rows, start=2) if line[0] == bare(line[0]) and line[0] not in refused}
    assert again & whole == again_too & whole


def contract(tmp_path: Path, **field: Any) -> Feed:
    """A contract of a key and one field."""
    key = {"name": "key", "title": "key", "type": "string", "constraints": {"required": True}}
    schema = {"missingValues": MISSING, "primaryKey": ["key"], "fields": [key, {"name": "x", "title": "x"} | field]}
    head = {"feed": "made_up", "name_it": "x", "name_en": "x", "sender": "x", "programme": True, "formats": ["csv"],
            "grain_it": "x", "grain_en": "x"}  # fmt: skip
    return made(Drawn(head | {"schema": schema}, [], []), tmp_path)


TEXT, NUMBER = {"type": "string"}, {"type": "number", "decimalChar": ",", "groupChar": "."}
DAY = {"type": "date", "format": "any", "constraints": {"minimum": "2019-03-20"}}
# difference: (the field, its texts, the rows we refuse, the rows they refuse); rows are counted from 1.
PINNED: dict[str, list[tuple[dict[str, Any], list[str], set[int], set[int]]]] = {
    "blanks": [(TEXT | {"constraints": {"required": True}}, [" ", " x "], {1}, set()),
               (TEXT | {"constraints": {"pattern": "[a-z]"}}, ["x ", "\u00a0x"], set(), {1, 2})],
    "spelling": [(TEXT | {"constraints": {"enum": ["più"]}}, ["PIU", "più", "meno"], {3}, {1, 3}),
                 ({"type": "boolean", "trueValues": ["sì"], "falseValues": ["no"]}, ["SI", "no", "boh"], {3}, {1, 3})],
    "day first": [(DAY, ["03/04/2019", "21/03/2019"], set(), {1})],
    "no guessed dates": [(DAY, ["21 march 2019", "2019/03/21", "20190321"], {1, 2, 3}, set())],
    "grouping": [(NUMBER, ["1.25,5", "1.2.3", "1.250,5"], {1, 2}, set())],
    "decimal sign of the file": [({"type": "number", "decimalChar": ".", "groupChar": ""}, ["12,5", "3"], set(), {1})],
    "percentages": [({"type": "number"}, ["31.6%", "31.6"], {1}, {1})],
    "errors of formulas": [(TEXT, ["#N/A", "#RIF!", "Err:502", "#coop"], {1, 2, 3}, set())],
    "whole numbers": [({"type": "integer", "groupChar": "."}, ["1.250", "12,0", "7,5"], {3}, {1, 2, 3})],
    "plain digits": [({"type": "number"}, ["NaN", "Infinity", "1_000", "\uff11", "1e3"], {1, 2, 3, 4}, set())],
    "size of numbers": [({"type": "integer"}, ["9223372036854775807", "9223372036854775808"], {2}, set()),
                        ({"type": "number"}, ["1e999"], {1}, set())],
    "personal data": [(TEXT, ["mario@example.it", "333 1234567", "RSSMRA80A01H501U", "Mario"], {1, 2, 3}, set())],
    "apostrophe": [({"type": "boolean", "trueValues": ["sì"], "falseValues": ["no"]}, ["'no", "'"], set(), {1, 2})],
    "alternatives": [(TEXT | {"constraints": {"pattern": "a|b"}}, ["a", "axx", "xxb", "b"], {2, 3}, {3})],
    "exact decimals": [({"type": "number", "constraints": {"maximum": 1}}, ["1.00000000000000000001"], set(), {1})],
    "keys of refused rows": [],
}  # fmt: skip


@pytest.mark.parametrize("name", [name for name, cases in PINNED.items() if cases])
def test_each_difference_is_as_it_is_described(tmp_path: Path, name: str) -> None:
    for field, texts, refused, refused_there in PINNED[name]:
        feed = contract(tmp_path, **field)
        rows = [[f"K{place}", text] for place, text in enumerate(texts)]
        assert {row - 1 for row, _, _ in ours(feed, rows)[0]} == refused, field
        assert {row - 1 for row, _, _ in theirs(feed, rows)[0]} == refused_there, field


def test_a_refused_row_keeps_no_key_from_those_after_it(tmp_path: Path) -> None:
    feed = contract(tmp_path, type="integer")
    rows = [["K", "sette"], ["K", "7"], ["K", "7"], ["K", "8"]]
    assert ours(feed, rows)[1] == {4, 5} and theirs(feed, rows)[1] == {3, 4, 5}


def test_the_differences_are_those_of_the_decision() -> None:
    told = re.findall(r"^\| \*\*([^*]+)\*\* \|", DECISION.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(told) == sorted(PINNED) == sorted({*DIFFERENCES, *ONLY_PINNED})
    assert load().feeds, "held against the library in tests/unit/etl/validate/test_contract_sql.py"
