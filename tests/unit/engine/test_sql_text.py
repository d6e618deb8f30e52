"""Slots of SQL take names and the product's own SQL; whatever else is refused before it reaches the engine."""

from pathlib import Path

import duckdb
import pytest

from engine.sql_text import SlotError, Sql, columns, fill, identifier, joined, literal, numeral, queries

ATTACKS = [
    'a"; DROP TABLE kept; --', "a; DROP TABLE kept", "a' OR '1'='1", "kept WHERE true", "a b", "a,b", "a.b", "A", "1a",
    "", "a\n", "a\0", "à", '"a"', "$table", "read_csv('x')",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_slot_value_that_is_no_name_is_refused(attack: str) -> None:
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS a")
        with pytest.raises(SlotError, match=r"slot table: no name"):
            connection.execute(fill("SELECT * FROM $table", table=attack))
        with pytest.raises(SlotError, match="no name"):
            columns(["a", attack])
        with pytest.raises(SlotError, match="no name"):
            joined([Sql("a"), attack], ", ")  # type: ignore[list-item]
        assert connection.execute("FROM kept").fetchall() == [(1,)]


def test_names_are_quoted_and_own_sql_is_taken_as_it_is() -> None:
    text = fill("SELECT $fields, $$1, '${one}x' FROM $table WHERE b = $1", fields=columns(["order", "b"], "t"),
                one=Sql("n"), table="group")  # fmt: skip
    assert text == """SELECT "t"."order", "t"."b", $1, 'nx' FROM "group" WHERE b = $1"""
    assert isinstance(text, Sql) and fill("($inner)", inner=text) == f"({text})"


@pytest.mark.parametrize("slots", [{}, {"a": "x", "b": "y"}, {"A": "x"}])
def test_an_unfilled_or_unknown_slot_is_refused(slots: dict[str, str]) -> None:
    with pytest.raises(SlotError, match="slots without a value"):
        fill("SELECT $a", **slots)


@pytest.mark.parametrize("text", ["it's", "'; DROP TABLE kept; --", "\\'", "a\n'b'", "''"])
def test_a_literal_reads_as_the_text_that_was_given(text: str) -> None:
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT {literal(text)}").fetchall() == [(text,)]


def test_a_dollar_that_is_no_slot_is_refused() -> None:
    with pytest.raises(ValueError, match="Invalid placeholder"):
        fill("SELECT $ x")


def test_queries_are_read_by_name_from_beside_the_module(tmp_path: Path) -> None:
    (tmp_path / "some.sql").write_text("-- About.\n-- name: one\nSELECT 1\n-- name: two_2\n-- Why.\nSELECT 2\n")
    assert queries(str(tmp_path / "some.py")) == {"one": "SELECT 1", "two_2": "-- Why.\nSELECT 2"}
    for name, text in (("none", "SELECT 1"), ("twice", "-- name: a\nSELECT 1\n-- name: a\nSELECT 2")):
        (tmp_path / f"{name}.sql").write_text(text)
        with pytest.raises(SlotError, match=name):
            queries(str(tmp_path / f"{name}.py"))


def test_a_name_is_lower_case_letters_digits_and_underscores() -> None:
    assert identifier("_a1") == '"_a1"'


@pytest.mark.parametrize("value", [0, -3, 1 << 62, 0.005, 1e-9])
def test_a_number_reads_as_the_number_that_was_given(value: float) -> None:
    with duckdb.connect() as connection:
        assert connection.execute(f"SELECT {numeral(value)}::DOUBLE").fetchall() == [(float(value),)]
