"""Lets every message be printed on any console: a sign that its encoding has not is written in ASCII."""

import codecs
import io
import sys
import unicodedata

HANDLER = "osservatorio.nearest"
# Nothing stands for a sign as a double quote or a backslash: in JSON they would mean something.
SIGNS = {
    "✗": "x", "✓": "v", "·": "-", "…": "...", "“": "'", "”": "'", "„": "'", "‘": "'", "’": "'", "«": "<<", "»": ">>",
    "–": "-", "—": "-", "−": "-", "→": "->", "≥": ">=", "≤": "<=", "±": "+/-", "×": "x", "€": "EUR", "°": "o",
    "\u00a0": " ", "\u202f": " ", "█": "#", "ß": "ss",
}  # fmt: skip
UNKNOWN, NEVER = "?", '"\\'


def nearest(error: UnicodeError) -> tuple[str, int]:
    """The handler of errors, as ``codecs`` calls it: what stands for the signs that cannot be written."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_nearest, error.object[error.start : error.end])), error.end


def _nearest(sign: str) -> str:
    """ASCII alone: of most encodings the error does not say which one it is about."""
    plain = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    fits = plain and plain.isascii() and plain.isprintable() and not {*plain} & {*NEVER}
    return SIGNS.get(sign) or (plain if fits else UNKNOWN)


def tolerate() -> None:
    """Have standard output and error write what they can. No message of a command may end it."""
    codecs.register_error(HANDLER, nearest)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=HANDLER)
