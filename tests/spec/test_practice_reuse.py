"""Practices that travelled: hand-made entries of the register in, the exact rows out, and the measure agrees."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.helpers.inboxes import modelled, values

NASTY = "<script>alert(1)</script>"


def entry(number: int, practice: str, record: str, day: str, province: str, title: str = "Prima") -> dict[str, str]:
    return {
        "Codice scheda": f"S{number}", "Codice buona pratica": practice, "Tipo di scheda": record, "Data": day,
        "Provincia": province, "Associazione": "Legacoop", "Titolo della pratica": title, "Natura del dato": "",
    }  # fmt: skip


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """P1: Bologna to Bologna (no), Modena, Milan. P2: recorded in two provinces, adopted in one. P3 too early."""
    rows = [
        entry(1, "P1", "registrazione", "2019-01-10", "BO", NASTY),
        entry(2, "P1", "adozione", "2019-02-10", "BO"),
        entry(3, "P1", "adozione", "2019-03-10", "MO"),
        entry(4, "P1", "adozione", "2019-05-10", "MI"),
        entry(5, "P2", "registrazione", "2019-01-11", "BO", ""),
        entry(6, "P2", "registrazione", "2019-01-12", "MI", ""),
        entry(7, "P2", "adozione", "2019-04-10", "MI"),
        entry(8, "P3", "registrazione", "2018-06-01", "BO"),
        entry(9, "P3", "adozione", "2019-04-10", "MI"),
        *[entry(10 + n, f"P{4 + n}", "registrazione", "2019-06-10", "RM") for n in range(3)],
    ]
    folder: Path = tmp_path_factory.mktemp("reuse")
    with modelled(folder, good_practice=rows) as connection:
        yield connection


def test_each_adoption_elsewhere_is_one_row(register: duckdb.DuckDBPyConnection) -> None:
    found = register.execute(
        "SELECT practice_id, from_province, from_region, to_province, to_region, title FROM practice_reuse ORDER BY ALL"
    ).fetchall()
    assert found == [
        ("P1", "ITH55", "ITH5", "ITC4C", "ITC4", NASTY),
        ("P1", "ITH55", "ITH5", "ITH54", "ITH5", NASTY),
        ("P2", "ITH55", "ITH5", "ITC4C", "ITC4", None),
    ]


def test_the_rows_give_the_numerator_of_practices_reused(register: duckdb.DuckDBPyConnection) -> None:
    """At every month: distinct practices and origins among the adoptions so far."""
    shares = values(register, "practices_reused", "IT")
    for month, share in shares.items():
        reused, recorded = register.execute(
            "SELECT (SELECT count(DISTINCT (practice_id, from_province)) FROM practice_reuse "
            "WHERE strftime(month_end, '%Y-%m') <= $1), (SELECT count(*) FROM fact_good_practice "
            "WHERE record = 'registrazione' AND practice_id <> 'P3' AND strftime(month_end, '%Y-%m') <= $1)",
            [month],
        ).fetchall()[0]
        assert share == pytest.approx(100 * reused / recorded), month
    assert shares["2019-03"] == pytest.approx(100 / 3) and shares["2019-06"] == pytest.approx(100 / 3)


def test_what_was_adopted_before_it_was_recorded_is_no_reuse_until_then(tmp_path: Path) -> None:
    """A share above 100 % came of it: an adoption without a recording beside it."""
    rows = [
        entry(1, "P1", "adozione", "2019-01-10", "MI"),
        entry(2, "P1", "registrazione", "2019-03-10", "BO"),
        entry(3, "P1", "registrazione", "2019-05-10", "BO"),
        entry(4, "P2", "registrazione", "2019-01-12", "RM"),
    ]
    made = modelled(tmp_path, good_practice=rows)
    assert values(made, "practices_reused", "IT") == {
        "2019-01": 0, "2019-02": 0, "2019-03": 50, "2019-04": 50, "2019-05": pytest.approx(100 / 3),
    }  # fmt: skip
    assert values(made, "practices_reused", "ITH5")["2019-03"] == 100
    told = made.execute("SELECT record_date, strftime(month_end, '%Y-%m') FROM practice_reuse").fetchall()
    assert [(str(day), month) for day, month in told] == [("2019-01-10", "2019-03")]
