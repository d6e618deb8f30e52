"""What there is to decide: targets that the present pace does not reach, and targets that say nothing any more."""

from collections.abc import Sequence

import pandas as pd

from kpi.outlook import UNLIKELY
from kpi.status import TO_REVIEW
from reads.board import BoardRow
from reads.latest_figures import LatestFigure, histories
from ui.components.html_table import html_table
from ui.components.text_blocks import paragraph, section_heading
from ui.content.paces import PACE_MONTHS, pace_text, paces_of
from ui.state.page_context import Context


def show_decisions(page: Context, rows: Sequence[BoardRow]) -> None:
    """A question and its table, in the board's order; nothing where every target is likely, open or reached."""
    words = page.words
    unlikely = [row.now for row in rows if row.now["outlook"] == UNLIKELY and row.now["due_on"]]
    review = [words.pick(row.now["name"]) for row in rows if row.now["judgement"] == TO_REVIEW]
    if not unlikely and not review:
        return
    section_heading(words.t("What is to be decided"))
    if unlikely:
        question = words.n(
            "{count} target is unlikely to be met: more effort, or another target?",
            "{count} targets are unlikely to be met: more effort, or other targets?",
            len(unlikely),
        )
        paragraph(question)
        html_table(_table(page, unlikely), question, words)
    if review:
        paragraph(
            words.t("To be set anew, as the data exceed them several times over: {names}.", names=words.list_of(review))
        )


def _table(page: Context, rows: Sequence[LatestFigure]) -> pd.DataFrame:
    words, past = page.words, histories(page.release, page.filters.slice)
    heads = (
        words.t("Indicator"), words.t("Value"), words.t("Target"), words.t("By"), words.t("Needed a month"),
        words.t("A month, last {months} months", months=PACE_MONTHS),
    )  # fmt: skip
    lines = []
    for row in rows:
        paces = paces_of(row, past.get(row["kpi"], ()))
        unit, due = row["unit"], row["due_on"]
        lines.append(
            (words.pick(row["name"]), words.figure(row, unit), words.value(row["target"], unit), words.day(due),
             pace_text(paces.needed, row, words), pace_text(paces.recent, row, words))
        )  # fmt: skip
    return pd.DataFrame(lines, columns=list(heads))
