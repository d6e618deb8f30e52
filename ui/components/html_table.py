"""A table that is read where it stands: plain HTML, which prints, is read out as a table, and unfolds on a telephone.

The grid of ui/components/data_grid.py, with its sorting and search, is for the data behind a figure: it costs the
browser half a second before it draws its first row, so that no page opens with one.
"""

from typing import Any

import pandas as pd
import streamlit as st

from texts.translator import Words
from ui.style import html


def listing(table: pd.DataFrame, alt: str, words: Words) -> None:
    """Draw ``table``, its first column as the names of its rows; ``alt`` tells what it holds.

    On a telephone each row becomes a block, with the heads of its columns beside the cells (ui/style/pages.css).
    Numbers stand in the reader's form, what is missing is left empty, and an address of the web becomes a link.
    """
    numeric = {str(name) for name in table.columns if pd.api.types.is_numeric_dtype(table[name])}
    heads = [f'<th scope="col"{_side(str(name) in numeric)}>{html.text(name)}</th>' for name in table.columns]
    rows = []
    for first, *others in table.astype(object).itertuples(index=False, name=None):
        cells = [
            f'<td{_side(str(name) in numeric)} data-head="{html.text(name)}">{_cell(value, words)}</td>'
            for name, value in zip(table.columns[1:], others, strict=True)
        ]
        rows.append(f'<tr><th scope="row">{_cell(first, words)}</th>{"".join(cells)}</tr>')
    st.html(
        f'<div class="listing" role="region" tabindex="0" aria-label="{html.text(alt)}"><table>'
        f"<thead><tr>{''.join(heads)}</tr></thead><tbody>{''.join(rows)}</tbody></table></div>"
    )


def _side(number: bool) -> str:
    return ' class="number"' if number else ""


def _cell(value: Any, words: Words) -> str:
    if pd.isna(value):
        return ""
    if isinstance(value, int | float):
        return html.text(words.number(value))
    said = html.text(value)
    if isinstance(value, str) and value.startswith("https://"):
        return f'<a href="{said}" target="_blank" rel="noopener">{said}</a>'
    return said
