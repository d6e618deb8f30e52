"""Checksums of a release find any change of any of its files, and which release readers get meanwhile."""

import json
from pathlib import Path

import duckdb
import pytest

from engine.integrity import FileFault, damage, file_faults, sealed
from engine.release import CURRENT, FORMAT, HISTORY, Release
from engine.service import InService, in_service, never_held

pytestmark = pytest.mark.slow

FIRST, SECOND, LAST = "2018-12-31-0123456789ab", "2019-12-31-0123456789ab", "2020-12-31-ba9876543210"
FILES = ("manifest.json", "quality.json", "warehouse.duckdb")


def make(folder: Path, name: str) -> Path:
    """A sealed release of one table."""
    place = folder / name
    place.mkdir(parents=True)
    with duckdb.connect(str(place / "warehouse.duckdb")) as connection:
        connection.execute("CREATE TABLE one AS SELECT range AS number FROM range(1000)")
    (place / "quality.json").write_text("{}", encoding="utf-8")
    manifest = {"release": name, "format": FORMAT, "inputs": [{"file": "è.csv", "feed": "", "sent_sha256": "1"}]}
    (place / "manifest.json").write_text(json.dumps(sealed(manifest, place.iterdir()), indent=1), encoding="utf-8")
    return place


def faults_of(release: Release) -> tuple[FileFault, ...]:
    return damage(file_faults(release.folder))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (FIRST, SECOND, LAST):
        make(tmp_path, name)
    (tmp_path / HISTORY).write_text(f"{SECOND}\n{FIRST}\n{LAST}\n", encoding="utf-8")
    (tmp_path / CURRENT).write_text(f"{LAST}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("file", FILES)
def test_any_changed_byte_cut_or_loss_of_any_file_is_found_and_named(folder: Path, file: str) -> None:
    path = folder / LAST / file
    whole = path.read_bytes()
    assert file_faults(folder / LAST) == ()
    for place in (0, len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        (fault,) = file_faults(folder / LAST)
        assert fault.file == file and fault.kind in ("changed", "unreadable"), place
    path.write_bytes(whole[: len(whole) // 2])
    assert [fault.file for fault in file_faults(folder / LAST)] == [file]
    path.unlink()
    assert file_faults(folder / LAST) == (FileFault(file, "missing"),)
    path.write_bytes(whole)
    assert file_faults(folder / LAST) == ()


def test_a_manifest_of_another_release_and_a_log_beside_the_database_are_found(folder: Path) -> None:
    (folder / LAST / "warehouse.duckdb.wal").write_bytes(b"more")
    assert file_faults(folder / LAST) == (FileFault("warehouse.duckdb.wal", "unexpected"),)
    for file in FILES:
        (folder / FIRST / file).write_bytes((folder / SECOND / file).read_bytes())
    assert file_faults(folder / FIRST) == (FileFault("manifest.json", "changed"),)


@pytest.mark.parametrize(
    "manifest", ["", "no json", "[]", "[[", "{", '"x"', "null", "\x00", '{"files": []}', '{"sha256": 1}']
)
def test_a_manifest_that_is_none_is_damage(folder: Path, manifest: str) -> None:
    (folder / LAST / "manifest.json").write_text(manifest, encoding="utf-8")
    assert [fault.file for fault in damage(file_faults(folder / LAST))] == ["manifest.json"]


def test_a_manifest_from_before_checksums_says_nothing_of_damage(folder: Path) -> None:
    (folder / LAST / "manifest.json").write_text('{"format": 1}', encoding="utf-8")
    assert file_faults(folder / LAST) == (FileFault("manifest.json", "unsealed"),)
    assert damage(file_faults(folder / LAST)) == ()


@pytest.mark.parametrize("text", [b"", b"\n", b"../" + LAST.encode(), b"\xff\xfe", b"2020-12-31-ffffffffffff", None])
def test_a_damaged_current_is_no_empty_folder_and_the_last_served_stands_in(folder: Path, text: bytes | None) -> None:
    (folder / CURRENT).unlink()
    if text is not None:
        (folder / CURRENT).write_bytes(text)
    found = in_service(folder, faults_of)
    assert found.release and found.release.id == LAST and not found.untouched
    assert found.faults == (FileFault(CURRENT, "changed"),)
    (folder / LAST / "warehouse.duckdb").write_bytes(b"")
    found = in_service(folder, faults_of)
    assert found.release and found.release.id == FIRST, "the last good one of HISTORY, not the latest by date"
    (folder / HISTORY).unlink()
    found = in_service(folder, faults_of)
    assert found.release and found.release.id == SECOND


def test_a_damaged_release_in_service_is_stood_in_for_until_it_is_repaired(folder: Path) -> None:
    path = folder / LAST / "manifest.json"
    whole = path.read_bytes()
    path.unlink()
    found = in_service(folder, faults_of)
    assert found.release and (found.release.id, found.named) == (FIRST, LAST)
    assert found.faults == (FileFault("manifest.json", "missing"),)
    path.write_bytes(whole)
    (folder / LAST / "warehouse.duckdb").rename(folder / "aside")
    assert in_service(folder, faults_of).faults == (FileFault("warehouse.duckdb", "missing"),)
    (folder / "aside").rename(folder / LAST / "warehouse.duckdb")
    release = in_service(folder, faults_of).release
    assert release and release.id == LAST
    for name in (FIRST, SECOND, LAST):
        (folder / name / "warehouse.duckdb").write_bytes(b"")
    found = in_service(folder, faults_of)
    assert found.release is None and found.faults and not found.untouched


def test_only_a_folder_that_tells_of_no_release_never_held_one(tmp_path: Path) -> None:
    assert in_service(tmp_path / "none", faults_of) == InService(None, untouched=True)
    for name in ("raw", "work", "staged", "build.lock"):
        (tmp_path / name).mkdir()
    assert never_held(tmp_path)
    for name in (CURRENT, HISTORY, LAST):
        (tmp_path / name).mkdir()
        assert not never_held(tmp_path)
        (tmp_path / name).rmdir()
