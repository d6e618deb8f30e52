"""What the command tells of a traced figure: the figure and its formula, the files, the rows; as text, JSON or CSV."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from babel.numbers import format_decimal

from etl.console import Voice, day_words
from etl.trace.originals import SourceFile
from etl.trace.question import Figure

ROLES = {
    "it": {"numerator": "numeratore", "denominator": "denominatore", "both": "num. e den.", "figure": "pubblicato",
           "part": "componente"},
    "en": {"numerator": "numerator", "denominator": "denominator", "both": "num. and den.", "figure": "published",
           "part": "part"},
}  # fmt: skip
HEADS = {
    "it": ("unità", "ruolo", "giorno", "num.", "den.", "riga", "foglio", "file"),
    "en": ("unit", "role", "day", "num.", "den.", "row", "sheet", "file"),
}
FILE_HEADS = {"it": ("file", "righe", "SHA-256", "originale"), "en": ("file", "rows", "SHA-256", "original")}
CSV_HEAD = (
    "kpi", "as_of", "territory", "breakdown", "category", "role", "unit", "day", "numerator", "denominator", "file",
    "sheet", "row", "sha256", "original", "publisher", "title", "url",
)  # fmt: skip
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Traced:
    """A figure with everything behind it. ``again``: the value of its rows, None where a formula combines them."""

    release: str
    figure: Figure
    rows: pd.DataFrame  # the columns of etl.trace.contributions.COLUMNS
    files: Sequence[SourceFile]
    again: float | None

    @property
    def units(self) -> int:
        """How many different units the rows are about."""
        return int(self.rows["unit"].nunique())

    @property
    def holds(self) -> bool:
        """Whether the rows give the value; a formula over published parts is not worked out again."""
        combined = bool((self.rows["role"] == "part").any())
        return combined or self.again == self.figure.value


def tell_figure(voice: Voice, traced: Traced) -> None:
    """The figure, its definition, formula, numerator and denominator, and whether the rows give it again."""
    figure, measure = traced.figure, traced.figure.measure
    for language in voice.languages:
        italian = language == "it"
        place = figure.territory_it if italian else figure.territory_en
        part = f", {figure.cell.breakdown}: {figure.cell.category}" if figure.cell.category else ""
        words = (
            ("definizione", "formula", "base", "avvertenza", "numeratore", "denominatore")
            if italian
            else ("definition", "formula", "base", "caveat", "numerator", "denominator")
        )
        print(f"{measure[f'name_{language}']} ({figure.cell.kpi}), {place} ({figure.cell.territory}){part}, "
              f"{day_words(figure.cell.as_of, language)}: {_number(figure.value, language)}")  # fmt: skip
        said = [measure[f"definition_{language}"], measure[f"formula_{language}"], measure[f"base_{language}"]]
        said += [
            measure[f"caveat_{language}"],
            _number(figure.numerator, language),
            _number(figure.denominator, language),
        ]
        for word, text in zip(words, said, strict=True):
            if text not in ("", "–"):
                print(f"  {word}: {text}")
    units, files, rows = traced.units, len(traced.files), len(traced.rows)
    voice.say(f"  release {traced.release}; unità {units}, righe {rows}, file {files}",
              f"  release {traced.release}; units {units}, rows {rows}, files {files}")  # fmt: skip
    if figure.hidden:
        voice.say("  ! Valore oscurato su ogni pagina: queste righe restano a chi gestisce l'Osservatorio.",
                  "  ! Suppressed on every page: these rows stay with whoever runs the Osservatorio.")  # fmt: skip
    if not traced.holds:
        again = {language: _number(traced.again, language) for language in ("it", "en")}
        voice.say(f"  ✗ Le righe danno {again['it']}, non il valore della release: catalogo o codice sono cambiati.",
                  f"  ✗ The rows give {again['en']}, not the release's value: catalogue or code changed.")  # fmt: skip
    elif traced.again is not None:
        voice.say("  ✓ Ricalcolato dalle righe: è il valore della release.",
                  "  ✓ Computed again from the rows: it is the release's value.")  # fmt: skip


def tell_files(voice: Voice, files: Sequence[SourceFile]) -> None:
    """Each file as it was sent, with its contributing rows, hash and the original by that hash; once, as a table."""
    gone = {"it": "non più conservato", "en": "kept no more"}[voice.languages[0]]
    lines = [(one.file, str(one.rows), one.sha256 or "–", one.original or gone) for one in files]
    _tell_table([FILE_HEADS[language] for language in voice.languages], lines)


def tell_rows(voice: Voice, rows: pd.DataFrame) -> None:
    """The contributing rows, once, under a head in each language; then the address of what others published."""
    roles = ROLES[voice.languages[0]]
    lines = [
        (_text(row.unit), roles[str(row.role)], _day(row.day), _plain(row.num), _plain(row.den),
         _plain(row.source_row), _text(row.source_sheet), str(row.source_file))
        for row in rows.itertuples()
    ]  # fmt: skip
    _tell_table([HEADS[language] for language in voice.languages], lines)
    for publisher, title, url in (
        rows[["publisher", "title", "url"]].dropna(how="all").drop_duplicates().values.tolist()
    ):
        print(_printable(f"{_text(publisher)}: {_text(title)} {_text(url)}"))


def _tell_table(heads: Sequence[Sequence[str]], lines: Sequence[Sequence[str]]) -> None:
    """Heads and lines with their columns below each other."""
    shown = [[_printable(cell) for cell in line] for line in (*heads, *lines)]
    widths = [max(map(len, column)) for column in zip(*shown, strict=True)]
    for line in shown:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def _printable(text: str) -> str:
    """What a terminal shows and does not obey: a sender's code may hold control characters."""
    return "".join(char if char.isprintable() else "\ufffd" for char in text)


