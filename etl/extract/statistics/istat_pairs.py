"""The I.Stat layout: the dimensions of a data set become one series and one breakdown."""

import pyarrow as pa
import pyarrow.compute as pc

from etl.extract.sheet import Piece, Sheet
from etl.extract.statistics.observation import breakdown, measure_of, period, value_and_sign

FIXED = {"ITTER107", "Territory", "TIME", "Select time", "Value", "Flag Codes", "Flags"}


NEEDS = ("ITTER107", "TIME", "Value")


def fits(sheet: Sheet, header: int) -> bool:
    """Whether a header row is an I.Stat export's: territory, time and value under their fixed names."""
    return set(NEEDS) <= set(sheet.head[header])


def rows(sheet: Sheet, header: int) -> Piece:
    """Return the rows with their dimensions joined.

    Columns (text): territory_code, territory_label, series, series_label, breakdown, time, value, sign, flag; and _row.
    The dimension that names the measure is listed in catalogue/codes/istat_indicator_dimensions.csv; without
    one, the first dimension after the territory names it.
    """
    titles = list(sheet.head[header])
    places = {f"c{index}": index for index in range(len(titles))}
    raw = sheet.rows(header, places, dict.fromkeys(places, "."))
    column = {title: raw[f"c{index}"] for index, title in enumerate(titles)}
    dimensions = [title for title in titles if title not in FIXED]
    codes, labels = dimensions[0::2], dict(zip(dimensions[0::2], dimensions[1::2], strict=False))
    measure = measure_of(codes) or codes[0]
    empty = pa.nulls(raw.num_rows, pa.string())
    flag = column.get("Flag Codes", empty)
    confidential = pc.equal(pc.fill_null(flag, ""), "c")
    return Piece(
        pa.table(
            {
                "_row": raw["_row"],
                "territory_code": column["ITTER107"],
                "territory_label": column.get("Territory", empty),
                "series": column[measure],
                "series_label": column.get(labels.get(measure, ""), empty),
                "breakdown": breakdown({name: column[name] for name in codes if name != measure}, raw.num_rows),
                "time": period(column["TIME"]),
                **value_and_sign(column["Value"], confidential),
                "flag": flag,
            }
        )
    )
