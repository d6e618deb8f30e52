"""Archives that lie, climb, explode or hide: each is one sentence, in bounded time and memory, none is loaded."""

import gzip
import os
import stat
import struct
import time
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from catalogue import load
from engine import open_release
from etl.__main__ import main
from etl.build import build
from etl.extract import limits
from etl.ingest.archives import unpack
from etl.ingest.file_states import Refused, Sent
from etl.ingest.inbox import list_files
from etl.ingest.sources import Sources
from etl.publish.identity import identity_of
from etl.storage.layout import Store, sha256
from tests.helpers.inboxes import COOPS, activities, write
from tests.helpers.reading import staged
from tests.helpers.releases import few_shipped, served, silent

MOST_MB, MOST_SECONDS = 60, 10.0


def good(tmp_path: Path, *rows: dict[str, object]) -> bytes:
    return write(tmp_path / "scratch" / "x.csv", activities(*(rows or ({},)))).read_bytes()


def zipped(**members: bytes) -> bytes:
    return zip_of([(name.replace("__", "."), content) for name, content in members.items()])


def zip_of(members: list[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    memory = BytesIO()
    with zipfile.ZipFile(memory, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return memory.getvalue()


def renamed(content: bytes, name: str, other: str) -> bytes:
    """The archive with a member's name changed, which a writer of good faith would not let through."""
    assert len(name) == len(other) and content.count(name.encode()) == 2
    return content.replace(name.encode(), other.encode())


def with_mode(name: str, mode: int) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, mode << 16
    return info


def flagged(content: bytes, place: int, central: int, value: int) -> bytes:
    """The archive with a two-byte field of every header changed: its place in the local and in the central one."""
    out = bytearray(content)
    for mark, offset in ((b"PK\x03\x04", place), (b"PK\x01\x02", central)):
        at = -1
        while (at := content.find(mark, at + 1)) >= 0:
            struct.pack_into("<H", out, at + offset, value)
    return bytes(out)


def lying(content: bytes, size: int) -> bytes:
    """The archive with a smaller size of its one member in both headers: a reader that believes it stops early."""
    out = bytearray(content)
    struct.pack_into("<I", out, content.find(b"PK\x03\x04") + 22, size)
    struct.pack_into("<I", out, content.find(b"PK\x01\x02") + 24, size)
    return bytes(out)


def overlapping(copies: int) -> bytes:
    """One kernel of zeros that many entries of the directory share."""
    stream = zlib.compressobj(9, zlib.DEFLATED, -15)
    raw = b"\0" * 10_000_000
    packed = stream.compress(raw) + stream.flush()
    crc, name = zlib.crc32(raw), b"a.csv"
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 33, crc, len(packed), len(raw), 5, 0) + name
    entries = b"".join(
        struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, crc, len(packed), len(raw), 5, 0, 0, 0,
                    0, 0, 0) + f"{place:05}".encode() for place in range(copies)
    )  # fmt: skip
    start = len(local) + len(packed)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, copies, copies, len(entries), start, 0)
    return local + packed + entries + end


def bomb() -> bytes:
    return zip_of([("a.csv", b"0" * (40 << 20))])


def nested(levels: int) -> bytes:
    content = zip_of([("a.csv", b"0" * 1_000_000)])
    for level in range(levels):
        content = zip_of([(f"{level}-{n}.zip", content) for n in range(4)])
    return content


def no_end(content: bytes) -> bytes:
    return content[: content.rindex(b"PK\x05\x06")]


