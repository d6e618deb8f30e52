"""The summary's tiles: every indicator of the agreement under its aim."""

from collections.abc import Iterable

import streamlit as st

from reads.latest_figures import LatestFigure, histories
from reads.measures import plans
from reads.records import grouped
from ui.components.kpi_tiles import kpi_address, show_tiles, tile
from ui.state.page_context import Context


def tiles_by_aim(page: Context, rows: Iterable[LatestFigure]) -> None:
    """A heading and tiles for each aim. ``rows``: one per indicator.

    A path is proposed for the whole of a territory alone, so a category's tiles have none.
    """
    words, chosen = page.words, page.filters
    paths = histories(page.release, chosen.slice)
    decided = plans(page.release, chosen.slice) if chosen.slice.is_whole else ()
    proposed = grouped((row for row in decided if row["valid_to"] is None), lambda row: row["kpi"])
    for aim, measures in sorted(grouped(rows, lambda row: row["aim"]).items()):
        tiles = [
            tile(
                row,
                paths.get(row["kpi"], []),
                proposed.get(row["kpi"], []),
                breakdown=chosen.slice.breakdown,
                words=words,
                theme=page.theme,
                address=kpi_address(row["kpi"], page.parameters),
            )
            for row in measures
        ]
        show_tiles(f"{aim}. {words.pick(measures[0]['aim_name'])}", tiles)
    st.caption(
        words.t(
            "Dashed line: path proposed by the Osservatorio; none was published with the agreement. "
            "Numbers of statuses are counted, never averaged."
        )
    )
