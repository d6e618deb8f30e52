"""A table as plain HTML: it prints, screen readers announce it as a table, and on a telephone its rows become blocks.

The grid of ui/components/data_grid.py, with its sorting and search, is for the data behind a figure: it costs the
browser half a second before it draws its first row, so that no page opens with one.
"""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from texts.translator import Words
from ui.style import html


@dataclass(frozen=True)
class Column:
    """A column's heading, and whether its cells are aligned as numbers."""

    name: str
    numeric: bool


def html_table(table: pd.DataFrame, alt: str, words: Words) -> None:
    """Draw ``table``, its first column as the names of its rows; ``alt`` describes its content for screen readers.

    On a telephone each row becomes a block, with the column headings beside the cells (ui/style/pages.css).
    Numbers stand in the reader's form, what is missing is left empty, and an address of the web becomes a link.
    """
    columns = [Column(str(name), pd.api.types.is_numeric_dtype(table[name])) for name in table.columns]
    rows = [
        (_cell(name, words), [(column, _cell(value, words)) for column, value in zip(columns[1:], values, strict=True)])
        for name, *values in table.astype(object).itertuples(index=False, name=None)
    ]
    html.show("html_table.html", description=alt, columns=columns, rows=rows)


def _cell(value: Any, words: Words) -> str:
    """A cell as text: '' for a missing value, a number in the reader's form."""
    if pd.isna(value):
        return ""
    return words.number(value) if isinstance(value, int | float) else str(value)
