"""Detects what a file is by its first bytes, not by its extension, and refuses what cannot be opened."""

import mmap
import zipfile
from dataclasses import dataclass
from pathlib import Path

from etl.extract import limits
from etl.extract.awards.clean_xml import read_head
from etl.extract.awards.state_aid import is_state_aid
from etl.extract.foreign_formats import refuse_foreign_formats
from etl.extract.workbooks.zip_parts import expand, parts
from etl.messages import FileProblem
from texts.message import Message
from texts.messages.file_messages import FORMATS

ZIP, EMPTY_ZIP, OLE = b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
GZIP = b"\x1f\x8b"
ARCHIVES = ("zip", "gzip")
# An encrypted XLSX is an OLE container whose directory names this stream in UTF-16.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# What people send instead of a table, by its first bytes or by a name inside its archive.
OTHERS = {
    b"%PDF": "pdf", b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif", b"7z\xbc\xaf\x27\x1c": "7z",
    b"Rar!\x1a\x07": "rar", b"BZh": "bz2", b"\xfd7zXZ\x00": "xz",
}  # fmt: skip
TAR, TAR_PLACE = b"ustar", 257
WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
OFFICE = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENTS = {b"application/vnd.oasis.opendocument.text": "odt"}
HEAD_BYTES = 8_192  # that must be text for a file to be read as CSV
CONTROLS = bytes(code for code in range(1, 32) if code not in b"\t\n\v\f\r\x1a")


@dataclass(frozen=True)
class FileKind:
    """``name``: workbook, csv, state_aid, zip or gzip. ``parts``: the entries of a zip."""

    name: str
    parts: tuple[zipfile.ZipInfo, ...] = ()


def kind_of(path: Path) -> FileKind:
    """What a file is; a workbook is a ZIP and yet no archive.

    Raises FileProblem: empty, too_large, password, damaged, wrong_format, entities, and what
    etl.extract.workbooks.zip_parts and etl.extract.foreign_formats refuse.
    """
    if path.stat().st_size > limits.FILE_MB * limits.MB:
        raise FileProblem("too_large", {"limit": limits.FILE_MB})
    head = read_head(path)
    if not head[:HEAD_BYTES].strip():
        raise FileProblem("empty")
    if head.startswith(GZIP):
        return FileKind("gzip")
    if head.startswith((ZIP, EMPTY_ZIP)):
        return _zip_kind(path)
    _refuse_others(head)
    if head.startswith(OLE):
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            encrypted = content.find(ENCRYPTED_STREAM) >= 0
        if encrypted:
            raise FileProblem("password")
        return FileKind("workbook")
    if is_state_aid(head):
        return FileKind("state_aid")
    refuse_foreign_formats(head)
    wide = head.startswith((b"\xff\xfe", b"\xfe\xff"))
    start = head[:HEAD_BYTES]
    if b"\0" in start and not wide and start.translate(None, CONTROLS) != start:
        raise FileProblem("damaged")  # other control characters too: no text at all
    return FileKind("csv")


def _zip_kind(path: Path) -> FileKind:
    try:
        found = parts(path)
    except FileProblem as problem:
        if problem.kind == "archive_damaged" and path.suffix.lower() != ".zip":
            raise FileProblem("damaged") from problem  # most likely a workbook that was cut off
        raise
    if _is_workbook(path, {part.filename: part for part in found}):
        return FileKind("workbook")
    return FileKind("zip", tuple(found))


def wrong_format(name: str) -> FileProblem:
    """The problem of a file that is no table; ``name`` is a key of FORMATS."""
    return FileProblem("wrong_format", {"format": Message(FORMATS[name])})


def _refuse_others(head: bytes) -> None:
    for mark, name in OTHERS.items():
        if head.startswith(mark):
            raise wrong_format(name)
    if head[TAR_PLACE:].startswith(TAR):
        raise wrong_format("tar")


def _is_workbook(path: Path, found: dict[str, zipfile.ZipInfo]) -> bool:
    """Whether a ZIP is a workbook; documents and presentations are ZIPs too, and refused."""
    kind = next(expand(path, found["mimetype"]), b"")[:100] if "mimetype" in found else b""
    if found.keys() & set(WORKBOOKS) or (kind and kind not in OPEN_DOCUMENTS):
        return True
    name = OPEN_DOCUMENTS.get(kind) or next((form for inside, form in OFFICE.items() if inside in found), "")
    if name:
        raise wrong_format(name)
    return False
