"""What a release publishes of its measures: contributions as views over its facts, and the events that they count."""

import duckdb
import pytest

from catalogue import load
from catalogue.rules import NEVER, Events
from engine import scratch
from etl.load.feeds import CITED, load_code_lists
from etl.publish.write_release import VIEWS
from etl.transform.run_models import MODELS

PLACE = ("enters", "day", "place", "source_file", "source_sha", "source_sheet", "source_row")
NUMBERS = ("BIGINT", "DECIMAL", "DOUBLE")


@pytest.mark.parametrize("events", load().events.values(), ids=lambda events: events.name)
def test_events_have_the_columns_that_rules_may_name(events: Events, demo_warehouse: duckdb.DuckDBPyConnection) -> None:
    kinds = {row[0]: row[1] for row in demo_warehouse.execute(f"DESCRIBE {events.name}_event").fetchall()}
    named = {name: kinds[name] for name in (*events.columns, *(set(PLACE) - ({"day"} if events.figures else set())))}
    assert all(named[flag] == "BOOLEAN" for flag in events.flags)
    assert all(named[amount].startswith(NUMBERS) for amount in events.amounts)
    assert all(named[month] == "DATE" for month in ("enters", *events.until))
    assert all(named[text] == "VARCHAR" for text in (*events.units, *events.codes, "place", "source_file"))
    if events.figures:
        assert {"role", "unit", "value", "status", "publisher", "title", "url"} <= set(kinds)


def test_every_events_model_is_in_the_vocabulary_and_in_the_release() -> None:
    models = {path.stem for path in (MODELS / "events").glob("*.sql")}
    assert models == {f"{name}_event" for name in load().events}
    assert models < set(VIEWS)


def test_contributions_are_stored_once_as_facts(demo_warehouse: duckdb.DuckDBPyConnection) -> None:
    views = demo_warehouse.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert {name for (name,) in views} == set(VIEWS)
    counted = dict(demo_warehouse.execute("SELECT kpi, count(*) FROM contribution GROUP BY kpi").fetchall())
    assert set(counted) == {row[0] for row in demo_warehouse.execute("SELECT DISTINCT kpi FROM kpi_value").fetchall()}
    rows = demo_warehouse.execute("SELECT count(*) FROM fact_pid_activity").fetchall()[0][0]
    assert counted["coop_content_share"] == rows > 5_000


def test_every_contribution_leads_to_a_row_of_a_file(demo_warehouse: duckdb.DuckDBPyConnection) -> None:
    lost = demo_warehouse.execute(
        "SELECT DISTINCT kpi, source_file FROM contribution WHERE source_row IS NULL OR source_row < 1 OR "
        "source_file NOT IN (SELECT file FROM load_file UNION ALL SELECT source_file FROM catalogue_row)"
    ).fetchall()
    assert lost == []


def test_only_what_its_rule_says_leaves_again(demo_warehouse: duckdb.DuckDBPyConnection) -> None:
    leaving = {kpi.id for kpi in load().kpis.values() if any(rule.until != NEVER for rule in kpi.rules)}
    found = demo_warehouse.execute("SELECT DISTINCT kpi FROM contribution WHERE leaves IS NOT NULL AND rolls_up")
    left = {row[0] for row in found.fetchall()}
    assert left <= leaving, "a panel of few rows may have none that left"
    assert len(left) >= 6
    assert demo_warehouse.execute("SELECT count(*) FROM contribution WHERE leaves < enters").fetchall() == [(0,)]


def test_a_territory_is_within_all_that_hold_it(demo_warehouse: duckdb.DuckDBPyConnection) -> None:
    parent = dict(demo_warehouse.execute("SELECT territory, parent FROM dim_territory").fetchall())
    wanted = set()
    for place in parent:
        above = place
        while above:
            wanted.add((place, above))
            above = parent[above]
    found = demo_warehouse.execute("SELECT place, territory FROM territory_within").fetchall()
    assert len(found) == len(wanted)
    assert set(found) == wanted


def test_joins_that_share_their_beginning_are_not_taken_for_equal() -> None:
    """The engine's optimizer `common_subplan` gives 107 provinces an area for a country in this very table."""
    with scratch() as connection:
        load_code_lists(connection, {name: load().code_lists[name] for name in CITED})
        connection.execute("CREATE VIEW placed AS SELECT code, level, parent FROM code_territories")
        connection.execute("""
            CREATE TABLE reached AS
            SELECT t.code, g.level AS above FROM placed t JOIN placed p ON p.code = t.parent
            JOIN placed g ON g.code = p.parent
            UNION ALL
            SELECT t.code, c.level FROM placed t JOIN placed p ON p.code = t.parent
            JOIN placed g ON g.code = p.parent JOIN placed c ON c.code = g.parent
        """)
        found = connection.execute("SELECT above, count(*) FROM reached GROUP BY above ORDER BY above").fetchall()
    assert found == [("area", 107), ("country", 127)]
