"""Says what a file is by its first bytes, not by its extension alone, and refuses what cannot be opened."""

import zipfile
from pathlib import Path

from etl.extract.state_aid import is_state_aid
from etl.problem import FileProblem, messages

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An encrypted XLSX is an OLE container whose directory names this stream in UTF-16.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
# What people send instead of a table, by its first bytes or by a name inside its archive.
OTHERS = {b"%PDF": "pdf", b"\x89PNG\r\n": "png", b"\xff\xd8\xff": "jpeg", b"GIF8": "gif"}
WORKBOOKS = ("xl/workbook.xml", "xl/workbook.bin")
OFFICE = {"word/document.xml": "docx", "ppt/presentation.xml": "pptx"}
OPEN_DOCUMENTS = {b"application/vnd.oasis.opendocument.text": "odt"}
LIMIT_MB = 2_048
HEAD_BYTES = 8_192


def format_of(path: Path) -> str:
    """Return ``workbook``, ``csv`` or ``state_aid``.

    Raises FileProblem: empty, too_large, password, damaged, wrong_format, entities.
    """
    size = path.stat().st_size
    if size > LIMIT_MB * 1024 * 1024:
        raise FileProblem("too_large", {"limit": LIMIT_MB})
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip():
        raise FileProblem("empty")
    for mark, name in OTHERS.items():
        if head.startswith(mark):
            raise wrong_format(name)
    if head.startswith(OLE):
        if ENCRYPTED_STREAM in path.read_bytes():
            raise FileProblem("password")
        return "workbook"
    if head.startswith(ZIP):
        _refuse_other_archives(path)
        return "workbook"
    if is_state_aid(path):
        return "state_aid"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileProblem("damaged")
    return "csv"


def wrong_format(name: str) -> FileProblem:
    """The problem of a file that is no table; ``name`` is an entry of ``formats`` in catalogue/messages.yaml."""
    return FileProblem("wrong_format", {"format": messages()["formats"][name]})


def _refuse_other_archives(path: Path) -> None:
    """A workbook is an archive, and so are documents, presentations and archives of anything."""
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            kind = archive.read("mimetype")[:100] if "mimetype" in names else b""
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError) as error:
        raise FileProblem("damaged") from error
    if names & set(WORKBOOKS) or (kind and kind not in OPEN_DOCUMENTS):
        return
    found = [form for inside, form in OFFICE.items() if inside in names]
    raise wrong_format(OPEN_DOCUMENTS.get(kind) or (found[0] if found else "zip"))
