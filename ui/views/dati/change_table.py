"""What changed between two releases as a table: before, after, the change and its parts, as published and no finer."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from kpi.change_sentence import shown, signed
from kpi.compare import PARTS
from reads.figure_index import Cell
from texts.translator import N_, Words

PART_NAMES = {
    "new_period": N_("New period"),
    "revision": N_("Revision"),
    "definition": N_("Definition"),
    "unseparated": N_("Not told apart"),
}


def moved(rows: Iterable[Cell]) -> list[Cell]:
    """The rows of ``reads.changes.changes`` in which anything changed: a value, a part of it, a status or a plan."""
    return [
        row
        for row in rows
        if row["state"] != "absent" and (row["notable"] or any(row[name] for name in ("change", *PARTS)))
    ]


def change_table(rows: Iterable[Cell], measures: Iterable[Cell], words: Words) -> pd.DataFrame:
    """One line a measure, in the catalogue's order; ``measures``: kpi, name_it, name_en, unit, in that order."""
    known = {row["kpi"]: row for row in measures}
    order = {kpi: place for place, kpi in enumerate(known)}
    lines: list[dict[str, str]] = []
    for row in sorted((row for row in rows if row["kpi"] in known), key=lambda row: order[row["kpi"]]):
        measure = known[row["kpi"]]
        unit = measure["unit"]
        lines.append(
            {
                words.t("Indicator"): words.of(measure, "name"),
                words.t("Before"): shown(row, "before", unit, words),
                words.t("Date before"): _day(row["as_of_before"], words),
                words.t("After"): shown(row, "after", unit, words),
                words.t("Date after"): _day(row["as_of_after"], words),
                words.t("Change"): signed(row["change"], unit, words),
                **{words.t(name): signed(row[part], unit, words) for part, name in PART_NAMES.items()},
                words.t("Plan"): signed(row["target"], unit, words),
            }
        )
    return pd.DataFrame(lines)


def _day(day: Any, words: Words) -> str:
    return "" if day is None else words.day(day)
