"""The models stay in an SQL that more than one engine speaks, and each says its grain first."""

import pytest
import sqlglot
from sqlglot.errors import ErrorLevel

from catalogue import load
from etl.measures import measure_models
from etl.transform.run_models import LAYERS, MODELS

FILES = sorted(path for layer in LAYERS for path in (MODELS / layer).glob("*.sql"))
TEXTS = {path.stem: path.read_text(encoding="utf-8") for path in FILES} | measure_models(load())
# What one engine alone offers, or what repeats differently on another.
UNWANTED = ("asof", "pivot", "quantile_cont", "dayofweek", "strftime", "hash(", "list(", "qualify", "random(", "now(")


@pytest.mark.parametrize("name", TEXTS)
def test_a_model_parses_and_reads_in_spark(name: str) -> None:
    text = TEXTS[name]
    assert text.startswith("-- Grain: ")
    (spark,) = sqlglot.transpile(text, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE)
    assert len(sqlglot.parse(spark, read="spark")) == 1
    body = "\n".join(line for line in text.lower().splitlines() if not line.startswith("--"))
    assert [word for word in UNWANTED if word in body] == []


@pytest.mark.parametrize("name", TEXTS)
def test_no_divisor_can_be_zero(name: str) -> None:
    for division in sqlglot.parse_one(TEXTS[name], read="duckdb").find_all(sqlglot.exp.Div):
        assert isinstance(division.expression, sqlglot.exp.Nullif), division.sql()


def test_every_folder_of_models_is_run() -> None:
    assert {path.parent.name for path in MODELS.rglob("*.sql")} == set(LAYERS)
    assert len({path.stem for path in FILES}) == len(FILES) > 20
    assert len(TEXTS) == len(FILES) + 4, "no compiled model takes the place of a written one"
