"""What there is to decide: targets that the present pace does not reach, and targets that say nothing any more."""

from collections.abc import Sequence
from datetime import datetime

import pandas as pd

from kpi.outlook import UNLIKELY
from kpi.status import TO_REVIEW
from reads.board import BoardRow
from reads.latest_figures import LatestFigure, histories
from texts.translator import Words
from ui.components.html_table import html_table
from ui.components.text_blocks import paragraph, section_heading
from ui.state.page_context import Context

PACE_MONTHS = 12


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
        before = {one["as_of"]: one["value"] for one in past.get(row["kpi"], ())}
        needed, recent = _paces(row, before, words)
        unit, due = row["unit"], row["due_on"]
        lines.append(
            (words.pick(row["name"]), words.figure(row, unit), words.value(row["target"], unit), words.day(due), needed,
             recent)
        )  # fmt: skip
    return pd.DataFrame(lines, columns=list(heads))


def _paces(row: LatestFigure, before: dict[datetime, float | None], words: Words) -> tuple[str, str]:
    """What a month has to bring until the target's day, and what each of the last twelve brought; '' of no flow."""
    value, target, due, as_of = row["value"], row["target"], row["due_on"], row["as_of"]
    if value is None or target is None or due is None or as_of is None or row["time_window"] != "cumulative":
        return "", ""
    left = (due - as_of).days / (365.25 / 12)
    year_ago = (pd.Timestamp(as_of) - pd.DateOffset(months=PACE_MONTHS) + pd.offsets.MonthEnd(0)).to_pydatetime()
    then = before.get(year_ago)
    decimals = 0 if target >= 1000 else 1 if row["unit"] in ("number", "persons", "euro") else 2
    needed = words.value((target - value) / left, row["unit"], decimals) if left > 0 else ""
    return needed, "" if then is None else words.value((value - then) / PACE_MONTHS, row["unit"], decimals)
