"""What a build and a check tell a sender: one language a line, places, counts, and the way to the whole list."""

import json
import multiprocessing
import subprocess
import sys
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.ingest.sources import ROOT, SHIPPED, Shipped
from etl.storage.layout import BusyError, Store, sha256
from tests.helpers.inboxes import activities, write
from tests.helpers.releases import few_shipped

pytestmark = pytest.mark.slow
Said = pytest.CaptureFixture[str]


def whole(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def checked(capsys: Said, *arguments: object, shipped: Shipped = SHIPPED) -> tuple[int, str]:
    code = main(["check", *map(str, arguments)], shipped=shipped)
    return code, capsys.readouterr().out


def built(capsys: Said, folder: Path, *arguments: str) -> str:
    """What a build of ``folder``/inbox says on its standard output."""
    command = ["build", "--inbox", str(folder / "inbox"), "--releases", str(folder / "releases"), *arguments]
    assert main(command, shipped=few_shipped(folder)) == 0
    return capsys.readouterr().out


def test_check_tells_duplicates_and_contradictions_inside_a_file(tmp_path: Path, capsys: Said) -> None:
    rows = activities(
        {"Codice attività": "X"}, {"Codice attività": "X"}, {"Codice attività": "X", "service": "Webinar"}
    )
    path = write(tmp_path / "a.csv", rows)
    code, said = checked(capsys, path, "--lang", "it")
    assert code == 1 and "lette 3, accettate 1, rifiutate 1, duplicate 1" in said
    assert "riga 3: ripete a.csv, riga 2" in said and "riga 4: Il codice «X» compare già" in said
    assert "None" not in said and "colonna «»" not in said
    write(path, rows[:2])
    assert checked(capsys, path)[0] == 0, "a duplicate is told and is no error"


def test_check_holds_the_files_named_together_against_each_other(tmp_path: Path, capsys: Said) -> None:
    one = write(tmp_path / "a.csv", activities({}))
    two = write(tmp_path / "b" / "a.csv", activities({"service": "Webinar"}))
    assert checked(capsys, one)[0] == checked(capsys, two)[0] == checked(capsys, one, one)[0] == 0
    code, said = checked(capsys, one, two)
    assert code == 1 and f"compare già con dati diversi in {one}, riga 2" in said


def test_check_refuses_as_many_rows_as_a_build(tmp_path: Path, capsys: Said) -> None:
    rows = activities({}, {"day": "ieri"}, {"Codice attività": "A1"}, {"Codice attività": "A1", "cost": "3"}, {})
    path = write(tmp_path / "inbox" / "a.csv", rows)
    _, said = checked(capsys, path, "--lang", "en")
    told = json.loads(built(capsys, tmp_path, "--no-demo", "--json"))
    counts = next(row for row in told["files"] if row["file"] == "a.csv")
    assert [counts[n] for n in ("read", "accepted", "rejected", "duplicate")] == [5, 2, 2, 1]
    assert "read 5, accepted 2, rejected 2, duplicate 1" in said


def test_a_build_tells_refused_rows_and_the_way_to_all_of_them(tmp_path: Path, capsys: Said) -> None:
    bad = [{"day": "Mario"} for _ in range(5)]
    write(tmp_path / "inbox" / "mio file.csv", activities({}, *bad))
    said = built(capsys, tmp_path, "--no-demo", "--lang", "it")
    assert "✗ mio file.csv: lette 6, accettate 1, rifiutate 5, duplicate 0." in said
    assert [f"riga {row}, colonna «Data»" in said for row in range(3, 8)] == [True, True, True, False, False]
    assert "per l'elenco completo: python -m etl check '" in said and "Mario" not in said
    again = built(capsys, tmp_path, "--no-demo", "--lang", "it")
    assert "già pubblicata" in again and "rifiutate 5" in again, "an unchanged release tells it again"


def test_many_files_with_refused_rows_are_counted_beyond_ten(tmp_path: Path, capsys: Said) -> None:
    for place in range(13):
        rows = activities({"Codice attività": f"G{place}"}, {"Codice attività": f"B{place}", "day": f"ieri {place}"})
        write(tmp_path / "inbox" / f"{place:02d}.csv", rows)
    said = built(capsys, tmp_path, "--no-demo", "--lang", "it")
    assert said.count("per l'elenco completo") == 10 and "altri file con righe rifiutate: 3" in said


def test_strays_are_told_and_do_not_move_the_release(tmp_path: Path, capsys: Said) -> None:
    usual = [{"day": "2019-03-15"}] * 20
    write(tmp_path / "inbox" / "a.csv", activities(*usual, {"day": "2034-01-01"}, {"day": "2018-02-01"}))
    said = built(capsys, tmp_path, "--no-demo")
    assert "1 riga dopo la data della release (a.csv, prima riga 22)" in said
    assert "1 riga prima dell'inizio dell'accordo (a.csv, prima riga 23)" in said
    assert "1 row after the date of the release (a.csv, first row 22)" in said
    assert "dati fino al 31 marzo 2019" in said.splitlines()[-2] and "up to 31 March 2019" in said.splitlines()[-1]


@pytest.mark.parametrize(
    ("lang", "own", "other"), [("it", "pubblicata", "published"), ("en", "published", "pubblicata")]
)
def test_one_language_is_spoken_alone(tmp_path: Path, capsys: Said, lang: str, own: str, other: str) -> None:
    rows = activities({"coop": "123450371"}, {"day": "ieri"}, {"chamber": "Atlantide"})
    write(tmp_path / "inbox" / "a.csv", [row | {"Note libere": "x"} for row in rows], ";")
    said = built(capsys, tmp_path, "--no-demo", "--lang", lang)
    assert own in said and other not in said and ";.\n" not in said and ".." not in said
    assert ("Colonne non previste, ignorate: 1." in said) == (lang == "it"), "named in the sender's own check alone"
    assert ("completati con gli zeri iniziali: 1." in said) == (lang == "it")
    assert ("chambers of commerce" in said) == (lang == "en") and ("camere di commercio" in said) == (lang == "it")
    assert ("rifiutate" in said) == (lang == "it") and ("rejected" in said) == (lang == "en")


def test_it_is_told_when_the_demonstration_steps_aside(tmp_path: Path, capsys: Said) -> None:
    from etl.cli import commands

    (tmp_path / "demo").mkdir()
    write(tmp_path / "inbox" / "buono.csv", activities({}))
    said = built(capsys, tmp_path, "--no-demo")
    assert "La dimostrazione non entra in questa release: è esclusa da --no-demo." in said
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "ensure_demonstration", lambda *_: tmp_path / "demo")
        said = built(capsys, tmp_path)
    assert "la cartella contiene dati del programma (buono.csv)." in said and "programme data (buono.csv)." in said


