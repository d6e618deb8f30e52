"""SDMX-CSV 1.0 and 2.0 as ISTAT and Eurostat write it, with codes, with codes and labels in one or in two columns."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from etl.extract.sheet import Piece, Sheet
from etl.extract.statistics.column_pairs import CODE_TITLE, dimensions
from etl.extract.statistics.known_places import unknown_places
from etl.extract.statistics.observation import Column, breakdown, measure_of, period, value_and_sign

NEEDS = ("ITTER107 / REF_AREA / GEO", "TIME_PERIOD", "OBS_VALUE")
HEADING = ("DATAFLOW", "STRUCTURE", "STRUCTURE_ID", "STRUCTURE_NAME", "ACTION", "LAST UPDATE")
DATA_SETS = ("STRUCTURE_ID", "DATAFLOW")
TERRITORIES = ("ITTER107", "REF_AREA", "GEO")
VALUES = ("OBS_VALUE", "OSSERVAZIONE", "OBSERVATION")  # the last two: how ISTAT's portal calls it beside its labels
CLOSED = ("C", "D", "N", "S")  # CONF_STATUS: confidential, secondary, not for publication
Texts = dict[str, Column]


def fits(sheet: Sheet, header: int) -> bool:
    """Whether a header row is of SDMX-CSV 1.0 or 2.0, or of ISTAT's portal, and has a dimension for the territory."""
    names = set(_names(sheet.head[header]))
    return "TIME_PERIOD" in names and bool(names & set(TERRITORIES) and names & set(VALUES))


def lacks_territory(titles: Sequence[str]) -> bool:
    """Whether a header row is of the kind, and no dimension of it is a territory."""
    names = set(_names(titles))
    return "TIME_PERIOD" in names and bool(names & set(VALUES)) and not names & set(TERRITORIES)


def rows(sheet: Sheet, header: int) -> Piece:
    """Return dataset, territory_code and _label, series, series_label, series_dimension, breakdown, time, value, ...

    ... sign, flag, action: all text, with _row. The series is the code of the dimension that names the
    measure, else the data set. A file that names no data set has the agency alone there, and no series without such a
    dimension.
    """
    titles = sheet.head[header]
    names = _names(titles)
    places = {f"c{index}": index for index in range(len(names))}
    raw = sheet.rows(header, places, dict.fromkeys(places, "."))
    empty = pa.array([""] * raw.num_rows, pa.string())

    def text(*wanted: str) -> Column:
        name = next((name for name in wanted if name in names), "")
        return pc.fill_null(raw[f"c{names.index(name)}"], "") if name else empty

    named = bool({*DATA_SETS} & {*names})
    codes, labels = _pairs(titles, names, raw) if _has_label_columns(titles, names) else _dimensions(names, raw)
    territory = next(name for name in TERRITORIES if name in codes)
    agency = "ESTAT:" if territory == "GEO" else "IT1:"
    dataset = _dataset(text(*DATA_SETS))
    dataset = pc.if_else(pc.equal(dataset, ""), agency, dataset)
    measure = measure_of(list(codes))
    status = _code(text("OBS_FLAG", "OBS_STATUS"))
    closed = _code(text("CONF_STATUS"))
    confidential = pc.or_(pc.is_in(closed, pa.array(CLOSED)), pc.match_substring(status, "c"))
    flag = pc.utf8_trim_whitespace(pc.binary_join_element_wise(status, closed, " "))
    others = {name: code for name, code in codes.items() if name not in {territory, measure}}
    remarks = () if named else (f"dataset={','.join(codes)}",)
    return Piece(
        pa.table(
            {
                "_row": raw["_row"],
                "dataset": dataset,
                "territory_code": codes[territory],
                "territory_label": labels[territory],
                "series": codes[measure] if measure else dataset if named else pa.nulls(raw.num_rows, pa.string()),
                "series_label": labels[measure] if measure else text("STRUCTURE_NAME"),
                "series_dimension": pa.array([measure or None] * raw.num_rows, pa.string()),
                "breakdown": breakdown(others, raw.num_rows),
                "time": period(_code(text("TIME_PERIOD"))),
                **value_and_sign(text(*VALUES), confidential),
                "flag": flag,
                "action": text("ACTION"),
            }
        ),
        (*remarks, *unknown_places(codes[territory], "nuts" if agency == "ESTAT:" else "istat")),
    )


def _names(titles: Sequence[str]) -> list[str]:
    """The identifiers of a header row; Eurostat writes some of them small."""
    return [title.partition(":")[0].strip().upper() for title in titles]


def _body(names: Sequence[str]) -> list[int]:
    """The places of the dimensions: what stands between the heading and the value."""
    value = next(names.index(name) for name in VALUES if name in names)
    return [index for index in range(value) if names[index] not in HEADING]


def _has_label_columns(titles: Sequence[str], names: Sequence[str]) -> bool:
    """Whether labels stand in columns of their own, with nothing but what the columns hold to tell them from codes."""
    if "STRUCTURE_NAME" in names or any(":" in title for title in titles):  # ``REF_AREA: Territory``
        return False
    told = _told(titles, names)
    return not {*DATA_SETS} & {*names} or not all(CODE_TITLE.fullmatch(told[place]) for place in _body(names))


def _told(titles: Sequence[str], names: Sequence[str]) -> list[str]:
    """The titles with dimensions in capitals, which Eurostat writes small."""
    small = "geo" in titles
    return [name if small and title.islower() else title for title, name in zip(titles, names, strict=True)]


def _pairs(titles: Sequence[str], names: Sequence[str], raw: pa.Table) -> tuple[Texts, Texts]:
    """Codes and labels of every dimension but time, each with its labels in a column of their own."""
    columns = [raw[f"c{index}"] for index in range(len(names))]
    territory = next(name for name in TERRITORIES if name in names)
    found = dimensions(_told(titles, names), columns, _body(names), (territory, "TIME_PERIOD"))
    del found["TIME_PERIOD"]
    empty = pa.nulls(raw.num_rows, pa.string())
    codes = {name: pc.fill_null(columns[one.codes], "") for name, one in found.items()}
    return codes, {name: empty if one.labels is None else columns[one.labels] for name, one in found.items()}


def _dimensions(names: list[str], raw: pa.Table) -> tuple[Texts, Texts]:
    """Codes and labels of every dimension but time, where labels stand in the same cell or right after each code."""
    body = _body(names)
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
