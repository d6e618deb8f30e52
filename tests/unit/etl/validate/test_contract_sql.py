"""The contracts are valid Table Schemas, and the rules made of them refuse what they say they refuse."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pytest
from frictionless import Schema

from catalogue import load
from catalogue.model import Feed
from etl.messages import rule_texts
from etl.validate.check_rows import validate
from etl.validate.contract_sql import rules

FEEDS = list(load().feeds.values())


def checked(feed: Feed, *rows: dict[str, Any]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Accepted rows and broken rules of ``rows`` given as texts; what a row does not name is the example."""
    model = {field.name: field.example for field in feed.fields}
    table = {name: pa.array([str((model | row)[name]) for row in rows], pa.string()) for name in model}
    place = {"_file": ["f"] * len(rows), "_sheet": [""] * len(rows), "_row": list(range(2, len(rows) + 2))}
    with duckdb.connect() as connection:
        made = validate(connection, feed, pa.table(place | table), for_sender=True)
        return made.accepted.to_pylist(), made.rejects.to_pylist()


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_a_contract_is_a_valid_table_schema(feed: Feed) -> None:
    # The library holds an example against a bare field, without its decimal sign: it is read by the whole field below.
    bare = [{key: value for key, value in item.items() if key != "example"} for item in feed.schema["fields"]]
    assert Schema.validate_descriptor(dict(feed.schema) | {"fields": bare}).valid
    schema = Schema.from_descriptor(dict(feed.schema) | {"fields": bare})
    for field in feed.fields:
        if field.example and not field.folded:
            assert schema.get_field(field.name).read_cell(field.example)[1] is None, field.name
    assert schema.field_names == [field.name for field in feed.fields]
    assert set(feed.primary_key) <= set(schema.field_names)


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_the_example_row_passes_its_own_contract(feed: Feed) -> None:
    accepted, rejects = checked(feed, {})
    assert rejects == [] and len(accepted) == 1


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_every_code_list_and_message_exists(feed: Feed) -> None:
    for rule in rules(feed):
        assert set(rule_texts(rule.words)) == {"it", "en", "fix_it", "fix_en"}
        assert not rule.field.code_list or rule.field.code_list in load().code_lists


@pytest.mark.parametrize("feed", FEEDS, ids=lambda feed: feed.name)
def test_each_required_field_is_required(feed: Feed) -> None:
    required = [field.name for field in feed.fields if field.required]
    accepted, rejects = checked(feed, *({name: " "} for name in required))
    assert accepted == []
    assert [row["field"] for row in rejects if row["rule"] == "required"] == required


ACTIVITY = load().feeds["pid_activity"]
COLUMNS = [field.name for field in ACTIVITY.fields]
BAD = [
    ("date", "31/02/2019", "type_date"),
    ("date", "2019/03/15", "type_date"),
    ("date", "15/03/2017", "minimum"),
    ("date", "01/01/2036", "maximum"),
    ("chamber", "Atlantide", "code"),
    ("province", "XX", "code"),
    ("service", "Orientamneto di base", "code"),
    ("channel", "per posta", "enum"),
    ("cooperative", "00123450372", "organisation_tax_code"),
    ("coop_content", "forse", "type_boolean"),
    ("participants", "-7", "minimum"),
    ("participants", "7,5", "type_integer"),
    ("participants", "5001", "maximum"),
    ("cost", "abc", "type_number"),
    ("cost", "1000000,01", "maximum"),
    ("activity_id", "x" * 41, "max_length"),
]
GOOD = [
    ("date", "15-03-2019", "2019-03-15"),
    ("date", "15.03.2019", "2019-03-15"),
    ("date", "2019-03-15 00:00:00", "2019-03-15"),
    ("chamber", "C.C.I.A.A. di FORLÌ-CESENA e Rimini".replace("C.C.I.A.A.", "CCIAA"), None),
    ("chamber", "  camera di commercio di bologna ", None),
    ("province", "\u00a0bo ", "ITH55"),
    ("province", "Reggio nell'Emilia", "ITH53"),
    ("service", "SELFI 4.0", "selfi40"),
    ("cooperative", "123450371", "00123450371"),
    ("cooperative", "IT 00123450371", "00123450371"),
    ("coop_content", "SI", "True"),
    ("coop_content", "0", "False"),
    ("participants", "1.250", "1250"),
    ("participants", "12,0", "12"),
    ("cost", "1.250,50", "1250.5"),
    ("cost", "n.d.", "None"),
]


