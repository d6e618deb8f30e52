"""Cuts of a release's rows: one common date, missing is not zero, nothing later than the chosen day."""

from datetime import date, datetime
from typing import Any

from reads.cross_section import any_figure, cross_section, dates_of, italy_at, over_time

KNOWN = [
    {"territory": code, "territory_level": level, "parent": parent}
    for code, level, parent in (
        ("IT", "country", None), ("A", "region", "N"), ("B", "region", "S"), ("C", "region", "N"),
    )
]  # fmt: skip
NAMES = {"IT": "Italia", "A": "Alba", "B": "Bra", "C": "Como"}


def row(territory: str, year: int, value: float | None, sign: str = "", **more: Any) -> dict[str, Any]:
    level = "country" if territory == "IT" else "region"
    return {"territory": territory, "territory_level": level, "as_of": datetime(year, 12, 31), "value": value,
            "sign": sign, "precision": "exact", "decimals": None, "numerator": None, "denominator": None, "units": None,
            "status": "observed", "judgement": "late", "kpi": "k"} | more  # fmt: skip


ROWS = [row("IT", 2018, 9.0), row("IT", 2020, 11.0), row("A", 2018, 1.0), row("A", 2019, 2.0),
        row("B", 2019, None, "*"), row("C", 2018, 3.0), row("A", 2021, 5.0)]  # fmt: skip


def test_territories_stand_beside_each_other_at_one_date() -> None:
    found = cross_section(ROWS, KNOWN, "region", date(2020, 6, 30), NAMES)
    told = [(one["name"], one["value"], one["sign"], one["as_of"].year) for one in found]
    assert told == [("Alba", 2.0, "", 2019), ("Bra", None, "*", 2019), ("Como", None, "", 2019)]
    assert found[2]["status"] is None and found[0]["status"] == "observed"
    assert [one["territory"] for one in cross_section(ROWS, KNOWN, "region", date(2020, 6, 30), NAMES, "N")] == [
        "A",
        "C",
    ]
    early = cross_section(ROWS, KNOWN, "region", date(2017, 1, 1), NAMES)
    assert len(early) == 3 and early[0]["as_of"] is None and not any_figure(early) and any_figure(found)


def test_italy_is_told_of_that_very_day() -> None:
    italy = italy_at(ROWS, date(2020, 12, 31))
    assert italy and italy["value"] == 11.0 and italy_at(ROWS, date(2019, 12, 31)) is None


def test_a_way_is_in_the_order_asked_and_ends_at_the_day() -> None:
    found = over_time(ROWS[::-1], ["C", "A"], date(2019, 12, 31))
    assert [(one["territory"], one["month"].year) for one in found] == [("C", 2018), ("A", 2018), ("A", 2019)]
    days = [{"due_on": datetime(2021, 6, 13)}, {"due_on": datetime(2019, 6, 13)}, {"due_on": datetime(2021, 6, 13)}]
    assert [one["month"].year for one in dates_of(days)] == [2019, 2021] and not any_figure(dates_of(days))
