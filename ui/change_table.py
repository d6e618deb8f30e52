"""What changed between two releases as a table: before, after, the change and its parts, as published and no finer."""

from typing import Any

import pandas as pd

from kpi.compare import PARTS
from kpi.told import shown, signed
from ui.words import N_, Words

PART_NAMES = {
    "new_period": N_("New period"),
    "revision": N_("Revision"),
    "definition": N_("Definition"),
    "unseparated": N_("Not told apart"),
}


def moved(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of ``reads.changes.changes`` in which anything changed: a value, a part of it, a status or a plan."""
    differs = (rows[["change", *PARTS]].fillna(0) != 0).any(axis=1) | rows["notable"].ne("")
    return rows[differs & rows["state"].ne("absent")]


def change_table(rows: pd.DataFrame, measures: pd.DataFrame, words: Words) -> pd.DataFrame:
    """One line a measure, in the catalogue's order; ``measures``: kpi, position, name_it, name_en, unit."""
    known = measures.set_index("kpi")
    ordered = rows[rows["kpi"].isin(known.index)]
    ordered = ordered.assign(at=ordered["kpi"].map(known["position"])).sort_values("at")
    lines: list[dict[str, str]] = []
    for row in ordered.to_dict("records"):
        told: dict[str, Any] = {str(name): value for name, value in row.items()}
        unit, lang = str(known.loc[told["kpi"], "unit"]), words.lang
        lines.append(
            {
                words.t("Indicator"): str(known.loc[told["kpi"], f"name_{lang}"]),
                words.t("Before"): shown(told, "before", unit, lang),
                words.t("Date before"): _day(told["as_of_before"], words),
                words.t("After"): shown(told, "after", unit, lang),
                words.t("Date after"): _day(told["as_of_after"], words),
                words.t("Change"): signed(told["change"], unit, lang),
                **{words.t(name): signed(told[part], unit, lang) for part, name in PART_NAMES.items()},
                words.t("Plan"): signed(told["target"], unit, lang),
            }
        )
    return pd.DataFrame(lines)


def _day(day: Any, words: Words) -> str:
    return "" if pd.isna(day) else words.day(day)
