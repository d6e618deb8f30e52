"""The section of the skills page on the 60,000 posts: the statement, its nearest source, a split by area."""

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from reads.cross_section import statuses_of
from reads.origins import PublishedFigure
from texts.periods import published_day
from texts.translator import Words
from ui.components.empty_card import empty_card
from ui.components.figure_card import Picture, card, publisher_names
from ui.components.lazy_expander import lazy_expander
from ui.components.text_blocks import section_heading
from ui.figures.bars.bars import bars, describe_bars
from ui.figures.base.canvas import amounts
from ui.style import html
from ui.views.competenze.rows import AreaAmount, shares_by_area, split_by
from ui.views.competenze.tables import named_table
from ui.views.competenze.view_model import View


def vacancies(view: View) -> None:
    """Where ICT job ads were posted, beside it the statement and, folded, the posts unfilled split by these shares."""
    page, words = view.page, view.page.words
    section_heading(words.t("The 60,000 posts"))
    shares = shares_by_area(view.published, page.filters.as_of, view.short_names)
    left, right = st.columns(2, gap="medium")
    with left:
        if shares:
            _shares_card(view, shares)
        else:
            title = words.t("ICT job ads on the web by area")
            empty_card(page, "areas", title, words.t("No share by area is known by this date."))
    with right:
        _statement(view)
        if shares and view.posts:
            posts = view.posts[0]
            lazy_expander(page, _split_title(posts, words), "split_part", partial(_split_card, view, shares, posts))


def _statement(view: View) -> None:
    """The 60,000 as the statement it is, its nearest source, and that no split by region exists."""
    words = view.page.words
    statement = words.t(
        "In {month}, announcing the agreement, its parties spoke of over 60,000 posts vacant for lack of "
        "trained people. It is a statement of their press note, for which no public address is known.",
        month=words.month(view.page.rules.agreement.window_start),
    )
    source = words.t("The source nearest to it is not in this release.")
    if view.posts:
        row = view.posts[0]
        nearest = words.t(
            "The nearest source: {amount} unfilled ICT posts in {year}, of all firms and not of cooperatives, in all "
            "Italy ({publisher}, published {day}).",
            amount=words.number(row["value"]), year=row["period_end"].year, publisher=row["publisher"],
            day=published_day(row["published_on"], words),
        )  # fmt: skip
        source = Markup(" ").join((nearest, html.badge(row["status"] or "", words, view.page.theme)))
    split = words.t("No split by region exists.")
    if view.level in ("region", "province"):
        split += " " + words.t("For {place} there is no figure, and none is made up here.", place=view.place)
    with st.container(border=True, key="card_statement"):
        title = words.t("Where the 60,000 come from")
        html.show("statement_card.html", title=title, paragraphs=(statement, source, split))


def _shares_card(view: View, shares: Sequence[AreaAmount]) -> None:
    words, title = view.page.words, view.page.words.t("ICT job ads on the web by area")
    total = words.percent(sum(amounts(shares)), 0)
    card(
        view.page,
        Picture(
            key="areas", title=title, place=words.t("Italy"),
            figure=bars(shares, theme=view.page.theme, unit="percent", words=words),
            base=words.t("year {year}; ICT job ads posted on the web, all firms", year=shares[0]["period_end"].year),
            unit="percent", statuses=statuses_of(shares),
            source=publisher_names([share["publisher"] for share in shares], words),
            table=partial(named_table, shares, words.t("Area"), "percent", words),
            alt=describe_bars(shares, name=title, unit="percent", words=words),
            caveat=words.t("The areas add up to {total}, as their source gives them. Ads are not posts unfilled.",
                           total=total),
        ),
    )  # fmt: skip


def _split_title(posts: PublishedFigure, words: Words) -> str:
    return words.t("The {amount} posts split by these shares", amount=words.number(posts["value"]))


def _split_card(view: View, shares: Sequence[AreaAmount], posts: PublishedFigure) -> None:
    words, split = view.page.words, split_by(shares, posts["value"])
    title = _split_title(posts, words)
    card(
        view.page,
        Picture(
            key="areas_allocated", title=title, figure=bars(split, theme=view.page.theme, unit="number", words=words),
            place=words.t("Italy"),
            base=words.t("posts of {year} by the shares of the ads of {ads}", year=posts["period_end"].year,
                         ads=shares[0]["period_end"].year),
            unit="number", statuses=("allocated",),
            source=publisher_names([posts["publisher"], *(share["publisher"] for share in shares)], words),
            table=partial(named_table, split, words.t("Area"), "number", words),
            alt=describe_bars(split, name=title, unit="number", words=words),
            caveat=words.t("Allocated, not counted: unfilled posts need not lie where ads are posted."),
        ),
    )  # fmt: skip
