"""A record counts for the chamber that existed on its day, and for the one after it; strays in time are told."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from catalogue import load
from tests.helpers.inboxes import modelled
from tests.helpers.warnings_of import activities, warned

COLUMNS = load().code_lists["chambers"].columns
CHAMBERS = [dict(zip(COLUMNS, row, strict=True)) for row in load().code_lists["chambers"].rows]
OF = {row[0]: row[1] for row in reversed(load().code_lists["chamber_provinces"].rows)}  # one province of each chamber


@pytest.mark.slow
def test_mergers_are_told_and_rolled_up(tmp_path: Path) -> None:
    """Como and Lecco became Como-Lecco on 28 March 2019."""
    rows = [
        {"chamber": "Como", "province": "CO", "day": "2018-09-10"},  # of its time
        {"chamber": "Como", "province": "CO", "day": "2019-03-27"},  # its last day
        {"chamber": "Como", "province": "CO", "day": "2019-03-28"},  # the merger day: no more
        {"chamber": "Como-Lecco", "province": "LC", "day": "2019-03-28"},  # the first day of the new one
        {"chamber": "Como-Lecco", "province": "LC", "day": "2019-03-27"},  # not yet: Lecco's
        {"chamber": "Como-Lecco", "province": "CO", "day": "2018-09-10"},  # not yet: Como's
        {"chamber": "Como-Lecco", "province": "MI", "day": "2018-09-10"},  # not yet, and of neither
        {"chamber": "Bologna", "province": "BO", "day": "2018-09-10"},
    ]
    connection = modelled(tmp_path / "a", pid_activity=activities(*rows))
    found = connection.execute(
        "SELECT source_row, chamber, chamber_then, chamber_today FROM fact_pid_activity ORDER BY source_row"
    ).fetchall()
    assert found == [
        (2, "CC11a", "CC11a", "CC11"), (3, "CC11a", "CC11a", "CC11"), (4, "CC11a", "CC11", "CC11"),
        (5, "CC11", "CC11", "CC11"), (6, "CC11", "CC11b", "CC11"), (7, "CC11", "CC11a", "CC11"),
        (8, "CC11", "CC11", "CC11"), (9, "CC24", "CC24", "CC24"),
    ]  # fmt: skip
    told = [pair for pair in warned(tmp_path / "b", None, *rows) if pair[1] != "chamber_province"]
    assert told == [(4, "chamber_no_more"), (6, "chamber_not_yet"), (7, "chamber_not_yet"), (8, "chamber_not_yet")]


def test_a_merger_known_to_its_year_alone_tells_nothing_within_it(tmp_path: Path) -> None:
    """Of the chamber of the Marche only the year 2018 is sure."""
    rows = [{"chamber": "Marche", "province": "AN", "day": "2018-08-01"},
            {"chamber": "Ancona", "province": "AN", "day": "2018-12-01"},
            {"chamber": "Ancona", "province": "AN", "day": "2019-01-01"}]  # fmt: skip
    assert warned(tmp_path, None, *rows) == [(4, "chamber_no_more")]


def test_every_merger_day_divides_the_old_chamber_from_the_new(tmp_path: Path) -> None:
    """For each chamber that ended in the time of the data, records under both names on both sides of the day."""
    rows, expected = [], []
    for old in CHAMBERS:
        if not old["valid_to"]:
            continue
        last, province = date.fromisoformat(old["valid_to"]), OF[old["chamber"]]
        new = next(row for row in CHAMBERS if row["chamber"] == old["successor"])
        for day, then in ((last, old["chamber"]), (last + timedelta(days=1), new["chamber"])):
            for named in (old, new):
                rows.append({"chamber": named["name"], "province": province, "day": day.isoformat()})
                expected.append((named["chamber"], then, new["chamber"]))
    connection = modelled(tmp_path, as_of=date(2030, 12, 31), pid_activity=activities(*rows))
    found = connection.execute(
        "SELECT chamber, chamber_then, chamber_today FROM fact_pid_activity ORDER BY source_row"
    ).fetchall()
    assert found == expected and len(expected) > 150


@pytest.mark.parametrize("table", ["fact_pid_activity", "fact_coop40_service"])
def test_no_row_is_doubled_or_lost_by_the_chamber_of_its_day(tmp_path: Path, table: str) -> None:
    rows = activities(*({"chamber": c["name"], "province": OF[c["chamber"]], "day": "2019-03-28"} for c in CHAMBERS))
    services = [
        {"Codice servizio": f"S{n}", "Data": "2019-03-28", "Associazione erogante": "Legacoop", "Provincia": "BO",
         "Tipo COOP 4.0": "servizio", "Tramite PID": "sì", "Camera di commercio": "" if n else "Bologna"}
        for n in range(3)
    ]  # fmt: skip
    connection = modelled(tmp_path, pid_activity=rows, coop40_service=services)
    assert connection.execute(f"SELECT count(*) FROM {table}").fetchall() == [
        (len(CHAMBERS) if table == "fact_pid_activity" else 3,)
    ]
