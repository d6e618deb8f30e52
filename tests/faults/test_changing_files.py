"""Files that change while a build reads them: hash, rows and stored original are always of one content."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from etl import build as building
from etl.build import Outcome, build
from etl.ingest.copies import own_copies
from etl.ingest.file_states import Refused, Sent
from etl.ingest.sources import Sources
from etl.storage import hashed_copy
from etl.storage.layout import sha256
from tests.helpers.inboxes import COOPS, activities, write
from tests.helpers.releases import few_shipped, released, silent

pytestmark = pytest.mark.slow


def content(path: Path, name: str, rows: int = 1) -> Path:
    return write(path, activities(*({"Codice attività": f"{name}{n}", "coop": COOPS[n]} for n in range(rows))))


def built(folder: Path) -> Outcome:
    return build(Sources(folder / "inbox", None, few_shipped(folder)), folder / "releases", as_of=None, progress=silent)


def expect_one_content(folder: Path, name: str) -> None:
    """The release holds the rows of the original that it names, and of no other content."""
    releases = folder / "releases"
    ((sha, rows),) = released(releases, "SELECT sent_sha256, accepted FROM load_file WHERE file = 'a.csv'")
    (original,) = (releases / "raw").glob(f"{sha}*")
    assert sha256(original) == sha
    ids = [row[0] for row in released(releases, "SELECT activity_id FROM fact_pid_activity ORDER BY 1")]
    assert ids == sorted(f"{name}{n}" for n in range(int(str(rows))))
    assert all(f"{one}," in original.read_text(encoding="utf-8") for one in ids)


def test_a_file_that_changes_between_listing_and_copying_is_taken_as_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content(tmp_path / "inbox" / "a.csv", "OLD")

    def late(*arguments: Any) -> list[Sent | Refused]:
        content(tmp_path / "inbox" / "a.csv", "NEW", rows=2)
        return own_copies(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(building, "own_copies", late)
        first = built(tmp_path)
    expect_one_content(tmp_path, "NEW")
    again = built(tmp_path)
    assert (again.release, again.new) == (first.release, False), "it is named by what was read"
    content(tmp_path / "inbox" / "a.csv", "OLD")
    assert built(tmp_path).release != first.release
    expect_one_content(tmp_path, "OLD")


@pytest.mark.parametrize("change", [lambda path: content(path, "NEW", rows=3), Path.unlink], ids=["replaced", "gone"])
def test_what_happens_to_a_file_after_it_was_copied_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], object]
) -> None:
    content(tmp_path / "inbox" / "a.csv", "OLD")
    unpack = building.unpack

    def late(files: Sequence[Sent | Refused], *more: Any) -> Any:
        change(tmp_path / "inbox" / "a.csv")
        return unpack(files, *more)

    with monkeypatch.context() as patch:
        patch.setattr(building, "unpack", late)
        first = built(tmp_path)
    expect_one_content(tmp_path, "OLD")
    content(tmp_path / "inbox" / "a.csv", "NEW", rows=3)
    assert built(tmp_path).release != first.release
    expect_one_content(tmp_path, "NEW")
    content(tmp_path / "inbox" / "a.csv", "OLD")
    assert built(tmp_path).release == first.release
    expect_one_content(tmp_path, "OLD")


def test_a_file_that_is_being_written_is_refused_and_taken_once_it_is_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content(tmp_path / "inbox" / "a.csv", "A", rows=30)
    write(tmp_path / "inbox" / "b.csv", activities({"Codice attività": "B0", "coop": COOPS[0]}))
    read = hashed_copy.write_hashed

    def written_meanwhile(pieces: Any, path: Path) -> str:
        first = next(pieces, b"")  # opened and begun
        growing = tmp_path / "inbox" / "a.csv"
        if first.count(b"\n") > 5:
            with growing.open("a", encoding="utf-8") as file:
                file.write(growing.read_text(encoding="utf-8").splitlines()[1] + "\n")
        return read((piece for part in ([first], pieces) for piece in part), path)

    with monkeypatch.context() as patch:
        patch.setattr(hashed_copy, "write_hashed", written_meanwhile)
        patch.setattr(hashed_copy, "CHUNK", 64 * 30)
        outcome = built(tmp_path)
    (refused,) = [file for file in outcome.files if isinstance(file, Refused)]
    assert refused.sent.name == "a.csv" and refused.problem.kind == "changing"
    assert "in corso di scrittura" in refused.problem.text("it")
    assert released(tmp_path / "releases", "SELECT activity_id FROM fact_pid_activity") == [("B0",)]
    (tmp_path / "inbox" / "b.csv").unlink()
    content(tmp_path / "inbox" / "a.csv", "A", rows=30)
    assert built(tmp_path).release != outcome.release
    expect_one_content(tmp_path, "A")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_file_that_becomes_a_pipe_does_not_hold_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content(tmp_path / "inbox" / "a.csv", "A")
    content(tmp_path / "inbox" / "b.csv", "B")

    def late(*arguments: Any) -> list[Sent | Refused]:
        if (tmp_path / "inbox" / "b.csv").is_file():
            (tmp_path / "inbox" / "b.csv").unlink()
            os.mkfifo(tmp_path / "inbox" / "b.csv")
        return own_copies(*arguments)

    monkeypatch.setattr(building, "own_copies", late)
    outcome = built(tmp_path)
    assert [file.problem.kind for file in outcome.files if isinstance(file, Refused)] == ["special_file"]
    expect_one_content(tmp_path, "A")


def test_the_copy_costs_no_second_writing(tmp_path: Path) -> None:
    """The original in ``raw`` is the copy under another name where the file system knows that."""
    content(tmp_path / "inbox" / "a.csv", "A")
    built(tmp_path)
    (original,) = (tmp_path / "releases" / "raw").glob(f"{sha256(tmp_path / 'inbox' / 'a.csv')}*")
    assert original.stat().st_nlink == 1, "the copy's own name is gone"
    assert not original.samefile(tmp_path / "inbox" / "a.csv")
