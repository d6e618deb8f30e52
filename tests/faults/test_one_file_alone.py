"""One file can only refuse itself: odd names and links, readers that fail, caches and lists that are damaged."""

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.__main__ import main
from etl.build import Outcome, build
from etl.ingest import error_log, stage
from etl.ingest.file_states import Refused
from etl.ingest.sources import Sources
from etl.messages import FileProblem
from etl.storage.layout import sha256
from tests.helpers import reading as helper
from tests.helpers.inboxes import COOPS, activities, write
from tests.helpers.releases import few_shipped, released, silent

pytestmark = pytest.mark.slow
posix = pytest.mark.skipif(os.name == "nt", reason="Windows allows no such name or link")


def one(path: Path, name: str, **cells: object) -> Path:
    return write(path, activities({"Codice attività": name, "coop": COOPS[0], **cells}))


def built(folder: Path) -> Outcome:
    return build(Sources(folder / "inbox", None, few_shipped(folder)), folder / "releases", as_of=None, progress=silent)


def loaded(folder: Path) -> list[object]:
    return [row[0] for row in released(folder / "releases", "SELECT activity_id FROM fact_pid_activity ORDER BY 1")]


def deep(inbox: Path) -> None:
    """A file below folders whose path no system call takes whole."""
    before = Path.cwd()
    os.chdir(inbox)
    try:
        for _ in range(25):
            Path("d" * 200).mkdir()
            os.chdir("d" * 200)
        Path("a.csv").write_text("x")
    finally:
        os.chdir(before)


def bytes_named(inbox: Path) -> None:
    folder = Path(os.fsdecode(os.fsencode(inbox) + b"/citt\xe0"))
    one(folder / os.fsdecode(b"perch\xe9\x1b[2J\n.csv"), "LATIN")


# What is put beside a good file, and the kind of problem that it is refused for; '' where it is taken.
ODD: dict[str, tuple[Callable[[Path], object], str]] = {
    "a loop of links": (
        lambda inbox: [(inbox / "l1.csv").symlink_to("l2.csv"), (inbox / "l2.csv").symlink_to("l1.csv")], "unreadable",
    ),
    "a link to itself": (lambda inbox: (inbox / "l.csv").symlink_to("l.csv"), "unreadable"),
    "a link to nothing": (lambda inbox: (inbox / "l.csv").symlink_to("nowhere"), "unreadable"),
    "a folder that links to its own": (lambda inbox: (inbox / "sotto").symlink_to(inbox), "linked_folder"),
    "a pipe": (lambda inbox: os.mkfifo(inbox / "p.csv"), "special_file"),
    "a path too long": (deep, "long_path"),
    "names that are no UTF-8": (bytes_named, ""),
}  # fmt: skip


