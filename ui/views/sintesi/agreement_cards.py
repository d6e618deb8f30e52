"""The summary's two figures: the agreement's timeline, and the number of indicators by status."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from functools import partial

import pandas as pd

from reads.cross_section import statuses_of
from reads.latest_figures import LatestFigure
from texts.translator import Words
from ui.components.empty_card import empty_card
from ui.components.figure_card import Picture, card, feeds_source
from ui.content.figure_tables import profile_table
from ui.figures.bars.status_counts import StatusCount, describe_status_counts, status_counts
from ui.figures.lines.clock import agreement_month, clock, describe_clock
from ui.state.page_context import Context


def clock_card(page: Context, start: date, end: date) -> None:
    """The card of the agreement's years with the date of the figures marked in them."""
    words, as_of = page.words, page.filters.as_of
    card(
        page,
        Picture(
            key="clock", figure=clock(start, end, as_of, words=words, theme=page.theme),
            title=words.t("The agreement's clock"), place=words.t("PID-Alleanza agreement"),
            base=words.t("from {start} to {end}", start=words.day(start), end=words.day(end)), unit="",
            statuses=("derived",), source=words.t("dates of the agreement, held against the date of the figures"),
            alt=describe_clock(start, end, as_of, words=words),
            table=partial(years_table, start, end, as_of, words),
        ),
    )  # fmt: skip


def years_table(start: date, end: date, as_of: date, words: Words) -> pd.DataFrame:
    """One row per year of the agreement: first and last day, months, and months begun by a date."""
    month, months = agreement_month(start, end, as_of)
    years = range(-(-months // 12))
    firsts = [pd.Timestamp(start) + pd.DateOffset(years=year) for year in years]
    lasts = [first + pd.DateOffset(years=1, days=-1) for first in firsts[:-1]] + [pd.Timestamp(end)]
    own = [min(12, months - 12 * year) for year in years]
    return pd.DataFrame(
        {
            words.t("Year of the agreement"): [year + 1 for year in years],
            words.t("Begins"): [words.day(first) for first in firsts],
            words.t("Ends"): [words.day(last) for last in lasts],
            words.t("Months"): own,
            words.t("Months begun"): [
                min(max(month - 12 * year, 0), most) for year, most in zip(years, own, strict=True)
            ],
        }
    )


def statuses_card(page: Context, rows: Sequence[LatestFigure], place: str) -> None:
    """The card of indicators by status; its table shows the same rows."""
    words, title = page.words, page.words.t("Indicators by status")
    known = [row for row in rows if row["value"] is not None]
    if not known:
        empty_card(page, "statuses", title, words.t("No indicator has a figure here by this date."))
        return
    judged = Counter(row["judgement"] or "no_target" for row in known)
    counts: list[StatusCount] = [{"status": status, "n": count} for status, count in judged.most_common()]
    feeds = tuple(dict.fromkeys(feed for row in known for feed in row["feeds"]))
    proposed = ("proposed",) if any(row["planned"] is not None for row in known) else ()
    card(
        page,
        Picture(
            key="statuses", figure=status_counts(counts, words=words, theme=page.theme), title=title, place=place,
            base=words.t("{day}; indicators with a figure", day=words.day(page.filters.as_of)), unit="number",
            statuses=(*proposed, *statuses_of(known)), alt=describe_status_counts(counts, words=words),
            source=feeds_source(page, feeds),
            table=partial(profile_table, rows, words),
        ),
    )  # fmt: skip
