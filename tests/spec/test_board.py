"""The board agrees with what the other pages say: values, statuses, outlooks, changes since a date, extremes."""

from datetime import date
from pathlib import Path

import pytest

from kpi.outlook import OUTLOOKS
from reads.board import BETTER, NEED, board, region_parts
from reads.latest_figures import latest_figures
from reads.releases import Release, current_release
from reads.slice import Slice
from tests.helpers.releases import released

DATES = (date(2020, 12, 31), date(2020, 6, 30), date(2019, 12, 31))
SLICES = (("IT", "total", ""), ("ITH5", "total", ""), ("IT", "association", "legacoop"), ("ITF22", "total", ""))


@pytest.fixture(scope="module")
def release(demo_release: Path) -> Release:
    found = current_release(demo_release)
    assert found
    return found


@pytest.mark.parametrize("as_of", DATES, ids=str)
@pytest.mark.parametrize("part", SLICES, ids=lambda part: "-".join(filter(None, part)))
def test_each_measure_stands_once_as_everywhere_else(release: Release, part: tuple[str, str, str], as_of: date) -> None:
    chosen = Slice(*part, as_of)
    rows = board(release, chosen, release, date(2019, 6, 30))
    assert sorted(row.now["kpi"] for row in rows) == sorted(row["kpi"] for row in latest_figures(release, chosen))
    alone = {row["kpi"]: row for row in latest_figures(release, chosen)}
    then = {row["kpi"]: row for row in latest_figures(release, Slice(*part, date(2019, 6, 30)))}
    for row in rows:
        assert row.now == alone[row.now["kpi"]] and row.before == then[row.now["kpi"]]
        assert (row.now["outlook"] in OUTLOOKS) == (row.now["probability"] is not None)


def test_those_in_need_come_first(release: Release) -> None:
    rows = board(release, Slice.of_whole("IT", DATES[0]), release, DATES[1])
    judged = [row for row in rows if row.now["judgement"] in NEED and row.now["value"] is not None]
    assert len(judged) > 10 and judged == list(rows)[: len(judged)]
    order = [(NEED.index(str(row.now["judgement"])), row.gap or 0.0) for row in judged]
    assert order == sorted(order)
    valued = [row.now["value"] is not None for row in rows]
    assert valued == sorted(valued, reverse=True), "what has no figure stands last"


def test_who_crossed_a_threshold_is_who_changed_status(release: Release, demo_release: Path) -> None:
    rows = board(release, Slice.of_whole("IT", DATES[0]), release, DATES[2])
    moved = 0
    for row in rows:
        statuses = [
            released(
                demo_release,
                "SELECT status FROM kpi_progress WHERE kpi = ? AND territory = 'IT' AND as_of <= ? "
                "ORDER BY as_of DESC LIMIT 1",
                row.now["kpi"],
                day,
            )
            for day in (DATES[2], DATES[0])
        ]
        first, last = (str(found[0][0]) if found else "" for found in statuses)
        if first in BETTER and last in BETTER and row.now["value"] is not None:
            expected = BETTER.index(last) - BETTER.index(first)
            assert row.crossed == (expected > 0) - (expected < 0), row.now["kpi"]
            moved += bool(expected)
        else:
            assert row.crossed == 0
    assert moved > 0


def test_the_regions_of_the_extremes_are_those_of_the_figures(release: Release, demo_release: Path) -> None:
    parts = region_parts(release, DATES[0])
    assert len({row["kpi"] for row in parts}) > 5
    for kpi in {row["kpi"] for row in parts}:
        gaps = [row["gap"] for row in parts if row["kpi"] == kpi]
        assert gaps == sorted(gaps)
    worst = parts[0]
    stored = released(
        demo_release,
        "SELECT attainment - planned_attainment FROM kpi_progress WHERE kpi = ? AND territory = ? AND as_of <= ? "
        "ORDER BY as_of DESC LIMIT 1",
        worst["kpi"], worst["territory"], DATES[0],
    )  # fmt: skip
    assert stored[0][0] == pytest.approx(worst["gap"])