def test_a_second_build_at_once_ends_with_three_and_touches_nothing(tmp_path: Path) -> None:
    releases = tmp_path / "releases"
    write(tmp_path / "inbox" / "a.csv", activities({}))
    holder = "import sys, time; from pathlib import Path; from etl.storage.layout import Store\n"
    holder += "with Store(Path(sys.argv[1])).locked(): print('held', flush=True); time.sleep(60)"
    held = subprocess.Popen([sys.executable, "-c", holder, str(releases)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert held.stdout is not None and held.stdout.readline() == "held\n"
        (releases / "work").mkdir()
        (releases / "work" / "half").write_text("of the first build")
        before = whole(releases)
        command = [sys.executable, "-m", "etl", "build", "--no-demo", "--inbox", str(tmp_path / "inbox"),
                   "--releases", str(releases), "--lang", "it"]  # fmt: skip
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 3 and whole(releases) == before
        assert done.stderr.strip().splitlines() == [
            "Un'altra costruzione è al lavoro su questa cartella: questa non ha toccato nulla."
        ]
    finally:
        held.kill()
        held.wait()
    assert main([*command[3:]]) == 0, "a lock dies with its holder"


def test_a_lock_is_let_go_when_its_work_fails(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(ZeroDivisionError), store.locked():
        _ = 1 / 0
    with store.locked(), store.locked(), multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(busy, (tmp_path,))
    assert not busy(tmp_path)


def busy(folder: Path) -> bool:
    try:
        with Store(folder).locked():
            return False
    except BusyError:
        return True


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, capsys: Said) -> None:
    write(tmp_path / "inbox" / "buono.csv", activities({}))
    (tmp_path / "inbox" / "sparito.csv").symlink_to(tmp_path / "nothing")
    said = built(capsys, tmp_path, "--no-demo")
    assert "✗ sparito.csv: Il file non si può aprire" in said and "✗ sparito.csv: The file cannot be opened" in said
