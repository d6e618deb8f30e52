"""The rows of a frame as plain dictionaries: many times faster to go through than pandas' own rows."""

from typing import Any

import pandas as pd

# A row of either kind: what is written of one is read by name alone.
Row = dict[str, Any] | pd.Series


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One dictionary a row, by column name; numbers as Python's, missing ones as they were."""
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]
