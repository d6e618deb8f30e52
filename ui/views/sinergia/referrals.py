"""The section of the synergy page on referrals: by direction, and by the body on the other side."""

from functools import partial

import streamlit as st

from ui.components.figure_card import Picture, card
from ui.components.kpi_cards import card_fields
from ui.components.text_blocks import section_heading
from ui.figures.flows.practice_exchange import Side, describe_exchange, exchange
from ui.views.sinergia.blocks import latest_month, report_missing
from ui.views.sinergia.referral_rows import by_direction, referrals_table, with_acceptance
from ui.views.sinergia.view_model import View


def referrals(view: View) -> None:
    """Referrals to and from the PID, then by body, each with the part that was accepted."""
    page, words = view.page, view.page.words
    section_heading(words.t("Referrals both ways"))
    if report_missing(view, "referrals", view.parts("referrals", "direction")):
        return
    titles = {
        "direction": words.t("Referrals: who sends to whom"),
        "counterpart": words.t("Referrals by body on the other side, both directions"),
    }
    caveat = words.t("Directions and bodies are not crossed: such cells are too small to be published.")
    whole, part = words.t("referrals"), words.t("of which accepted")
    for column, (breakdown, title) in zip(st.columns(2, gap="medium"), titles.items(), strict=True):
        rows = with_acceptance(view.parts("referrals", breakdown), view.here, words)
        sides = by_direction(rows, words) if breakdown == "direction" else [Side("", rows)]
        with column:
            card(
                page,
                Picture(
                    key=f"referrals_{breakdown}", title=title,
                    figure=exchange(sides, whole=whole, part=part, words=words, theme=page.theme),
                    alt=describe_exchange(sides, name=title, words=words), table=partial(referrals_table, rows, words),
                    **card_fields(page, view.subject("referrals"), rows, latest_month(row["month"] for row in rows))
                    | {"caveat": caveat, "rounded": True},
                ),
            )  # fmt: skip
