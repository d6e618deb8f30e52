"""The workbook a sender corrects: rejected rows as they were sent, bad cells coloured, each with reason and fix."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from engine.sql_text import columns, fill
from etl.ingest.file_states import Recognised
from etl.ingest.recognise import REASON_TITLE, Match
from etl.normalise.text_key import text_key
from etl.validate.reject_messages import HIDDEN
from etl.workbooks.template import SENDER
from output.spreadsheet_text import is_formula
from output.xlsx import HEAD, LONGEST, TEXT, WRAPPED, Sheet, Style, Workbook, title_width
from texts.translator import N_

NUMBERS = {"number", "integer"}
ROWS = 100_000  # of one workbook; a spreadsheet ends at 1,048,576, and comments make it slow long before
REASON_WIDTH = 80
CUT = N_("The text is longer than a cell: it was cut.")

Row = Mapping[str, Any]  # _row, texts c0, c1, ... as sent, and by field name the numbers that were read


@dataclass(frozen=True)
class RejectedRows:
    """A file with the columns that its sender wrote and the numbers that were read in them.

    ``numbers``: _row and one column per number field, as checked.
    """

    name: str
    match: Match
    numbers: pa.Table


def rejected_rows_of(connection: duckdb.DuckDBPyConnection, file: Recognised) -> RejectedRows:
    """What of the rows that were just checked is needed to write them again."""
    match = file.match
    names = ["_row", *(item.name for item in match.feed.fields if item.type in NUMBERS and not item.personal)]
    return RejectedRows(
        file.sent.name, match, connection.sql(fill("SELECT $names FROM checked", names=columns(names))).to_arrow_table()
    )


def write_corrections(connection: duckdb.DuckDBPyConnection, refused: RejectedRows, folder: Path) -> list[Path]:
    """Write the refused rows of a file as ``<name>_da_correggere.xlsx``; returns what was written, often one file.

    An export of I.Stat is not corrected by hand: none is written for it. A file that is there and differs is kept,
    for it may be half corrected, and the next number is used. Raises OSError where the folder takes no file.
    """
    found = connection.execute(
        "SELECT row, field, rule, value, concat_ws(' ', message_it, fix_it) FROM load_reject WHERE file = ? "
        "ORDER BY row, rowid", [refused.name]
    ).fetchall()  # fmt: skip
    if not found or refused.match.layout:
        return []
    reasons: dict[int, list[Reason]] = {}
    for row, *rest in found:
        reasons.setdefault(row, []).append(Reason(*rest))
    rows = _rows(refused, pa.array(reasons, pa.int64()))
    name = f"{Path(refused.name).stem}_da_correggere"
    parts = [rows[start : start + ROWS] for start in range(0, len(rows), ROWS)]
    return [_keep(folder, name, _workbook(refused, part, reasons)) for part in parts]


@dataclass(frozen=True)
class Reason:
    """One broken rule of a row; no ``field`` where the whole row is meant, which its key stands for."""

    field: str | None
    rule: str
    value: str | None
    text: str


def _rows(refused: RejectedRows, wanted: pa.Array) -> list[Row]:
    """The wanted rows with every column the sender wrote (``c0``, ``c1``, ...) and the numbers read in them."""
    match = refused.match
    titles = match.sheet.head[match.header]
    decimals = {f"c{match.columns[item.name]}": item.decimal_char for item in match.feed.fields
                if item.name in match.columns}  # fmt: skip
    columns = {f"c{index}": index for index in range(len(titles))}
    rows = match.sheet.rows(match.header, columns, dict.fromkeys(columns, ",") | decimals)
    rows = rows.filter(pc.is_in(rows["_row"], value_set=wanted))
    numbers = refused.numbers.filter(pc.is_in(refused.numbers["_row"], value_set=wanted))
    return [dict(row) for row in rows.join(numbers, "_row").sort_by("_row").to_pylist()]


def _workbook(refused: RejectedRows, rows: Sequence[Row], reasons: Mapping[int, Sequence[Reason]]) -> bytes:
    match = refused.match
    titles = match.sheet.head[match.header]
    kept = [index for index, title in enumerate(titles) if text_key(title) != text_key(REASON_TITLE)]
    names = {index: name for name, index in match.columns.items()}
    with Workbook(title=SENDER.t("Rows to correct")) as book:
        styles = _styles(book)
        page = book.sheet(match.feed.sheet or SENDER.t("Data"))
        heads = [*(titles[index] for index in kept), REASON_TITLE]
        page.header(heads, styles["head"])
        for column, title in enumerate(heads):
            page.width(column, title_width(title))
        page.width(len(kept), REASON_WIDTH)
        for place, row in enumerate(rows, start=1):
            broken = reasons[row["_row"]]
            for column, index in enumerate(kept):
                name = names.get(index, "")
                own = [reason for reason in broken if name and name in _fields(reason, refused)]
                _cell(page, place, column, _value(refused, row, index, name, own), own, styles)
            text = " ".join(reason.text for reason in broken)
            text = SENDER.t("Row {row}: {reasons}", row=row["_row"], reasons=text)
            page.text(place, len(kept), text, styles["reason"])
    return book.content


def _fields(reason: Reason, refused: RejectedRows) -> tuple[str, ...]:
    return (reason.field,) if reason.field else refused.match.feed.primary_key


def _value(refused: RejectedRows, row: Row, index: int, name: str, own: Sequence[Reason]) -> str | int | float:
    """A number that was read is written as one: apart from the other rows its decimal sign might be read otherwise."""
    hidden = [reason.value for reason in own if reason.rule in HIDDEN]
    if hidden:
        return hidden[0] or ""
    number = row.get(name) if name in refused.numbers.column_names else None
    return number if number is not None and not own else row[f"c{index}"] or ""


def _cell(
    page: Sheet, place: int, column: int, value: str | int | float, own: Sequence[Reason], styles: Mapping[str, Style]
) -> None:
    """Text stays text whatever it begins with: nothing that a file holds becomes a formula or a link."""
    texts = [reason.text for reason in own]
    if not isinstance(value, str):
        page.number(place, column, value)
    else:
        kind = "bad" if texts else "text"
        sign = "_sign" if is_formula(value) else ""
        if len(value) > LONGEST:
            kind, texts = "bad", [*texts, SENDER.t(CUT)]
        if value:
            page.text(place, column, value, styles[kind + sign])
        elif texts:
            page.blank(place, column, styles[kind])
    if texts:
        page.comment(place, column, "\n".join(texts), width=2.5, height=1.5)


def _styles(book: Workbook) -> dict[str, Style]:
    bad, sign = TEXT | {"bg_color": "#F9C6C0", "border": 1}, {"quote_prefix": True}
    return {
        "head": book.style(HEAD | {"border": 1, "text_wrap": True}),
        "text": book.style(TEXT),
        "text_sign": book.style(TEXT | sign),
        "bad": book.style(bad),
        "bad_sign": book.style(bad | sign),
        "reason": book.style(WRAPPED | {"italic": True}),
    }


def _keep(folder: Path, name: str, content: bytes) -> Path:
    """The content under the name, or under the first number whose file is not there or holds the same."""
    path = next(path for path in _names(folder, name) if not path.exists() or path.read_bytes() == content)
    path.write_bytes(content)
    return path


def _names(folder: Path, name: str) -> Iterator[Path]:
    yield folder / f"{name}.xlsx"
    yield from (folder / f"{name}_{number}.xlsx" for number in count(2))
