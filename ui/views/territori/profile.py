"""The territories page's profile of the chosen territory: its latest figure of every indicator, as a table."""

from functools import partial

from reads.cross_section import statuses_of
from reads.latest_figures import latest_figures
from ui.components.figure_card import Picture, card, feeds_source
from ui.content.overview_tables import profile_table
from ui.content.place_names import place_name, territory_names
from ui.state.page_context import Context


def profile(page: Context) -> None:
    """Draw the card of the territory and category that are chosen."""
    words, chosen = page.words, page.filters
    where = place_name(territory_names(page.release, words), chosen.slice, words)
    rows = latest_figures(page.release, chosen.slice)
    known = [row for row in rows if row["value"] is not None]
    feeds = tuple(sorted({feed for row in known for feed in row["feeds"]}))
    card(
        page,
        Picture(
            key="profile", figure=None, title=words.t("Profile: {name}", name=where), place=where,
            base=words.t("latest figure of each indicator by {day}", day=words.day(chosen.as_of)), unit="",
            statuses=statuses_of(known),
            source=feeds_source(page, feeds) if known else words.no_data,
            alt=words.t("Every indicator of {name}", name=where),
            table=partial(profile_table, rows, words),
        ),
    )  # fmt: skip
