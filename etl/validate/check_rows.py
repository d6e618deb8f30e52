"""Checks the rows of a feed against its contract, column by column: each is accepted, or rejected with its reasons."""

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from catalogue.model import Feed, Field
from engine.sql_text import fill, identifier, joined, queries
from etl.extract.sheet import CODED
from etl.validate.contract_sql import cleaned, error_mask, expected_style, is_mapped, rules
from etl.validate.dictionary_columns import (
    Coded,
    encoded,
    is_coded,
    is_number,
    pointed,
    read_coded,
    which,
)
from etl.validate.number_columns import Seen, in_percent, read_numbers
from etl.validate.parallel import each
from etl.validate.reject_messages import build_rejects

SQL = queries(__file__)
PLACES = ("_file", "_sheet", "_row")
NOTICES = pa.schema(
    [("_file", pa.string()), ("_sheet", pa.string()), ("_row", pa.int64())]
    + [(name, pa.string()) for name in ("field", "column_title", "notice", "value", "taken")]
)


@dataclass(frozen=True)
class Checked:
    """The verdict on a batch of rows; ``accepted``, ``rejects`` and ``notices`` are in the connection too.

    So is ``checked``: _row and the numbers that were read in every row.

    ``accepted``: _file, _sheet, _row, one typed column per stored field.
    ``rejects``: _file, _sheet, _row, rule, field, column_title, value (as sent), message_it, message_en,
    fix_it, fix_en: one row per broken rule.
    ``notices``: _file, _sheet, _row, field, column_title, notice, value, taken: what accepted cells were read as.
    ``styles``: _file, and the decimal sign that it uses in each number column.
    ``zeros``: _file, n: tax codes that got their leading zeros back.
    """

    accepted: pa.Table
    rejects: pa.Table
    notices: pa.Table
    styles: pa.Table
    zeros: pa.Table

    @property
    def tables(self) -> dict[str, pa.Table]:
        """The tables that are staged, by the names of their Parquet files."""
        return {"accepted": self.accepted, "rejects": self.rejects, "notices": self.notices}


def validate(
    connection: duckdb.DuckDBPyConnection, feed: Feed, raw: pa.Table, *, for_sender: bool = False,
    before: Seen | None = None,
) -> Checked:  # fmt: skip
    """Check ``raw`` (text columns named after the feed's fields, with _file, _sheet, _row).

    Rejected values are shown in full only ``for_sender``, elsewhere as a shape (``xxx 99``).
    A verdict on a row depends on no other row, but for the decimal sign of its file: ``before`` holds what rows of the
    same files showed of it, and takes what these do.
    A column of few texts is checked by its distinct texts, the others row by row; the masks of a row are added up.
    """
    fields = [field for field in feed.fields if not field.personal]
    sent = _whole(encoded(raw, feed), fields)
    # The engine checks texts row by row while Python reads distinct ones.
    with ThreadPoolExecutor(1) as aside, connection.cursor() as beside:
        plain_checks = aside.submit(
            _check_plain, beside, feed, sent, [field for field in fields if not is_coded(field)]
        )
        mapped = [field for field in fields if is_mapped(field)]
        coded = {field.name: read_coded(connection, feed, field, sent[field.name]) for field in mapped}
        numbers, styles = _numbers(connection, feed, sent, {} if before is None else before)
        plain, errors = plain_checks.result()
    coded |= numbers
    for column in coded.values():
        column.add_errors(errors)
    for column in numbers.values():
        column.forgive("percentage", in_percent(feed, column.field, sent), feed, errors)
    fine = pa.array(errors == 0) if errors.any() else None
    accepted = _accepted(sent, fields, coded, plain, fine)
    notices, zeros = _notices(sent, coded, errors), _zeros(sent, coded)
    read = {"_row": sent["_row"]} | {name: column.values() for name, column in numbers.items()}
    tables = {"checked": pa.Table.from_arrays([*read.values()], [*read]), "accepted": accepted, "notices": notices}
    for name, table in tables.items():
        connection.register(name, table)
    wrong = np.flatnonzero(errors)
    texts = _decoded(sent.take(pa.array(wrong))).append_column("errors", pa.array(errors[wrong]))
    rejects = build_rejects(connection, feed, fields, texts, for_sender)
    return Checked(accepted, rejects, notices, styles, zeros)


def _whole(rows: pa.Table, fields: Sequence[Field]) -> pa.Table:
    """Every stored field as the text that was sent; a column that the file has not is empty."""
    for field in fields:
        if field.name not in rows.column_names:
            empty = pa.repeat(pa.scalar("", pa.string()), rows.num_rows)
            rows = rows.append_column(field.name, empty.dictionary_encode() if is_coded(field) else empty)
        elif pa.types.is_dictionary(rows[field.name].type) and not is_coded(field):
            rows = rows.set_column(rows.column_names.index(field.name), field.name, rows[field.name].cast(pa.string()))
    for name in ("_file", "_sheet"):
        if rows[name].type != CODED:
            rows = rows.set_column(rows.column_names.index(name), name, rows[name].dictionary_encode().cast(CODED))
    names = [*PLACES, *(field.name for field in fields)]
    return pa.Table.from_arrays(each(_in_one, [rows[name] for name in names]), names)


