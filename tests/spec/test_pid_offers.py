"""Which PID offer COOP 4.0 services: a merger takes nothing away from who carries on the work of those before."""

import csv
from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path

import pandas as pd
import pytest

from catalogue import CATALOGUE_DIR
from tests.helpers.inboxes import Row, history, modelled

pytestmark = pytest.mark.slow

START, END = date(2018, 6, 14), date(2021, 6, 30)


def rows_of(name: str) -> list[dict[str, str]]:
    with (CATALOGUE_DIR / "codes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CHAMBERS = {row["chamber"]: row for row in rows_of("chambers")}
PROVINCE = {row["chamber"]: row["province"] for row in reversed(rows_of("chamber_provinces"))}


def operates(chamber: str, day: date) -> bool:
    row = CHAMBERS[chamber]
    set_up = row["valid_from_precision"] != "unknown"
    return set_up and (row["valid_from"] or "0001") <= day.isoformat() <= (row["valid_to"] or "9999")


def services(*named: tuple[str, date]) -> list[Row]:
    return [
        {"Codice servizio": f"S{place}", "Data": day.isoformat(), "Associazione erogante": "Legacoop",
         "Provincia": PROVINCE[chamber], "Tipo COOP 4.0": "servizio", "Tramite PID": "sì",
         "Camera di commercio": CHAMBERS[chamber]["name"]}
        for place, (chamber, day) in enumerate(named)
    ]  # fmt: skip


def offering(named: Iterable[tuple[str, date]], month: date, region: str = "") -> tuple[float, float]:
    """Chambers operating at a month's end that offer services, they or those before them, and all that operate."""
    kept = [(c, d) for c, d in named if d <= month < (pd.Timestamp(d) + pd.offsets.MonthEnd(0)
            + pd.DateOffset(years=1) + pd.offsets.MonthEnd(0)).date()]  # fmt: skip
    there = {c for c in CHAMBERS if operates(c, month) and region in ("", CHAMBERS[c]["region"])}
    heirs = {heir for chamber, _ in kept for heir in (chamber, CHAMBERS[chamber]["successor"]) if heir in there}
    return float(len(heirs)), float(len(there))


def test_a_merged_chamber_offers_what_those_before_it_offered(tmp_path: Path) -> None:
    """The five chambers of the Marche each had a service in September 2018; they were one from the end of October."""
    old = [code for code, row in CHAMBERS.items() if row["successor"] == "CC35"]
    connection = modelled(
        tmp_path, date(2020, 12, 31), coop40_service=services(*((code, date(2018, 9, 10)) for code in old))
    )
    found = history(connection, "pids_offering_coop40", "ITI3")
    assert found["2018-09"][:3] == (100, 5, 5)
    for month in ("2018-10", "2018-11", "2018-12", "2019-08"):
        assert found[month][:3] == (100, 1, 1)
    assert "2019-09" not in found  # a year on, and no association has reported since


@pytest.mark.parametrize("named_after", [False, True])
def test_every_merger_counts_the_services_before_it_under_either_name(tmp_path: Path, named_after: bool) -> None:
    """For each chamber that ended in the agreement's time, a service 40 days before, under its name or the next."""
    ended = {
        code: date.fromisoformat(row["valid_to"])
        for code, row in CHAMBERS.items()
        if row["valid_to"] and START + timedelta(days=40) <= date.fromisoformat(row["valid_to"]) <= END
    }
    given = [(code, last - timedelta(days=40)) for code, last in ended.items()]
    rows = services(*given)
    if named_after:
        for row, (code, _) in zip(rows, given, strict=True):
            row["Camera di commercio"] = CHAMBERS[CHAMBERS[code]["successor"]]["name"]  # type: ignore[index]
    connection = modelled(tmp_path, END, coop40_service=rows)
    regions = {"": "IT"} | {CHAMBERS[code]["region"]: CHAMBERS[code]["region"] for code in ended}
    assert len(regions) > 8
    for region, territory in regions.items():
        found = history(connection, "pids_offering_coop40", territory)
        for month in pd.date_range(min(day for _, day in given), END, freq="ME").date:
            if not offering(given, month)[0]:  # no association has reported on Italy for a year
                assert f"{month:%Y-%m}" not in found
                continue
            value, numerator, denominator, units = found[f"{month:%Y-%m}"]
            assert (numerator, denominator) == offering(given, month, region), (territory, month)
            assert value == pytest.approx(100 * offering(given, month, region)[0] / offering(given, month, region)[1])
            assert units == numerator
