"""What a release says, table by table: two releases with equal contents hold the same rows of every table and view."""

from pathlib import Path

from engine import open_release
from engine.sql_text import identifier
from tests.helpers.releases import served

RELATIONS = """
    SELECT table_name FROM information_schema.tables
    WHERE table_catalog = current_database() AND table_schema = 'main' ORDER BY table_name
"""
Content = dict[str, tuple[int, int | None]]


def content(releases: Path) -> Content:
    """For each table and view of the release in service how many rows it has, and a sum over them in any order."""
    with open_release(served(releases)) as connection:
        names = [str(name) for (name,) in connection.execute(RELATIONS).fetchall()]
        found = {}
        for name in names:
            sql = f"SELECT count(*), sum(hash(row)::HUGEINT)::HUGEINT FROM {identifier(name)} AS row"
            found[name] = connection.execute(sql).fetchall()[0]
        return found
