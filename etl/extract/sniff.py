"""Says what a file is by its first bytes, not by its extension alone, and refuses what cannot be opened."""

from pathlib import Path

from etl.problem import FileProblem

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# An encrypted XLSX is an OLE container whose directory names this stream in UTF-16.
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
LIMIT_MB = 2_048
HEAD_BYTES = 8_192


def format_of(path: Path) -> str:
    """Return ``workbook`` or ``csv``. Raises FileProblem: empty, too_large, password, damaged."""
    size = path.stat().st_size
    if size > LIMIT_MB * 1024 * 1024:
        raise FileProblem("too_large", {"limit": LIMIT_MB})
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
    if not head.strip():
        raise FileProblem("empty")
    if head.startswith(OLE):
        if ENCRYPTED_STREAM in path.read_bytes():
            raise FileProblem("password")
        return "workbook"
    if head.startswith(ZIP):
        return "workbook"
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise FileProblem("damaged", {"detail": "binary content"})
    return "csv"
