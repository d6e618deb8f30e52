"""Places that rounding leaves open: every order of true values within the ranges keeps each figure in its places."""

import random

from kpi.rank_range import Known, places


def test_figures_within_their_rounding_share_their_places() -> None:
    found = places([Known(25, 34), Known(15, 24), Known(16, 25), Known(0, 3)])
    assert [one.text() for one in found] == ["1–2", "2–3", "1–3", "4"]


def test_certain_figures_have_one_place_each() -> None:
    assert [one.text() for one in places([Known(v, v) for v in (3, 9, 5)])] == ["3", "1", "2"]
    assert places([]) == []


def test_no_true_order_leaves_the_places() -> None:
    chance = random.Random(7)  # noqa: S311 - the same cases in every run
    for _ in range(200):
        middles = [chance.uniform(0, 40) for _ in range(8)]
        known = [Known(middle - chance.uniform(0, 6), middle + chance.uniform(0, 6)) for middle in middles]
        found = places(known)
        true = [chance.uniform(one.low, one.high) for one in known]
        for value, one in zip(true, found, strict=True):
            place = 1 + sum(other > value for other in true)
            assert one.best <= place <= one.worst
