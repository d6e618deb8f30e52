"""The rows of a small frame as the records that figures and tables take: plain values, None for whatever is missing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

# What a test leaves out stands in every row all the same.
USUAL: dict[str, Any] = {
    "sign": "", "sign_a": "", "sign_b": "", "status": None, "precision": None, "decimals": None, "numerator": None,
    "denominator": None, "units": None, "territory": "", "name": "", "key": "", "group": "", "part": None, "label": "",
    "note": "", "aside": "", "kpi_short": "", "judgement": None, "valid_to": None,
}  # fmt: skip
TEXTS = ("sign", "sign_a", "sign_b")


def as_rows(values: pd.DataFrame | Sequence[dict[str, Any]] | None) -> list[dict[str, Any]]:
    """One dictionary a row of a frame, or the rows themselves; no rows for None."""
    if values is None:
        return []
    found = plain(values) if isinstance(values, pd.DataFrame) else values
    return [_filled(row) for row in found]


def plain(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """One dictionary a row, without what a test leaves out."""
    names = [str(name) for name in frame.columns]
    columns = [[_value(value) for value in frame[name]] for name in frame.columns]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    filled = USUAL | {"as_of": row.get("month"), "month": row.get("as_of")} | row
    return filled | {name: filled[name] or "" for name in TEXTS}


def _value(value: Any) -> Any:
    """Python's own value; None for NaN, NaT and NA. A list in a cell is a value."""
    if isinstance(value, list):
        return [_value(one) for one in value]
    if isinstance(value, tuple | dict):
        return value
    if pd.isna(value):
        return None
    if isinstance(value, pd.Timestamp):
        return value.to_pydatetime()
    return value.item() if hasattr(value, "item") else value
