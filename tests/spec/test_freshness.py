"""How far each sender's data reach: mergers roll up, who was not there is not late, nothing is counted."""

from datetime import date
from pathlib import Path

import duckdb
import pytest

from catalogue import load
from engine import open_release
from tests.helpers.inboxes import activities, modelled
from tests.helpers.releases import served

ROWS = [
    {"chamber": "Como", "province": "CO", "day": "2018-06-20"},  # of a month that the agreement did not see whole
    {"chamber": "Como", "province": "CO", "day": "2018-09-10"},
    {"chamber": "Lecco", "province": "LC", "day": "2018-10-10"},
    {"chamber": "Lecco", "province": "LC", "day": "2018-10-11"},
    {"chamber": "Como-Lecco", "province": "CO", "day": "2019-04-10"},
    {"chamber": "Bologna", "province": "BO", "day": "2018-05-10"},  # before the agreement
    {"chamber": "Bologna", "province": "BO", "day": "2019-04-10"},
]
COLUMNS = load().code_lists["chambers"].columns
CHAMBERS = [dict(zip(COLUMNS, row, strict=True)) for row in load().code_lists["chambers"].rows]


def chambers(connection: duckdb.DuckDBPyConnection) -> dict[str, tuple[int, list[str], list[str]]]:
    """Sender: months due, months with data, files."""
    found = connection.execute(
        "SELECT sender, len(months_expected), list_transform(months_with_data, lambda m: strftime(m, '%Y-%m')), files "
        "FROM feed_freshness WHERE feed = 'pid_activity'"
    ).fetchall()
    assert len(found) == len({row[0] for row in found}), "one row per sender"
    return {sender: (due, months, files) for sender, due, months, files in found}


def there(day: date) -> set[str]:
    """The chambers in being on a day, by the code list alone."""
    found = {row["chamber"]: row for row in CHAMBERS
             if (row["valid_from"] or "0001") <= day.isoformat() <= (row["valid_to"] or "9999")}  # fmt: skip
    return set(found) - {row["successor"] for row in found.values()}


def test_a_merged_chamber_counts_for_its_successor_from_the_day_on_and_not_before(tmp_path: Path) -> None:
    after = chambers(modelled(tmp_path / "a", date(2019, 4, 30), pid_activity=activities(*ROWS)))
    assert after["CC11"] == (10, ["2018-09", "2018-10", "2019-04"], ["pid_activity.csv"])
    assert after["CC24"] == (10, ["2019-04"], ["pid_activity.csv"])
    assert after["CC01"] == (10, [], [])
    assert set(after) == there(date(2019, 4, 30)) and "CC11a" not in after
    before = chambers(modelled(tmp_path / "b", date(2018, 12, 31), pid_activity=activities(*ROWS)))
    assert before["CC11a"] == (6, ["2018-09"], ["pid_activity.csv"]) and before["CC11b"][1] == ["2018-10"]
    assert set(before) == there(date(2018, 12, 31)) and "CC11" not in before


def test_a_chamber_that_was_decreed_and_not_set_up_is_nobody(tmp_path: Path) -> None:
    found = chambers(modelled(tmp_path, date(2019, 4, 30), pid_activity=activities(*ROWS)))
    assert "CC57" not in found and {"CC57a", "CC57b", "CC57c"} <= set(found)


@pytest.mark.parametrize("feed", ["pid_activity", "coop40_service", "maturity_assessment", "virtual_network"])
def test_the_months_are_those_of_the_facts(feed: str, demo_release: Path) -> None:
    """On the demonstration the first and last month of every feed, and that no row of a chamber is lost."""
    with open_release(served(demo_release)) as connection:
        told = connection.execute(
            "SELECT min(first_month), max(last_month), bool_and(demonstration) FROM feed_freshness WHERE feed = ? "
            "AND last_month IS NOT NULL", [feed]
        ).fetchall()  # fmt: skip
        facts = connection.execute(f"SELECT min(month_end), max(month_end), true FROM fact_{feed}").fetchall()
        lost = connection.execute("SELECT count(*) FROM feed_freshness WHERE feed = 'pid_activity' AND name IS NULL")
        assert told == facts and lost.fetchall() == [(0,)]


def test_nothing_in_it_is_a_number_of_rows(demo_release: Path) -> None:
    with open_release(served(demo_release)) as connection:
        types = {name: kind for name, kind, *_ in connection.execute("DESCRIBE feed_freshness").fetchall()}
    assert not [name for name, kind in types.items() if "INT" in kind or "DECIMAL" in kind or "DOUBLE" in kind]
