"""Opens archives: each file inside becomes a source of its own, named ``archive.zip/member.csv``; none is trusted."""

import gzip
import hashlib
import re
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath

from etl.extract import limits
from etl.extract.file_kind import archive_of
from etl.extract.workbooks.zip_parts import expand, parts, refuse_bomb
from etl.ingest.inbox import Inbound
from etl.messages import FileProblem
from etl.normalise.personal_data import masked

CHUNK = 1 << 18
LITTER = ("__MACOSX",)  # what systems put beside the files; names that begin with a dot are left out as in a folder
# Ways out of the folder: no part of a name may climb, start at a root or a drive, or hide characters.
TRICK = re.compile(r"(^|/)\.\.(/|$)|^/|^[A-Za-z]:|\\|[\x00-\x1f\x7f]|^$")
LONGEST_NAME = 255


def unpacked(files: Sequence[Inbound], folder: Path) -> list[Inbound]:
    """The files with each archive replaced, in its place, by what it holds, expanded into ``folder``.

    An archive that cannot be taken stays as one file with its problem, and nothing of it is read. Raises OSError
    where the folder takes no file.
    """
    found: list[Inbound] = []
    for file in files:
        found += _members(file, folder / f"{len(found)}")
    return found


def _members(file: Inbound, folder: Path) -> list[Inbound]:
    if file.problem or not file.path.is_file() or file.path.stat().st_size > limits.FILE_MB * limits.MB:
        return [file]
    try:
        kind = archive_of(file.path)
        if not kind:
            return [file]
        folder.mkdir(parents=True)
        return list(_from_gzip(file, folder) if kind == "gzip" else _from_zip(file, folder))
    except FileProblem as problem:
        file.problem = problem
    except OSError as error:
        if error.filename is not None and error.filename != str(file.path):
            raise  # the disk of the folder, not the archive
        file.problem = FileProblem("unreadable")
    return [file]


def _from_zip(file: Inbound, folder: Path) -> Iterator[Inbound]:
    chosen = _chosen(parts(file.path))
    for number, part in enumerate(chosen):
        path, sha = _written(expand(file.path, part), folder / _plain(number, part.filename), file.path)
        yield Inbound(f"{file.name}/{masked(part.filename)}", path, sha, archive=file)


def _from_gzip(file: Inbound, folder: Path) -> Iterator[Inbound]:
    """The one file inside, named after the archive: what its head says of a name is not looked at."""
    name = PurePosixPath(file.name).name
    name = name[: -len(".gz")] if name.lower().endswith(".gz") else name
    path, sha = _written(_gunzipped(file.path), folder / _plain(0, name), file.path)
    yield Inbound(f"{file.name}/{name}", path, sha, archive=file)


def _gunzipped(path: Path) -> Iterator[bytes]:
    """The content of all parts of a GZIP, one after the other as they were joined."""
    with path.open("rb") as raw, gzip.GzipFile(fileobj=raw) as stream:
        try:
            while piece := stream.read(CHUNK):
                yield piece
        except (gzip.BadGzipFile, EOFError, zlib.error) as error:
            raise FileProblem("archive_damaged") from error


def _chosen(found: Sequence[zipfile.ZipInfo]) -> list[zipfile.ZipInfo]:
    """The files of an archive by name, without folders and litter. Raises FileProblem: archive_names, _many, _empty."""
    for part in found:
        kind = stat.S_IFMT(part.external_attr >> 16)
        if TRICK.search(part.orig_filename) or len(part.filename) > LONGEST_NAME or _is_special(kind):
            raise FileProblem("archive_names", {"name": shown(part.orig_filename)})
    files = [part for part in found if not part.is_dir() and not _is_litter(part.filename)]
    if len(files) > limits.MEMBERS:
        raise FileProblem("archive_many", {"limit": limits.MEMBERS})
    if not files:
        raise FileProblem("archive_empty")
    seen: set[str] = set()
    for part in files:
        key = unicodedata.normalize("NFC", part.filename).casefold()
        if key in seen:
            raise FileProblem("archive_twice", {"name": shown(part.filename)})
        seen.add(key)
    return sorted(files, key=lambda part: part.filename)


def _is_special(kind: int) -> bool:
    """A link, a device or a pipe: neither a file nor a folder, nor unsaid."""
    return kind not in (0, stat.S_IFREG, stat.S_IFDIR)


def _is_litter(name: str) -> bool:
    return any(part in LITTER or part.startswith(".") for part in name.split("/"))


def shown(name: str) -> str:
    """A name as it can be told: no control characters, not endless."""
    return "".join(char if char.isprintable() else "\ufffd" for char in name)[:80]


def _plain(number: int, name: str) -> str:
    """The name of an expanded file on the disk: a number of our own, and the suffix where it is a plain one."""
    suffix = PurePosixPath(name).suffix.lower()
    return f"{number}{suffix if re.fullmatch(r'[.][a-z0-9]{1,8}', suffix) else ''}"


def _written(pieces: Iterable[bytes], path: Path, archive: Path) -> tuple[Path, str]:
    """Write the pieces and return where, with their SHA-256; what no directory declared is counted as it comes."""
    digest, size, compressed = hashlib.sha256(), 0, archive.stat().st_size
    with path.open("wb", buffering=0) as file:
        for piece in pieces:
            size += len(piece)
            refuse_bomb(size, compressed, limits.EXPANDED_MB)
            digest.update(piece)
            try:
                left = memoryview(piece)
                while left:
                    left = left[file.write(left) :]
            except OSError as error:  # a full disk says not where: the archive would be blamed
                raise OSError(error.errno, error.strerror, str(path)) from error
    return path, digest.hexdigest()
