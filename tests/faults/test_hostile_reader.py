"""The reading process: a file that takes too much, or makes it crash, ends in a sentence, and other files go on."""

import contextlib
import io
import os
import random
import signal
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue import load
from engine import open_release
from etl.__main__ import main
from etl.build import build
from etl.extract import limits
from etl.ingest.apart import memory, process, reader, wire
from etl.ingest.apart.reader import Reader
from etl.ingest.archives import unpack
from etl.ingest.file_states import Probed, Read, Recognised, Refused, Sent
from etl.ingest.sources import Sources
from tests.helpers.inboxes import COOPS, activities, write
from tests.helpers.releases import few_shipped, served, silent
from tests.helpers.workbooks import ods, xlsx

pytestmark = pytest.mark.slow

ROWS = activities({"coop": COOPS[0]}, {"coop": COOPS[1]})
CELLS = [list(ROWS[0]), *(list(row.values()) for row in ROWS)]
SHEET = "xl/worksheets/sheet1.xml"


@pytest.fixture(autouse=True)
def _own_process() -> Iterator[None]:
    """Each test begins without a process, so that how much it was asked is known."""
    while reader._idle:
        reader._idle.pop().end()
    yield


def probed(path: Path) -> Probed:
    (file,) = unpack([Sent(path.name, path, "x")], path.parent / "unpacked")
    assert isinstance(file, Probed)
    return file


def end_of(one: Reader, path: Path) -> Any:
    return list(one.read(probed(path)))[-1]


def good(folder: Path, name: str = "good.csv") -> Path:
    return write(folder / name, ROWS)


def far(folder: Path) -> Path:
    """A workbook of a few kilobytes that spans seventeen thousand million cells."""
    source = xlsx(folder / "s.xlsx", "Attività", CELLS)
    row = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(folder / "far.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b"</sheetData>", row))
    source.unlink()
    return folder / "far.xlsx"


def test_a_file_that_takes_too_much_memory_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    with Reader(load(), None) as one:
        first = end_of(one, far(tmp_path))
        assert isinstance(first, Refused) and first.problem.kind == "too_large_once_read"
        assert one.process is None
        last = end_of(one, good(tmp_path))
        assert isinstance(last, Read) and last.rows == 2


def test_a_build_and_a_check_tell_it_and_go_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inbox = tmp_path / "inbox"
    good(inbox)
    far(inbox)
    outcome = build(Sources(inbox, None, few_shipped(tmp_path)), tmp_path / "releases", as_of=None, progress=silent)
    told = {row["file"]: row for row in outcome.summary.counts}
    assert "troppo grande" in str(told["far.xlsx"]["problem_it"]) and told["good.csv"]["accepted"] == 2
    with open_release(served(tmp_path / "releases")) as connection:
        assert connection.execute("SELECT count(*) FROM fact_pid_activity").fetchall() == [(2,)]
    assert main(["check", str(inbox / "far.xlsx"), str(inbox / "good.csv"), "--lang", "en"]) == 1
    printed = "".join(capsys.readouterr())
    assert "too large once read" in printed and "accepted 2" in printed and "Traceback" not in printed


def test_one_process_reads_many_files_and_many_builds(tmp_path: Path) -> None:
    with Reader(load(), None) as one:
        for place in range(5):
            assert isinstance(end_of(one, good(tmp_path, f"{place}.csv")), Read)
        used = one.process
    with Reader(load(), None) as other:
        assert isinstance(end_of(other, good(tmp_path)), Read)
        assert other.process is used and used is not None and used.asked == 6


def test_what_other_files_left_in_memory_is_no_files_fault(tmp_path: Path) -> None:
    """A process that dies in a file which is not its first one: that file has another chance, in a new process."""
    with Reader(load(), None) as one:
        assert isinstance(end_of(one, good(tmp_path)), Read)
        assert one.process is not None
        one.process.process.kill()
        one.process.process.wait()
        assert isinstance(end_of(one, good(tmp_path)), Read)


@pytest.mark.skipif(os.name == "nt", reason="Windows knows no signals")
@pytest.mark.parametrize(("by", "kind"), [(signal.SIGSEGV, "reader_stopped"), (signal.SIGKILL, "too_large_once_read")])
def test_a_crash_is_a_sentence(tmp_path: Path, by: signal.Signals, kind: str) -> None:
    with Reader(load(), None) as one:
        items = one.read(probed(good(tmp_path)))
        assert isinstance(next(items), Recognised)
        assert one.process is not None
        os.kill(one.process.process.pid, signal.SIGSTOP)  # so that it answers no more before it is ended
        pending = one.process
        os.kill(pending.process.pid, by)
        os.kill(pending.process.pid, signal.SIGCONT)
        last = list(items)[-1]
        if isinstance(last, Refused):  # it may have said all before it was stopped
            assert last.problem.kind == kind and last.feed is not None


def test_time_is_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "READER_SECONDS", 0.01)
    monkeypatch.setattr(limits, "READER_SECONDS_PER_MB", 0)
    monkeypatch.setattr(process, "LOOK_EVERY", 0.001)
    with (tmp_path / "long.csv").open("w", encoding="utf-8") as file:
        file.write(",".join(map(str, CELLS[0])) + "\n")
        file.writelines(",".join(map(str, CELLS[1])) + "\n\n" for _ in range(20_000))
    with Reader(load(), None) as one:
        end = end_of(one, tmp_path / "long.csv")
    assert isinstance(end, Refused) and end.problem.kind == "took_too_long"


