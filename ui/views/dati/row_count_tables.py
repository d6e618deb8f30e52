"""What became of the rows that came, as tables: counts by feed, warnings, corrections."""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

import pandas as pd

from catalogue.model import DisclosureRules
from reads.figure_index import Cell
from reads.records import grouped
from texts.labels import feed_names
from texts.translator import Words
from ui.views.dati.row_counts import Told, controlled

NOT_TAKEN = ("rejected", "duplicate")


def intake_table(totals: Sequence[Cell], rows: list[dict[str, Told]], words: Words) -> pd.DataFrame:
    """The counts of every feed as written, and its files."""
    return pd.DataFrame(
        {
            words.t("Feed"): [feed_names(row["feed"], words) for row in totals],
            words.t("Files"): [row["files"] for row in totals],
            words.t("Rows read"): [row["read"].text(words) for row in rows],
            words.t("Accepted"): [row["accepted"].text(words) for row in rows],
            words.t("Rejected"): [row["rejected"].text(words) for row in rows],
            words.t("Duplicate"): [row["duplicate"].text(words) for row in rows],
            words.t("Nature of the data"): [
                words.t("generated") if row["demonstration"] else words.t("real") for row in totals
            ],
        }
    )


def bar_rows(totals: Iterable[Cell], rows: Iterable[dict[str, Told]], words: Words) -> list[Cell]:
    """The rows of ``ui.figures.bars.rejected_bars``: name, read, rejected, duplicate as told, said."""
    return [
        {"name": feed_names(feed["feed"], words), **{name: row[name].number for name in ("read", *NOT_TAKEN)}}
        | {
            "said": words.t("{rejected} rejected, {duplicate} duplicate of {read} read",
                            **{name: row[name].text(words) for name in ("rejected", "duplicate", "read")})
        }
        for feed, row in zip(totals, rows, strict=True)
    ]  # fmt: skip


def warning_table(
    remarks: Iterable[Cell], confidential: AbstractSet[str], rules: DisclosureRules, words: Words
) -> pd.DataFrame:
    """The warnings on accepted rows by feed and kind, numbers as told; an example where the sentence quotes a place."""
    kinds = grouped((row for row in remarks if row["what"] == "warning"), "feed", "kind")
    rows = []
    for (feed, _), own in kinds.items():
        count = controlled(sum(row["cells"] for row in own), rules, feed not in confidential)
        said = next((row[f"said_{words.lang}"] for row in own if row[f"said_{words.lang}"] is not None), None)
        rows.append((feed_names(feed, words), count.text(words), said))
    return pd.DataFrame(rows, columns=[words.t("Feed"), words.t("Times"), words.t("What was noticed")])


def corrections_said(remarks: Iterable[Cell], words: Words) -> str:
    """How many cells the catalogue's corrections changed, and in which feeds."""
    mended = [row for row in remarks if row["what"] == "corrected"]
    if not mended:
        return words.t("Corrections of the catalogue: none was applied.")
    return words.n(
        "Corrections of the catalogue: {count} cell changed ({feeds}).",
        "Corrections of the catalogue: {count} cells changed ({feeds}).",
        sum(row["cells"] for row in mended),
        feeds=feed_names("|".join(dict.fromkeys(row["feed"] for row in mended)), words),
    )
