"""SDMX-CSV 1.0 and 2.0 as ISTAT and Eurostat write it, with codes, with codes and labels in one or in two columns."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from etl.extract.sheet import Piece, Sheet
from etl.extract.statistics.observation import Column, breakdown, measure_of, period, value_and_sign

NEEDS = ("DATAFLOW / STRUCTURE_ID", "ITTER107 / REF_AREA / GEO", "TIME_PERIOD", "OBS_VALUE")
HEADING = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "LAST UPDATE")
TERRITORIES = ("ITTER107", "REF_AREA", "GEO")
CLOSED = ("C", "D", "N", "S")  # CONF_STATUS: confidential, secondary, not for publication


def fits(sheet: Sheet, header: int) -> bool:
    """Whether a header row is of SDMX-CSV 1.0 or 2.0 and has a dimension for the territory."""
    names = set(_names(sheet.head[header]))
    return {"TIME_PERIOD", "OBS_VALUE"} <= names and bool(
        names & set(TERRITORIES) and names & {"DATAFLOW", "STRUCTURE_ID"}
    )


def rows(sheet: Sheet, header: int) -> Piece:
    """Return dataset, territory_code and _label, series, series_label, breakdown, time, value, sign, flag, action.

    All text, with _row. The series is the code of the dimension that names the measure, else the data set.
    """
    names = _names(sheet.head[header])
    places = {f"c{index}": index for index in range(len(names))}
    raw = sheet.rows(header, places, dict.fromkeys(places, "."))
    empty = pa.array([""] * raw.num_rows, pa.string())

    def text(name: str) -> Column:
        return pc.fill_null(raw[f"c{names.index(name)}"], "") if name in names else empty

    codes, labels = _dimensions(names, raw)
    territory = next(name for name in TERRITORIES if name in codes)
    dataset = _dataset(text("STRUCTURE_ID" if "STRUCTURE_ID" in names else "DATAFLOW"))
    measure = measure_of(list(codes))
    status = _code(text("OBS_FLAG" if "OBS_FLAG" in names else "OBS_STATUS"))
    closed = _code(text("CONF_STATUS"))
    confidential = pc.or_(pc.is_in(closed, pa.array(CLOSED)), pc.match_substring(status, "c"))
    flag = pc.utf8_trim_whitespace(pc.binary_join_element_wise(status, closed, " "))
    others = {name: code for name, code in codes.items() if name not in {territory, measure}}
    return Piece(
        pa.table(
            {
                "_row": raw["_row"],
                "dataset": dataset,
                "territory_code": codes[territory],
                "territory_label": labels[territory],
                "series": codes[measure] if measure else dataset,
                "series_label": labels[measure] if measure else text("STRUCTURE_NAME"),
                "breakdown": breakdown(others, raw.num_rows),
                "time": period(_code(text("TIME_PERIOD"))),
                **value_and_sign(text("OBS_VALUE"), confidential),
                "flag": flag,
                "action": text("ACTION"),
            }
        )
    )


def _names(titles: Sequence[str]) -> list[str]:
    """The identifiers of a header row; Eurostat writes some of them small."""
    return [title.partition(":")[0].strip().upper() for title in titles]


def _dimensions(names: list[str], raw: pa.Table) -> tuple[dict[str, Column], dict[str, Column]]:
    """Codes and labels of every dimension but time: what stands between the heading and the value."""
    body = [index for index in range(names.index("OBS_VALUE")) if names[index] not in HEADING]
    named = "STRUCTURE_NAME" in names  # then each dimension is followed by a column of its labels
    codes, labels = {}, {}
    for index in body[0::2] if named else body:
        if names[index] != "TIME_PERIOD":
            column = pc.fill_null(raw[f"c{index}"], "")
            codes[names[index]] = _code(column)
            labels[names[index]] = raw[f"c{index + 1}"] if named else _label(column)
    return codes, labels


def _code(column: Column) -> Column:
    """``A`` of ``A: Annual``: no SDMX code holds a colon."""
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(column, r"^([^:]*):.*$", r"\1"))


def _label(column: Column) -> Column:
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(column, r"^[^:]*:?", ""))


def _dataset(column: Column) -> Column:
    """``IT1:41_983`` of ``IT1:41_983(1.0)``: a new version of a data set goes on with the same series."""
    return pc.utf8_trim_whitespace(pc.replace_substring_regex(column, r"^([^:(]*:?[^:(]*).*$", r"\1"))