@pytest.mark.parametrize(("field", "text", "rule"), BAD)
def test_a_bad_value_is_refused_with_its_reason(field: str, text: str, rule: str) -> None:
    accepted, rejects = checked(ACTIVITY, {field: text})
    assert accepted == []
    assert [(row["field"], row["rule"]) for row in rejects] == [(field, rule)]
    told = rejects[0]
    for word in ("message_it", "message_en", "fix_it", "fix_en"):
        assert told[word] and "{" not in told[word]
    assert ACTIVITY.field(field).title in told["message_it"] and told["value"] == text


@pytest.mark.parametrize(("field", "text", "value"), GOOD)
def test_a_good_value_is_read_as_it_was_meant(field: str, text: str, value: str | None) -> None:
    accepted, rejects = checked(ACTIVITY, {field: text})
    assert rejects == []
    assert accepted[0][field] if value is None else str(accepted[0][field]) == value


def test_one_row_can_break_several_rules_and_is_told_each() -> None:
    accepted, rejects = checked(ACTIVITY, {"date": "ieri", "province": "XX", "participants": "-1"})
    assert accepted == [] and {row["rule"] for row in rejects} == {"type_date", "code", "minimum"}


def test_the_decimal_sign_is_the_files_own() -> None:
    points, _ = checked(ACTIVITY, {"cost": "1250.50"}, {"cost": "3.25"})
    commas, _ = checked(ACTIVITY, {"cost": "1.250,50"}, {"cost": "1.250"})
    assert [row["cost"] for row in points] == [1250.5, 3.25]
    assert [row["cost"] for row in commas] == [1250.5, 1250.0]


GROUPED, PLAIN = ("pid_activity", "cost"), ("published_figure", "value")
DECIMALS = [
    # A column without a grouping sign has none, whatever else it writes.
    (PLAIN, ["31.625", "28.5", "31,6"], [31.625, 28.5, 31.6]),
    (PLAIN, ["31.625", "31,6"], [31.625, 31.6]),
    (PLAIN, ["1.234,5", "1.234.567", "3,5"], [None, None, 3.5]),
    # One comma before three digits: decimals, unless a point stands elsewhere.
    (PLAIN, ["31,625", "28,5"], [31.625, 28.5]),
    (PLAIN, ["31,625"], [31.625]),
    (PLAIN, ["31,625", "28.5"], [None, 28.5]),
    (PLAIN, ["31,625", "28.500"], [None, 28.5]),
    (PLAIN, ["31,625", "28.5", "3,5"], [None, 28.5, 3.5]),
    # One point before three digits in a column that may group thousands.
    (GROUPED, ["1.250", "2.000"], [1250, 2000]),
    (GROUPED, ["1.250", "3,25"], [1250, 3.25]),
    (GROUPED, ["1.250", "3.25"], [1.25, 3.25]),
    (GROUPED, ["1.250", "3.25", "3,25"], [None, 3.25, 3.25]),
    (GROUPED, ["1,250", "3.25"], [None, 3.25]),
    # What says itself what its signs mean is read so in every column.
    (GROUPED, ["1.234.567,50", "1.234.567", "0.125", "1234.567", "0,125", "12.5000"],
     [None, None, 0.125, 1234.567, 0.125, 12.5]),
]  # fmt: skip


@pytest.mark.parametrize(("column", "texts", "values"), DECIMALS)
def test_a_sign_that_may_mean_two_things_is_settled_by_its_column_or_refused(
    column: tuple[str, str], texts: list[str], values: list[float | None]
) -> None:
    """Each text is read as its value, or its row is refused; the numbers above the contract's maximum are, too."""
    name, field = column
    feed = load().feeds[name]
    accepted, rejects = checked(feed, *({field: text, feed.primary_key[0]: f"K{n}"} for n, text in enumerate(texts)))
    found = {row["_row"]: row[field] for row in accepted}
    assert [found.get(row) for row in range(2, len(texts) + 2)] == values
    assert {row["_row"] for row in rejects} == {row for row, value in enumerate(values, start=2) if value is None}
    assert all(text in row["message_it"] for row in rejects for text in [texts[row["_row"] - 2]])


