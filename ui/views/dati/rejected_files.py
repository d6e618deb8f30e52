"""Rejected files with their reasons, and the rules that rejected rows break: as sentences and as a table."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from reads.deliveries import LoadedFile, Remark
from texts.labels import feed_name
from texts.translator import Words
from ui.components.text_blocks import bullet_list, paragraph
from ui.export.rejects_workbook import message_text, rule_name

AT_ONCE = 6  # sentences shown without opening anything


def broken_rules(remarks: Iterable[Remark]) -> list[Remark]:
    """The remarks about rejected rows: one per broken rule."""
    return [row for row in remarks if row["what"] == "rejected"]


def rules_table(remarks: Iterable[Remark], words: Words) -> pd.DataFrame:
    """How often each rule is broken in a column, with a sentence as an example and what to do about it."""
    broken = broken_rules(remarks)
    return pd.DataFrame(
        {
            words.t("Feed"): [feed_name(row["feed"], words) for row in broken],
            words.t("Column"): [row["column_title"] for row in broken],
            words.t("Rule broken"): [rule_name(row["kind"], words) for row in broken],
            words.t("Times"): [row["cells"] for row in broken],
            words.t("For example"): [message_text(words.pick(row["said"]), row["kind"], words) for row in broken],
            words.t("What to do"): [words.pick(row["fix"]) for row in broken],
        }
    )


def rule_sentences(remarks: Iterable[Remark], words: Words) -> list[str]:
    """How often each rule is broken and what to do about it, in sentences, the most frequent first."""
    return [
        words.n(
            "{feed}, {column}{rule}, {count} time. {fix}",
            "{feed}, {column}{rule}, {count} times. {fix}",
            row["cells"],
            feed=feed_name(row["feed"], words),
            column=f"{row['column_title']}: " if row["column_title"] else "",
            rule=rule_name(row["kind"], words),
            fix=words.pick(row["fix"]),
        )
        for row in sorted(broken_rules(remarks), key=lambda row: -row["cells"])
    ]


def rejected_files(rejected: Iterable[LoadedFile], words: Words) -> None:
    """The files rejected whole, each with the reason; beyond the first ones in an expander."""
    reasons = [words.t("{file}: {why}", file=row["file"], why=words.pick(row["problem"])) for row in rejected]
    if not reasons:
        return
    paragraph(words.n("{count} file refused whole:", "{count} files refused whole:", len(reasons)))
    bullet_list(reasons[:AT_ONCE])
    if reasons[AT_ONCE:]:
        with st.expander(words.n("{count} more file", "{count} more files", len(reasons) - AT_ONCE)):
            bullet_list(reasons[AT_ONCE:])
