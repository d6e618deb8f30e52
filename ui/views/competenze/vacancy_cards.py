"""The skills page's pictures of the 60,000: a statement, its nearest source, and a split that is only allocated."""

from functools import partial
from typing import Any

import streamlit as st

from catalogue import load
from reads.cross_section import natures
from ui.components.empty_card import awaited
from ui.components.figure_card import Picture, card
from ui.figures.bars.bars import bars, describe_bars
from ui.state.page_context import Context
from ui.style import html
from ui.views.competenze.answer import published_day
from ui.views.competenze.rows import Listed, shares_by_area, split_by
from ui.views.competenze.shortage_cards import sources
from ui.views.competenze.tables import named_table


def statement(page: Context, posts: Listed, place: str, level: str) -> None:
    """The 60,000 as the statement it is, its nearest source, and what nobody knows of it."""
    words, told = page.words, []
    told.append(
        words.t(
            "In {month}, announcing the agreement, its parties spoke of over 60,000 posts vacant for lack of "
            "trained people. It is a statement of their press note, for which no public address is known.",
            month=words.month(load().agreement.window_start),
        )
    )
    body = ""
    if posts:
        row = posts[0]
        said = words.t(
            "The nearest source: {amount} ICT posts uncovered in {year}, of all firms and not of cooperatives, in all "
            "Italy ({publisher}, published {day}).",
            amount=words.number(row["value"]), year=row["period_end"].year, publisher=row["publisher"],
            day=published_day(row["published_on"], words),
        )  # fmt: skip
        badge = html.badge(row["status"], words, page.theme)
        body = f'<p class="told-text">{html.text(said)} {badge}</p>'
    else:
        told.append(words.t("The source nearest to it is not in this release."))
    none = words.t("No split by region exists.")
    if level in ("region", "province"):
        none += " " + words.t("For {place} there is no figure, and none is made up here.", place=place)
    first, *others = told
    paragraphs = "".join(f'<p class="told-text">{html.text(one)}</p>' for one in [first])
    after = "".join(f'<p class="told-text">{html.text(one)}</p>' for one in [*others, none])
    with st.container(border=True, key="card_statement"):
        title = html.text(words.t("Where the 60,000 come from"))
        st.html(f'<h3 class="figure-title">{title}</h3>{paragraphs}{body}{after}')


def areas(page: Context, published: Listed, posts: Listed, names: dict[str, str]) -> None:
    """Where ICT job ads were posted, and the posts uncovered split by these shares: allocated."""
    words, theme = page.words, page.theme
    shares = shares_by_area(published, page.filters.as_of, names)
    title = words.t("ICT job ads on the web by area")
    if not shares:
        awaited(page, "areas", title, words.t("No share by area is known by this date."))
        return
    year, heading = shares[0]["period_end"].year, words.t("Area")
    source = sources([share["publisher"] for share in shares], words)
    total = words.percent(sum(share["value"] for share in shares), 0)
    common: dict[str, Any] = {"place": words.t("Italy"), "source": source}
    left, right = st.columns(2, gap="medium")
    with left:
        card(
            page,
            Picture(
                key="areas", figure=bars(shares, unit="percent", words=words, theme=theme), title=title,
                base=words.t("year {year}; ICT job ads posted on the web, all firms", year=year), unit="percent",
                statuses=natures(shares),
                table=partial(named_table, shares, heading, "percent", words),
                alt=describe_bars(shares, unit="percent", words=words, name=title),
                caveat=words.t("The areas add up to {total}, as their source gives them. Ads are not posts uncovered.",
                               total=total), **common,
            ),
        )  # fmt: skip
    if not posts:
        return
    row = posts[0]
    split = split_by(shares, row["value"])
    title = words.t("The {amount} posts split by these shares", amount=words.number(row["value"]))
    with right:
        card(
            page,
            Picture(
                key="areas_allocated", figure=bars(split, unit="number", words=words, theme=theme), title=title,
                base=words.t(
                    "posts of {year} by the shares of the ads of {ads}", year=row["period_end"].year, ads=year
                ),
                unit="number", statuses=("allocated",),
                table=partial(named_table, split, heading, "number", words),
                alt=describe_bars(split, unit="number", words=words, name=title),
                caveat=words.t("Allocated, not counted: uncovered posts need not lie where ads are posted."),
                place=words.t("Italy"), source=sources([one["publisher"] for one in (row, *shares)], words),
            ),
        )  # fmt: skip
