"""The summary's tiles: every indicator of the agreement under its aim."""

import streamlit as st

from reads.cross_section import Listed
from reads.latest_figures import histories
from reads.measures import plans
from reads.query_cache import asked
from reads.records import grouped
from ui.components.kpi_tiles import address_of, show_tiles, tile
from ui.state.page_context import Context


def tiles_by_aim(page: Context, rows: Listed) -> None:
    """A heading and tiles for each aim. ``rows``: those of ``reads.latest_figures.standing``, one per indicator.

    A path is proposed for the whole of a territory alone, so a category's tiles have none.
    """
    words, chosen = page.words, page.filters
    breakdown, category = chosen.slice
    paths = histories(page.release, chosen.as_of, chosen.territory, breakdown, category)
    decided = asked(plans, page.release, chosen.territory, chosen.as_of) if breakdown == "total" else []
    proposed = grouped((row for row in decided if row["valid_to"] is None), "kpi")
    for aim, measures in sorted(grouped(rows, "aim").items()):
        tiles = [
            tile(
                row,
                paths.get(row["kpi"], []),
                proposed.get(row["kpi"], []),
                breakdown=breakdown,
                words=words,
                theme=page.theme,
                address=address_of(row["kpi"], page.parameters),
            )
            for row in measures
        ]
        show_tiles(f"{aim}. {page.name(measures[0], 'aim')}", tiles)
    st.caption(
        words.t(
            "Dashed line: path proposed by the Osservatorio; none was published with the agreement. "
            "Numbers of statuses are counted, never averaged."
        )
    )
