"""Tables of the method page: the statuses with their conditions, and the sources quoted."""

from collections.abc import Iterable

import pandas as pd

from reads.method import Source
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