def write_rows(traced: Traced, path: Path) -> None:
    """Write the rows as CSV (comma, UTF-8 with BOM), no cell of which is a formula. Raises OSError."""
    originals, cell = {one.file: one for one in traced.files}, traced.figure.cell
    key = (cell.kpi, cell.as_of.isoformat(), cell.territory, cell.breakdown, cell.category)
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        out = csv.writer(file)
        out.writerow(CSV_HEAD)
        for row in traced.rows.itertuples():
            source = originals[str(row.source_file)]
            texts = (row.role, row.unit, _day(row.day))
            places = (source.file, _text(row.source_sheet), _plain(row.source_row), source.sha256, source.original)
            published = (_text(row.publisher), _text(row.title), _text(row.url))
            amounts = (_plain(row.num), _plain(row.den))
            out.writerow([*map(_harmless, (*key, *texts)), *amounts, *map(_harmless, (*places, *published))])


def as_json(traced: Traced, with_rows: bool) -> dict[str, object]:
    """The trace for machines; numbers as the release holds them."""
    figure, measure = traced.figure, traced.figure.measure
    told: dict[str, object] = {
        "release": traced.release, **vars(figure.cell), "value": figure.value, "numerator": figure.numerator,
        "denominator": figure.denominator, "recomputed": traced.again, "holds": traced.holds,
        "suppressed": figure.hidden, "units": traced.units, "files": [one.as_json() for one in traced.files],
    }  # fmt: skip
    for name in ("name", "definition", "formula", "base"):
        told |= {f"{name}_{language}": measure[f"{name}_{language}"] for language in ("it", "en")}
    if with_rows:
        rows = traced.rows.assign(day=[_day(day) for day in traced.rows["day"]]).astype(object)
        told["rows"] = rows.where(rows.notna(), None).to_dict("records")
    return told


def _number(value: object, language: str) -> str:
    return "–" if value is None else str(format_decimal(str(value), format="#,##0.######", locale=language))


def _plain(value: object) -> str:
    """A number without needless decimals, '' where there is none."""
    return "" if _missing(value) else f"{float(str(value)):.6f}".rstrip("0").rstrip(".")


def _day(day: object) -> str:
    return "" if _missing(day) else str(pd.Timestamp(str(day)).date())


def _text(cell: object) -> str:
    return "" if _missing(cell) else str(cell)


def _missing(cell: object) -> bool:
    return bool(pd.isna(cell))  # type: ignore[call-overload]  # of one cell, whatever it holds


def _harmless(cell: object) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if str(cell).startswith(FORMULA_STARTS) else str(cell)
