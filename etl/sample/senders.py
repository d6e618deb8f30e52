"""Who sends what in the demonstration: each chamber under the name it bore then, in its own format and habits."""

import numpy as np
import pandas as pd

from catalogue import load
from etl.sample.calibration import Calibration

WORKBOOK_MONTHLY, WORKBOOK_YEARLY, CSV_YEARLY = "workbook_monthly", "workbook_yearly", "csv_yearly"
# Kept under the name of a chamber that no longer exists, as happens for months after a merger.
OLD_HABIT = {"CC11b", "CC32a", "CC03b"}
MONTHLY = {"CC24", "CC36"}


def chamber_of(known: Calibration, acts: pd.DataFrame) -> pd.Series:
    """The chamber of each activity: the one competent for the province on that day."""
    lists = load().code_lists
    chambers = pd.DataFrame(lists["chambers"].rows, columns=lists["chambers"].columns).set_index("chamber")
    pairs = pd.DataFrame(lists["chamber_provinces"].rows, columns=lists["chamber_provinces"].columns)
    found = pd.Series("", index=acts.index, dtype=object)
    provinces = known.provinces[acts["place"]]
    for chamber, province in zip(pairs["chamber"], pairs["province"], strict=True):
        row = chambers.loc[chamber]
        start, end = row["valid_from"] or "1900-01-01", row["valid_to"] or "2999-12-31"
        if row["valid_from_precision"] == "unknown":
            continue  # not set up yet: its predecessors act
        if chamber in OLD_HABIT:
            end = "2999-12-31"
        valid = (acts["date"] >= start) & (acts["date"] <= end) & (provinces == province)
        found[valid & ((found == "") | (chamber in OLD_HABIT))] = chamber
    return found


def chamber_names() -> dict[str, str]:
    """Chamber id and its name, written the way that chamber's staff writes it."""
    rows = load().code_lists["chambers"].rows
    styles = ("{}", "CCIAA di {}", "Camera di commercio di {}", "{} ")
    return {row[0]: styles[place % len(styles)].format(row[1]) for place, row in enumerate(rows)}


def habits(chambers: list[str], rows: pd.Series, workbook_rows: int) -> dict[str, str]:
    """How each chamber sends: a few monthly workbooks, some yearly ones while they stay small, otherwise CSV."""
    chosen, left = {}, workbook_rows
    for chamber in sorted(chambers):
        count = int(rows.get(chamber, 0))
        if count > left:
            chosen[chamber] = CSV_YEARLY
            continue
        place = sorted(chambers).index(chamber)
        chosen[chamber] = WORKBOOK_MONTHLY if chamber in MONTHLY else WORKBOOK_YEARLY if place % 3 == 0 else CSV_YEARLY
        left -= count if chosen[chamber] != CSV_YEARLY else 0
    return chosen


def codes(count: int, prefix: str) -> np.ndarray:
    """Unique codes ``PREFIX-0000001``."""
    return np.char.add(f"{prefix}-", np.char.zfill(np.arange(1, count + 1).astype(str), 7))
