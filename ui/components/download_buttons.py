"""Downloads of a card: its rows as CSV and XLSX, its picture as PNG, each with date, filters and release."""

import pandas as pd
import streamlit as st

from reads.releases import is_internal
from texts.translator import N_
from ui.export.csv_export import csv_bytes
from ui.export.xlsx_export import xlsx_bytes
from ui.state.page_context import Context
from ui.style import html

INTERNAL_NOTE = N_("Internal view: figures before disclosure control. Not to be passed on.")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def download_buttons(context: Context, key: str, table: pd.DataFrame, notes: dict[str, str], *, picture: bool) -> None:
    """The buttons below a table. ``notes``: texts of the card that the files repeat, by label.

    ``picture``: whether the card has a figure to download as PNG. Files are written when a button is pressed.
    """
    words, name = context.words, file_name(context, key)
    told = file_notes(context, notes)
    with st.container(horizontal=True, key=f"take_{key}"):
        st.download_button(
            words.t("Download as CSV"), lambda: csv_bytes(table, told, words), file_name=f"{name}.csv", mime="text/csv",
            key=f"csv_{key}",
        )  # fmt: skip
        st.download_button(
            words.t("Download as XLSX"), lambda: xlsx_bytes(table, told, words), file_name=f"{name}.xlsx", mime=XLSX,
            key=f"xlsx_{key}",
        )  # fmt: skip
        if picture:
            foot = "; ".join(f"{label}: {text}" for label, text in (_mark(context) | _setting(context)).items())
            html.show("png_button.html", file=f"{name}.png", foot=foot, label=words.t("Download as PNG"))


def file_notes(context: Context, notes: dict[str, str]) -> dict[str, str]:
    """All notes of a file by label: confidentiality first where it is internal, ``notes``, ISO date and release."""
    words = context.words
    return _mark(context) | notes | _setting(context) | {
        words.t("Date of the figures"): context.filters.as_of.isoformat()
    }  # fmt: skip


def file_name(context: Context, key: str) -> str:
    """A file name without its ending: figure, date, territory, category and release; marked where internal."""
    return f"{file_mark()}{key}_{'_'.join(context.filters.parts)}_{context.release.id}"


def file_mark() -> str:
    """What the name of an internal file begins with; nothing for a public one."""
    return "INTERNO_" if is_internal() else ""


def _mark(context: Context) -> dict[str, str]:
    words = context.words
    return {words.t("Confidentiality"): words.t(INTERNAL_NOTE)} if is_internal() else {}


def _setting(context: Context) -> dict[str, str]:
    words = context.words
    return {
        words.t("Date of the figures"): words.day(context.filters.as_of),
        words.t("Release"): context.release.id,
        words.t("Made by"): "Osservatorio COOP 4.0",
    }
