"""The cards of the adoption page with the programme's own figures: levels, moves, technologies, steps."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import partial
from typing import TypedDict

from reads.cross_section import statuses_of
from texts.translator import N_
from ui.components.figure_card import Picture, Sourced, card, source_text
from ui.components.kpi_cards import Provenance
from ui.content.figure_tables import any_rounded
from ui.figures.bars.grouped_bars import GroupedRow, describe_grouped_bars, grouped_bars
from ui.figures.bars.level_bars import LevelShare, describe_level_bars, level_bars
from ui.figures.flows.level_moves import describe_level_moves, level_moves
from ui.views.adozione.notes import move_totals, suppressed_levels, undeclared
from ui.views.adozione.rows import NamedMove, NamedStep
from ui.views.adozione.tables import level_table, move_table, step_table, technology_table
from ui.views.adozione.view_model import View

NO_FUNNEL = N_(
    "Each is counted for itself: none is a part of the one before, and a ratio of two of them is no conversion rate."
)


class Shown(TypedDict):
    """What a card says of the figures in it."""

    status: str | None
    precision: str | None


def level_card(view: View, shares: Sequence[LevelShare], title: str) -> None:
    """The share of each level over time."""
    page, words = view.page, view.page.words
    days = [row["as_of"] for row in shares]
    least = page.rules.agreement.disclosure.share_base
    texts = _texts(view, "coops_assessed", shares, days, suppressed_levels(shares, least, words))
    texts |= {"unit": "percent", "statuses": ("derived", *statuses_of(shares))}
    texts |= {"base": words.pick(view.measures["coops_assessed"]["base"])}
    card(
        page,
        Picture(
            key="levels", title=title, figure=level_bars(shares, words=words, theme=page.theme),
            alt=describe_level_bars(shares, words=words, name=title), table=partial(level_table, shares, words),
            **texts,
        ),
    )  # fmt: skip


def technology_card(view: View, rows: Sequence[GroupedRow], title: str) -> None:
    """The share that declares each technology, those declared by none in a sentence."""
    page, words = view.page, view.page.words
    none, declared = [row for row in rows if row["value"] == 0], [row for row in rows if row["value"] != 0]
    days = [row["as_of"] for row in declared if row["as_of"]]
    texts = _texts(view, "technology_adoption", declared, days, undeclared(none, words))
    card(
        page,
        Picture(
            key="technologies", title=title,
            figure=grouped_bars(declared, theme=page.theme, kind="share", unit="percent", words=words),
            alt=describe_grouped_bars(declared, name=title, unit="percent", words=words),
            table=partial(technology_table, declared + none, words),
            **texts | {"rounded": any_rounded(rows)},
        ),
    )  # fmt: skip


def move_card(view: View, rows: Sequence[NamedMove], title: str) -> None:
    """From the first level to the latest of the same cooperatives."""
    page, words = view.page, view.page.words
    days = [row["as_of"] for row in rows]
    card(
        page,
        Picture(
            key="moves", title=title, figure=level_moves(rows, levels=page.rules.levels, words=words, theme=page.theme),
            alt=describe_level_moves(rows, words=words, name=title), table=partial(move_table, rows, words),
            **_texts(view, "coops_reassessed", rows, days, move_totals(rows, page.rules.levels, words)),
        ),
    )  # fmt: skip


def step_card(view: View, steps: Sequence[NamedStep]) -> None:
    """Cooperatives reached, assessed, accompanied and funded, of the place chosen."""
    page, words = view.page, view.page.words
    absent = [row["name"] for row in steps if row["as_of"] is None]
    counted = [row for row in steps if row["as_of"] is not None]
    title = words.t("Reached, assessed, accompanied, funded")
    missing = " " + words.t("Not published here: {names}.", names=words.list_of(absent)) if absent else ""
    days, kpis = [row["as_of"] for row in counted if row["as_of"]], [row["kpi"] for row in counted]
    texts = _texts(view, "coops_assessed", counted, days, behind=kpis)
    texts |= {"place": view.place, "caveat": words.t(NO_FUNNEL) + missing}
    texts |= {"base": words.t("distinct cooperatives, each kind counted for itself")}
    card(
        page,
        Picture(
            key="steps", title=title, figure=grouped_bars(counted, theme=page.theme, unit="number", words=words),
            alt=describe_grouped_bars(counted, name=title, unit="number", words=words),
            table=partial(step_table, counted, words), **texts,
        ),
    )  # fmt: skip


def _texts(
    view: View, kpi: str, rows: Sequence[Shown], days: Iterable[datetime], note: str = "", behind: Sequence[str] = ()
) -> Provenance:
    """What a picture of these rows says of itself; ``note`` comes before the measure's caveat.

    ``behind``: the measures that the rows are of, where they are not all of ``kpi``.
    """
    page, words, measure = view.page, view.page.words, view.measures[kpi]
    feeds = tuple(dict.fromkeys(feed for one in behind or (kpi,) for feed in view.measures[one]["feeds"]))
    made_of: Sourced = {"published_indicator": measure["published_indicator"], "feeds": feeds,
                        "published_category": measure["published_category"]}  # fmt: skip
    return {
        "place": view.whole_name,
        "base": words.t("{day}; {base}", day=words.day(max(days)), base=words.pick(measure["base"])),
        "unit": measure["unit"],
        "statuses": statuses_of(rows),
        "source": source_text(page, made_of, (), page.filters.as_of, page.filters.as_of),
        "caveat": f"{note} {words.pick(measure['caveat'])}".strip(),
        "rounded": any_rounded(rows),
    }
