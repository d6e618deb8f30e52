"""The section of the adoption page with the programme's own figures: which of its cards can be drawn, and where."""

from texts.translator import N_
from ui.components.columns import balanced_columns
from ui.components.empty_card import empty_card
from ui.components.notices import notice
from ui.views.adozione.cards import level_card, move_card, step_card, technology_card
from ui.views.adozione.notes import nothing_to_draw
from ui.views.adozione.rows import half_years, level_shares, moves, steps, technologies
from ui.views.adozione.view_model import View

LEVELS = N_("The levels of the cooperatives assessed, over time")
MOVES = N_("The same cooperatives, from their first level to their latest")
TECHNOLOGIES = N_("Technologies that the cooperatives assessed declare")


def programme(view: View) -> None:
    """Levels, technologies and moves of the whole territory and the steps of the place chosen, as far as published.

    A notice names the pictures whose figures are all suppressed; a card says what is awaited where there is nothing.
    """
    page, words, as_of = view.page, view.page.words, view.page.filters.as_of
    rules = page.rules
    days = half_years(rules.agreement.window_start, rules.agreement.window_end, as_of)
    levels, moved = level_shares(view.whole, days, rules, words), moves(view.whole, rules.levels, words)
    declared = technologies(view.whole, words)
    counted = steps(view.own, view.measures, words)
    values = {
        LEVELS: [row["share"] for row in levels],
        MOVES: [row["value"] for row in moved],
        TECHNOLOGIES: [row["value"] for row in declared],
    }
    drawable = {name for name, own in values.items() if any(own)}
    has_steps = any(row["as_of"] is not None for row in counted)
    hidden = [words.t(name) for name, own in values.items() if own and name not in drawable]
    if hidden:
        notice(nothing_to_draw(hidden, view.whole_name, words))
    if not (hidden or drawable or has_steps):
        title, reason = words.t("What this page will show"), words.t("As soon as data come in:")
        empty_card(page, "adoption", title, reason, [words.t(name) for name in values])
    columns = balanced_columns()
    if LEVELS in drawable:
        with columns.shortest(10):
            level_card(view, levels, words.t(LEVELS))
    if TECHNOLOGIES in drawable:
        with columns.shortest(7 + sum(row["value"] != 0 for row in declared) / 2):
            technology_card(view, declared, words.t(TECHNOLOGIES))
    if MOVES in drawable:
        with columns.shortest(10):
            move_card(view, moved, words.t(MOVES))
    if has_steps:
        with columns.shortest(6):
            step_card(view, counted)
