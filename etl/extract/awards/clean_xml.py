"""Cleans XML before it is parsed: removes characters that XML forbids, and finds the first element in the prologue."""

import re
from pathlib import Path
from typing import BinaryIO

import numpy as np

FORBIDDEN = bytes(code for code in range(32) if code not in (9, 10, 13))
REFERENCE = re.compile(rb"&#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,9}));")
LONGEST_REFERENCE = 14
CONTROLS, ALLOWED_CONTROLS = 32, b"\t\n\r"
PROLOGUE = re.compile(rb"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*", re.DOTALL)
DECLARATION = re.compile(rb"\s*<\?xml.*?\?>", re.DOTALL)
ELEMENT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
HEAD_BYTES = 65_536


def read_head(path: Path) -> bytes:
    """As many first bytes of a file as a prologue may take."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)


def first_element(head: bytes) -> str:
    """Name of the first element without prefix, ``!DOCTYPE`` where one comes before it, '' where it is no XML."""
    head = _decoded(head[:HEAD_BYTES]).translate(None, FORBIDDEN).removeprefix(b"\xef\xbb\xbf")
    place = PROLOGUE.match(head)
    rest = head[place.end() if place else 0 :]
    if rest[:9].upper() == b"<!DOCTYPE":
        return "!DOCTYPE"
    found = ELEMENT.match(rest)
    return found[1].decode("utf-8", "replace") if found else ""


def _decoded(head: bytes) -> bytes:
    """UTF-16 text as UTF-8, so that a prologue can be looked at."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return head[: len(head) // 2 * 2].decode("utf-16", "replace").encode()
    return head


def is_allowed(code: int) -> bool:
    """Whether XML 1.0 knows the character."""
    return code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000


def _has_forbidden(text: bytes) -> bool:
    """Most texts have none, and counting is ten times as fast as copying."""
    seen = np.frombuffer(text, np.uint8)
    return bool(np.count_nonzero(seen < CONTROLS) != sum(np.count_nonzero(seen == code) for code in ALLOWED_CONTROLS))


class CleanStream:
    """A file that reads without forbidden characters, in one element of its own where it has several roots.

    ``removed`` counts what was left out. UTF-16 goes through as it is.
    """

    def __init__(self, file: BinaryIO, around: str = "") -> None:
        self.file = file
        self.removed = 0
        self.tail = b""
        self.ended = False
        self.plain = file.peek(2)[:2] in (b"\xff\xfe", b"\xfe\xff") if hasattr(file, "peek") else False
        self.opening, self.closing = (f"<{around}>".encode(), f"</{around}>".encode()) if around else (b"", b"")

    def read(self, size: int = -1) -> bytes:
        """The next bytes, b'' at the end only; may be more than ``size`` by a few."""
        while not self.ended:
            raw = self.file.read(size)
            if self.plain:
                return raw
            if not raw:
                self.ended = True
                return self._clean(self.tail) + self.closing
            text = self.tail + raw
            cut = text.rfind(b"&", max(0, len(text) - LONGEST_REFERENCE))
            self.tail, text = (text[cut:], text[:cut]) if cut >= 0 else (b"", text)
            if self.opening:
                text = self._opened(text)
            if cleaned := self._clean(text):
                return cleaned
        return b""

    def _opened(self, text: bytes) -> bytes:
        """The opening of the element around, after the declaration."""
        text = text.removeprefix(b"\xef\xbb\xbf")
        found = DECLARATION.match(text)
        place, self.opening, opening = (found.end() if found else 0), b"", self.opening
        return text[:place].lstrip() + opening + text[place:]

    def _clean(self, text: bytes) -> bytes:
        kept = text.translate(None, FORBIDDEN) if _has_forbidden(text) else text
        self.removed += len(text) - len(kept)
        return REFERENCE.sub(self._reference, kept) if b"&#" in kept else kept

    def _reference(self, found: re.Match[bytes]) -> bytes:
        allowed = is_allowed(int(found[1], 16) if found[1] else int(found[2]))
        self.removed += not allowed
        return found[0] if allowed else b""
