"""The cards of the adoption page with the programme's own figures: levels, moves, technologies, steps."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from reads.figure_index import Cell, distinct
from texts.translator import N_
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded
from ui.figures.bars.grouped_bars import describe_grouped_bars, grouped_bars
from ui.figures.bars.level_bars import describe_level_bars, level_bars
from ui.figures.flows.level_moves import describe_level_moves, level_moves
from ui.views.adozione.notes import move_totals, suppressed_levels, undeclared
from ui.views.adozione.tables import level_table, move_table, step_table, technology_table
from ui.views.adozione.view_model import View

NO_FUNNEL = N_(
    "Each is counted for itself: none is a part of the one before, and a ratio of two of them is no conversion rate."
)


def level_card(view: View, shares: Sequence[Cell], title: str) -> None:
    """The share of each level over time; ``shares``: rows of ``level_shares``."""
    page, words = view.page, view.page.words
    least = page.rules.agreement.disclosure.share_base
    texts = _texts(view, "coops_assessed", shares, suppressed_levels(shares, least, words))
    texts |= {"unit": "percent", "statuses": ("derived", *distinct(shares, "status"))}
    texts |= {"base": page.name(view.measures["coops_assessed"], "base")}
    card(
        page,
        Picture(
            key="levels", title=title, figure=level_bars(shares, words=words, theme=page.theme),
            alt=describe_level_bars(shares, words=words, name=title), table=partial(level_table, shares, words),
            **texts,
        ),
    )  # fmt: skip


def technology_card(view: View, rows: Sequence[Cell], title: str) -> None:
    """The share that declares each technology, those declared by none in a sentence; ``rows``: of ``technologies``."""
    page, words = view.page, view.page.words
    none, declared = [row for row in rows if row["value"] == 0], [row for row in rows if row["value"] != 0]
    about: dict[str, Any] = {"unit": "percent", "words": words}
    texts = _texts(view, "technology_adoption", declared, undeclared(none, words))
    card(
        page,
        Picture(
            key="technologies", title=title, figure=grouped_bars(declared, theme=page.theme, kind="share", **about),
            alt=describe_grouped_bars(declared, name=title, **about),
            table=partial(technology_table, declared + none, words),
            **texts | {"rounded": any_rounded(rows)},
        ),
    )  # fmt: skip


def move_card(view: View, rows: Sequence[Cell], title: str) -> None:
    """From the first level to the latest of the same cooperatives; ``rows``: of ``moves``."""
    page, words = view.page, view.page.words
    card(
        page,
        Picture(
            key="moves", title=title, figure=level_moves(rows, levels=page.rules.levels, words=words, theme=page.theme),
            alt=describe_level_moves(rows, words=words, name=title), table=partial(move_table, rows, words),
            **_texts(view, "coops_reassessed", rows, move_totals(rows, page.rules.levels, words)),
        ),
    )  # fmt: skip


def step_card(view: View, steps: Sequence[Cell]) -> None:
    """Cooperatives reached, assessed, accompanied and funded, of the place chosen; ``steps``: rows of ``steps``."""
    page, words = view.page, view.page.words
    absent = [row["name"] for row in steps if row["as_of"] is None]
    counted = [row for row in steps if row["as_of"] is not None]
    title = words.t("Reached, assessed, accompanied, funded")
    about: dict[str, Any] = {"unit": "number", "words": words}
    missing = " " + words.t("Not published here: {names}.", names=words.list_of(absent)) if absent else ""
    texts = _texts(view, "coops_assessed", counted) | {"place": view.place, "caveat": words.t(NO_FUNNEL) + missing}
    texts |= {"base": words.t("distinct cooperatives, each kind counted for itself")}
    card(
        page,
        Picture(
            key="steps", title=title, figure=grouped_bars(counted, theme=page.theme, **about),
            alt=describe_grouped_bars(counted, name=title, **about), table=partial(step_table, counted, words),
            **texts,
        ),
    )  # fmt: skip


def _texts(view: View, kpi: str, rows: Sequence[Cell], note: str = "") -> dict[str, Any]:
    """What a picture of these rows says of itself; ``note`` comes before the measure's caveat."""
    page, words, measure = view.page, view.page.words, view.measures[kpi]
    statuses = distinct(rows, "status")
    kpis = dict.fromkeys(row.get("kpi", kpi) for row in rows)
    feeds = "|".join(dict.fromkeys(feed for one in kpis for feed in view.measures[one]["feeds"].split("|")))
    made_of = measure | {"status": statuses[0] if statuses else "", "feeds": feeds}
    day = words.day(max(row["as_of"] for row in rows))
    return {
        "place": view.whole_name,
        "base": words.t("{day}; {base}", day=day, base=page.name(measure, "base")),
        "unit": measure["unit"],
        "statuses": statuses,
        "source": source_text(page, made_of, (), page.filters.as_of, page.filters.as_of),
        "caveat": f"{note} {page.name(measure, 'caveat')}".strip(),
        "rounded": any_rounded(rows),
    }
