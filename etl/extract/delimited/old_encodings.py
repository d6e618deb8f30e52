"""Which of the encodings before UTF-8 a text is in, by what its letters would be; none is damaged in silence."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from etl.messages import FileProblem

# Of Windows, DOS and the Macintosh, the likeliest first: where texts read the same in two of them, the first is told.
ENCODINGS = {
    "cp1252": "Windows-1252",
    "cp850": "DOS (code page 850)",
    "cp437": "DOS (code page 437)",
    "mac_roman": "Mac Roman",
}
CHUNK = 1 << 20
HIGH_LINE = re.compile(rb"[^\n]*[\x80-\xff][^\n]*")
LOWER, UPPER = "àèéìòù", "ÀÈÉÌÒÙ"  # that end Italian words
FOREIGN = "äöüßâêîôûëïçčšžáíóúñãõåæø"  # of names from elsewhere, inside a word
AFTER_T, CERTAIN, LIKELY, ODD, WRONG = 4, 3, 1, -2, -6  # how well a sign fits between its neighbours


@dataclass(frozen=True)
class _Between:
    """A sign with the sign before and the one behind it."""

    before: str
    sign: str
    after: str

    @property
    def inside(self) -> bool:
        """Whether letters stand on both sides."""
        return self.before.isalpha() and self.after.isalpha()

    @property
    def alone(self) -> bool:
        """Whether letters stand on neither side."""
        return not self.before.isalpha() and not self.after.isalpha()


def encoding_of(path: Path) -> str:
    """The encoding (of ``ENCODINGS``) of a text that is not UTF-8.

    Raises FileProblem: mixed_encodings where some lines are UTF-8, unknown_encoding where no encoding makes words of
    the text, or two make different ones.
    """
    found, first = _signs(path)
    scores = {encoding: _score(found, encoding) for encoding in ENCODINGS}
    best = max(scores.values())
    fits = [encoding for encoding, score in scores.items() if score == best]
    if best <= 0 or len({_read(found, encoding) for encoding in fits}) > 1:
        raise FileProblem("unknown_encoding", {"row": first})
    return fits[0]


def _signs(path: Path) -> tuple[Mapping[bytes, int], int]:
    """How often each sign beyond ASCII occurs between its neighbours, and the first line with one."""
    found: Counter[bytes] = Counter()
    first, wide, row = 0, 0, 1
    for lines in _lines(path):
        for line in HIGH_LINE.finditer(lines):
            here = row + lines.count(b"\n", 0, line.start())
            if _is_utf8(line[0]):
                wide = wide or here
            else:
                first = first or here
            if wide and first:
                raise FileProblem("mixed_encodings", {"row": max(wide, first)})
        signs = np.frombuffer(b"\n" + lines + b"\n", np.uint8)
        places = np.flatnonzero(signs[1:-1] > 127) + 1
        three = np.stack([signs[places - 1], signs[places], signs[places + 1]], axis=1)
        kinds, counts = np.unique(three, axis=0, return_counts=True)
        found.update({kind.tobytes(): int(count) for kind, count in zip(kinds, counts, strict=True)})
        row += lines.count(b"\n")
    return found, first


def _lines(path: Path) -> Iterator[bytes]:
    """The file in pieces of whole lines."""
    rest = b""
    with path.open("rb") as file:
        while piece := file.read(CHUNK):
            rest += piece
            end = rest.rfind(b"\n") + 1
            if end:
                yield rest[:end]
            rest = rest[end:]
    if rest:
        yield rest


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _read(found: Mapping[bytes, int], encoding: str) -> tuple[str, ...]:
    return tuple(three.decode(encoding, "replace") for three in found)


def _score(found: Mapping[bytes, int], encoding: str) -> int:
    """How well the signs make words in an encoding; below zero where one of them cannot be."""
    total, impossible = 0, False
    for three, count in found.items():
        try:
            between = _Between(*three.decode(encoding))
        except UnicodeDecodeError:
            return WRONG * sum(found.values())
        score = _fit(between)
        impossible = impossible or score == WRONG
        total += score * min(count, CHUNK)
    return min(total, -1) if impossible and total <= 0 else total


def _fit(at: _Between) -> int:
    """How well a sign fits where it stands."""
    if at.sign.isalpha() and at.sign not in "ªº":
        return _letter(at)
    if at.sign in "’‘'´":
        return LIKELY + 1 if at.before.isalpha() else 0 if at.after.isalpha() else ODD
    if at.sign in "“”«»„…•–—":
        return ODD if at.inside else LIKELY
    if at.sign in "°ªº€§®©™²³½\xa0·":
        return ODD if at.inside and at.sign != "\xa0" else LIKELY
    return WRONG if at.before.isalpha() or at.after.isalpha() else ODD


def _letter(at: _Between) -> int:
    before, after = at.before, at.after
    if at.sign in LOWER:
        if at.alone:
            return CERTAIN if at.sign == "è" else ODD
        if not before.isalpha():
            return ODD
        if after.isupper():
            return WRONG
        if after.isalpha():
            return LIKELY if at.sign in "éè" else 0  # Vallée; an Italian accent stands at the end
        if before.lower() in "aeo" and at.sign != "è":
            return ODD  # «idea…» is no «ideaà»
        if at.sign == "à" and before.lower() in "ci":
            return LIKELY if before.lower() == "i" else ODD  # «ecc…», «servizi…»
        return AFTER_T if before in "tT" else CERTAIN
    if at.sign in UPPER:
        if before.islower() or (after.islower() and before.isalpha()):
            return WRONG
        if not before.isalpha():
            return CERTAIN if at.sign == "È" else LIKELY
        return CERTAIN if not after.isalpha() else LIKELY
    if at.sign.lower() not in FOREIGN or at.alone or (before.islower() and at.sign.isupper()):
        return WRONG
    return LIKELY if at.inside or not before.isalpha() else 0
