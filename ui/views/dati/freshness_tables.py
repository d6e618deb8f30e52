"""How far the data reach, as tables: one row per chamber, one row per feed; neither holds counts of data rows."""

from collections.abc import Iterable, Mapping

import pandas as pd

from reads.records import grouped
from texts.labels import feed_name
from texts.translator import Words
from ui.export.file_cells import dated
from ui.views.dati.freshness import STATES, SenderState, most_behind


def chamber_table(chambers: Iterable[SenderState], names: Mapping[str, str], words: Words) -> pd.DataFrame:
    """Every chamber: region, last month with data, months behind and missing, the most behind first.

    It holds no row counts, which would be small cells.
    """
    ordered = most_behind(chambers)
    return pd.DataFrame(
        {
            words.t("Chamber"): [row["name"] for row in ordered],
            words.t("Region"): [names.get(row["region"] or "", "") for row in ordered],
            words.t("State"): [words.t(STATES[row["state"]]) for row in ordered],
            words.t("Last month with data"): dated(
                (words.month(row["last"]) for row in ordered), (row["last"] for row in ordered)
            ),
            words.t("Months behind"): pd.array([row["behind"] for row in ordered], dtype="Int64"),
            words.t("Months due"): [len(row["expected"]) for row in ordered],
            words.t("Months without data"): [row["missing"] for row in ordered],
            words.t("Nature of the data"): [_nature([row], words) for row in ordered],
        }
    )


def feed_table(found: Iterable[SenderState], awaited: Iterable[str], words: Words) -> pd.DataFrame:
    """Every feed of the release: its senders by name, and the months of its data up to the date looked at.

    ``awaited``: feeds that are listed first, in this order, also where no file of them was loaded.
    """
    own_rows = grouped(found, lambda row: row["feed"])
    feeds: dict[str, list[SenderState]] = {feed: [] for feed in awaited} | own_rows
    rows = []
    for feed, own in feeds.items():
        with_data = [row for row in own if row["last"] is not None]
        firsts = [row["first_month"] for row in with_data if row["first_month"] is not None]
        named = any(row["sender"] for row in own)
        rows.append(
            {
                words.t("Feed"): feed_name(feed, words),
                words.t("Senders with data"): words.number(len(with_data)) if named else "",
                words.t("From"): words.month(min(firsts, default=None)),
                words.t("To"): words.month(max((row["last"] for row in with_data if row["last"]), default=None)),
                words.t("Nature of the data"): _nature(with_data, words),
            }
        )
    return pd.DataFrame(rows)


def _nature(rows: Iterable[SenderState], words: Words) -> str:
    """Generated where any of them is, real, or nothing where there are no data."""
    marks = [row["demonstration"] for row in rows if row["last"] is not None]
    if not marks:
        return ""
    return words.t("generated") if any(marks) else words.t("real")
