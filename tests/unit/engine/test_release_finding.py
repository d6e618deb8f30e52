"""The one way to a release: by its name, the one in service, the nearest; what cannot be read is a typed error."""

import json
from pathlib import Path

import duckdb
import pytest

from engine.manifest import InputFile, manifest_of, typed
from engine.release import (
    FORMAT,
    DamagedReleaseError,
    NoReleaseError,
    OtherVersionError,
    ReleaseError,
    UnknownReleaseError,
    find_release,
    problem_of,
    read_only,
    release_of,
)
from texts.messages.release_messages import release_message
from texts.translator import Words

FIRST, LAST = "2019-12-31-0123456789ab", "2020-12-31-ba9876543210"


def make(folder: Path, name: str, **manifest: object) -> Path:
    """A release of one empty table."""
    (folder / name).mkdir()
    duckdb.connect(str(folder / name / "warehouse.duckdb")).close()
    (folder / name / "manifest.json").write_text(json.dumps({"format": FORMAT} | manifest), encoding="utf-8")
    return folder / name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (FIRST, LAST):
        make(tmp_path, name)
    (tmp_path / "CURRENT").write_text(f"{LAST}\n", encoding="utf-8")
    return tmp_path


def test_a_release_is_found_by_its_name_or_as_the_one_in_service(folder: Path) -> None:
    assert release_of(folder, None).id == LAST and release_of(folder, FIRST).folder == folder / FIRST
    with read_only(release_of(folder, FIRST)) as connection:
        assert connection.execute("SELECT 1").fetchall() == [(1,)]
        with pytest.raises(duckdb.Error):
            connection.execute("CREATE TABLE one AS SELECT 1")


@pytest.mark.parametrize("name", ["../" + FIRST, FIRST + "/", FIRST.upper(), "work", "", FIRST + "\n"])
def test_what_is_no_name_of_a_release_is_no_path(folder: Path, name: str) -> None:
    (folder / "work").mkdir()
    (folder / "work" / "warehouse.duckdb").touch()
    assert find_release(folder, name) is None


def test_the_nearest_name_is_told(folder: Path) -> None:
    with pytest.raises(UnknownReleaseError) as wrong:
        release_of(folder, "2019-12-31-0123456789ac")
    assert wrong.value.nearest == FIRST and wrong.value.folder == folder
    (folder / "CURRENT").write_text("2020-12-31-ba9876543211", encoding="utf-8")
    with pytest.raises(UnknownReleaseError) as gone:
        release_of(folder, None)
    assert gone.value.nearest == LAST


def test_an_empty_folder_and_one_that_is_not_there_hold_no_release(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(NoReleaseError):
            release_of(place, None)


@pytest.mark.parametrize("stored", [None, 0, FORMAT + 1, "1", []])
def test_a_release_of_another_format_is_refused(folder: Path, stored: object) -> None:
    name = "2018-12-31-0123456789ab"
    make(folder, name, format=stored)
    with pytest.raises(OtherVersionError) as refused:
        read_only(release_of(folder, name))
    assert refused.value.release == name


@pytest.mark.parametrize("text", ["", "no json", "[]", '{"format": 1', '{"format": 1, "inputs": [1]}', None])
def test_a_damaged_manifest_is_damage_until_it_is_repaired(folder: Path, text: str | None) -> None:
    name = "2018-12-31-0123456789ab"
    path = make(folder, name) / "manifest.json"
    whole = path.read_bytes()
    path.unlink()
    if text is not None:
        path.write_text(text, encoding="utf-8")
    with pytest.raises(DamagedReleaseError) as damaged:
        read_only(release_of(folder, name))
    assert damaged.value.reason == "manifest.json"
    path.write_bytes(whole)
    read_only(release_of(folder, name)).close()


def test_a_damaged_database_is_another_error_than_one_that_lacks_a_table(folder: Path) -> None:
    with read_only(release_of(folder, FIRST)) as connection, pytest.raises(duckdb.Error) as lacking:
        connection.execute("SELECT * FROM kpi")
    assert isinstance(problem_of(release_of(folder, FIRST), lacking.value), OtherVersionError)
    (folder / FIRST / "warehouse.duckdb").write_bytes(b"no database" * 100)
    with pytest.raises(DamagedReleaseError) as damaged:
        read_only(release_of(folder, FIRST))
    assert damaged.value.release == FIRST and damaged.value.reason


@pytest.mark.parametrize(
    "error",
    [
        NoReleaseError(Path("here")),
        UnknownReleaseError(Path("here"), "one", "two"),
        OtherVersionError("one"),
        DamagedReleaseError("one", "it burnt"),
    ],
)
def test_every_error_is_a_sentence_in_both_languages_that_names_what_it_carries(error: ReleaseError) -> None:
    italian, english = (release_message(error.kind, error.values)(Words(language)) for language in ("it", "en"))
    assert italian != english and "{" not in italian + english
    assert all(value in english for value in error.values.values())


def test_a_manifest_of_any_version_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    old = {"as_of": "2020-12-31", "inputs": [{"file": "a.csv", "feed": "target", "sent_sha256": "1", "read": 3}]}
    assert typed(old).inputs == (InputFile("a.csv", "target", "1", None),)
    assert (typed(old).format, typed(old).catalogue) == (0, "")
    assert manifest_of(tmp_path / "none.json").inputs == ()


def test_a_long_query_prints_no_progress_into_what_a_command_says(folder: Path) -> None:
    """DuckDB would draw a bar on standard output after two seconds, also where that is JSON."""
    with read_only(release_of(folder, FIRST)) as connection:
        found = connection.execute("SELECT current_setting('enable_progress_bar')").fetchall()
    assert found == [(False,)]
