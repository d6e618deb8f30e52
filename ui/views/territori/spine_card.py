"""The territories page's spine of one territory: all its measures beside Italy, the plan and its peers, a line each."""

from collections.abc import Iterable
from functools import partial

from markupsafe import Markup

from reads.cross_section import statuses_of
from reads.rates import PER
from reads.records import grouped
from reads.spine import SpineLine, compared_level, spine
from texts.translator import N_
from ui.components.figure_card import Picture, card, feeds_source
from ui.content.figure_tables import any_rounded
from ui.content.missing_figures import why_missing
from ui.content.place_names import place_name, territory_names
from ui.content.place_tables import spine_table
from ui.state.page_context import Context
from ui.style import html
from ui.views.territori.spine_lines import line_of

PEERS = {"region": N_("regions"), "province": N_("provinces"), "area": N_("areas")}


def spine_card(page: Context) -> None:
    """Draw the card of the chosen territory and category."""
    words, chosen = page.words, page.filters
    names = territory_names(page.release, words)
    lines = spine(page.release, chosen.slice, words.release.rounding)
    known = [line for line in lines if line.own and line.own["value"] is not None]
    where = place_name(names, chosen.slice, words)
    peers = words.t(PEERS[compared_level(page.release, chosen.territory)])
    own = [line.own for line in known if line.own]
    title = words.t("{place}: all indicators beside Italy, the plan and the {peers}", place=where, peers=peers)
    card(
        page,
        Picture(
            key="spine", figure=None, title=title, place=where,
            base=words.t("latest figure of each indicator by {day}", day=words.day(chosen.as_of)), unit="",
            statuses=statuses_of(own), rounded=any_rounded(own),
            source=feeds_source(page, tuple(sorted({feed for line in known for feed in line.measure["feeds"]})))
            if known else words.no_data,
            alt=title, body=_body(page, lines, title, peers),
            table=partial(spine_table, lines, names, chosen.territory, words),
        ),
    )  # fmt: skip


def _body(page: Context, lines: Iterable[SpineLine], title: str, peers: str) -> Markup:
    words = page.words
    shown = [line for line in lines if line.own and line.own["value"] is not None]
    without = grouped((line for line in lines if line not in shown), lambda line: _why(page, line))
    return html.render(
        "spine.html",
        description=title,
        heads=[
            words.t("Indicator"), words.t("Value"), words.t("Italy"), words.t("Plan"),
            words.t("From the lowest to the highest of the {peers}", peers=peers), words.t("Place"), words.t("Status"),
        ],
        lines=[line_of(page, line) for line in shown],
        per=words.t("per 1,000 active cooperatives"),
        per_short=f"/{words.number(PER)}",
        key={"own": words.t("this territory"), "italy": words.t("Italy"), "planned": words.t("plan"),
             "tick": words.t("each of the {peers}", peers=peers)},
        without=[(why, words.list_of([words.pick(line.measure["name"]) for line in some]))
                 for why, some in without.items()],
    )  # fmt: skip


def _why(page: Context, line: SpineLine) -> str:
    """Why a measure has no figure here, as one text by which measures are grouped."""
    words, chosen = page.words, page.filters.slice
    if line.measure["places_why"].it and chosen.is_whole:
        return words.pick(line.measure["places_why"]).rstrip(".")
    known = any(row["value"] is not None for row in [*line.others, line.italy] if row)
    missing, reason = why_missing(
        {"sign": line.own["sign"] if line.own else "", "breakdowns": line.measure["breakdowns"],
         "feeds": line.measure["feeds"], "known_elsewhere": known},
        chosen.breakdown, words,
    )  # fmt: skip
    return f"{missing} ({reason})" if reason else missing
