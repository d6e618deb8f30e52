"""What became of the rows that came, as tables: counts by feed, warnings, corrections."""

from collections.abc import Set as AbstractSet

import pandas as pd

from catalogue.model import DisclosureRules
from ui.intake import Told, controlled
from ui.names import feed_names
from ui.words import Words

NOT_TAKEN = ("rejected", "duplicate")


def intake_table(totals: pd.DataFrame, rows: list[dict[str, Told]], words: Words) -> pd.DataFrame:
    """The counts of every feed as written, and its files."""
    return pd.DataFrame(
        {
            words.t("Feed"): [feed_names(feed, words) for feed in totals["feed"]],
            words.t("Files"): totals["files"],
            words.t("Rows read"): [row["read"].text(words) for row in rows],
            words.t("Accepted"): [row["accepted"].text(words) for row in rows],
            words.t("Rejected"): [row["rejected"].text(words) for row in rows],
            words.t("Duplicate"): [row["duplicate"].text(words) for row in rows],
            words.t("Nature of the data"): [
                words.t("generated") if demo else words.t("real") for demo in totals["demonstration"]
            ],
        }
    )


def bar_rows(totals: pd.DataFrame, rows: list[dict[str, Told]], words: Words) -> pd.DataFrame:
    """The rows of ``ui.figures.refused_bars``: name, read, rejected, duplicate as told, said."""
    said = [
        words.t("{rejected} rejected, {duplicate} duplicate of {read} read",
                **{name: row[name].text(words) for name in ("rejected", "duplicate", "read")})
        for row in rows
    ]  # fmt: skip
    numbers = {name: pd.array([row[name].number for row in rows], dtype="Int64") for name in ("read", *NOT_TAKEN)}
    return pd.DataFrame({"name": [feed_names(feed, words) for feed in totals["feed"]], **numbers, "said": said})


def warning_table(
    remarks: pd.DataFrame, confidential: AbstractSet[str], rules: DisclosureRules, words: Words
) -> pd.DataFrame:
    """The warnings on accepted rows by feed and kind, numbers as told; an example where the sentence quotes a place."""
    warned = remarks[remarks["what"] == "warning"]
    kinds = warned.groupby(["feed", "kind"], as_index=False, sort=False).agg(
        cells=("cells", "sum"), said=(f"said_{words.lang}", "first")
    )
    told = [
        controlled(int(count), rules, feed not in confidential).text(words)
        for count, feed in zip(kinds["cells"], kinds["feed"], strict=True)
    ]
    return pd.DataFrame(
        {
            words.t("Feed"): [feed_names(feed, words) for feed in kinds["feed"]],
            words.t("Times"): told,
            words.t("What was noticed"): kinds["said"],
        }
    )


def corrections_said(remarks: pd.DataFrame, words: Words) -> str:
    """How many cells the catalogue's corrections changed, and in which feeds."""
    mended = remarks[remarks["what"] == "corrected"]
    if mended.empty:
        return words.t("Corrections of the catalogue: none was applied.")
    return words.n(
        "Corrections of the catalogue: {count} cell changed ({feeds}).",
        "Corrections of the catalogue: {count} cells changed ({feeds}).",
        int(mended["cells"].sum()), feeds=feed_names("|".join(dict.fromkeys(mended["feed"])), words),
    )  # fmt: skip
