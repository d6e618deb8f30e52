"""Probes files, and opens archives: each file inside becomes a source of its own, named ``archive.zip/member.csv``."""

import gzip
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path, PurePosixPath

from catalogue.correct import Correction
from etl.extract import limits
from etl.extract.file_kind import ARCHIVES, FileKind, kind_of
from etl.extract.workbooks.zip_parts import expand, refuse_bomb
from etl.ingest.file_states import Probed, Refused, Sent
from etl.ingest.unforeseen import or_refused
from etl.messages import FileProblem
from etl.normalise.personal_data import masked
from etl.storage.hashed_copy import write_hashed
from etl.storage.layout import plain_suffix

CHUNK = 1 << 18
# What operating systems put beside the files; names that begin with a dot are left out as in the inbox.
SYSTEM_NAMES = ("__macosx", "thumbs.db", "desktop.ini")
IN_UTF8 = 0x800  # of an entry's flags: how its name is written; without it programs write what they please
# Names that lead out of the folder or hide characters: no part may climb, start at a root or a drive.
UNSAFE = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:|\\|[\x00-\x1f\x7f]|^$")
LONGEST_NAME = 255


def unpack(
    files: Sequence[Sent | Refused], folder: Path, corrections: Sequence[Correction] = (), log: Path | None = None
) -> list[Probed | Refused]:
    """Probe each file; an archive is replaced, in its place, by the files inside, expanded into ``folder``.

    An archive that cannot be opened is refused whole, and nothing of it is read. ``corrections``: of the catalogue,
    noted with the files that they name. ``log``: folder of the error log. Raises OSError where the folder
    takes no file.
    """
    found: list[Probed | Refused] = []
    for file in files:
        if isinstance(file, Refused):
            found.append(file)
            continue
        probed = or_refused(partial(_probed, file, folder / f"{len(found)}", corrections), file, log)
        found += [probed] if isinstance(probed, Refused) else probed
    return found


def corrections_for(name: str, corrections: Sequence[Correction]) -> tuple[Correction, ...]:
    """The corrections whose source is the file of this name."""
    return tuple(one for one in corrections if one.meant_for(name))


def _probed(file: Sent, folder: Path, corrections: Sequence[Correction]) -> list[Probed | Refused]:
    try:
        kind = kind_of(file.path)
        if kind.name in ARCHIVES:
            if file.archive:
                raise FileProblem("archive_nested")
            folder.mkdir(parents=True)
            members = list(_from_gzip(file, folder) if kind.name == "gzip" else _from_zip(file, kind, folder))
            found = [state for member in members for state in _probed(member, folder, corrections)]
            return _with_remark(found, sum(not part.is_dir() for part in kind.parts) - len(members))
    except FileProblem as problem:
        return [Refused(file, problem)]
    except OSError as error:
        if error.filename is not None and error.filename != str(file.path):
            raise  # the disk of the folder, not the archive
        return [Refused(file, FileProblem("unreadable"))]
    return [Probed(file, kind.name, corrections_for(file.name, corrections))]


def _from_zip(file: Sent, kind: FileKind, folder: Path) -> Iterator[Sent]:
    for number, (name, part) in enumerate(_chosen(kind.parts)):
        path, sha = _written(expand(file.path, part), folder / _safe_name(number, name), file.path)
        yield Sent(f"{file.name}/{masked(name)}", path, sha, archive=file)


def _from_gzip(file: Sent, folder: Path) -> Iterator[Sent]:
    """The one file inside, named after the archive: the name in its header is ignored."""
    name = PurePosixPath(file.name).name
    name = name[: -len(".gz")] if name.lower().endswith(".gz") else name
    path, sha = _written(_gunzipped(file.path), folder / _safe_name(0, name), file.path)
    yield Sent(f"{file.name}/{name}", path, sha, archive=file)


def _gunzipped(path: Path) -> Iterator[bytes]:
    """The content of all parts of a GZIP, one after the other as they were joined."""
    with path.open("rb") as raw, gzip.GzipFile(fileobj=raw) as stream:
        try:
            while piece := stream.read(CHUNK):
                yield piece
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise FileProblem("archive_damaged") from error


def _with_remark(found: Sequence[Probed | Refused], left_out: int) -> list[Probed | Refused]:
    """The files of an archive, of which the first that can be read tells how many entries beside them were left out."""
    first = next((place for place, state in enumerate(found) if isinstance(state, Probed)), None)
    return [
        replace(state, remarks=(f"left_out={left_out}",))
        if place == first and left_out > 0 and isinstance(state, Probed)
        else state
        for place, state in enumerate(found)
    ]


def _chosen(found: Sequence[zipfile.ZipInfo]) -> list[tuple[str, zipfile.ZipInfo]]:
    """The files of an archive by name, hidden ones left out.

    Raises FileProblem: archive_names, archive_many, archive_empty, archive_twice.
    """
    files = []
    for part in found:
        kind, name = stat.S_IFMT(part.external_attr >> 16), name_of(part)
        unsafe = UNSAFE.search(part.orig_filename) or UNSAFE.search(name)
        if unsafe or len(part.filename) > LONGEST_NAME or _is_special(kind):
            raise FileProblem("archive_names", {"name": printable(part.orig_filename)})
        if not part.is_dir() and not _is_hidden(name):
            files.append((name, part))
    if len(files) > limits.MEMBERS:
        raise FileProblem("archive_many", {"limit": limits.MEMBERS})
    if not files:
        raise FileProblem("archive_empty")
    seen: set[str] = set()
    for name, _ in files:
        key = name.casefold()
        if key in seen:
            raise FileProblem("archive_twice", {"name": printable(name)})
        seen.add(key)
    return sorted(files, key=lambda file: file[0])


def name_of(part: zipfile.ZipInfo) -> str:
    """The name of an entry as its sender reads it.

    A Mac writes UTF-8 without saying so, each accent apart from its letter; Windows the letters of DOS.
    """
    name = part.filename
    if not part.flag_bits & IN_UTF8 and not name.isascii():
        raw = name.encode("cp437")  # as the library has read it
        try:
            name = raw.decode("utf-8")
        except UnicodeDecodeError:
            name = raw.decode("cp850")
    return unicodedata.normalize("NFC", name)


def _is_special(kind: int) -> bool:
    """A link, a device or a pipe; 0 is an entry that declares no type."""
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _is_hidden(name: str) -> bool:
    return any(part.casefold() in SYSTEM_NAMES or part.startswith(".") for part in name.split("/"))


def printable(name: str) -> str:
    """A name fit for a message: no control characters, at most 80 characters."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)[:80]


def _safe_name(number: int, name: str) -> str:
    """The name of an expanded file on the disk: a number, and the archive's suffix where it is letters and digits."""
    return f"{number}{plain_suffix(Path(name))}"


def _written(pieces: Iterable[bytes], path: Path, archive: Path) -> tuple[Path, str]:
    """Write the pieces to ``path`` and return it with their SHA-256. Raises FileProblem archive_bomb, and OSError."""
    return path, write_hashed(_bounded(pieces, archive.stat().st_size), path)


def _bounded(pieces: Iterable[bytes], compressed: int) -> Iterator[bytes]:
    size = 0
    for piece in pieces:
        size += len(piece)
        refuse_bomb(size, compressed, limits.EXPANDED_MB)
        yield piece
