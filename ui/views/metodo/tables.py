"""Tables of the method page: the statuses with their conditions, the sources quoted, the breaks in their series."""

from collections.abc import Iterable, Mapping

import pandas as pd

from reads.method import Source
from reads.origins import PublishedFigure
from texts.translator import Words
from ui.style.theme import STATUSES


def statuses_table(conditions: dict[str, str], words: Words) -> pd.DataFrame:
    """Each status with its shape and its condition."""
    return pd.DataFrame(
        {
            words.t("Shape"): [glyph for glyph, _ in STATUSES.values()],
            words.t("Status"): [words.t(word) for _, word in STATUSES.values()],
            words.t("When"): [conditions[status] for status in STATUSES],
        }
    )


def sources_table(found: Iterable[Source], words: Words) -> pd.DataFrame:
    """Who published what: publisher, title, period, figures, day of publication, address."""
    return pd.DataFrame(
        [
            {
                words.t("Publisher"): row["publisher"],
                words.t("Title"): row["title"],
                words.t("Period"): words.t(
                    "{first} to {last}", first=words.short_day(row["first"]), last=words.short_day(row["last"])
                ),
                words.t("Figures"): row["figures"],
                words.t("Published on"): row["published_on"] or "",
                words.t("Address"): row["url"],
            }
            for row in found
        ]
    )


def breaks_table(broken: Iterable[PublishedFigure], names: Mapping[str, str], words: Words) -> pd.DataFrame:
    """Published figures that are not to be joined to those before them: which, where, of when, and why."""
    return pd.DataFrame(
        [
            {
                words.t("Series"): " / ".join(filter(None, (row["indicator"], row["category"]))),
                words.t("Territory"): names.get(row["territory"], row["territory"]),
                words.t("Period"): words.t(
                    "{first} to {last}", first=words.short_day(row["period_start"]),
                    last=words.short_day(row["period_end"]),
                ),
                words.t("Value"): row["value"],
                words.t("Series break"): words.t("change of definition"),
                words.t("Note"): words.pick(row["note"]),
                words.t("Publisher"): row["publisher"],
            }
            for row in broken
        ]
    )  # fmt: skip
