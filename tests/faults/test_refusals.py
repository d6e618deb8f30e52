"""Files that cannot be taken, through the real commands: a sentence in two languages, an exit code, nothing broken."""

import subprocess
import sys
from pathlib import Path

import pytest
import xlsxwriter

from etl.__main__ import main
from etl.ingest.sources import ROOT
from etl.storage.layout import sha256
from tests.helpers.inboxes import COOPS, activities, write

pytestmark = pytest.mark.slow
PASSWORD = Path(__file__).parent / "data" / "password.xlsx"  # encrypted as spreadsheet programs do; password: segreta


def etl(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run ``python -m etl`` as a user would."""
    command = [sys.executable, "-m", "etl", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False)


def unknown(path: Path) -> None:
    write(path, [{"Colonna A": "1", "Colonna B": "2"}])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def locked(path: Path) -> None:
    path.write_bytes(PASSWORD.read_bytes())


def incomplete(path: Path) -> None:
    rows = [{key: value for key, value in row.items() if key != "Servizio"} for row in activities({}, {})]
    with xlsxwriter.Workbook(str(path)) as book:
        page = book.add_worksheet("Attività")
        for place, row in enumerate([list(rows[0]), *(list(row.values()) for row in rows)]):
            page.write_row(place, 0, row)


def junk(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 40)


def uneven(path: Path) -> None:
    write(path, activities({}, {}))
    path.write_text(path.read_text(encoding="utf-8") + "A9,2019-01-01\n", encoding="utf-8")


REFUSED = {
    "sconosciuto.csv": (
        unknown,
        ["Nessuna colonna riconosciuta", "«Attività dei PID» (pid_activity)", "Usare il modello"],
        ["No column recognised", "Use the feed's template"],
    ),
    "vuoto.csv": (empty, ["Il file è vuoto", "rimandare il file"], ["The file is empty", "send the file again"]),
    "protetto.xlsx": (
        locked,
        ["protetta da password", "Togliere la password"],
        ["protected by a password", "Remove the password"],
    ),
    "incompleto.xlsx": (
        incomplete,
        ["Il foglio «Attività»", "mancano le colonne obbligatorie: Servizio", "rimandare il file"],
        ["required columns are missing: Servizio", "send the file again"],
    ),
    "rumore.csv": (junk, ["non si può leggere", "salvarlo di nuovo"], ["cannot be read", "save it again"]),
    "storto.csv": (uneven, ["La riga 4", "Mettere tra virgolette"], ["Row 4", "Quote the texts"]),
}


def western(path: Path) -> None:
    """A Windows-1252 export with semicolons and decimal commas: taken, and told how it was read."""
    write(
        path,
        activities({"coop": COOPS[0], "cost": "1.250,50", "province": "Forlì-Cesena"}, {"cost": "3,5"}),
        ";",
        "cp1252",
    )


def quiet(done: subprocess.CompletedProcess[str]) -> str:
    """All that was said; a traceback is never among it."""
    said = done.stdout + done.stderr
    assert "Traceback" not in said and "Error:" not in said.replace("Invalid Input Error:", "")
    return said


def whole(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("name", REFUSED)
def test_check_says_what_is_wrong_and_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    make, italian, english = REFUSED[name]
    make(tmp_path / name)
    assert main(["check", str(tmp_path / name)]) == 1
    said = "".join(capsys.readouterr())
    assert name in said and "Traceback" not in said
    for words in (*italian, *english):
        assert words in said, words


def test_check_as_a_command_tells_all_of_them(tmp_path: Path) -> None:
    for name, (make, _, _) in REFUSED.items():
        make(tmp_path / name)
    done = etl("check", *(tmp_path / name for name in REFUSED))
    said = quiet(done)
    assert done.returncode == 1 and all(words in said for name in REFUSED for words in (name, *REFUSED[name][1]))


def test_check_takes_a_western_export_and_tells_how_it_was_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    western(tmp_path / "occidentale.csv")
    assert main(["check", str(tmp_path / "occidentale.csv")]) == 0
    said = "".join(capsys.readouterr())
    for words in (
        "Windows-1252",
        "Letto con codifica",
        "Read as",
        "lette 2, accettate 2",
        "read 2, accepted 2, rejected 0",
    ):
        assert words in said


def test_check_places_each_bad_row_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(tmp_path / "a.csv", activities({}, {"day": "ieri", "province": "XX"}, {}))
    assert main(["check", str(tmp_path / "a.csv"), str(tmp_path / "manca.csv")]) == 1
    said = "".join(capsys.readouterr())
    assert "lette 3, accettate 2, rifiutate 1" in said and "read 3, accepted 2, rejected 1" in said
    for words in (
        "riga 3, colonna «Data»",
        "«ieri»",
        "row 3, column “Provincia”",
        "Il file non esiste",
        "does not exist",
    ):
        assert words in said


def test_build_refuses_bad_files_serves_on_and_takes_good_ones(tmp_path: Path) -> None:
    """One release, then an inbox of bad files alone, then a good file beside them."""
    inbox, releases = tmp_path / "inbox", tmp_path / "releases"
    command = ("build", "--inbox", inbox, "--releases", releases, "--no-demo")
    western(write(inbox / "buono.csv", activities({})))
    first = etl(*command)
    assert first.returncode == 0 and ": pubblicata, dati fino al 31 marzo 2019" in quiet(first)
    before = whole(releases)
    (inbox / "buono.csv").unlink()
    for name, (make, _, _) in REFUSED.items():
        make(inbox / name)
    second = etl(*command)
    said = quiet(second)
    assert second.returncode == 3
    assert (
        "Nulla da pubblicare" in said and "Nothing to publish" in said and "L'ultima release resta in servizio" in said
    )
    for name, (_, italian, english) in REFUSED.items():
        assert name in said
        assert all(words in said for words in (*italian, *english)), name
    assert whole(releases) == before, "the release served before is untouched, byte for byte"

    western(inbox / "buono.csv")
    write(inbox / "altro.csv", activities({"Codice attività": "B1"}))
    third = etl(*command, "--json")
    assert third.returncode == 0 and '"new": true' in quiet(third)
    after = whole(releases)
    assert after["CURRENT"] != before["CURRENT"]
    named = {"CURRENT", "HISTORY"}
    assert {name: after[name] for name in before if name not in named} == {
        n: h for n, h in before.items() if n not in named
    }


@pytest.mark.parametrize("arguments", [(), ("build", "--as-of", "ieri"), ("sample",), ("nulla",)])
def test_wrong_usage_is_exit_code_two(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    assert left.value.code == 2 and "usage:" in capsys.readouterr().err
