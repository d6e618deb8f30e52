"""A page asks a release little: what never changes once, what was chosen in at most three questions."""

from pathlib import Path
from typing import Any

import pytest

import reads.ask
import reads.changes
import reads.query_cache
from reads.records import Rows, records
from reads.releases import cursor
from tests.helpers.pages import PAGES, open_page, walk

MOST = 3


@pytest.mark.parametrize("page", PAGES)
def test_another_choice_asks_at_most_three_questions(
    page: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    class Counting:
        def __init__(self, own: object) -> None:
            self.own = own

        def execute(self, sql: str, *values: object) -> object:
            asked.append(sql)
            return self.own.execute(sql, *values)  # type: ignore[attr-defined]

    for place in (reads.ask, reads.changes):
        monkeypatch.setattr(place, "cursor", lambda release: Counting(cursor(release)))
    app = open_page(page, demo_release, monkeypatch)
    for choice in ({"territory": "ITI2"}, {"as_of": "2020-05-31"}, {"territory": "ITF52", "as_of": "2019-12-31"}):
        asked.clear()
        for name, value in choice.items():
            app.query_params[name] = value
        app.run()
        assert not app.exception
        assert len(asked) <= MOST, [sql.split("FROM")[1][:60] for sql in asked]


@pytest.mark.slow
def test_nobody_changes_the_rows_that_all_readers_share(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One reader's page may not change the figures of the next: every answer is afterwards what it was."""
    kept: list[tuple[list[dict[str, Any]], str]] = []

    def keeping(answer: Rows) -> list[dict[str, Any]]:
        rows = records(answer)
        kept.append((rows, repr(rows)))
        return rows

    monkeypatch.setattr(reads.query_cache, "records", keeping)
    reads.query_cache.asked.cache_clear()
    for lang, territory in (("it", "IT"), ("en", "ITH55")):
        assert not [page for page, seen in walk(demo_release, lang=lang, territory=territory).items()
                    if seen.app.exception]  # fmt: skip
    reads.query_cache.asked.cache_clear()
    assert len(kept) > 20
    assert [rows[:1] for rows, before in kept if repr(rows) != before] == []