@pytest.mark.parametrize(("text", "value"), [
    ("9007199254740993", 9007199254740993), ("9.223.372.036.854.775.807", 2**63 - 1), ("12,0", 12),
    ("9223372036854775808", None), ("99999999999999999999", None), ("9" * 400, None),
])  # fmt: skip
def test_a_long_whole_number_keeps_its_digits_or_is_refused(text: str, value: int | None) -> None:
    accepted, rejects = checked(load().feeds["virtual_network"], {"reach": text})
    assert [row["reach"] for row in accepted] == ([] if value is None else [value])
    assert [row["rule"] for row in rejects] == (["type_integer"] if value is None else [])


def test_a_number_beyond_every_column_is_none() -> None:
    accepted, rejects = checked(load().feeds["state_aid_award"], {"aid_element": "1e999"})
    assert accepted == [] and [row["rule"] for row in rejects] == ["type_number"]


def test_a_constraint_that_nothing_applies_is_refused() -> None:
    field = replace(ACTIVITY.fields[0], constraints={"exclusiveMinimum": 0})
    with pytest.raises(ValueError, match="exclusiveMinimum"):
        rules(replace(ACTIVITY, fields=(field,)))


def test_a_misspelling_is_answered_with_the_nearest_spelling() -> None:
    _, rejects = checked(ACTIVITY, {"service": "Orientamneto"})
    assert "Orientamento" in rejects[0]["fix_it"] and "Orientamento" in rejects[0]["fix_en"]
    _, rejects = checked(ACTIVITY, {"service": "zzzz qqqq"})
    assert "Forse" not in rejects[0]["fix_it"]


def test_outside_the_senders_report_a_refused_value_is_only_a_shape() -> None:
    feed, place = ACTIVITY, {"_file": ["f"], "_sheet": [""], "_row": [2]}
    row = {field.name: pa.array([field.example], pa.string()) for field in feed.fields}
    row["association"] = pa.array(["Maria Rossi 12"], pa.string())
    with duckdb.connect() as connection:
        validate(connection, feed, pa.table(place | row))
        told = connection.execute("SELECT * FROM rejects").fetchall()[0]
    assert "xxxxx xxxxx 99" in told
    assert not any("Maria" in str(text) or "Rossi" in str(text) for text in told)


def test_a_persons_tax_code_is_told_as_such_and_not_repeated() -> None:
    _, rejects = checked(ACTIVITY, {"cooperative": "rssmra80a01h501u"})
    (told,) = rejects
    assert told["rule"] == "person_tax_code" and told["value"] == "xxxxxx99x99x999x"
    assert "è il codice fiscale di una persona: non va inviato." in told["message_it"]
    assert not any("rssmra" in str(text).lower() for text in told.values())


def test_an_empty_cell_is_answered_with_an_example_that_says_it_is_one() -> None:
    _, rejects = checked(ACTIVITY, {"chamber": "", "coop_content": ""})
    fixes = {row["field"]: (row["fix_it"], row["fix_en"]) for row in rejects}
    assert fixes["chamber"] == ("Compilare la cella; per esempio: Bologna.", "Fill in the cell; for example: Bologna.")
    assert fixes["coop_content"][0] == "Scrivere sì oppure no."
    _, rejects = checked(ACTIVITY, {"cost": "dodici", "participants": "tre"})
    assert all("per esempio" in row["fix_it"] and "for example" in row["fix_en"] for row in rejects)


def test_a_list_is_named_in_the_language_of_the_sentence() -> None:
    _, rejects = checked(ACTIVITY, {"chamber": "Atlantide", "association": "zzz qqq"})
    chamber, association = rejects
    assert "camere di commercio" in chamber["fix_it"] and "chambers of commerce" in chamber["fix_en"]
    assert "camere" not in chamber["fix_en"] and "Legacoop" in association["fix_en"]


def test_shortened_tax_codes_are_completed_and_counted() -> None:
    row = {name: pa.array([ACTIVITY.field(name).example] * 3, pa.string()) for name in COLUMNS}
    row["cooperative"] = pa.array(["123450371", "00123450371", "IT 00123450371"])
    place = {"_file": ["f"] * 3, "_sheet": [""] * 3, "_row": [2, 3, 4]}
    with duckdb.connect() as connection:
        made = validate(connection, ACTIVITY, pa.table(place | row))
        assert made.zeros.to_pylist() == [{"_file": "f", "n": 1}]


def test_every_reader_of_contracts_sees_the_same_files() -> None:
    folder = Path(__file__).resolve().parents[4] / "catalogue" / "feeds"
    assert {path.stem for path in folder.glob("*.yaml")} == set(load().feeds)