def _in_one(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """A coded column under one dictionary; texts stay in pieces, of which no more than 2 GB fit together."""
    return pa.chunked_array([column.combine_chunks()]) if pa.types.is_dictionary(column.type) else column


def _accepted(
    sent: pa.Table,
    fields: Sequence[Field],
    coded: dict[str, Coded],
    plain: dict[str, pa.ChunkedArray],
    fine: pa.Array | None,
) -> pa.Table:
    """The rows that break no rule: their places, and their values under the fields' names."""

    def accepted(name: str) -> pa.Array:
        if name in coded:
            return coded[name].values(fine)
        column = sent[name] if name in PLACES else plain[name]
        return column if fine is None else column.filter(fine)

    names = [*PLACES, *(field.name for field in fields)]
    return pa.Table.from_arrays(each(accepted, names), names)


def _numbers(
    connection: duckdb.DuckDBPyConnection, feed: Feed, sent: pa.Table, before: Seen
) -> tuple[dict[str, Coded], pa.Table]:
    """The columns of numbers, and the decimal sign that each file uses in each of them."""
    files = pointed(sent["_file"])
    fields = [field for field in feed.fields if is_number(field) and not field.personal]
    found = {field.name: read_numbers(connection, feed, field, sent[field.name], files, before) for field in fields}
    columns = {name: [signs[file] for file in sorted(signs)] for name, (_, signs) in found.items()}
    names = [files[1][file].as_py() for file in which(files[0])]
    return {name: column for name, (column, _) in found.items()}, pa.table({"_file": names} | columns)


def _decoded(rows: pa.Table) -> pa.Table:
    return pa.table(
        {name: rows[name].cast(pa.int64() if name == "_row" else pa.string()) for name in rows.column_names}
    )


def _check_plain(
    connection: duckdb.DuckDBPyConnection, feed: Feed, sent: pa.Table, fields: Sequence[Field]
) -> tuple[dict[str, pa.ChunkedArray], np.ndarray]:
    """The columns that are stored as written, by their names, and the mask of their rules that each row breaks.

    Most texts are stored as they were sent: only the rows where one is not, or that break a rule, come from the query.
    """
    errors, texts = np.zeros(sent.num_rows, np.uint64), {field.name: sent[field.name] for field in fields}
    if not fields:
        return texts, errors
    columns = texts | {f"{name}__sent": column for name, column in texts.items()}
    connection.register("sent", pa.table(columns | {"_place": np.arange(sent.num_rows)}))
    query = fill(
        SQL["broken_or_changed"],
        errors=error_mask(rule for rule in rules(feed) if not is_coded(rule.field)),
        texts=joined((fill(SQL["text"], field=name, text=f"{name}__text") for name in texts), ", "),
        rows=cleaned(feed, fields, identifier("sent")),
        changed=joined((fill(SQL["changed"], field=name, sent=f"{name}__sent") for name in texts), " OR "),
    )
    found = connection.sql(query).to_arrow_table()
    places, changed = found["_place"].to_numpy(), np.zeros(sent.num_rows, bool)
    errors[places], changed[places] = found["errors"].to_numpy(), True
    if len(places):
        texts = {name: pc.replace_with_mask(column, pa.array(changed), found[name].combine_chunks())
                 for name, column in texts.items()}  # fmt: skip
    return texts, errors


def _notices(sent: pa.Table, coded: dict[str, Coded], errors: np.ndarray) -> pa.Table:
    """Cells that were read as something else than they say. Values are shown: each is a place or a code."""
    parts = [NOTICES.empty_table()]
    for column in coded.values():
        rows = column.rows_where(pc.is_valid(column.texts["notice"])) if column.field.code_list else np.empty(0, int)
        rows = rows[errors[rows] == 0]
        if len(rows):
            texts = column.texts.take(pa.array(column.places[rows]))
            same = {"field": column.field.name, "column_title": column.field.title}
            table = {name: sent[name].take(pa.array(rows)) for name in PLACES}
            table |= {name: pa.repeat(pa.scalar(text), len(rows)) for name, text in same.items()}
            table |= {"notice": texts["notice"], "value": texts["text"], "taken": texts["taken"]}
            parts.append(pa.table(table).cast(NOTICES))
    return pa.concat_tables(parts).sort_by([(name, "ascending") for name in PLACES])


def _zeros(sent: pa.Table, coded: dict[str, Coded]) -> pa.Table:
    """How many tax codes of each file a spreadsheet had shortened."""
    checked = [column.shortened for column in coded.values() if column.field.check == "organisation_tax_code"]
    rows = np.concatenate(checked) if checked else np.empty(0, np.int64)
    files = sent.select(["_file"]).take(pa.array(rows)).group_by("_file").aggregate([([], "count_all")])
    return files.rename_columns(["_file", "n"])


def remarks_of(styles: pa.Table, zeros: pa.Table, feed: Feed) -> dict[str, list[str]]:
    """What checking noticed about each file: unexpected decimal signs, tax codes that were completed.

    ``styles`` and ``zeros`` as Checked has them; the zeros of several pieces of a file are added up.
    """
    found: dict[str, list[str]] = {}
    for sha, name, style in (
        (row["_file"], *item) for row in styles.to_pylist() for item in row.items() if item[0] != "_file"
    ):
        title = feed.field(name).title
        if len(style) > 1:
            found.setdefault(sha, []).append(f"mixed_decimals={title}")
        elif style != expected_style(feed.field(name)):
            found.setdefault(sha, []).append(f"decimals={title} {style}")
    completed: Counter[str] = Counter()
    for row in zeros.to_pylist():
        completed[row["_file"]] += row["n"]
    for sha, n in completed.items():
        found.setdefault(sha, []).append(f"zeros={n}")
    return found
