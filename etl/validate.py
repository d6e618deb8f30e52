"""Holds the rows of a feed against its contract, column-wise: every row is accepted, or rejected with its reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from catalogue.model import Feed, Field
from etl.coded import Coded, encoded, read_coded
from etl.contract import cleaned, expected_style, is_mapped, literal, number, rules
from etl.refusals import tell_refusals

PLACES = ("_file", "_sheet", "_row")
NOTICES = pa.schema(
    [("_file", pa.string()), ("_sheet", pa.string()), ("_row", pa.int64())]
    + [(name, pa.string()) for name in ("field", "column_title", "notice", "value", "taken")]
)


@dataclass(frozen=True)
class Checked:
    """The verdict on a batch of rows, each table also in the connection under its name, and ``checked`` with all rows.

    ``accepted``: _file, _sheet, _row, one typed column per stored field.
    ``rejects``: _file, _sheet, _row, rule, field, column_title, value (as sent), message_it, message_en,
    fix_it, fix_en: one row per broken rule.
    ``notices``: _file, _sheet, _row, field, column_title, notice, value, taken: what accepted cells were taken for.
    ``styles``: _file, and the decimal sign that it uses in each number column.
    ``zeros``: _file, n: tax codes that got their leading zeros back.
    """

    accepted: pa.Table
    rejects: pa.Table
    notices: pa.Table
    styles: pa.Table
    zeros: pa.Table

    @property
    def kept(self) -> dict[str, pa.Table]:
        """What is kept of each file, by the names that it is kept under."""
        return {"accepted": self.accepted, "rejects": self.rejects, "notices": self.notices}


def validate(connection: duckdb.DuckDBPyConnection, feed: Feed, raw: pa.Table, *, for_sender: bool = False) -> Checked:
    """Check ``raw`` (text columns named after the feed's fields, with _file, _sheet, _row).

    Refused values are told in full only ``for_sender``; anybody else reads their shape (``xxx 99``).
    A column of few texts is judged by its distinct texts, the others row by row; each row adds the masks up.
    """
    fields = [field for field in feed.fields if not field.personal]
    sent = _whole(encoded(raw, feed), fields)
    coded = {field.name: read_coded(connection, feed, field, sent[field.name]) for field in fields if is_mapped(field)}
    plain = [field for field in fields if not is_mapped(field)]
    texts = sent.select([*PLACES, *(field.name for field in plain)])
    connection.register("sent", texts.append_column("_place", pa.array(np.arange(sent.num_rows))))
    styles = _styles(connection, feed, plain)
    values = _plain(connection, feed, plain)
    errors = sum((column.errors for column in coded.values()), values["errors"].to_numpy())
    columns = {name: coded[name].values if name in coded else values[name] for name in (f.name for f in fields)}
    rows = pa.Table.from_arrays([*(sent[name] for name in PLACES), *columns.values()], [*PLACES, *columns])
    accepted = rows.filter(pa.array(errors == 0)) if errors.any() else rows
    notices, zeros = _notices(sent, coded, errors), _zeros(sent, coded)
    told = {"checked": rows, "accepted": accepted, "notices": notices, "zeros": zeros}
    for name, table in told.items():
        connection.register(name, table)
    wrong = np.flatnonzero(errors)
    texts = _decoded(sent.take(pa.array(wrong))).append_column("errors", pa.array(errors[wrong]))
    rejects = tell_refusals(connection, feed, fields, texts, for_sender)
    return Checked(accepted, rejects, notices, styles, zeros)


def _whole(rows: pa.Table, fields: Sequence[Field]) -> pa.Table:
    """Every stored field as the text that was sent; a column that the file has not is empty."""
    for field in fields:
        if field.name not in rows.column_names:
            empty = pa.repeat(pa.scalar("", pa.string()), rows.num_rows)
            rows = rows.append_column(field.name, empty.dictionary_encode() if is_mapped(field) else empty)
    return rows.select([*PLACES, *(field.name for field in fields)])


def _decoded(rows: pa.Table) -> pa.Table:
    return pa.table(
        {name: rows[name].cast(pa.int64() if name == "_row" else pa.string()) for name in rows.column_names}
    )


def _styles(connection: duckdb.DuckDBPyConnection, feed: Feed, fields: Sequence[Field]) -> pa.Table:
    """``styles``: the decimal sign each file really uses in each number column; a comma anywhere settles it."""
    numbers = list(filter(_is_number, fields))
    styles = []
    for field in numbers:
        name = f'"{field.name}"'
        comma = f"bool_or(contains({name}, ',') AND regexp_matches({name}, ',[0-9]+$'))"
        form = r"'^[+-]?[0-9]*\.([0-9]{1,2}|[0-9]{4,})$'"
        point = f"bool_or(NOT contains({name}, ',') AND regexp_matches({name}, {form}))"
        style = f"CASE WHEN {comma} THEN ',' WHEN {point} THEN '.' ELSE {literal(expected_style(field))} END"
        if not field.group_char and field.decimal_char == ".":
            style = f"CASE WHEN {comma} THEN ',' ELSE '.' END"
        styles.append(f", {style} AS {name}")
    rows = cleaned(feed, numbers, "sent")
    connection.execute(
        f"CREATE OR REPLACE TEMP TABLE styles AS SELECT _file{''.join(styles)} FROM {rows} GROUP BY _file"
    )
    return connection.sql("FROM styles").to_arrow_table()


def _plain(connection: duckdb.DuckDBPyConnection, feed: Feed, fields: Sequence[Field]) -> pa.Table:
    """The values of the columns that are read row by row, and ``errors``: the mask of their rules that a row breaks."""
    values = []
    for field in fields:
        name = f's."{field.name}"'
        value = number(field, name, f'styles."{field.name}"') if _is_number(field) else name
        values.append(f'{name} AS "{field.name}__text", {value} AS "{field.name}"')
    own = [rule for rule in rules(feed) if not is_mapped(rule.field)]
    mask = " + ".join(f"CASE WHEN {rule.condition} THEN {1 << rule.bit}::UBIGINT ELSE 0 END" for rule in own)
    stored = "".join(f'"{field.name}", ' for field in fields)
    join = "JOIN styles ON styles._file = s._file" if any(map(_is_number, fields)) else ""
    found = connection.sql(
        f"SELECT _place, {stored}({mask or 0})::UBIGINT AS errors "
        f"FROM (SELECT {', '.join(['s._place', *values])} FROM {cleaned(feed, fields, 'sent')} s {join})"
    ).to_arrow_table()
    places = found["_place"].to_numpy()  # several threads may give the rows in another order than they have
    return found if (np.diff(places) > 0).all() else found.take(pa.array(np.argsort(places)))


def _is_number(field: Field) -> bool:
    return field.type in {"number", "integer"}


def _notices(sent: pa.Table, coded: dict[str, Coded], errors: np.ndarray) -> pa.Table:
    """What was read otherwise than it is written. A value is shown: a place or a code is its only reading."""
    parts = [NOTICES.empty_table()]
    for column in coded.values():
        rows = column.rows_where(pc.is_valid(column.texts["notice"])) if column.field.code_list else np.empty(0, int)
        rows = rows[errors[rows] == 0]
        if len(rows):
            told = column.texts.take(pa.array(column.places[rows]))
            same = {"field": column.field.name, "column_title": column.field.title}
            table = {name: sent[name].take(pa.array(rows)) for name in PLACES}
            table |= {name: pa.repeat(pa.scalar(text), len(rows)) for name, text in same.items()}
            table |= {"notice": told["notice"], "value": told["text"], "taken": told["taken"]}
            parts.append(pa.table(table).cast(NOTICES))
    return pa.concat_tables(parts).sort_by([(name, "ascending") for name in PLACES])


def _zeros(sent: pa.Table, coded: dict[str, Coded]) -> pa.Table:
    """How many tax codes of each file a spreadsheet had shortened."""
    checked = [column.shortened for column in coded.values() if column.field.check == "organisation_tax_code"]
    rows = np.concatenate(checked) if checked else np.empty(0, np.int64)
    files = sent.select(["_file"]).take(pa.array(rows)).group_by("_file").aggregate([([], "count_all")])
    return files.rename_columns(["_file", "n"])


def remarks_of(checked: Checked, feed: Feed) -> dict[str, list[str]]:
    """What checking noticed about each file: unexpected decimal signs, tax codes that were completed."""
    found: dict[str, list[str]] = {}
    for sha, name, style in (
        (row["_file"], *item) for row in checked.styles.to_pylist() for item in row.items() if item[0] != "_file"
    ):
        if style != expected_style(feed.field(name)):
            found.setdefault(sha, []).append(f"decimals={feed.field(name).title} {style}")
    for row in checked.zeros.to_pylist():
        found.setdefault(row["_file"], []).append(f"zeros={row['n']}")
    return found
