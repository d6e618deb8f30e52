"""Columns of numbers: what a sign means is settled by the text itself, or by the others of its column."""

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from catalogue import load
from catalogue.model import Feed, Field
from engine.sql_text import Sql, fill, literal, queries
from etl.validate.contract_sql import BARE_NUMBER, LONE, PERCENT_UNITS, expected_style, number
from etl.validate.dictionary_columns import Coded, Places, checked, clean, pointed, which

SQL = queries(__file__)
Seen = dict[tuple[str, str], set[str]]  # by file and field: what its numbers were seen to show, of SIGNS
PERHAPS = "?"
SIGNS, SHOWN = (",", ".", PERHAPS), ("comma", "point", "perhaps")


def read_numbers(
    connection: duckdb.DuckDBPyConnection, feed: Feed, field: Field, column: pa.ChunkedArray,
    files: tuple[Places, pa.Array], before: Seen,
) -> tuple[Coded, dict[int, str]]:  # fmt: skip
    """Read a column of numbers as ``read_coded`` does others; returns also the decimal style of each file.

    ``files``: a number for each row, and their names. The texts of a file that say themselves which sign they write
    settle what the others mean, also ``before`` these rows: what they show is added there. Each text is read in every
    style that a file has; the rows of a file point at one reading.
    """
    numbers, names = files
    places, sent = pointed(column)
    found = _number_texts(connection, feed, field, sent)
    shown = {file: before.setdefault((names[file].as_py(), field.name), set()) for file in which(numbers)}
    for sign, seen in zip(SIGNS, SHOWN, strict=True):
        texts = found[seen].to_numpy(zero_copy_only=False)
        for file in which(numbers[texts[places]]) if texts.any() else ():
            shown[file].add(sign)
    styles = {file: _style(field, seen) for file, seen in shown.items()}
    used = sorted(set(styles.values())) or [expected_style(field)]
    readings = [
        checked(connection, feed, field, fill(SQL["read_as_number"], value=number(field, Sql("text"), style)))
        for style in used
    ]
    which_reading = np.zeros(len(names), np.int32)
    for file, style in styles.items():
        which_reading[file] = used.index(style)
    moved = places + np.int32(len(sent)) * which_reading[numbers] if len(used) > 1 else places
    return Coded(field, moved, pa.concat_tables(readings)), styles


def _style(field: Field, seen: set[str]) -> str:
    """The decimal style (of STYLES) of a column by what its texts show, or else what the contract lets expect."""
    sure = "".join(sign for sign in (",", ".") if sign in seen)
    return sure or ("," if PERHAPS in seen else expected_style(field))


def _number_texts(connection: duckdb.DuckDBPyConnection, feed: Feed, field: Field, sent: pa.Array) -> pa.Table:
    """The cleaned texts and what each of them shows of its column's decimal sign: columns as ``SHOWN``."""
    clean(connection, feed, field, sent)
    lone_comma, lone_point = map(literal, LONE)
    grouped, bare = Sql("true" if field.group_char else "false"), fill(BARE_NUMBER, text=Sql("text"))
    slots = {"lone_comma": lone_comma, "lone_point": lone_point, "grouped": grouped, "bare": bare}
    return connection.sql(fill(SQL["number_texts"], **slots)).to_arrow_table()


def in_percent(feed: Feed, number: Field, sent: pa.Table) -> np.ndarray:
    """Which rows hold a number whose unit is a percentage, by the field that says the unit of each."""
    if not number.unit_field:
        return np.zeros(sent.num_rows, bool)
    field = feed.field(number.unit_field)
    meant = set(PERCENT_UNITS)
    if field.code_list:
        entries = load().code_lists[field.code_list]
        place = entries.columns.index("unit")
        meant = {row[0] for row in entries.rows if row[place] in PERCENT_UNITS}
    texts = pc.utf8_trim_whitespace(sent[field.name].cast(pa.string()))
    found: np.ndarray = pc.fill_null(pc.is_in(texts, pa.array(sorted(meant))), fill_value=False).to_numpy()
    return found
