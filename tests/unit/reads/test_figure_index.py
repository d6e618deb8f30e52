"""Figures picked by what they are of, at a date: the latest, the way to it, the parts of one month."""

from datetime import date, datetime

from reads.figure_index import FigureIndex, by_cell
from reads.slice import Slice

OCTOBER, NOVEMBER, DECEMBER = (datetime(2020, month, day) for month, day in ((10, 31), (11, 30), (12, 31)))


def row(category: str, month: datetime, value: float | None, kpi: str = "k") -> dict[str, object]:
    return {"kpi": kpi, "breakdown": "part" if category else "total", "category": category, "as_of": month,
            "value": value}  # fmt: skip


ROWS = [
    row("", OCTOBER, 1), row("", DECEMBER, 3),
    row("a", OCTOBER, 1), row("a", NOVEMBER, None), row("b", OCTOBER, 2), row("c", NOVEMBER, 4),

]  # fmt: skip


def index(day: date, breakdown: str = "total", category: str = "") -> FigureIndex:
    return FigureIndex(by_cell(ROWS), Slice("IT", breakdown, category, day))


def test_the_slice_says_which_cell_is_chosen() -> None:
    day = date(2020, 12, 31)
    assert index(day).latest_chosen("k") == ROWS[1]
    assert index(day, "part", "b").latest_chosen("k") == ROWS[4] and index(day, "part", "x").latest_chosen("k") is None


def test_what_comes_after_the_date_is_not_seen() -> None:
    now, before = (index(day) for day in (date(2020, 12, 31), date(2020, 12, 30)))
    assert now.latest("k") == ROWS[1] and before.latest("k") == ROWS[0]
    assert now.history("k") == ROWS[:2] and before.history("k") == ROWS[:1]
    never = index(date(2020, 1, 31))
    assert never.latest("k") is None and not never.has("k") and before.has("k") and not before.has("other")


def test_parts_are_of_one_month_and_one_that_has_no_figure_then_is_left_out() -> None:
    cells = index(date(2020, 12, 31))
    assert [(one["category"], one["value"]) for one in cells.parts("k", "part")] == [("a", None), ("c", 4)]
    assert index(date(2020, 10, 31)).parts("k", "part") == [ROWS[2], ROWS[4]]
    assert cells.every("k", "part") == ROWS[2:] and cells.parts("k", "none") == []
