"""Columns that are filled evenly: each card goes into the one that is shortest so far."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator


class BalancedColumns:
    """Columns side by side with the estimated height of their content, in any one unit."""

    def __init__(self, columns: Sequence[DeltaGenerator]) -> None:
        self.columns = columns
        self.heights = [0.0] * len(columns)

    def shortest(self, height: float) -> DeltaGenerator:
        """The column that is shortest so far, the leftmost of several; it grows by ``height``."""
        number = self.heights.index(min(self.heights))
        self.heights[number] += height
        return self.columns[number]


def balanced_columns(number: int = 2) -> BalancedColumns:
    """Put ``number`` empty columns on the page."""
    return BalancedColumns(st.columns(number, gap="medium"))
