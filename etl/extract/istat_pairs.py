"""The I.Stat layout: whatever dimensions a data set has are folded into one series and one breakdown."""

import pyarrow as pa
import pyarrow.compute as pc

from catalogue import load
from etl.extract.sheet import Sheet

FIXED = {"ITTER107", "Territory", "TIME", "Select time", "Value", "Flag Codes", "Flags"}


def is_istat_pairs(head: list[str]) -> bool:
    """Whether a header row is an I.Stat export's: territory, time and value under their fixed names."""
    return {"ITTER107", "TIME", "Value"} <= set(head)


def rows(sheet: Sheet, header: int) -> pa.Table:
    """Return the sheet with its dimensions folded.

    Columns (text): territory_code, territory_label, series, series_label, breakdown, time, value, flag; and _row.
    The dimension that names the measure is listed in catalogue/codes/istat_indicator_dimensions.csv; without
    one, the first dimension after the territory names it.
    """
    titles = list(sheet.head[header])
    raw = sheet.rows(header, {f"c{index}": index for index in range(len(titles))}, dict.fromkeys(titles, "."))
    column = {title: raw[f"c{index}"] for index, title in enumerate(titles)}
    dimensions = [title for title in titles if title not in FIXED]
    codes, labels = dimensions[0::2], dict(zip(dimensions[0::2], dimensions[1::2], strict=False))
    known = [row[0] for row in load().code_lists["istat_indicator_dimensions"].rows]
    measure = next((name for name in known if name in codes), codes[0])
    others = sorted(name for name in codes if name != measure)
    empty = pa.nulls(raw.num_rows, pa.string())
    pairs = [pc.binary_join_element_wise(pa.scalar(name), column[name].fill_null(""), "=") for name in others]
    breakdown = pc.binary_join_element_wise(*pairs, "|") if pairs else empty
    return pa.table(
        {
            "_row": raw["_row"],
            "territory_code": column["ITTER107"],
            "territory_label": column.get("Territory", empty),
            "series": column[measure],
            "series_label": column.get(labels.get(measure, ""), empty),
            "breakdown": breakdown,
            "time": column["TIME"],
            "value": column["Value"],
            "flag": column.get("Flag Codes", empty),
        }
    )
