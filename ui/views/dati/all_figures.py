"""The section of the data page with all figures as files: the part of the release, three formats, the dictionary."""

from collections.abc import Callable

import pyarrow as pa
import streamlit as st

from reads.tidy_figures import PLACE, WHOLE, WITHIN, Part, part_of, row_count, tidy_figures
from ui.components.download_buttons import XLSX, file_mark, file_notes
from ui.components.text_blocks import paragraph, section_heading
from ui.export.tidy_files import as_csv, as_parquet, as_xlsx, dictionary_csv
from ui.state import url_params
from ui.state.filters import label
from ui.views.dati.release_table import nature
from ui.views.dati.view_model import View

PARAMETER = "files"
PARQUET = "application/vnd.apache.parquet"


def all_figures(view: View) -> None:
    """One select box and four buttons; a file is made when its button is pressed."""
    page, words, filters = view.page, view.page.words, view.page.filters
    section_heading(words.t("All figures, to go on working"))
    paragraph(
        words.t(
            "One tidy table: a row for each indicator, territory, part and date, with codes and names, value, base, "
            "sign and status of the figure, proposed target, plan, projection and outlook. The three formats hold the "
            "same rows."
        )
    )
    day = words.day(filters.as_of)
    options = {
        WHOLE: words.t("the whole release"),
        WITHIN: words.t("{place} and the territories within it, up to {day}", place=view.place, day=day),
        PLACE: words.t("{place} alone, up to {day}", place=view.place, day=day),
    }
    scope = url_params.one_of(PARAMETER, list(options), WHOLE, words)
    left, _ = st.columns([2, 1])
    with left:
        url_params.select(PARAMETER, label(PARAMETER, words), list(options), scope, WHOLE, show=options)
    part = part_of(page.release, scope, filters.territory, filters.as_of)
    rows = row_count(page.release, part)
    notes = file_notes(
        page,
        {
            words.t("Content"): words.t("All figures: {part}", part=options[scope]),
            words.t("Nature of the data"): nature(page.release.manifest, words),
            words.t("Rows"): words.number(rows),
            words.t("Targets"): words.t("proposed by the Osservatorio; none was published with the agreement"),
        },
    )

    def made(write: Callable[[pa.Table], bytes]) -> Callable[[], bytes]:
        return lambda: write(tidy_figures(page.release, part, words))

    name = "_".join(
        piece for piece in ("tutti_i_dati", *([scope, *filters.parts[:2]] if scope else []), page.release.id) if piece
    )
    formats = {
        "csv": (words.t("Download as CSV"), "text/csv", as_csv),
        "xlsx": (words.t("Download as XLSX"), XLSX, lambda table: as_xlsx(table, notes, words)),
        "parquet": (words.t("Download as Parquet"), PARQUET, lambda table: as_parquet(table, notes, words)),
    }
    with st.container(horizontal=True, key="take_all_figures"):
        for ending, (text, mime, write) in formats.items():
            st.download_button(
                text, made(write), file_name=f"{file_mark()}{name}.{ending}", mime=mime, key=f"all_{ending}"
            )
        st.download_button(
            words.t("Download the dictionary (CSV)"),
            lambda: dictionary_csv(tidy_figures(page.release, Part(territories=()), words).schema),
            file_name="dizionario_tutti_i_dati.csv", mime="text/csv", key="all_dictionary",
        )  # fmt: skip
    st.caption(
        words.n(
            "{count} row. CSV: commas, decimal points, ISO dates, for programs; in a spreadsheet open the XLSX.",
            "{count} rows. CSV: commas, decimal points, ISO dates, for programs; in a spreadsheet open the XLSX.",
            rows,
        )
    )
