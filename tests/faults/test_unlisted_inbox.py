"""An inbox that cannot be listed is no empty one; a demonstration replaces real data only when asked for by name."""

import errno
import os
import shutil
import tempfile
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.build import build
from etl.cli import commands
from etl.ingest import inbox as listing
from etl.ingest.inbox import UnlistedFolderError, list_files
from etl.ingest.sources import Sources
from etl.storage.layout import sha256
from tests.helpers.inboxes import COOPS, activities, write
from tests.helpers.releases import few_shipped, released, silent

pytestmark = pytest.mark.slow
NOBODY = 65534  # the account that owns nothing
DEMO = {"Natura del dato": "dimostrativo"}


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Real data in service, and a demonstration at hand. Read only: each test has a copy."""
    made = tmp_path_factory.mktemp("real")
    write(made / "inbox" / "a.csv", activities({"coop": COOPS[0]}))
    write(made / "demo" / "d.csv", activities({"Codice attività": "D", "coop": COOPS[1]} | DEMO))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "ensure_demonstration", lambda *_: made / "demo")
        assert run(made, made / "inbox") == 0
    return made


@pytest.fixture
def folder(real: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    own = tmp_path / "real"
    shutil.copytree(real, own)
    monkeypatch.setattr(commands, "ensure_demonstration", lambda *_: own / "demo")
    return own


def run(folder: Path, inbox: Path, *more: str) -> int:
    command = ["build", "--inbox", str(inbox), "--releases", str(folder / "releases"), *more]
    return main(command, shipped=few_shipped(folder))


def tree(folder: Path) -> dict[str, str]:
    return {str(path): sha256(path) for path in sorted((folder / "releases").rglob("*")) if path.is_file()}


def refusing(folder: Path, number: int, patch: pytest.MonkeyPatch) -> None:
    """The folder refuses to be listed, as a disk or a share does; also for the superuser."""
    scan = os.scandir

    def refused(path: str | Path | int) -> object:
        if not isinstance(path, int) and Path(path) == folder:
            raise OSError(number, os.strerror(number), str(path))
        return scan(path)

    patch.setattr(listing.os, "scandir", refused)


def test_an_inbox_that_cannot_be_listed_is_wrong_usage(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tree(folder)
    (folder / "file").write_text("x")
    (folder / "loop").symlink_to("loop")
    (folder / "closed").mkdir()
    refusing(folder / "closed", errno.EACCES, monkeypatch)
    capsys.readouterr()
    reasons = {
        "nope": "la cartella non esiste", "file": "è un file", "loop": "tornano su sé stessi", "closed": "permesso",
        "x" * 300: "più lungo",
    }  # fmt: skip
    for name, reason in reasons.items():
        for more in ((), ("--no-demo",), ("--demo",)):
            assert run(folder, folder / name, *more, "--lang", "it") == 2
            said = capsys.readouterr()
            assert reason in said.err and said.err.count("\n") == 1 and not said.out
    assert tree(folder) == before


@pytest.mark.parametrize("number", [errno.EACCES, errno.EIO, errno.ENOENT])
def test_a_folder_inside_that_cannot_be_listed_leaves_the_release(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    before = tree(folder)
    write(folder / "inbox" / "sotto" / "altro" / "b.csv", activities({"Codice attività": "B"}))
    refusing(folder / "inbox" / "sotto" / "altro", number, monkeypatch)
    assert run(folder, folder / "inbox") == 3
    said = capsys.readouterr().err
    assert "sotto/altro" in said and "L'ultima release resta in servizio." in said and "Traceback" not in said
    assert tree(folder) == before


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="this system has no permissions of that kind")
def test_permissions_refuse_as_they_do() -> None:
    """The superuser, who may list every folder, looks as nobody does."""
    root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as name:
        inbox = Path(name) / "inbox"
        inbox.mkdir()
        Path(name).chmod(0o755)
        inbox.chmod(0)
        try:
            if root:
                os.seteuid(NOBODY)
            with pytest.raises(UnlistedFolderError):
                list_files(inbox)
        finally:
            if root:
                os.seteuid(0)
            inbox.chmod(0o755)
        assert list_files(inbox) == []


def test_a_demonstration_takes_the_place_of_real_data_only_by_name(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = (folder / "releases" / "CURRENT").read_text()
    (folder / "empty").mkdir()
    before = tree(folder)
    assert run(folder, folder / "empty") == 3
    said = capsys.readouterr().err
    assert "--demo" in said and "la dimostrazione non ne prende il posto" in said and tree(folder) == before
    assert run(folder, folder / "empty", "--demo") == 0
    assert (folder / "releases" / "CURRENT").read_text() != real
    assert released(folder / "releases", "SELECT activity_id FROM fact_pid_activity") == [("D",)]
    assert run(folder, folder / "inbox") == 0 and (folder / "releases" / "CURRENT").read_text() == real
    capsys.readouterr()
    assert run(folder, folder / "empty") == 3, "that release is there already, and is not put in service either"
    assert "la dimostrazione non ne prende il posto" in capsys.readouterr().err
    assert (folder / "releases" / "CURRENT").read_text() == real


def test_a_demonstration_replaces_a_demonstration_and_nothing(folder: Path) -> None:
    """Generated rows are known by what they say, also where somebody put them into the inbox."""
    copied = folder / "other"
    (copied / "empty").mkdir(parents=True)
    write(copied / "inbox" / "d.csv", activities({"Codice attività": "D2", "coop": COOPS[1]} | DEMO))
    assert run(copied, copied / "inbox") == 0 and run(copied, copied / "empty") == 0
    first = (copied / "releases" / "CURRENT").read_text()
    write(folder / "demo" / "d.csv", activities({"Codice attività": "D3", "coop": COOPS[1]} | DEMO))
    assert run(copied, copied / "empty") == 0 and (copied / "releases" / "CURRENT").read_text() != first


@pytest.mark.parametrize("day", ["2600-01-01", "9999-12-31", "2031-07-01", "2008-05-31", "0001-01-01"])
def test_a_date_far_from_the_agreement_is_wrong_usage(
    folder: Path, capsys: pytest.CaptureFixture[str], day: str
) -> None:
    before = tree(folder)
    capsys.readouterr()
    assert run(folder, folder / "inbox", "--as-of", day, "--lang", "it") == 2
    assert day in capsys.readouterr().err and tree(folder) == before


def test_rows_of_a_mistyped_year_do_not_move_the_release(tmp_path: Path) -> None:
    """Few rows are taken as they are, but no figure is computed for six hundred years of months."""
    write(tmp_path / "inbox" / "a.csv", activities({"day": "2019-05-02"}, {"day": "2600-01-01"}, {"day": "2600-01-02"}))
    shipped = few_shipped(tmp_path)
    outcome = build(Sources(tmp_path / "inbox", None, shipped), tmp_path / "releases", as_of=None, progress=silent)
    assert outcome.release.startswith("2019-05-31-")
