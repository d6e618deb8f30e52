"""Eurostat's TSV: the dimensions in one cell, a column a period, ``:`` for missing, flags after a space."""

import pyarrow as pa
import pyarrow.compute as pc

from etl.extract.sheet import Piece, Sheet
from etl.extract.statistics.known_places import unknown_places
from etl.extract.statistics.observation import breakdown, cell_column, measure_of, period, value_and_sign

NEEDS = (r"geo\TIME_PERIOD",)
TIMES = ("TIME_PERIOD", "TIME")  # the second is how it was written until 2022
CELL = r"^(:|[^A-Za-z\s:]+)\s*([A-Za-z]*)$"  # a number or a colon, and its flags


def fits(sheet: Sheet, header: int) -> bool:
    """Whether a header row begins with the dimensions, the territory last, and goes on with periods."""
    titles = sheet.head[header]
    return len(titles) > 1 and titles[0].upper().partition("\\")[2] in TIMES and _names(titles[0])[-1] == "GEO"


def _names(title: str) -> list[str]:
    """The dimensions that the first column names."""
    return [name.strip().upper() for name in title.partition("\\")[0].split(",")]


def rows(sheet: Sheet, header: int) -> Piece:
    """Return one row a cell: dataset, territory_code, series, series_dimension, breakdown, time, value, sign, flag.

    All text, with _sheet and _row. The file names no data set: ``dataset`` is the agency alone, and without a dimension
    that names the measure there is no series. ``_sheet`` holds the column, so that a person finds the cell.
    """
    titles = list(sheet.head[header])
    places = {f"c{index}": index for index in range(len(titles))}
    raw = sheet.rows(header, places, dict.fromkeys(places, "."))
    names = _names(titles[0])
    keys = pc.replace_substring_regex(pc.fill_null(raw["c0"], ""), r"\s", "")
    # A row with too few codes gets empty ones, and breaks the contract by its missing territory.
    padded = pc.binary_join_element_wise(keys, pa.scalar("," * (len(names) - 1)), "")
    split = pc.split_pattern(padded, ",")
    codes = {name: pc.list_element(split, place) for place, name in enumerate(names)}
    measure = measure_of(names)
    remarks = (f"dataset={','.join(names)}",)
    others = {name: code for name, code in codes.items() if name not in {"GEO", measure}}
    same = {
        "_row": raw["_row"],
        "dataset": pa.array(["ESTAT:"] * raw.num_rows, pa.string()),
        "territory_code": codes["GEO"],
        "series": codes[measure] if measure else pa.nulls(raw.num_rows, pa.string()),
        "series_dimension": pa.array([measure or None] * raw.num_rows, pa.string()),
        "breakdown": breakdown(others, raw.num_rows),
    }
    columns = [_column(same, raw, index, titles[index]) for index in range(1, len(titles))]
    table = pa.concat_tables(columns)
    return Piece(table, (*remarks, *unknown_places(table["territory_code"], "nuts")))


def _column(same: dict[str, object], raw: pa.Table, index: int, title: str) -> pa.Table:
    """The observations of one period."""
    text = pc.utf8_trim_whitespace(pc.fill_null(raw[f"c{index}"], ""))
    read = pc.match_substring_regex(text, CELL)
    flag = pc.if_else(read, pc.replace_substring_regex(text, CELL, r"\2"), "")
    value = pc.if_else(read, pc.replace_substring_regex(text, CELL, r"\1"), text)
    places = {"_sheet": cell_column(index), "time": title}
    fixed = {name: pa.array([text] * raw.num_rows, pa.string()) for name, text in places.items()}
    fixed["time"] = period(fixed["time"])
    return pa.table(same | fixed | value_and_sign(value, pc.match_substring(flag, "c")) | {"flag": flag})
