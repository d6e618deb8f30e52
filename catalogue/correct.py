"""Reads the corrections of catalogue/corrections: errors of sources, corrected as data, each with its reason."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date, datetime
from fnmatch import fnmatchcase
from pathlib import Path

import yaml

from catalogue.load import load
from catalogue.read import CATALOGUE_DIR

CORRECTIONS = CATALOGUE_DIR / "corrections"
KEYS = ("feed", "source", "row", "column", "from", "to", "reason", "who", "date")
SOURCE_KEYS = {"file", "sha256"}
LONGEST, MOST_BYTES, MOST_FILES = 500, 20_000, 1_000
# What a person's data look like: an address of mail, a tax code of sixteen characters, a telephone.
PERSONAL = re.compile(
    r"[^\s@]+@[^\s@]+\.[a-z]|\b[A-Z]{6}[0-9A-Z]{2}[A-Z][0-9A-Z]{2}[A-Z][0-9A-Z]{3}[A-Z]\b|\+39[\s0-9]{6,}",
    re.IGNORECASE,
)


class CorrectionError(ValueError):
    """An invalid correction; the text names the file and what is wrong."""


@dataclass(frozen=True)
class Correction:
    """The correction of one cell of one source: its place, its text, the right text, and who decided it.

    ``pattern``: of the file's name, as in a shell. ``row``: field and text of the cells that name the row.
    """

    name: str  # of its own file
    feed: str
    pattern: str
    sha256: str
    row: tuple[tuple[str, str], ...]
    column: str
    before: str
    after: str
    reason: str
    who: str
    decided_on: date

    def meant_for(self, file: str) -> bool:
        """Whether the name of a file, with its folders or without, fits the pattern."""
        return fnmatchcase(file, self.pattern) or fnmatchcase(file.rpartition("/")[2], self.pattern)


def corrections(folder: Path = CORRECTIONS) -> tuple[Correction, ...]:
    """Every correction of a folder, by file name.

    Raises CorrectionError where one is invalid, or two correct the same cell.
    """
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if len(paths) > MOST_FILES:
        raise CorrectionError(f"{folder.name}: more than {MOST_FILES} files")
    found = tuple(_correction(path) for path in paths)
    cells: dict[object, str] = {}
    for one in found:
        cell = (one.feed, one.pattern, one.row, one.column)
        if cell in cells:
            raise CorrectionError(f"{one.name}: corrects the same cell as {cells[cell]}; keep one of the two")
        cells[cell] = one.name
    return found


def digest(found: tuple[Correction, ...]) -> str:
    """One hash over some corrections: part of the identity of what they changed."""
    return hashlib.sha256(repr(found).encode()).hexdigest()


def _correction(path: Path) -> Correction:
    raw = _mapping(path)
    if set(raw) != set(KEYS):
        missing, other = sorted(set(KEYS) - set(raw)), sorted(str(key) for key in set(raw) - set(KEYS))
        raise CorrectionError(f"{path.name}: missing {missing or 'nothing'}, not known {other or 'nothing'}")
    source, row, decided_on = raw["source"], raw["row"], raw["date"]
    if not isinstance(source, dict) or "file" not in source or not set(source) <= SOURCE_KEYS:
        raise CorrectionError(f"{path.name}: «source» must hold file, a name or pattern, and may hold sha256")
    if not isinstance(row, dict) or not row:
        raise CorrectionError(f"{path.name}: «row» must name the row by one or more of its fields")
    if not isinstance(decided_on, date) or isinstance(decided_on, datetime):
        raise CorrectionError(f"{path.name}: «date» must be a day, for example 2026-11-20")
    cells = {key: raw[key] for key in ("feed", "column", "from", "to", "reason", "who")}
    cells |= {f"source {key}": text for key, text in source.items()} | {f"row {key}": text for key, text in row.items()}
    texts = {key: _checked_text(path.name, key, text) for key, text in cells.items()}
    one = Correction(
        path.name, texts["feed"], texts["source file"], texts.get("source sha256", "").lower(),
        tuple(sorted(row.items())), texts["column"], texts["from"].strip(), texts["to"].strip(), texts["reason"],
        texts["who"], decided_on,
    )  # fmt: skip
    _check_meaning(one)
    return one


def _mapping(path: Path) -> dict[str, object]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise CorrectionError(f"{path.name}: larger than {MOST_BYTES} bytes; one file holds one correction")
        raw = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise CorrectionError(f"{path.name}: not readable as YAML ({str(error).splitlines()[0]})") from error
    if not isinstance(raw, dict):
        raise CorrectionError(f"{path.name}: must hold {', '.join(KEYS)}")
    return raw


def _checked_text(name: str, key: str, text: object) -> str:
    """The text, which must be in quotes: YAML reads NO as a boolean and 001 as a number. Raises CorrectionError."""
    if not isinstance(text, str):
        raise CorrectionError(f"{name}: «{key}» must be text; put it in quotes")
    if len(text) > LONGEST:
        raise CorrectionError(f"{name}: «{key}» is longer than {LONGEST} characters")
    if not text.strip() and key not in {"from", "to"}:
        raise CorrectionError(f"{name}: «{key}» is empty")
    if PERSONAL.search(text):
        raise CorrectionError(f"{name}: «{key}» looks like a person's data, which no correction may hold")
    return text


def _check_meaning(one: Correction) -> None:
    feeds = load().feeds
    if one.feed not in feeds:
        raise CorrectionError(f"{one.name}: «feed» {one.feed} is none of {', '.join(feeds)}")
    fields = {field.name for field in feeds[one.feed].fields if not field.personal}
    for field in (one.column, *(name for name, _ in one.row)):
        if field not in fields:
            raise CorrectionError(f"{one.name}: {field} is no stored field of {one.feed}: {', '.join(sorted(fields))}")
    if one.before == one.after:
        raise CorrectionError(f"{one.name}: «from» and «to» are the same")
    if one.sha256 and not re.fullmatch("[0-9a-f]{64}", one.sha256):
        raise CorrectionError(f"{one.name}: «sha256» must be 64 hexadecimal digits")
