"""One measure over time in up to four territories of one level, chosen by the reader."""

from datetime import date
from functools import partial
from typing import Any

from reads.cross_section import ITALY, Listed, natures, over_time
from ui.components.figure_card import Picture, card, source_text
from ui.content.figure_tables import any_rounded
from ui.content.place_names import chart_names, place_name, territory_names
from ui.content.trajectory_tables import long_table
from ui.figures.lines.compared_lines import compared, describe_compared
from ui.state import url_params
from ui.state.filters import label
from ui.state.page_context import Context

MOST = 4


def compare_places(page: Context, measure: dict[str, Any], rows: Listed, places: Listed) -> None:
    """Draw the multiselect of territories and their card.

    ``rows``: one category of the measure everywhere; ``places``: the territories that the page shows, with name and
    value. Without a choice the chosen one (or the highest) and the lowest are compared.
    """
    words, chosen = page.words, page.filters
    show = {row["territory"]: row["name"] for row in places}
    usual = _usual(places, chosen.territory)
    picked = url_params.some_of("compare", list(show), usual, MOST, words)
    url_params.several(
        "compare", label("compare", words), list(show), picked, usual, show=show, most=MOST,
        help_text=words.t("Up to {count}.", count=MOST),
    )  # fmt: skip
    beside = [ITALY] if measure["kind"] in {"share", "mean"} else []
    short, name = chart_names(page.release, words), page.name(measure)
    paths = [row | {"name": short[row["territory"]]} for row in over_time(rows, [*picked, *beside], chosen.as_of)]
    breakdown, category = chosen.slice
    card(
        page,
        Picture(
            key=f"compared_{measure['kpi']}",
            figure=compared(paths, unit=measure["unit"], kind=measure["kind"], period=measure["period"], words=words,
                            theme=page.theme),
            title=words.t("{name}: territories compared", name=name),
            place=words.list_of([show[one] for one in picked]) or place_name(
                territory_names(page.release, words), ITALY, breakdown, category, words),
            base=measure[f"base_{words.lang}"], unit=measure["unit"],
            statuses=natures(paths),
            source=source_text(page, measure, [*picked, *beside], date.min, chosen.as_of),
            alt=describe_compared(paths, name=name, unit=measure["unit"], words=words),
            table=partial(long_table, paths, measure["unit"], words, kind=measure["kind"], period=measure["period"]),
            rounded=any_rounded(paths),
            caveat=measure[f"caveat_{words.lang}"],
        ),
    )  # fmt: skip


def _usual(places: Listed, territory: str) -> list[str]:
    """The chosen territory, or the highest where it is not among those shown, and the lowest."""
    known = [row for row in places if row["value"] is not None]
    codes = [row["territory"] for row in sorted(known, key=lambda row: (-row["value"], row["territory"]))]
    first = [territory] if any(row["territory"] == territory for row in places) else codes[:1]
    return list(dict.fromkeys([*first, *codes[-1:]]))
