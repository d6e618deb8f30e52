"""A corrected month replaces the month that was sent first, row by row accounted for; the file's name alone decides."""

from pathlib import Path

import duckdb
import pytest

from etl.__main__ import main
from etl.load.supersede import revision
from tests.helpers.inboxes import activities, write
from tests.helpers.releases import few_shipped, served

pytestmark = pytest.mark.slow
MARCH, APRIL, MODENA = {"day": "2019-03-15"}, {"day": "2019-04-02"}, {"chamber": "Modena", "province": "MO"}


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("marzo.csv", 1), ("marzo_v1.csv", 1), ("marzo_v2.csv", 2), ("MARZO-V3.XLSX", 3), ("bo marzo rev12.csv", 12),
        ("marzo_rettifica.xlsx", 2), ("rettifica2.csv", 3), ("rettifica_2019.csv", 2), ("rettifica_03_2019.csv", 2),
        ("v9/marzo.csv", 1), ("attiv2.csv", 1), ("v2019.csv", 1), ("marzo_v2_da_correggere.xlsx", 2),
        ("marzo_da_correggere_2.xlsx", 1), ("marzo_v2_rev4.csv", 4), ("attività_v2.csv", 2), ("préav2.csv", 1),
    ],
)  # fmt: skip
def test_the_name_tells_the_revision(name: str, number: int) -> None:
    assert revision(name) == number


def fates(releases: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], set[tuple[str, str]]]:
    with duckdb.connect(str(served(releases)), read_only=True) as connection:
        counts = connection.execute("SELECT file, read, accepted, rejected, duplicate FROM load_file "
                                    "WHERE feed = 'pid_activity' ORDER BY file").fetchall()  # fmt: skip
        twins = connection.execute(
            "SELECT file, row, of_file, of_row, reason FROM load_duplicate ORDER BY ALL"
        ).fetchall()
        loaded = connection.execute("SELECT activity_id, source_file FROM fact_pid_activity")
        return counts, twins, set(loaded.fetchall())


def test_a_corrected_month_takes_the_place_of_the_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox, releases = tmp_path / "inbox", tmp_path / "releases"
    first = activities(MARCH, MARCH, APRIL, MARCH | MODENA, {"day": "ieri"})
    write(inbox / "z_primo.csv", first)
    write(inbox / "a_rev2.csv", activities({"service": "Webinar"} | MARCH, {"day": "mai"}))
    write(inbox / "b_copia.csv", first[2:4])
    write(inbox / "c_altro.csv", activities({"Codice attività": "Q"} | APRIL))
    write(inbox / "d_altro.csv", activities({"Codice attività": "Q"} | APRIL))
    command = ["build", "--inbox", str(inbox), "--releases", str(releases), "--no-demo", "--lang", "it"]
    assert main(command, shipped=few_shipped(tmp_path)) == 0
    said = capsys.readouterr().out
    assert "· z_primo.csv: righe sostituite da a_rev2.csv, che corregge gli stessi mesi: 2; non contano più." in said
    assert "· z_primo.csv: righe che ci sono già in b_copia.csv: 2; contano una volta sola." in said
    assert "· d_altro.csv: lo stesso file di c_altro.csv, arrivato due volte; righe ripetute: 1." in said
    counts, twins, loaded = fates(releases)
    assert counts == [("a_rev2.csv", 2, 1, 1, 0), ("b_copia.csv", 2, 2, 0, 0), ("c_altro.csv", 1, 1, 0, 0),
                      ("d_altro.csv", 1, 0, 0, 1), ("z_primo.csv", 5, 0, 1, 4)]  # fmt: skip
    assert [twin for twin in twins if twin[4] == "superseded"] == [
        ("z_primo.csv", 2, "a_rev2.csv", 2, "superseded"), ("z_primo.csv", 3, "a_rev2.csv", 2, "superseded"),
    ]  # fmt: skip
    assert loaded == {("A1", "a_rev2.csv"), ("A3", "b_copia.csv"), ("A4", "b_copia.csv"), ("Q", "c_altro.csv")}
    assert len(list((releases / "raw").iterdir())) >= 4, "both originals stay"


def test_a_higher_revision_without_an_accepted_row_replaces_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one = write(tmp_path / "marzo.csv", activities(MARCH, MARCH))
    two = write(tmp_path / "marzo_v2.csv", activities(MARCH | {"province": "Atlantide"}))
    assert main(["check", str(one), str(two), "--lang", "it"]) == 1
    assert "marzo.csv: Attività dei PID: lette 2, accettate 2, rifiutate 0, duplicate 0" in capsys.readouterr().out
    write(two, activities(MARCH | {"cost": "5"}))
    assert main(["check", str(one), str(two), "--lang", "it"]) == 0
    said = capsys.readouterr().out
    assert "lette 2, accettate 0, rifiutate 0, duplicate 2" in said
    assert "marzo.csv, riga 2: sostituita da marzo_v2.csv; non conta più." in said
