"""The table of changes between two releases: before, after, the change and its parts, rounded as published."""

from collections.abc import Iterable
from datetime import datetime

import pandas as pd

from kpi.change_records import Change, Part
from kpi.change_sentence import shown, signed
from kpi.compare import PARTS
from texts.translator import N_, Words
from ui.components.release_changes import ChangedMeasure

PART_NAMES: dict[Part, str] = {
    "new_period": N_("New period"),
    "revision": N_("Revision"),
    "definition": N_("Definition"),
    "unseparated": N_("Not told apart"),
}


def notable_rows(rows: Iterable[Change]) -> list[Change]:
    """The changes in which anything changed: a value, a part of it, a status or a plan."""
    return [
        row
        for row in rows
        if row["state"] != "absent" and (row["notable"] or row["change"] or any(row[name] for name in PARTS))
    ]


def change_table(rows: Iterable[Change], measures: Iterable[ChangedMeasure], words: Words) -> pd.DataFrame:
    """One row per measure, in the order of ``measures``, which is the catalogue's."""
    by_id = {row["kpi"]: row for row in measures}
    order = {kpi: place for place, kpi in enumerate(by_id)}
    lines: list[dict[str, str]] = []
    for row in sorted((row for row in rows if row["kpi"] in by_id), key=lambda row: order[row["kpi"]]):
        measure = by_id[row["kpi"]]
        unit = measure["unit"]
        lines.append(
            {
                words.t("Indicator"): words.pick(measure["name"]),
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


def _day(day: datetime | None, words: Words) -> str:
    return "" if day is None else words.day(day)
