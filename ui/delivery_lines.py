"""Chambers as the lines of a grid of months: one line each, or one for all of a region."""

import pandas as pd

from ui.figures.delivery_grid import Line


def chamber_lines(chambers: pd.DataFrame) -> list[Line]:
    """One line a chamber, in the frame's order; columns name, expected and sent (sets of month ends)."""
    return [Line(name, ((name, due, sent),)) for name, due, sent in _senders(chambers)]


def region_lines(chambers: pd.DataFrame, names: dict[str, str]) -> list[Line]:
    """One line a region, in the frame's order, with its chambers; ``names``: what each region is called."""
    return [
        Line(names.get(str(region), str(region)), tuple(_senders(own)))
        for region, own in chambers.groupby("region", sort=False)
    ]


def _senders(chambers: pd.DataFrame) -> list[tuple[str, frozenset[pd.Timestamp], frozenset[pd.Timestamp]]]:
    return list(zip(chambers["name"].astype(str), chambers["expected"], chambers["sent"], strict=True))
