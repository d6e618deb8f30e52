"""The rows of a frame as plain dictionaries: many times faster to go through than pandas' own rows."""

from typing import Any

import pandas as pd

# A row of either kind: what is written of one is read by name alone.
Row = dict[str, Any] | pd.Series


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One dictionary a row, by column name; numbers as Python's, missing ones as they were."""
    names = [str(name) for name in frame.columns]
    columns = [column.tolist() for _, column in frame.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