ROW = b"Codice attivit\xc3\xa0,Data\nA1,2019-01-01\n"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "climbs.zip": (lambda: renamed(zipped(abcdefghij__csv=ROW), "abcdefghij.csv", "../../../x.csv"), "archive_names"),
    "climbs inside.zip": (lambda: zip_of([("a/../../b.csv", ROW)]), "archive_names"),
    "root.zip": (lambda: zip_of([("/etc/x.csv", ROW)]), "archive_names"),
    "drive.zip": (lambda: zip_of([("C:x.csv", ROW)]), "archive_names"),
    "backslash.zip": (lambda: renamed(zipped(abcdefg__csv=ROW), "abcdefg.csv", "..\\..\\a.csv"), "archive_names"),
    "nul.zip": (lambda: renamed(zipped(abcde__csv=ROW), "abcde.csv", "a.csv\0exe"), "archive_names"),
    "escape.zip": (lambda: zip_of([("a\x1b[2J.csv", ROW)]), "archive_names"),
    "long.zip": (lambda: zip_of([("a" * 5_000 + ".csv", ROW)]), "archive_names"),
    "link.zip": (lambda: zip_of([(with_mode("a.csv", stat.S_IFLNK | 0o777), b"/etc/passwd")]), "archive_names"),
    "pipe.zip": (lambda: zip_of([(with_mode("a.csv", stat.S_IFIFO | 0o777), b"")]), "archive_names"),
    "twice.zip": (lambda: renamed(zip_of([("a.csv", ROW), ("b.csv", ROW)]), "b.csv", "A.csv"), "archive_twice"),
    "encrypted.zip": (lambda: flagged(zipped(a__csv=ROW), 6, 8, 1), "archive_password"),
    "deflate64.zip": (lambda: flagged(zipped(a__csv=ROW), 8, 10, 9), "archive_method"),
    "lzma.zip": (lambda: zip_of([("a.csv", ROW)], zipfile.ZIP_LZMA), "archive_method"),
    "cut.zip": (lambda: zipped(a__csv=ROW * 500)[:200], "archive_damaged"),
    "no end.zip": (lambda: no_end(zipped(a__csv=ROW)), "archive_damaged"),
    "two ends.zip": (lambda: zipped(a__csv=ROW) + zipped(b__csv=ROW), "archive_damaged"),
    "wrong sum.zip": (lambda: zip_of([("a.csv", ROW)], zipfile.ZIP_STORED).replace(b"A1", b"A2"), "archive_damaged"),
    "smaller than it is.zip": (lambda: lying(zipped(a__csv=ROW * 500), 100), "archive_damaged"),
    "overlapping.zip": (lambda: overlapping(200), "archive_damaged"),
    "bomb.zip": (bomb, "archive_bomb"),
    "many.zip": (lambda: zip_of([(f"{n}.csv", b"") for n in range(limits.MEMBERS + 1)]), "archive_many"),
    "empty.zip": (lambda: zip_of([]), "archive_empty"),
    "folders.zip": (lambda: zip_of([("a/", b""), ("__MACOSX/x", b"x")]), "archive_empty"),
    "cut.csv.gz": (lambda: gzip.compress(ROW * 500)[:-30], "archive_damaged"),
    "rubbish.csv.gz": (lambda: gzip.compress(ROW) + b"rubbish", "archive_damaged"),
    "wrong.csv.gz": (lambda: gzip.compress(ROW)[:-8] + b"\0" * 8, "archive_damaged"),
    "bomb.csv.gz": (lambda: gzip.compress(b"0" * (64 << 20)), "archive_bomb"),
    "head.gz": (lambda: b"\x1f\x8b", "archive_damaged"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_whole_with_one_sentence(tmp_path: Path, name: str) -> None:
    make, kind = REFUSED[name]
    path, out = tmp_path / "in" / name, tmp_path / "out"
    path.parent.mkdir()
    path.write_bytes(make())
    tracemalloc.start()
    started = time.process_time()
    try:
        found = unpack([Sent(name, path, "x")], out)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    (file,) = found
    assert isinstance(file, Refused) and file.problem.kind == kind
    assert time.process_time() - started < MOST_SECONDS and peak < MOST_MB << 20
    for language in ("it", "en"):
        told = file.problem.text(language)
        assert told.isprintable() and len(told) < 400 and "{" not in told
    assert [item.name for item in tmp_path.iterdir() if item.name not in {"in", "out"}] == []
    expanded = [item for item in out.rglob("*") if item.is_file()]
    assert all(item.parent == out / "0" for item in expanded)
    assert sum(item.stat().st_size for item in expanded) <= (limits.RATIO_FROM_MB + 1) << 20


@pytest.mark.parametrize("name", ["climbs.zip", "twice.zip", "folders.zip", "many.zip"])
def test_a_check_and_a_build_name_the_reason(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    """An archive is probed once: no later step finds another reason."""
    make, kind = REFUSED[name]
    (tmp_path / "inbox").mkdir()
    path = tmp_path / "inbox" / name
    path.write_bytes(make())
    (probed,) = unpack([Sent(name, path, "x")], tmp_path / "out")
    assert isinstance(probed, Refused) and probed.problem.kind == kind
    assert main(["check", str(path), "--lang", "en"]) == 1
    assert probed.problem.text("en") in capsys.readouterr().out
    (staged_file,) = staged(tmp_path / "inbox", Store(tmp_path / "releases"))
    assert isinstance(staged_file, Refused) and staged_file.problem.text("en") == probed.problem.text("en")


def test_a_huge_directory_is_not_even_read(tmp_path: Path) -> None:
    entry = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0) + b"a"
    entries = entry * 120_000
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(entries), 4, 0)
    path = tmp_path / "a.zip"
    path.write_bytes(b"PK\x03\x04" + entries + end)
    tracemalloc.start()
    found = unpack([Sent("a.zip", path, "x")], tmp_path / "out")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(found[0], Refused) and found[0].problem.kind == "archive_many" and peak < 1 << 20


