"""Columns of few distinct texts: each text is read and judged once, and the rows only point at it."""

from dataclasses import dataclass

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from catalogue.model import Feed, Field
from etl.checks import DIGITS
from etl.contract import cleaned, is_mapped, rules
from etl.spellings import map_texts

CODED = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class Coded:
    """A column whose rows are ``places`` (int32, one for each row) in a table of its distinct texts.

    ``texts``: sent, text (NULL where the contract says missing), value, notice, taken, candidates, and errors: the
    mask of the rules of this field that the text breaks.
    """

    field: Field
    places: np.ndarray
    texts: pa.Table

    @property
    def errors(self) -> np.ndarray:
        """The mask of each row."""
        return np.asarray(self.texts["errors"].to_numpy()[self.places], dtype=np.uint64)

    @property
    def values(self) -> pa.Array:
        """The value of each row; texts stay coded, so that no text is copied."""
        value = self.texts["value"].combine_chunks()
        if value.type != pa.string():
            return value.take(pa.array(self.places))
        codes = value.dictionary_encode()  # several texts may mean one value, and a text none
        return pa.DictionaryArray.from_arrays(codes.indices.take(pa.array(self.places)), codes.dictionary)

    def rows_where(self, chosen: pa.ChunkedArray) -> np.ndarray:
        """The rows whose text is chosen by a boolean for each distinct text."""
        wanted = pc.fill_null(chosen, fill_value=False).to_numpy()
        return np.flatnonzero(wanted[self.places]) if wanted.any() else np.empty(0, dtype=np.int64)

    @property
    def shortened(self) -> np.ndarray:
        """The rows with a tax code whose leading zeros a spreadsheet had dropped."""
        typed = pc.replace_substring_regex(pc.utf8_upper(self.texts["text"]), r"^IT|\s", "")
        return self.rows_where(pc.and_(pc.is_valid(self.texts["value"]), pc.less(pc.utf8_length(typed), DIGITS)))


def encoded(rows: pa.Table, feed: Feed) -> pa.Table:
    """The rows with every column of few texts coded, whether its reader did so or not; nothing is null in them."""
    for field in filter(is_mapped, feed.fields):
        column = rows[field.name] if field.name in rows.column_names else None
        if column is not None and (column.type != CODED or column.null_count):
            texts = pc.fill_null(column.cast(pa.string()), "").dictionary_encode()
            rows = rows.set_column(rows.column_names.index(field.name), field.name, texts.cast(CODED))
    return rows


def read_coded(connection: duckdb.DuckDBPyConnection, feed: Feed, field: Field, column: pa.ChunkedArray) -> Coded:
    """Read each distinct text of a coded column and hold it against the rules of its field.

    The rules are those of the contract, in SQL, over the distinct texts. Leaves ``map_<field>`` in the connection.
    """
    column = column.unify_dictionaries()
    sent = column.chunk(0).dictionary if column.num_chunks else pa.array([], pa.string())
    places = [np.asarray(chunk.indices.to_numpy(zero_copy_only=False), dtype=np.int32) for chunk in column.chunks]
    name = f'"{field.name}"'
    connection.register("sent_texts", pa.table({"place": pa.array(range(len(sent)), pa.int32()), field.name: sent}))
    found = connection.sql(f"SELECT place, {name} AS text FROM {cleaned(feed, [field], 'sent_texts')}").to_arrow_table()
    distinct = [text for text in pc.unique(found["text"]).to_pylist() if text is not None]
    connection.register("cleaned_texts", found)
    connection.register("read_texts", map_texts(field, distinct))
    own = [rule for rule in rules(feed) if rule.field.name == field.name]
    mask = " + ".join(f"CASE WHEN {rule.condition} THEN {1 << rule.bit}::UBIGINT ELSE 0 END" for rule in own)
    told = f'SELECT c.place, c.text, c.text AS "{field.name}__text", r.value, r.value AS {name}, r.notice, r.taken, '
    texts = connection.sql(
        f"SELECT text, value, notice, taken, candidates, ({mask or 0})::UBIGINT AS errors FROM ("
        f"{told} r.candidates FROM cleaned_texts c LEFT JOIN read_texts r USING (text)) ORDER BY place"
    ).to_arrow_table()
    for registered in ("sent_texts", "cleaned_texts", "read_texts"):
        connection.unregister(registered)
    connection.register(f"map_{field.name}", texts)
    return Coded(field, np.concatenate(places) if places else np.empty(0, np.int32), texts)