def test_memory_is_watched_where_the_system_sets_no_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the watch measures is enough for it to end the process, without any help from the system."""
    monkeypatch.setattr(limits, "READER_ITSELF_MB", 0)
    monkeypatch.setattr(limits, "READER_MOST_MB", 4_096)
    monkeypatch.setattr(process, "used_bytes", lambda _: 1 << 40)
    monkeypatch.setattr(process, "LOOK_EVERY", 0.001)
    with Reader(load(), None) as one:
        end = end_of(one, good(tmp_path))
    assert isinstance(end, Refused) and end.problem.kind == "too_large_once_read"


@pytest.mark.skipif(sys.platform == "win32", reason="of POSIX")
def test_the_memory_of_a_process_is_measured_by_each_means() -> None:
    here = process.used_bytes(os.getpid())
    assert 20 << 20 < here < 8 << 30
    assert process.used_bytes(2**22 + 1) == 0
    if Path("/bin/ps").exists():
        assert abs(memory._of_ps(os.getpid()) - here) < here / 2


def test_a_refusal_comes_back_in_both_languages(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Codice attività,Data\nA1,2019-01-01\n", encoding="utf-8")
    with Reader(load(), None) as one:
        end = end_of(one, path)
    assert isinstance(end, Refused)
    assert "Attività" in end.problem.text("it") and "PID activity" in end.problem.text("en")


@given(st.binary(max_size=300))
def test_what_is_no_answer_ends_the_process_and_nothing_else(content: bytes) -> None:
    for start in (b"", b"t\0\0\0\0", wire.LENGTH.pack(b"s", len(content))):
        with contextlib.suppress(wire.ReaderGoneError):
            wire.receive(io.BytesIO(start + content))


def test_a_document_that_repeats_blank_cells_to_its_end_is_cheap(tmp_path: Path) -> None:
    with Reader(load(), None) as one:
        assert isinstance(end_of(one, ods(tmp_path / "a.ods", "Attività", CELLS)), Read)


def test_random_bytes_after_any_first_bytes_are_refused(tmp_path: Path) -> None:
    chance = random.Random(2018)  # noqa: S311 - no secret
    heads = [b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<LISTA_AIUTI>", b"a;b\n", b"\xff\xfe"]
    files: list[Sent | Refused] = []
    for place, head in enumerate(heads):
        path = tmp_path / f"{place}.bin"
        path.write_bytes(head + chance.randbytes(2_000))
        files.append(Sent(path.name, path, "x"))
    with Reader(load(), None) as one:
        for file in unpack(files, tmp_path / "unpacked"):
            end = file if isinstance(file, Refused) else list(one.read(file))[-1]
            assert isinstance(end, Refused) and end.problem.kind != "reader_stopped"
