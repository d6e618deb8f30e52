"""What was refused, in sentences and as a table: files whole and why, and the rules that rows break."""

import pandas as pd
import streamlit as st

from ui import markup
from ui.names import feed_names
from ui.reject_book import rule_name, said_of
from ui.words import Words

AT_ONCE = 6  # sentences before the reader asks for more


def rules_table(remarks: pd.DataFrame, words: Words) -> pd.DataFrame:
    """How often each rule is broken in a column, with a sentence as an example and what to do about it."""
    broken = remarks[remarks["what"] == "rejected"]
    return pd.DataFrame(
        {
            words.t("Feed"): [feed_names(feed, words) for feed in broken["feed"]],
            words.t("Column"): broken["column_title"].to_numpy(),
            words.t("Rule broken"): [rule_name(rule, words) for rule in broken["kind"]],
            words.t("Times"): broken["cells"].to_numpy(),
            words.t("For example"): [
                said_of(said, rule, words)
                for said, rule in zip(broken[f"said_{words.lang}"], broken["kind"], strict=True)
            ],
            words.t("What to do"): broken[f"fix_{words.lang}"].to_numpy(),
        }
    )


def rule_sentences(remarks: pd.DataFrame, words: Words) -> list[str]:
    """The same in sentences, the rule most often broken first."""
    broken = remarks[remarks["what"] == "rejected"].sort_values("cells", ascending=False, kind="stable")
    return [
        words.n(
            "{feed}, {column}{rule}, {count} time. {fix}",
            "{feed}, {column}{rule}, {count} times. {fix}",
            row["cells"],
            feed=feed_names(row["feed"], words),
            column=f"{row['column_title']}: " if row["column_title"] else "",
            rule=rule_name(row["kind"], words),
            fix=row[f"fix_{words.lang}"],
        )
        for row in broken.to_dict("records")
    ]


def refused_files(refused: pd.DataFrame, words: Words) -> None:
    """The files refused whole, each with the sentence that says why; the first ones at once."""
    told = [
        words.t("{file}: {why}", file=file, why=why)
        for file, why in zip(refused["file"], refused[f"problem_{words.lang}"], strict=True)
    ]
    if not told:
        return
    st.html(f"<p>{markup.text(words.n('{count} file refused whole:', '{count} files refused whole:', len(told)))}</p>")
    st.html(told_list(told[:AT_ONCE]))
    if told[AT_ONCE:]:
        with st.expander(words.n("{count} more file", "{count} more files", len(told) - AT_ONCE)):
            st.html(told_list(told[AT_ONCE:]))


def told_list(sentences: list[str]) -> str:
    """Sentences as a list; whatever they hold is text."""
    return f'<ul class="told">{"".join(f"<li>{markup.text(one)}</li>" for one in sentences)}</ul>'
