"""Tables of the rows read: counts by feed, warnings, corrections."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Any

import pandas as pd

from catalogue.model import DisclosureRules
from reads.deliveries import Remark
from reads.records import grouped
from texts.labels import feed_name, feed_names
from texts.translator import Words
from ui.export.file_cells import Cell, column
from ui.figures.bars.rejected_bars import FeedCounts
from ui.views.dati.row_counts import FeedTotal, PublishedCount, PublishedCounts, controlled


def intake_table(totals: Sequence[FeedTotal], rows: Sequence[PublishedCounts], words: Words) -> pd.DataFrame:
    """The number of files of every feed, and its row counts as published."""
    return pd.DataFrame(
        {
            words.t("Feed"): [feed_name(row["feed"], words) for row in totals],
            words.t("Files"): [row["files"] for row in totals],
            words.t("Rows read"): _counts((row["read"] for row in rows), words),
            words.t("Accepted"): _counts((row["accepted"] for row in rows), words),
            words.t("Rejected"): _counts((row["rejected"] for row in rows), words),
            words.t("Duplicate"): _counts((row["duplicate"] for row in rows), words),
            words.t("Nature of the data"): [
                words.t("generated") if row["demonstration"] else words.t("real") for row in totals
            ],
        }
    )


def _counts(counts: Iterable[PublishedCount], words: Words) -> Any:
    """Counts in words on screen; in files as numbers, one that is too small to be told in words there too."""
    texts = [(count.text(words), count.number) for count in counts]
    return column(Cell(text, text if number is None else number) for text, number in texts)


def bar_rows(totals: Iterable[FeedTotal], rows: Iterable[PublishedCounts], words: Words) -> list[FeedCounts]:
    """The counts of every feed as they may be published, in numbers and in words."""
    return [
        {
            "name": feed_name(feed["feed"], words), "read": row["read"].number, "rejected": row["rejected"].number,
            "duplicate": row["duplicate"].number,
            "said": words.t("{rejected} rejected, {duplicate} duplicate of {read} read",
                            rejected=row["rejected"].text(words), duplicate=row["duplicate"].text(words),
                            read=row["read"].text(words)),
        }
        for feed, row in zip(totals, rows, strict=True)
    ]  # fmt: skip


def warning_table(
    remarks: Iterable[Remark], confidential: AbstractSet[str], rules: DisclosureRules, words: Words
) -> pd.DataFrame:
    """The warnings on accepted rows by feed and kind, with published counts and an example of each."""
    kinds = grouped((row for row in remarks if row["what"] == "warning"), lambda row: (row["feed"], row["kind"]))
    rows = []
    for (feed, _), own in kinds.items():
        count = controlled(sum(row["cells"] for row in own), rules, feed not in confidential)
        rows.append((feed_name(feed, words), count.text(words), words.pick(own[0]["said"])))
    return pd.DataFrame(rows, columns=[words.t("Feed"), words.t("Times"), words.t("What was noticed")])


def correction_sentence(remarks: Iterable[Remark], words: Words) -> str:
    """How many cells the catalogue's corrections changed, and in which feeds."""
    corrected = [row for row in remarks if row["what"] == "corrected"]
    if not corrected:
        return words.t("Corrections of the catalogue: none was applied.")
    return words.n(
        "Corrections of the catalogue: {count} cell changed ({feeds}).",
        "Corrections of the catalogue: {count} cells changed ({feeds}).",
        sum(row["cells"] for row in corrected),
        feeds=feed_names(tuple(dict.fromkeys(row["feed"] for row in corrected)), words),
    )
