"""Prints a traced figure: the figure and its formula, the files, the rows; as text, JSON or CSV."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from etl.console import Console
from etl.trace.figure_lookup import Figure
from etl.trace.originals import SourceFile
from output.spreadsheet_text import harmless
from texts.message import Message, exact
from texts.translator import LANGUAGES, N_

ROLES = {"numerator": N_("numerator"), "denominator": N_("denominator"), "both": N_("num. and den."),
         "figure": N_("published"), "part": N_("part")}  # fmt: skip
HEADS = (N_("unit"), N_("role"), N_("day"), N_("num."), N_("den."), N_("row"), N_("sheet"), N_("file"))
FILE_HEADS = (N_("file"), N_("rows"), N_("SHA-256"), N_("original"))
CSV_HEAD = (
    "kpi", "as_of", "territory", "breakdown", "category", "role", "unit", "day", "numerator", "denominator", "file",
    "sheet", "row", "sha256", "original", "publisher", "title", "url",
)  # fmt: skip


@dataclass(frozen=True)
class Traced:
    """A figure with everything behind it. ``again``: the value of its rows, None where a formula combines them."""

    release: str
    figure: Figure
    rows: pd.DataFrame  # as etl.trace.contributions.rows_of returns them
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


def print_figure(console: Console, traced: Traced) -> None:
    """The figure, its definition, formula, numerator and denominator, and whether the rows give its value."""
    figure, cell, measure = traced.figure, traced.figure.cell, traced.figure.measure
    part = f", {cell.breakdown}: {cell.category}" if cell.category else ""
    for words in console.languages:
        place = f"{words.of(figure, 'territory')} ({cell.territory}){part}"
        print(
            f"{words.of(measure, 'name')} ({cell.kpi}), {place}, {words.day(cell.as_of)}: {words.exact(figure.value)}"
        )
        lines = {
            words.t("definition"): words.of(measure, "definition"),
            words.t("formula"): words.of(measure, "formula"),
            words.t("base"): words.of(measure, "base"),
            words.t("caveat"): words.of(measure, "caveat"),
            words.t("numerator"): words.exact(figure.numerator),
            words.t("denominator"): words.exact(figure.denominator),
        }
        for name, text in lines.items():
            if text not in ("", "–"):
                print(f"  {name}: {text}")
    counts = {"units": traced.units, "rows": len(traced.rows), "files": len(traced.files)}
    console.print(
        Message("  release {release}; units {units}, rows {rows}, files {files}", release=traced.release, **counts)
    )
    if figure.hidden:
        console.print(Message("  ! Suppressed on every page: these rows stay with whoever runs the Osservatorio."))
    if not traced.holds:
        console.print(
            Message("  ✗ The rows give {value}, not the release's value: catalogue or code changed.",
                    value=exact(traced.again))
        )  # fmt: skip
    elif traced.again is not None:
        console.print(Message("  ✓ Computed again from the rows: it is the release's value."))


def print_files(console: Console, files: Sequence[SourceFile]) -> None:
    """Each file as it was sent, with its contributing rows, hash and the stored original; once, as a table."""
    gone = console.languages[0].t("kept no more")
    lines = [(one.file, str(one.rows), one.sha256 or "–", one.original or gone) for one in files]
    _print_table([[words.t(head) for head in FILE_HEADS] for words in console.languages], lines)


def print_rows(console: Console, rows: pd.DataFrame) -> None:
    """The contributing rows, once, under a head in each language; then the address of what others published."""
    words = console.languages[0]
    lines = [
        (_text(row.unit), words.t(ROLES[str(row.role)]), _day(row.day), _plain(row.num), _plain(row.den),
         _plain(row.source_row), _text(row.source_sheet), str(row.source_file))
        for row in rows.itertuples()
    ]  # fmt: skip
    _print_table([[words.t(head) for head in HEADS] for words in console.languages], lines)
    for publisher, title, url in (
        rows[["publisher", "title", "url"]].dropna(how="all").drop_duplicates().values.tolist()
    ):
        print(_printable(f"{_text(publisher)}: {_text(title)} {_text(url)}"))


def _print_table(heads: Sequence[Sequence[str]], lines: Sequence[Sequence[str]]) -> None:
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
            before, after = ([harmless(str(cell)) for cell in part] for part in ((*key, *texts), (*places, *published)))
            out.writerow([*before, *amounts, *after])


def as_json(traced: Traced, with_rows: bool) -> dict[str, object]:
    """The trace for machines; numbers as the release holds them."""
    figure, measure = traced.figure, traced.figure.measure
    found: dict[str, object] = {
        "release": traced.release, **vars(figure.cell), "value": figure.value, "numerator": figure.numerator,
        "denominator": figure.denominator, "recomputed": traced.again, "holds": traced.holds,
        "suppressed": figure.hidden, "units": traced.units, "files": [one.as_json() for one in traced.files],
    }  # fmt: skip
    for name in ("name", "definition", "formula", "base"):
        found |= {f"{name}_{language}": measure[f"{name}_{language}"] for language in LANGUAGES}
    if with_rows:
        rows = traced.rows.assign(day=[_day(day) for day in traced.rows["day"]]).astype(object)
        found["rows"] = rows.where(rows.notna(), None).to_dict("records")
    return found


def _plain(value: object) -> str:
    """A number without needless decimals, '' where there is none."""
    return "" if _missing(value) else f"{float(str(value)):.6f}".rstrip("0").rstrip(".")


def _day(day: object) -> str:
    return "" if _missing(day) else str(pd.Timestamp(str(day)).date())


def _text(cell: object) -> str:
    return "" if _missing(cell) else str(cell)


def _missing(cell: object) -> bool:
    return bool(pd.isna(cell))  # type: ignore[call-overload]  # of one cell, whatever it holds