@posix
def test_what_cannot_be_read_is_told_beside_what_can(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one(tmp_path / "inbox" / "buono.csv", "GOOD", day="2019-01-10")
    for place, (make, _) in enumerate(ODD.values()):
        (tmp_path / "inbox" / f"{place}").mkdir()
        make(tmp_path / "inbox" / f"{place}")
    command = ["build", "--inbox", str(tmp_path / "inbox"), "--releases", str(tmp_path / "releases"), "--no-demo"]
    assert main(command, shipped=few_shipped(tmp_path)) == 0
    said = "".join(capsys.readouterr())
    assert "Traceback" not in said and "\x1b" not in said
    assert loaded(tmp_path) == ["GOOD", "LATIN"]
    found = released(tmp_path / "releases", "SELECT file[1]::INTEGER, problem_en FROM load_file WHERE problem_it <> ''")
    kinds = [kind for _, kind in ODD.values()]
    assert {place for place, _ in found} == {place for place, kind in enumerate(kinds) if kind}
    for place, problem in found:
        assert problem == FileProblem(kinds[int(str(place))]).text("en")
    assert said.count("✗") == 2 * len(found)
    assert not built(tmp_path).new


@posix
def test_a_check_of_it_ends_with_a_sentence_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    odd = {name: make for name, (make, _) in ODD.items() if name != "a path too long"}
    for place, make in enumerate(odd.values()):
        (tmp_path / "inbox" / f"{place}").mkdir(parents=True)
        make(tmp_path / "inbox" / f"{place}")
    paths = [str(Path(top) / name) for top, _, names in os.walk(tmp_path / "inbox") for name in names]
    paths += [str(tmp_path / "inbox" / ("x" * 300)), str(tmp_path / ("y/" * 3000))]
    assert main(["check", *paths, "--lang", "it"]) == 1
    said = "".join(capsys.readouterr())
    assert "Traceback" not in said and "\x1b" not in said
    assert said.count("lette 1, accettate 1") == 1 and said.count("✗") == len(set(map(os.path.realpath, paths))) - 1


def test_a_reader_that_fails_unforeseen_refuses_one_file_with_a_reference(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("buono", "cattivo", "pessimo"):
        one(tmp_path / "inbox" / f"{name}.csv", name.upper(), day="2019-01-10")
    reading, recognising = helper.read_pieces, helper.recognise_file
    person = "Ermenegilda@example.it"

    def failing(file):  # type: ignore[no-untyped-def]
        if file.sent.name == "cattivo.csv":
            raise KeyError(f"{person} {'x' * 5_000}")
        yield from reading(file)

    def blind(file, *more, **options):  # type: ignore[no-untyped-def]
        if file.sent.name == "pessimo.csv":
            raise RecursionError
        return recognising(file, *more, **options)

    monkeypatch.setattr(helper, "read_pieces", failing)
    monkeypatch.setattr(helper, "recognise_file", blind)
    command = ["build", "--inbox", str(tmp_path / "inbox"), "--releases", str(tmp_path / "releases"), "--no-demo"]
    with helper.reading_here():
        assert main(command, shipped=few_shipped(tmp_path)) == 0
    said = "".join(capsys.readouterr())
    assert "Traceback" not in said and said.count("riferimento E-") == 2 and said.count("reference E-") == 2
    assert loaded(tmp_path) == ["BUONO"]
    log = tmp_path / "releases" / "errors.log"
    text = log.read_text(encoding="utf-8")
    assert "KeyError" in text and "RecursionError" in text and "cattivo.csv" in text
    assert person not in text and "x" * 1_000 not in text
    if os.name == "posix":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_rows_that_no_check_survives_refuse_their_own_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small files of a feed are checked together: a fault of one is not the others'."""
    for name in ("a", "b", "c"):
        one(tmp_path / "inbox" / f"{name}.csv", name.upper())
    checking = stage.validate

    def failing(connection, feed, rows, **more):  # type: ignore[no-untyped-def]
        if "activity_id" in rows.column_names and "B" in rows["activity_id"].to_pylist():
            raise duckdb.InternalException("out of range")
        return checking(connection, feed, rows, **more)

    monkeypatch.setattr(stage, "validate", failing)
    outcome = built(tmp_path)
    assert [(file.sent.name, file.problem.kind) for file in outcome.files if isinstance(file, Refused)] == [
        ("b.csv", "unforeseen")
    ]
    assert loaded(tmp_path) == ["A", "C"]


def test_the_log_of_faults_is_bounded(tmp_path: Path) -> None:
    for place in range(60):
        error_log.note_error(tmp_path, RuntimeError(f"{place}" * 10_000), "x" * 20_000)
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 2 * error_log.LARGEST
    (tmp_path / "file").write_text("x")
    assert error_log.note_error(tmp_path / "file", RuntimeError()).startswith("E-"), "a log that takes nothing"


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def spoil(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(bytes(content))


DAMAGES: dict[str, Callable[[Path], object]] = {
    "cut": cut, "one byte": spoil, "empty": lambda path: path.write_bytes(b""), "gone": Path.unlink,
    "binary": lambda path: path.write_bytes(bytes(range(256))), "other JSON": lambda path: path.write_text("[1]"),
}  # fmt: skip


def test_staged_rows_that_are_damaged_are_made_anew(tmp_path: Path) -> None:
    """Each damage to each part of one file's staged rows, a file for each; the next build reads those files again."""
    parts = ("meta.json", "accepted.parquet", "rejects.parquet")
    cases = [(damage, part) for damage in DAMAGES.values() for part in parts]
    for place in range(len(cases) + 1):
        rows = activities({"Codice attività": f"A{place:02}", "coop": COOPS[0]},
                          {"Codice attività": f"X{place}", "province": "??"})  # fmt: skip
        write(tmp_path / "inbox" / f"{place:02}.csv", rows)
    built(tmp_path)
    folder = next((tmp_path / "releases" / "staged" / "pid_activity").iterdir())
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for place, (damage, part) in enumerate(cases):
        damage(folder / sha256(tmp_path / "inbox" / f"{place:02}.csv") / part)
    one(tmp_path / "inbox" / "nuovo.csv", "B")
    outcome = built(tmp_path)
    assert outcome.parsed == len(cases) + 1, "one file is whole, and one is new"
    assert loaded(tmp_path) == [*(f"A{place:02}" for place in range(len(cases) + 1)), "B"]
    assert {path: path.read_bytes() for path in before} == before
    counts = released(tmp_path / "releases", "SELECT DISTINCT read, accepted, rejected FROM load_file "
                      "WHERE feed = 'pid_activity' AND file <> 'nuovo.csv'")  # fmt: skip
    assert counts == [(2, 1, 1)]


def test_a_damaged_list_of_what_was_served_is_taken_up_again(tmp_path: Path) -> None:
    one(tmp_path / "inbox" / "a.csv", "A")
    first = built(tmp_path).release
    for content in (b"\xff\xfe\x00", b"", b"una riga qualunque\n", bytes(range(256))):
        for name in ("HISTORY", "CURRENT"):
            (tmp_path / "releases" / name).write_bytes(content)
        again = built(tmp_path)
        assert (again.release, again.new) == (first, False)
        assert (tmp_path / "releases" / "HISTORY").read_text(encoding="utf-8").split() == [first]
    (tmp_path / "releases" / "HISTORY").write_bytes(bytes(range(256)))
    one(tmp_path / "inbox" / "b.csv", "B")
    assert built(tmp_path).new and loaded(tmp_path) == ["A", "B"]


@posix
def test_a_releases_folder_that_no_database_can_open_is_wrong_usage(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one(tmp_path / "inbox" / "a.csv", "A")
    folder = os.fsdecode(os.fsencode(tmp_path) + b"/rel\xe0")
    assert main(["build", "--no-demo", "--inbox", str(tmp_path / "inbox"), "--releases", folder]) == 2
    said = capsys.readouterr().err
    assert "non è in UTF-8" in said and "Traceback" not in said and not Path(folder).exists()


def test_an_unforeseen_fault_of_a_command_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    one(tmp_path / "inbox" / "a.csv", "A")
    first = built(tmp_path).release
    one(tmp_path / "inbox" / "b.csv", "B")
    command = ["build", "--inbox", str(tmp_path / "inbox"), "--releases", str(tmp_path / "releases"), "--no-demo"]
    failures = {
        "E-": ZeroDivisionError("x"), "memoria": MemoryError(), "Memory": duckdb.OutOfMemoryException("x"),
        "errore del disco": OSError(errno.EIO, "x"),
    }  # fmt: skip
    for words, failure in failures.items():

        def failing(*_: object, failure: Exception = failure) -> None:
            raise failure

        with monkeypatch.context() as patch:
            patch.setattr("etl.build.make_figures", failing)
            assert main(command, shipped=few_shipped(tmp_path)) == 3
        said = capsys.readouterr().err
        assert "Traceback" not in said and "L'ultima release resta in servizio." in said
        assert words in said or words.startswith("errore")
        assert (tmp_path / "releases" / "CURRENT").read_text().strip() == first
        assert list((tmp_path / "releases" / "work").iterdir()) == []
    assert main(command, shipped=few_shipped(tmp_path)) == 0 and loaded(tmp_path) == ["A", "B"]
