"""Corrections as data: applied before the rows are checked, recorded, part of a release, gone with their cause."""

import json
from pathlib import Path

import duckdb
import pytest

from catalogue import correct
from engine import open_release
from etl.__main__ import main
from etl.storage.layout import sha256
from tests.faults.test_told import Said, built, checked
from tests.helpers.inboxes import activities, write
from tests.helpers.releases import few_shipped, served

pytestmark = pytest.mark.slow
GOOD = {
    "feed": "pid_activity", "source": {"file": "bologna*.csv"}, "row": {"activity_id": "A2"}, "column": "province",
    "from": "Bolonia", "to": "BO", "reason": "the sender's export names the city in Spanish", "who": "data desk",
    "date": "2026-11-20",
}  # fmt: skip
ROWS = ({}, {"province": "Bolonia"}, {"province": "Bolonia"}, {"day": "ieri"})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An empty folder of corrections in place of the catalogue's."""
    made = tmp_path / "corrections"
    made.mkdir()
    return made


def put(folder: Path, name: str = "bologna.yaml", **changed: object) -> Path:
    path = folder / name
    text = json.dumps(GOOD | changed, ensure_ascii=False)
    path.write_text(text.replace('"2026-11-20"', "2026-11-20"), encoding="utf-8")  # JSON is YAML; a day is no text
    return path


def test_a_correction_is_applied_recorded_and_part_of_the_release(tmp_path: Path, folder: Path, capsys: Said) -> None:
    write(tmp_path / "inbox" / "bologna_2019.csv", activities(*ROWS))
    before = json.loads(built(capsys, tmp_path, "--no-demo", "--json"))
    put(folder)
    said = built(capsys, tmp_path, "--no-demo", "--lang", "en")
    assert "bologna_2019.csv, row 3, column “Provincia”: corrected from “Bolonia” to “BO”" in said
    assert "data desk, 2026-11-20; bologna.yaml" in said
    after = json.loads(built(capsys, tmp_path, "--no-demo", "--json"))
    assert after["release"] != before["release"] and not after["new"]
    counts = [next(row for row in told["files"] if row["file"] == "bologna_2019.csv") for told in (before, after)]
    fates = [[row[name] for name in ("read", "accepted", "rejected", "duplicate")] for row in counts]
    assert fates == [[4, 1, 3, 0], [4, 2, 2, 0]]
    with open_release(served(tmp_path / "releases")) as connection:
        found = connection.execute("SELECT * FROM load_correction").fetchall()
        rows = connection.execute("SELECT source_row, province FROM fact_pid_activity ORDER BY 1").fetchall()
    assert [tuple(map(str, row)) for row in found] == [
        ("bologna_2019.csv", "pid_activity", "", "3", "province", "Provincia", "Bolonia", "BO",
         GOOD["reason"], "data desk", "2026-11-20", "bologna.yaml"),
    ]  # fmt: skip
    assert rows == [(2, "ITH55"), (3, "ITH55")]
    manifest = json.loads((served(tmp_path / "releases").parent / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["corrections"] == ["bologna.yaml"]
    write(tmp_path / "inbox" / "bologna_2019.csv", activities({}, {"province": "BO"}))
    command = ["build", "--inbox", str(tmp_path / "inbox"), "--releases", str(tmp_path / "releases"), "--no-demo"]
    assert main(command, shipped=few_shipped(tmp_path)) == 3, "the source has repaired itself"
    assert (tmp_path / "releases" / "CURRENT").read_text(encoding="utf-8").strip() == after["release"]


@pytest.mark.parametrize(
    ("rows", "changed", "said"),
    [
        ([{}, {"province": "BO"}], {}, "has repaired itself"),
        ([{}, {"province": "MI"}], {}, "no longer holds “Bolonia”"),
        ([{}], {}, "no longer there"),
        ([{}, {"province": "Bolonia"}], {"source": {"file": "bologna*", "sha256": "0" * 64}}, "another SHA-256"),
        ([{}, {"province": "Bolonia"}], {"feed": "good_practice", "row": {"record_id": "A2"}}, "does not belong"),
    ],
)  # fmt: skip
def test_a_correction_that_no_longer_fits_stops_the_build_and_names_its_file(
    tmp_path: Path, folder: Path, capsys: Said, rows: list[dict[str, object]],
    changed: dict[str, object], said: str,
) -> None:  # fmt: skip
    path = write(tmp_path / "inbox" / "bologna.csv", activities(*rows))
    put(folder, **changed)
    command = ["build", "--inbox", str(path.parent), "--releases", str(tmp_path / "releases"), "--no-demo"]
    assert main([*command, "--lang", "en"], shipped=few_shipped(tmp_path)) == 3
    out = "".join(capsys.readouterr())
    assert said in out and "catalogue/corrections/bologna.yaml" in out and "Traceback" not in out
    assert not (tmp_path / "releases" / "CURRENT").exists()
    code, told = checked(capsys, path, "--lang", "en", shipped=few_shipped(tmp_path))
    assert code == 1 and said in told


def test_a_check_applies_what_a_build_applies(tmp_path: Path, folder: Path, capsys: Said) -> None:
    path = write(tmp_path / "bologna.csv", activities(*ROWS))
    put(folder, source={"file": "bologna.csv", "sha256": sha256(path)})
    code, said = checked(capsys, path, "--lang", "it", shipped=few_shipped(tmp_path))
    assert code == 1 and "corretta da «Bolonia» a «BO»" in said and "lette 4, accettate 2, rifiutate 2" in said


def test_a_file_under_another_name_is_not_corrected_and_that_is_told(
    tmp_path: Path, folder: Path, capsys: Said
) -> None:
    """Two files of one content, one of them meant: each keeps its own rows."""
    put(folder)
    write(tmp_path / "inbox" / "altra.csv", activities(*ROWS))
    said = built(capsys, tmp_path, "--no-demo", "--lang", "en")
    assert "correction bologna.yaml: no file that came fits it" in said
    write(tmp_path / "inbox" / "bologna.csv", activities(*ROWS))
    told = json.loads(built(capsys, tmp_path, "--no-demo", "--json"))
    counts = {row["file"]: (row["read"], row["accepted"], row["rejected"], row["duplicate"]) for row in told["files"]}
    assert counts["altra.csv"] == (4, 1, 3, 0) and counts["bologna.csv"] == (4, 1, 2, 1)


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"feed": "nothing"}, "none of"), ({"column": "promoter"}, "no stored field"), ({"row": {}}, "row"),
        ({"row": {"nothing": "x"}}, "no stored field"), ({"to": "Bolonia"}, "are the same"), ({"who": ""}, "empty"),
        ({"who": "mario@example.org"}, "person"), ({"from": "RSSMRA80A01H501U"}, "person"), ({"to": 7}, "in quotes"),
        ({"date": "yesterday"}, "must be a day"), ({"source": {"name": "x"}}, "source"), ({"more": "x"}, "not known"),
        ({"source": {"file": "x", "sha256": "abc"}}, "64 hexadecimal"), ({"reason": "x" * 501}, "longer"),
    ],
)  # fmt: skip
def test_a_malformed_correction_is_told_in_one_sentence(
    tmp_path: Path, folder: Path, capsys: Said, changed: dict[str, object], said: str
) -> None:
    put(folder, **changed)
    with pytest.raises(correct.CorrectionError, match=said):
        correct.corrections(folder)
    command = ["build", "--inbox", str(tmp_path), "--releases", str(tmp_path / "releases"), "--no-demo"]
    assert main([*command, "--lang", "en"], shipped=few_shipped(tmp_path)) == 3
    out = capsys.readouterr().err
    assert "catalogue/corrections/bologna.yaml" in out and "Traceback" not in out
    assert main(["check", str(tmp_path / "x.csv")], shipped=few_shipped(tmp_path)) == 2


