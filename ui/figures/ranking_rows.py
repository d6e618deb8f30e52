"""The rows of a ranking: sorted, ranked as written, and cut in the middle where they are too many to draw."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from ui.figures.territories import base_count, controlled, is_small
from ui.rows import records
from ui.words import Words


def sorted_rows(values: pd.DataFrame, unit: str, words: Words, kind: str | None = None) -> pd.DataFrame:
    """The frame from the highest to the lowest, those without a figure last.

    Adds `label` (the value as written), `place` (its rank), `count` (units under it) and `small`.
    """
    frame = controlled(values).sort_values(
        ["value", "name"], ascending=[False, True], na_position="last", ignore_index=True
    )
    rows = records(frame)
    labels = [words.figure(row, unit) for row in rows]
    known = int(frame["value"].notna().sum())
    # equal as written, in the decimals of the least exact: neither two bars of 12,4 % nor 1,5 and 1,50 are ranked apart
    least = frame["decimals"].min() if "decimals" in frame else None
    coarse = [words.figure({"value": value, "decimals": least}, unit) for value in frame["value"][:known]]
    return frame.assign(
        label=labels,
        place=[*ranks(coarse), *["–"] * (len(frame) - known)],
        count=pd.Series([base_count(row, kind) for row in rows], dtype="Int64"),
        small=[is_small(row, kind) for row in rows],
    )


def ranks(labels: Sequence[str]) -> list[str]:
    """Ranks of values already sorted, by what is written: `1`, `=2`, `=2`, `4`."""
    firsts = {label: i + 1 for i, label in reversed(list(enumerate(labels)))}
    return [f"{'=' if list(labels).count(label) > 1 else ''}{firsts[label]}" for label in labels]


def layout_rows(
    rows: pd.DataFrame, limit: int, marked: set[str]
) -> tuple[list[tuple[int, int]], list[tuple[int, str]]]:
    """Which of the sorted rows are drawn where, and where lines are left out.

    Returns (row, position) pairs and (position, what is left out) breaks: `known` or `missing` rows, as
    `known:83`. With at most `limit` rows nothing is left out; beyond it both ends stay, and the marked ones.
    """
    known, total = int(rows["value"].notna().sum()), len(rows)
    end = limit // 2
    middle = range(end, known - end) if known > limit else range(0)
    # at both ends there is a figure: the rows without one are only counted
    unknown = range(known, total) if total > limit else range(0)
    kept = set(rows.index[rows["territory"].isin(list(marked))])
    left_out = {*middle, *unknown} - kept
    drawn: list[tuple[int, int]] = []
    breaks: list[tuple[int, str]] = []
    position, run = 0, 0
    for row in range(total):
        if row not in left_out:
            drawn.append((row, position))
            position += 1
            continue
        run += 1
        sort = "known" if row < known else "missing"
        if row + 1 == total or row + 1 not in left_out or (sort == "known") != (row + 1 < known):
            breaks.append((position, f"{sort}:{run}"))
            position, run = position + 1, 0
    return drawn, breaks
