"""A table on the screen: numbers in the reader's form, every row when few, and a text for who cannot see it."""

from typing import Any

import pandas as pd
import streamlit as st

SHORT = 40  # rows that are shown without scrolling inside the table


def data_grid(table: pd.DataFrame, key: str, alt: str | None = None) -> None:
    """Draw ``table``; numbers are written in the reader's form."""
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
    """Whether a column holds addresses of the web and nothing else."""
    texts = column.dropna().astype(str)
    return bool(texts.ne("").any() and texts[texts.ne("")].str.startswith("https://").all())