@pytest.mark.parametrize("text", ["- a\n- b", "a: [", "\0", "x", ""])
def test_what_is_no_mapping_is_told(folder: Path, text: str) -> None:
    (folder / "bad.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(correct.CorrectionError, match=r"bad\.yaml"):
        correct.corrections(folder)


def test_two_corrections_of_one_cell_are_refused(folder: Path) -> None:
    put(folder, "a.yaml")
    put(folder, "b.yaml", to="MI")
    with pytest.raises(correct.CorrectionError, match=r"b\.yaml: corrects the same cell as a\.yaml"):
        correct.corrections(folder)


def test_the_catalogues_own_corrections_hold_their_shape() -> None:
    assert all(one.reason and one.who for one in correct.corrections())


def test_a_fix_of_a_place_is_told_with_file_row_column_and_value(tmp_path: Path, capsys: Said) -> None:
    rows = [{"province": "Forl\ufffd", "chamber": "Romagna"}, {"province": "Imola"}, {"province": "Samone"}]
    path = write(tmp_path / "inbox" / "a.csv", activities(*rows))
    code, said = checked(capsys, path, "--lang", "en")
    assert (
        code == 1 and "1 row with “Forl\ufffd” in “Provincia”, taken for Forlì-Cesena (FC) (a.csv, first row 2)" in said
    )
    assert "row 4" in said and "It may mean: Torino (TO), Trento (TN)" in said
    built(capsys, tmp_path, "--no-demo")
    with duckdb.connect(str(served(tmp_path / "releases")), read_only=True) as connection:
        found = connection.execute(
            "SELECT file, sheet, row, column_title, value, taken, warning FROM load_warning ORDER BY row"
        ).fetchall()
    assert found == [
        ("a.csv", "", 2, "Provincia", "Forl\ufffd", "Forlì-Cesena (FC)", "place_damaged"),
        ("a.csv", "", 3, "Provincia", "Imola", "Bologna (BO)", "place_comune"),
    ]
