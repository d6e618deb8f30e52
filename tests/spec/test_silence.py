"""Where no source has reported for a territory and time there is no figure: nought would say that nothing happened."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import duckdb
import pytest

from catalogue import load
from tests.helpers.inboxes import COOPS, Row, activities, assessments, members, modelled, values

pytestmark = pytest.mark.slow

AS_OF = date(2020, 6, 30)


def channels(*rows: tuple[str, str, int | str]) -> list[Row]:
    titles = ("Canale", "Mese (ultimo giorno)", "Persone raggiunte", "Interazioni")
    return [dict(zip(titles, (channel, month, 5, number), strict=True)) for channel, month, number in rows]


def trainings(*rows: tuple[str, str]) -> list[Row]:
    """COOP 4.0 trainings of Bologna by day and attendances."""
    return [
        {"Codice servizio": f"S{place}", "Data": day, "Associazione erogante": "Legacoop", "Provincia": "BO",
         "Tipo COOP 4.0": "formazione", "Tramite PID": "sì", "Camera di commercio": "Bologna", "Partecipanti": people}
        for place, (day, people) in enumerate(rows)
    ]  # fmt: skip


def test_interactions_begin_with_the_first_report_of_each_channel(tmp_path: Path) -> None:
    rows = channels(("Sito", "2018-05-31", 7), ("Sito", "2018-09-30", 0), ("Forum", "2018-11-30", 10))
    made = modelled(tmp_path, AS_OF, virtual_network=rows)
    italy = values(made, "virtual_interactions", "IT")
    assert min(italy) == "2018-09" and italy["2018-09"] == 0, "reported as nought is nought"
    assert italy["2018-11"] == italy["2020-06"] == 10, "what was before the agreement is not of it"
    assert min(values(made, "virtual_interactions", "IT", "channel", "forum")) == "2018-11"


def test_no_number_of_participants_is_not_nought(tmp_path: Path) -> None:
    rows = activities(
        {"day": "2018-07-10", "service": "Webinar", "people": ""},
        {"day": "2018-09-10", "service": "Webinar", "people": "0"},
        {"day": "2018-10-10", "service": "Webinar", "people": "12"},
    )
    services = trainings(("2018-07-10", ""), ("2018-09-10", "0"), ("2018-10-10", "12"))
    made = modelled(tmp_path, AS_OF, pid_activity=rows, coop40_service=services)
    for kpi in ("event_participants", "people_trained"):
        found = values(made, kpi, "ITH5")
        assert min(found) == "2018-09" and (found["2018-09"], found["2018-10"]) == (0, 12), kpi


def test_twelve_silent_months_have_no_figure(tmp_path: Path) -> None:
    """Bologna reports in July 2018 and again in January 2020, Milan in between."""
    rows = activities(
        {"day": "2018-07-31", "coop": COOPS[0], "joint": "sì"},
        {"day": "2019-03-10", "province": "MI", "chamber": "Milano", "coop": COOPS[1]},
        {"day": "2020-01-10"},
    )
    made = modelled(tmp_path, AS_OF, pid_activity=rows, coop40_service=trainings(("2018-07-31", "5")))
    silent = {f"2019-{month:02d}" for month in range(7, 13)}
    reached = values(made, "coops_reached_12m", "ITH55")
    assert silent.isdisjoint(reached) and reached["2019-06"] == 1 and reached["2020-01"] == 0
    assert silent.isdisjoint(values(made, "provinces_with_synergy", "ITH5"))
    assert values(made, "coops_reached_12m", "IT")["2019-12"] == 1
    assert max(values(made, "pids_offering_coop40", "IT")) == "2019-06"
    assert values(made, "coops_reached", "ITH55")["2019-12"] == 1, "what was counted once stays counted"


FEEDS: dict[str, Sequence[Row]] = {
    "pid_activity": activities({"day": "2019-02-10", "coop": COOPS[0]}),
    "coop40_service": trainings(("2019-02-10", "5")),
    "maturity_assessment": assessments({"coop": COOPS[0], "day": "2019-02-10"}),
    "virtual_network": channels(("Sito", "2019-02-28", 7)),
    "cooperative_register": members({"coop": COOPS[0]}),
}


@pytest.fixture(scope="module")
def one_report(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    return modelled(tmp_path_factory.mktemp("one_report"), AS_OF, **FEEDS)


REGISTERED = "coops_active"  # the register itself, which tells of years before any report


@pytest.mark.parametrize("kpi", [k.id for k in load().kpis.values() if k.window != "period" and k.id != REGISTERED])
def test_no_measure_has_a_figure_before_the_first_report_or_where_there_is_none(
    kpi: str, one_report: duckdb.DuckDBPyConnection
) -> None:
    """Every source reports once, in February 2019, on Bologna alone. The base of a share is no report."""
    rows = one_report.execute(
        "SELECT territory, as_of, value FROM kpi_value v WHERE kpi = ? AND (as_of < '2019-02-28' OR (territory NOT IN "
        "('IT', 'ITH', 'ITH5', 'ITH55') AND kpi <> 'pids_offering_coop40'))", [kpi],
    ).fetchall()  # fmt: skip
    assert rows == []