def test_an_archive_in_an_archive_is_refused_beside_its_neighbours(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = [
        ("b.zip", nested(2)),
        ("c.csv.gz", gzip.compress(ROW)),
        ("d.pdf", b"%PDF-1.4 x"),
        ("a.csv", good(tmp_path)),
    ]
    (tmp_path / "a.zip").write_bytes(zip_of(inner))
    assert main(["check", str(tmp_path / "a.zip"), "--lang", "it"]) == 1
    told = "".join(capsys.readouterr())
    assert "a.zip/a.csv: Attività dei PID: lette 1, accettate 1" in told and "Traceback" not in told
    assert told.count("un archivio dentro un archivio") == 2 and "a.zip/d.pdf" in told and "un documento PDF" in told


def test_a_full_disk_is_not_the_fault_of_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    (tmp_path / "a.zip").write_bytes(zipped(a__csv=ROW))
    (tmp_path / "out" / "0").mkdir(parents=True)
    (tmp_path / "out" / "0" / "0.csv").symlink_to("/dev/full")
    monkeypatch.setattr(Path, "mkdir", lambda *_, **__: None)
    with pytest.raises(OSError, match="No space left"):
        unpack([Sent("a.zip", tmp_path / "a.zip", "x")], tmp_path / "out")


def whole(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): sha256(path) for path in sorted(folder.rglob("*")) if path.is_file()}


@pytest.mark.slow
def test_hostile_archives_leave_the_release_as_it_is(tmp_path: Path) -> None:
    """A good file, then every hostile archive beside it; then these alone: the first release is never touched."""
    inbox, releases = tmp_path / "inbox", tmp_path / "releases"
    write(inbox / "a.csv", activities({"coop": COOPS[0]}))
    first = build(Sources(inbox, None, few_shipped(tmp_path)), releases, as_of=None, progress=silent)
    before = whole(releases / first.release)
    for name, (make, _) in REFUSED.items():
        if "bomb" not in name and "overlapping" not in name:
            (inbox / name).write_bytes(make())
    second = build(Sources(inbox, None, few_shipped(tmp_path)), releases, as_of=None, progress=silent)
    assert second.release != first.release and whole(releases / first.release) == before
    refused = {row["file"] for row in second.summary.counts if row["problem_it"]}
    assert refused == {name for name in REFUSED if (inbox / name).exists()}
    assert list((releases / "work").iterdir()) == []
    raw = {path.stem for path in (releases / "raw").iterdir()}
    assert not raw & {sha256(inbox / name) for name in refused}


