"""A release is named by what it is made of: the same inputs cost no work, one changed file costs one reading."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from engine import open_release
from etl.build import NothingToPublishError, Outcome, build
from etl.ingest.sources import Sources
from etl.storage.layout import Store, sha256
from tests.helpers.inboxes import COOPS, activities, assessments, members, write
from tests.helpers.releases import few_shipped, served, silent

pytestmark = pytest.mark.slow


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Three small files."""
    folder = tmp_path / "inbox"
    write(folder / "pid" / "attivita.csv", activities({"coop": COOPS[0]}, {"day": "2019-05-20", "coop": COOPS[1]}))
    write(folder / "valutazioni.csv", assessments({}))
    write(folder / "registro.csv", members({}, {"coop": COOPS[1]}))
    return folder


def built(inbox: Path, as_of: date | None = None) -> Outcome:
    return build(
        Sources(inbox, None, few_shipped(inbox.parent)), inbox.parent / "releases", as_of=as_of, progress=silent
    )


def tree(folder: Path) -> dict[str, str]:
    """Every file of a folder and its hash."""
    return {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


def test_the_same_inbox_twice_is_one_release_and_no_work(inbox: Path) -> None:
    first = built(inbox)
    before = tree(inbox.parent / "releases")
    again = built(inbox)
    assert (first.new, first.parsed) == (True, 4) and first.release.startswith("2019-05-31-")
    assert (again.new, again.parsed, again.release) == (False, 0, first.release)
    assert tree(inbox.parent / "releases") == before


def test_one_changed_file_is_another_release_and_one_reading(inbox: Path) -> None:
    first = built(inbox)
    kept = tree(inbox.parent / "releases" / first.release)
    write(inbox / "registro.csv", members({}, {"coop": COOPS[1]}, {"coop": COOPS[2]}))
    second = built(inbox)
    assert second.release != first.release and second.new and second.parsed == 1
    assert tree(inbox.parent / "releases" / first.release) == kept, "a release never changes"
    assert (inbox.parent / "releases" / "CURRENT").read_text().strip() == second.release


def test_going_back_serves_the_release_that_was_there(inbox: Path) -> None:
    first = built(inbox)
    extra = write(inbox / "altre.csv", activities({"Codice attività": "Z", "day": "2019-06-20"}))
    second = built(inbox)
    assert second.parsed == 1 and second.release.startswith("2019-06-30-")
    extra.unlink()
    third = built(inbox)
    assert (third.release, third.new, third.parsed) == (first.release, False, 0)
    assert (inbox.parent / "releases" / "CURRENT").read_text().strip() == first.release


def test_two_folders_with_the_same_files_give_the_same_figures(inbox: Path) -> None:
    release = built(inbox).release
    other = inbox.parent / "elsewhere" / "inbox"
    shutil.copytree(inbox, other)
    assert built(other).release == release
    manifests = [
        json.loads((folder / "releases" / release / "manifest.json").read_text(encoding="utf-8"))
        for folder in (inbox.parent, other.parent)
    ]
    for manifest in manifests:  # DuckDB gives each database an identifier at random: its bytes differ, its rows do not
        del manifest["files"]["warehouse.duckdb"], manifest["sha256"]
    assert manifests[0] == manifests[1] and list(manifests[0]["files"]) == ["quality.json"]
    frames = []
    for folder in (inbox.parent, other.parent):
        with open_release(served(folder / "releases")) as connection:
            frames.append(connection.execute("SELECT * FROM kpi_value ORDER BY ALL").fetchall())
    assert frames[0] == frames[1] and len(frames[0]) > 100


def test_a_file_read_once_is_not_read_again_under_another_name(inbox: Path) -> None:
    built(inbox)
    (inbox / "registro.csv").rename(inbox / "registro 2019.csv")
    assert built(inbox).parsed == 0


def test_an_explicit_date_is_another_release_of_the_same_rows(inbox: Path) -> None:
    first, cut = built(inbox), built(inbox, date(2019, 4, 10))
    assert cut.release.startswith("2019-04-30-") and cut.release[11:] != first.release[11:] and cut.parsed == 0
    with open_release(served(inbox.parent / "releases")) as connection:
        assert connection.execute("SELECT max(activity_date) FROM fact_pid_activity").fetchall() == [
            (date(2019, 3, 15),)
        ]


def test_the_users_own_targets_stand_beside_the_shipped_ones(inbox: Path) -> None:
    """A path without a baseline is kept and judges nothing; of two decisions on one date the later one holds."""
    lines = [("ITH5", "2021-06-13", 500, "2018-06-14"), ("IT", "2021-06-13", 777, "2018-06-15")]
    rows = [{"kpi": "coops_reached", "territory": place, "due_on": due, "value": value, "status": "proposed",
             "valid_from": since, "basis": "set", "decided_by": "Prova", "reason_it": "prova", "reason_en": "trial"}
            for place, due, value, since in lines]  # fmt: skip
    write(inbox / "targets.csv", rows)
    built(inbox)
    with open_release(served(inbox.parent / "releases")) as connection:
        kept = connection.execute("SELECT value FROM kpi_target WHERE territory = 'ITH5'").fetchall()
        judged = connection.execute(
            "SELECT DISTINCT territory, target FROM kpi_progress "
            "WHERE kpi = 'coops_reached' AND territory IN ('IT', 'ITH5') ORDER BY 1"
        ).fetchall()
        files = connection.execute("SELECT count(*), count(DISTINCT file) FROM load_file").fetchall()
    assert kept == [(500.0,)] and files == [(5, 5)]
    assert judged[0] == ("IT", 777.0) and str(judged[1][1]) in {"nan", "None"}


def test_an_inbox_where_nothing_is_taken_publishes_nothing(inbox: Path) -> None:
    release = built(inbox).release
    before = tree(inbox.parent / "releases")
    shutil.rmtree(inbox)
    inbox.mkdir()
    (inbox / "a.csv").write_text("uno,due\n1,2\n")
    with pytest.raises(NothingToPublishError) as caught:
        built(inbox)
    assert [file.sent.name for file in caught.value.files] == ["a.csv"]
    assert tree(inbox.parent / "releases") == before and release in before["CURRENT"] + release


def test_what_a_dead_build_left_is_cleared(inbox: Path) -> None:
    store = Store(inbox.parent / "releases")
    store.prepare()
    (store.work / "staged-x").mkdir()
    (store.work / "build.duckdb").write_bytes(b"half")
    outcome = built(inbox)
    assert outcome.new and list(store.work.iterdir()) == []


def test_the_manifest_names_every_input_with_its_counts_and_no_clock(inbox: Path) -> None:
    outcome = built(inbox)
    folder = inbox.parent / "releases" / outcome.release
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    inputs = {entry["file"]: entry for entry in manifest["inputs"]}
    assert {"pid/attivita.csv", "valutazioni.csv", "registro.csv"} < set(inputs)
    for name, entry in inputs.items():
        assert entry["read"] == entry["accepted"] + entry["rejected"] + entry["duplicate"] > 0
        assert name.startswith("few/") or entry["sha256"] == sha256(inbox / name)
    assert str(inbox.parent) not in json.dumps(manifest)
    assert {path.name for path in folder.iterdir()} == {"warehouse.duckdb", "manifest.json", "quality.json"}
    for path in inbox.rglob("*.csv"):
        assert (inbox.parent / "releases" / "raw" / f"{sha256(path)}.csv").read_bytes() == path.read_bytes()
