"""The one cache: an answer is made once, shared by all who ask, and the least recently used makes room."""

from pathlib import Path

import pytest

import reads.cache
from reads.cache import Cache, cached
from reads.releases import Release

ONE, OTHER = (Release(name, Path(name)) for name in ("one", "other"))


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch) -> Cache:
    small = Cache(most_rows=5)
    monkeypatch.setattr(reads.cache, "CACHE", small)
    return small


def test_an_answer_is_made_once_for_a_release_and_its_arguments() -> None:
    made: list[tuple[str, int]] = []

    @cached
    def rows(release: Release, count: int) -> list[int]:
        made.append((release.id, count))
        return list(range(count))

    assert rows(ONE, 1) is rows(ONE, 1)
    assert rows(OTHER, 1) is not rows(ONE, 1)
    assert made == [("one", 1), ("other", 1)]


def test_two_questions_with_the_same_arguments_have_their_own_answers() -> None:
    @cached
    def first(release: Release) -> str:
        return "first"

    @cached
    def second(release: Release) -> str:
        return "second"

    assert (first(ONE), second(ONE)) == ("first", "second")


def test_the_least_recently_used_answer_makes_room(cache: Cache) -> None:
    made: list[str] = []

    def rows(name: str, count: int) -> None:
        cache.get(name, lambda: made.append(name) or [0] * count)

    rows("a", 2)
    rows("b", 2)
    rows("a", 2)
    rows("c", 2)  # six rows: b, used before a, goes
    assert list(cache.answers) == ["a", "c"]
    rows("b", 2)
    assert made == ["a", "b", "c", "b"]


def test_groups_count_with_all_their_rows_and_one_great_answer_is_kept(cache: Cache) -> None:
    cache.get("small", lambda: 1)
    cache.get("groups", lambda: {"x": [1, 2, 3], "y": [4, 5, 6]})
    assert list(cache.answers) == ["groups"]
    cache.clear()
    assert cache.answers == {}
    cache.get("small", lambda: 1)
    assert list(cache.answers) == ["small"]