def test_members_are_sources_of_their_own(tmp_path: Path) -> None:
    """Conservation, provenance, duplicates and revisions hold per member; the archive is what is kept."""
    inbox, releases = tmp_path / "inbox", tmp_path / "releases"
    one, bad = {"coop": COOPS[0]}, {"coop": COOPS[1], "province": "XX"}
    later = {"coop": COOPS[0], "service": "Formazione"}
    write(inbox / "solo.csv", activities(one, bad))
    archive = zip_of([("gennaio.csv", good(tmp_path, one, bad)), ("gennaio_v2.csv", good(tmp_path, later))])
    (inbox / "tutto.zip").write_bytes(archive)
    outcome = build(Sources(inbox, None, few_shipped(tmp_path)), releases, as_of=None, progress=silent)
    with open_release(served(releases)) as connection:
        counts = connection.execute("SELECT file, read, accepted, rejected, duplicate, sha256 = sent_sha256 "
                                    "FROM load_file WHERE file NOT LIKE '%targets%' ORDER BY 1").fetchall()  # fmt: skip
        source = connection.execute("SELECT source_file, source_row FROM fact_pid_activity").fetchall()
    assert counts == [("solo.csv", 2, 0, 1, 1, True), ("tutto.zip/gennaio.csv", 2, 0, 1, 1, False),
                      ("tutto.zip/gennaio_v2.csv", 1, 1, 0, 0, False)]  # fmt: skip
    assert source == [("tutto.zip/gennaio_v2.csv", 2)]
    raw = {path.name for path in (releases / "raw").iterdir()}
    assert f"{sha256(inbox / 'tutto.zip')}.zip" in raw and f"{sha256(inbox / 'solo.csv')}.csv" in raw
    again = build(Sources(inbox, None, few_shipped(tmp_path)), releases, as_of=None, progress=silent)
    assert (again.release, again.new) == (outcome.release, False)
    files = list_files(inbox)
    (inbox / "tutto.zip").write_bytes(zip_of([("gennaio_v2.csv", good(tmp_path, later))]))
    assert identity_of(list_files(inbox), load(), "", None) != identity_of(files, load(), "", None)


@pytest.mark.skipif(os.name == "nt", reason="Windows allows none of these names")
def test_names_in_the_inbox_stand_for_themselves(tmp_path: Path) -> None:
    """A name that other programs take for a pattern, a command or bytes of another encoding is a name."""
    inbox, releases = tmp_path / "inbox [a]", tmp_path / "releases [b]'s"
    names = ["*.csv", "[a].csv", "a.csv", "x\\..\\..\\x.csv", "'; DROP TABLE x; --.csv", "a\x1b[2J\n.csv", "%2e%2e.csv"]
    for place, name in enumerate(names):
        write(inbox / name, activities({"Codice attività": f"N{place}", "coop": COOPS[place]}))
    for latin in (b"citt\xe0.csv", b"citt\xe8.csv"):
        os.link(inbox / "a.csv", os.fsencode(inbox) + b"/" + latin)
    build(Sources(inbox, None, few_shipped(tmp_path)), releases, as_of=None, progress=silent)
    with open_release(served(releases)) as connection:
        told = connection.execute("SELECT file, read, accepted, duplicate FROM load_file "
                                  "WHERE file NOT LIKE '%targets%' ORDER BY file").fetchall()  # fmt: skip
        codes = connection.execute("SELECT source_file, activity_id FROM fact_pid_activity").fetchall()
    expected = {name.replace("\x1b", "\ufffd").replace("\n", "\ufffd"): f"N{n}" for n, name in enumerate(names)}
    assert dict(codes) == expected
    assert {row[0] for row in told} == {*expected, "citt\ufffd.csv", "citt\ufffd.csv (2)"}
    assert all(read == accepted + duplicate == 1 for _, read, accepted, duplicate in told)
