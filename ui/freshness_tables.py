"""How far the data reach, as tables: one line a chamber, one line a feed; no number of rows in either."""

from collections.abc import Iterable

import pandas as pd

from ui.freshness import STATES, most_behind
from ui.names import feed_names
from ui.words import Words


def chamber_table(chambers: pd.DataFrame, names: dict[str, str], words: Words) -> pd.DataFrame:
    """Every chamber: region, last month with data, months behind and missing. No row count: it would be a small cell.

    The most behind first, those that never sent before all others.
    """
    ordered = most_behind(chambers)
    return pd.DataFrame(
        {
            words.t("Chamber"): ordered["name"],
            words.t("Region"): [names.get(code, "") for code in ordered["region"]],
            words.t("State"): [words.t(STATES[state]) for state in ordered["state"]],
            words.t("Last month with data"): [words.month(day) for day in ordered["last"]],
            words.t("Months behind"): ordered["behind"].to_numpy(),
            words.t("Months due"): [len(months) for months in ordered["expected"]],
            words.t("Months without data"): ordered["missing"].to_numpy(),
            words.t("Nature of the data"): _nature(ordered, words),
        }
    )


def feed_table(found: pd.DataFrame, awaited: Iterable[str], words: Words) -> pd.DataFrame:
    """Every feed of the release: its senders by name, and the months of its data up to the date looked at.

    ``awaited``: feeds that are told, first and in this order, also where nothing of them came.
    """
    rows = []
    for feed in dict.fromkeys([*awaited, *found["feed"]]):
        own = found[found["feed"] == feed]
        known = own[own["last"].notna()]
        named = own["sender"].ne("").any()
        nature = _nature(known.iloc[:1].assign(demonstration=bool(known["demonstration"].any())), words)
        rows.append(
            {
                words.t("Feed"): feed_names(str(feed), words),
                words.t("Senders with data"): words.number(len(known)) if named else "",
                words.t("From"): words.month(known["first_month"].min()),
                words.t("To"): words.month(known["last"].max()),
                words.t("Nature of the data"): nature[0] if nature else "",
            }
        )
    return pd.DataFrame(rows)


def _nature(rows: pd.DataFrame, words: Words) -> list[str]:
    """Generated, real, or nothing where there are no data."""
    said = {True: words.t("generated"), False: words.t("real")}
    return [
        said[bool(demo)] if pd.notna(last) else ""
        for demo, last in zip(rows["demonstration"], rows["last"], strict=True)
    ]
