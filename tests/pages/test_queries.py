"""A page asks a release little: what never changes once, what was chosen in at most three questions."""

from collections.abc import Callable, Hashable
from pathlib import Path

import pytest

import reads.cache
import reads.changes
import reads.query
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

    for place in (reads.query, reads.changes):
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
    made: list[tuple[object, str]] = []

    class Recording(reads.cache.Cache):
        def get(self, key: Hashable, make: Callable[[], object]) -> object:
            def noted() -> object:
                answer = make()
                made.append((answer, repr(answer)))
                return answer

            return super().get(key, noted)

    monkeypatch.setattr(reads.cache, "CACHE", Recording())
    for lang, territory in (("it", "IT"), ("en", "ITH55")):
        assert not [page for page, seen in walk(demo_release, lang=lang, territory=territory).items()
                    if seen.app.exception]  # fmt: skip
    assert len(made) > 20
    assert [before[:80] for answer, before in made if repr(answer) != before] == []
