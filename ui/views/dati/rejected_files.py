"""What was refused, in sentences and as a table: files whole and why, and the rules that rows break."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from reads.deliveries import LoadedFile, Remark
from texts.labels import feed_name
from texts.translator import Words
from ui.style import html
from ui.views.dati.rejects_workbook import rule_name, said_of

AT_ONCE = 6  # sentences before the reader asks for more


def broken_rules(remarks: Iterable[Remark]) -> list[Remark]:
    """Of what was found in the rows the rules that they break."""
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
            words.t("For example"): [said_of(words.pick(row["said"]), row["kind"], words) for row in broken],
            words.t("What to do"): [words.pick(row["fix"]) for row in broken],
        }
    )


def rule_sentences(remarks: Iterable[Remark], words: Words) -> list[str]:
    """The same in sentences, the rule most often broken first."""
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


def refused_files(refused: Iterable[LoadedFile], words: Words) -> None:
    """The files refused whole, each with the sentence that says why; the first ones at once."""
    told = [words.t("{file}: {why}", file=row["file"], why=words.pick(row["problem"])) for row in refused]
    if not told:
        return
    st.html(f"<p>{html.text(words.n('{count} file refused whole:', '{count} files refused whole:', len(told)))}</p>")
    st.html(told_list(told[:AT_ONCE]))
    if told[AT_ONCE:]:
        with st.expander(words.n("{count} more file", "{count} more files", len(told) - AT_ONCE)):
            st.html(told_list(told[AT_ONCE:]))


def told_list(sentences: list[str]) -> str:
    """Sentences as a list; whatever they hold is text."""
    return f'<ul class="told">{"".join(f"<li>{html.text(one)}</li>" for one in sentences)}</ul>'
