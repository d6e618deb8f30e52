"""A sortable table: numbers in the reader's form, every row without scrolling when few, a text for screen readers."""

from typing import Any

import pandas as pd
import streamlit as st

SHORT = 40  # rows that are shown without scrolling inside the table


def data_grid(table: pd.DataFrame, key: str, alt: str | None = None) -> None:
    """Draw ``table`` under the widget key ``key``; ``alt`` describes its content for screen readers."""
    numeric = {
        str(name): st.column_config.NumberColumn(format="localized")
        for name in table.columns
        if pd.api.types.is_numeric_dtype(table[name])
    }
    links = {str(name): st.column_config.LinkColumn(str(name)) for name in table.columns if _addresses(table[name])}
    height: Any = "content" if len(table) <= SHORT else "auto"
    st.dataframe(
        table, hide_index=True, width="stretch", height=height, key=key, alt=alt, placeholder="",
        column_config=numeric | links,
    )  # fmt: skip


def _addresses(column: pd.Series) -> bool:
    """Whether a column holds web addresses and nothing else."""
    texts = column.dropna().astype(str)
    return bool(texts.ne("").any() and texts[texts.ne("")].str.startswith("https://").all())
