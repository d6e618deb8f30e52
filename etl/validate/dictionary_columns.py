"""Columns of few distinct texts: each text is read and checked once, and the rows only point at it."""

from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from catalogue.model import Feed, Field
from engine.sql_text import Sql, fill, identifier, queries
from etl.extract.sheet import CODED
from etl.normalise.code_readers import map_texts
from etl.normalise.tax_codes import DIGITS
from etl.validate.contract_sql import cleaned, error_mask, is_mapped, rules

SQL = queries(__file__)
Places = np.ndarray[Any, np.dtype[Any]]


def is_number(field: Field) -> bool:
    """Whether the field's texts write numbers, in the decimal style of their file."""
    return field.type in {"number", "integer"}


def is_coded(field: Field) -> bool:
    """Whether few distinct texts are expected in the field's column."""
    return is_mapped(field) or is_number(field)


@dataclass(frozen=True)
class Coded:
    """A column whose rows are ``places`` (int32, one for each row) in a table of its distinct texts.

    ``texts``: text (NULL where the contract says missing), value, notice, taken, candidates, and errors: the mask of
    the rules of this field that the text breaks.
    """

    field: Field
    places: Places
    texts: pa.Table

    def add_errors(self, errors: Places) -> None:
        """Add the mask of each row to ``errors``; few rows have one."""
        masks = self.texts["errors"]
        rows = self.rows_where(pc.not_equal(masks, 0))
        errors[rows] += masks.to_numpy()[self.places[rows]]

    def forgive(self, name: str, rows: Places, feed: Feed, errors: Places) -> None:
        """Take the rule ``name`` of this field out of the masks of those of the ``rows`` that break it."""
        (bit,) = (rule.bit for rule in rules(feed) if rule.field.name == self.field.name and rule.rule == name)
        broken = self.rows_where(
            pc.not_equal(pc.bit_wise_and(self.texts["errors"], pa.scalar(1 << bit, pa.uint64())), 0)
        )
        errors[broken[rows[broken]]] &= ~np.uint64(1 << bit)

    def values(self, rows: pa.Array | None = None) -> pa.Array:
        """The value of each row, or of those that a boolean for each row chooses; texts stay coded, none is copied."""
        value = self.texts["value"].combine_chunks()
        places = pa.array(self.places) if rows is None else pa.array(self.places).filter(rows)
        if value.type != pa.string():
            return value.take(places)
        codes = value.dictionary_encode()  # several texts may mean one value, and a text none
        return pa.DictionaryArray.from_arrays(codes.indices.take(places), codes.dictionary)

    def rows_where(self, chosen: pa.ChunkedArray) -> Places:
        """The rows whose text is chosen by a boolean for each distinct text."""
        wanted = pc.fill_null(chosen, fill_value=False).to_numpy()
        return np.flatnonzero(wanted[self.places]) if wanted.any() else np.empty(0, dtype=np.int64)

    @property
    def shortened(self) -> Places:
        """The rows with a tax code whose leading zeros a spreadsheet had dropped."""
        typed = pc.replace_substring_regex(pc.utf8_upper(self.texts["text"]), r"^IT|\s", "")
        return self.rows_where(pc.and_(pc.is_valid(self.texts["value"]), pc.less(pc.utf8_length(typed), DIGITS)))


def encoded(rows: pa.Table, feed: Feed) -> pa.Table:
    """The rows with every column of few texts coded, whether its reader did so or not; nothing is null in them."""
    for field in filter(is_coded, feed.fields):
        column = rows[field.name] if field.name in rows.column_names else None
        if column is not None and (column.type != CODED or column.null_count):
            texts = pc.fill_null(column.cast(pa.string()), "").dictionary_encode()
            rows = rows.set_column(rows.column_names.index(field.name), field.name, texts.cast(CODED))
    return rows


def pointed(column: pa.ChunkedArray) -> tuple[Places, pa.Array]:
    """Where each row of a coded column points, and the distinct texts."""
    whole = column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()
    return np.asarray(whole.indices.to_numpy(zero_copy_only=False), dtype=np.int32), whole.dictionary


def which(numbers: Places) -> list[int]:
    """The numbers that occur, none below 0, in their order: counted, not sorted."""
    found: list[int] = np.flatnonzero(np.bincount(numbers)).tolist()
    return found


def read_coded(connection: duckdb.DuckDBPyConnection, feed: Feed, field: Field, column: pa.ChunkedArray) -> Coded:
    """Read each distinct text of a coded column and check it against the rules of its field.

    Leaves ``map_<field>`` in the connection.
    """
    places, sent = pointed(column)
    found = clean(connection, feed, field, sent)
    distinct = [text for text in pc.unique(found["text"]).to_pylist() if text is not None]
    connection.register("read_texts", map_texts(field, distinct))
    texts = checked(connection, feed, field, Sql(SQL["read_by_map"]))
    connection.register(f"map_{field.name}", texts)
    return Coded(field, places, texts)


def clean(connection: duckdb.DuckDBPyConnection, feed: Feed, field: Field, sent: pa.Array) -> pa.Table:
    """``cleaned_texts``: place, text."""
    connection.register("sent_texts", pa.table({"place": pa.array(range(len(sent)), pa.int32()), field.name: sent}))
    rows = cleaned(feed, [field], identifier("sent_texts"))
    found = connection.sql(fill(SQL["cleaned_texts"], field=field.name, rows=rows)).to_arrow_table()
    connection.register("cleaned_texts", found)
    return found


def checked(connection: duckdb.DuckDBPyConnection, feed: Feed, field: Field, source: Sql) -> pa.Table:
    """The texts of ``source`` in their order, with the mask of the rules of their field that each breaks."""
    errors = error_mask(rule for rule in rules(feed) if rule.field.name == field.name)
    slots = {"text": f"{field.name}__text", "field": field.name}
    return connection.sql(fill(SQL["with_errors"], errors=errors, source=source, **slots)).to_arrow_table()
