"""The I.Stat layout: the dimensions of a data set become one series and one breakdown."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from etl.extract.sheet import Piece, Sheet
from etl.extract.statistics.column_pairs import dimensions
from etl.extract.statistics.known_places import unknown_places
from etl.extract.statistics.observation import breakdown, measure_of, period, value_and_sign

TERRITORY, TIME = "ITTER107", "TIME"
VALUES = ("Value", "Valore")
NEEDS = (TERRITORY, TIME, VALUES[0])
FLAGS = ("Flag Codes", "Flags")
AGENCY = "IT1:"  # an export does not say which data set of ISTAT it holds


def fits(sheet: Sheet, header: int) -> bool:
    """Whether a header row is an I.Stat export's: territory, time and value under their fixed names."""
    titles = sheet.head[header]
    return {TERRITORY, TIME} <= set(titles) and any(title in titles for title in VALUES)


def lacks_territory(titles: Sequence[str]) -> bool:
    """Whether a header row is that of an I.Stat export in which no dimension is a territory."""
    marks = {"Select time", "Seleziona periodo", *FLAGS}
    return TERRITORY not in titles and TIME in titles and bool(marks & set(titles)) and bool(set(VALUES) & set(titles))


def rows(sheet: Sheet, header: int) -> Piece:
    """Return the rows with their dimensions joined.

    Columns (text): dataset, territory_code, territory_label, series, series_label, series_dimension, breakdown, time,
    value, sign, flag; and _row. The dataset is the agency alone. The dimension that names the measure is listed in
    catalogue/codes/istat_indicator_dimensions.csv; without one, the first dimension after the territory names it.
    Raises FileProblem ``columns_unsettled``.
    """
    titles = list(sheet.head[header])
    places = {f"c{index}": index for index in range(len(titles))}
    raw = sheet.rows(header, places, dict.fromkeys(places, "."))
    columns = [raw[name] for name in places]
    value = next(titles.index(title) for title in VALUES if title in titles)
    flags = _flags(titles, value)
    places_left = [place for place in range(len(titles)) if place != value and place not in flags]
    found = dimensions(titles, columns, places_left, (TERRITORY, TIME))
    territory, time = found.pop(TERRITORY), found.pop(TIME)
    known = measure_of(list(found))
    measure = known or next(iter(found), "")
    others = {name: columns[one.codes] for name, one in found.items() if name != measure}
    empty = pa.nulls(raw.num_rows, pa.string())
    flag = columns[flags[0]] if flags else empty

    def labels(place: int | None) -> object:
        return empty if place is None else columns[place]

    return Piece(
        pa.table(
            {
                "_row": raw["_row"],
                "dataset": pa.array([AGENCY] * raw.num_rows, pa.string()),
                "territory_code": columns[territory.codes],
                "territory_label": labels(territory.labels),
                "series": columns[found[measure].codes] if measure else empty,
                "series_label": labels(found[measure].labels) if measure else empty,
                "series_dimension": pa.array([measure or None] * raw.num_rows, pa.string()),
                "breakdown": breakdown(others, raw.num_rows),
                "time": period(columns[time.codes]),
                **value_and_sign(columns[value], pc.equal(pc.fill_null(flag, ""), "c")),
                "flag": flag,
            }
        ),
        # Where no dimension is known to name a measure, the data set alone says what is measured.
        (
            *(() if known else (f"dataset={','.join([TERRITORY, *found])}",)),
            *unknown_places(columns[territory.codes], "istat"),
        ),
    )


def _flags(titles: list[str], value: int) -> list[int]:
    """The columns of the flag, its code first: under their own titles, or the last two, right after the value."""
    titled = [titles.index(title) for title in FLAGS if title in titles]
    after = list(range(value + 1, len(titles)))
    return titled or (after if len(after) == 2 else [])
