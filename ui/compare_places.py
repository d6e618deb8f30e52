"""Up to four territories of one level beside each other: one measure over time, chosen by the reader."""

from functools import partial

import pandas as pd

from ui import address
from ui.card import Picture, card, source_text
from ui.context import Context
from ui.figures.compared import compared, describe_compared
from ui.filters import label
from ui.names import place_name, short_names, territory_names
from ui.path_tables import long_table
from ui.slices import ITALY, over_time
from ui.tables import any_rounded

MOST = 4


def compare_places(
    page: Context, measure: pd.Series, rows: pd.DataFrame, frame: pd.DataFrame, every: pd.DataFrame
) -> None:
    """The choice of territories and their card.

    ``rows``: one category of the measure everywhere; ``frame``: the territories that the page shows, with name and
    value; ``every``: all territories. Without a choice the chosen one (or the highest) and the lowest are compared.
    """
    words, chosen = page.words, page.filters
    show = dict(zip(frame["territory"], frame["name"], strict=True))
    usual = _usual(frame, chosen.territory)
    picked = address.some_of("compare", list(show), usual, MOST, words)
    address.several(
        "compare", label("compare", words), list(show), picked, usual, show=show, most=MOST,
        help_text=words.t("Up to {count}.", count=MOST),
    )  # fmt: skip
    beside = [ITALY] if measure["kind"] in {"share", "mean"} else []
    paths = over_time(rows, [*picked, *beside], chosen.as_of)
    paths = paths.assign(name=short_names(paths, words))
    name = str(measure[f"name_{words.lang}"])
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
            statuses=tuple(paths["status"].dropna().unique()),
            source=source_text(page, measure, [*picked, *beside], pd.Timestamp.min.date(), chosen.as_of),
            alt=describe_compared(paths, name=name, unit=measure["unit"], words=words),
            table=partial(long_table, paths, measure["unit"], words, kind=measure["kind"], period=measure["period"]),
            rounded=any_rounded(paths),
            caveat=measure[f"caveat_{words.lang}"],
        ),
    )  # fmt: skip


def _usual(frame: pd.DataFrame, territory: str) -> list[str]:
    """The chosen territory, or the highest where it is not among those shown, and the lowest."""
    known = frame.dropna(subset=["value"]).sort_values(["value", "territory"], ascending=[False, True])
    codes = list(known["territory"])
    first = [territory] if territory in set(frame["territory"]) else codes[:1]
    return list(dict.fromkeys([*first, *codes[-1:]]))
