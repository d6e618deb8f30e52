"""What an indicator is: definition, formula, base, caveat, confidentiality."""

import streamlit as st

from reads.measures import Measure
from ui.state.page_context import Context
from ui.style import html


def definition(page: Context, row: Measure) -> None:
    """Draw a card of what the catalogue says of an indicator; what it leaves empty is left out."""
    words = page.words
    confidential = (
        words.t("yes: small cells are suppressed, counts are rounded")
        if row["confidential"]
        else words.t("no: public figures")
    )
    parts = [
        (words.t("Definition"), words.pick(row["definition"])),
        (words.t("Formula"), words.pick(row["formula"])),
        (words.t("Base"), words.pick(row["base"])),
        (words.t("Caveat"), words.pick(row["caveat"])),
        (words.t("Confidential"), confidential),
    ]
    with st.container(border=True, key=f"definition_{row['kpi']}"):
        html.show(
            "definition.html",
            title=words.t("What this indicator is"),
            parts=[(name, text) for name, text in parts if text],
        )
