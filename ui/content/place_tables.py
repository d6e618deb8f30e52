"""Tables of many measures in many territories: one row a measure and territory, for the file that a reader takes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from reads.every_place import PlaceFigure
from reads.measures import Measure
from reads.rates import RATE
from reads.spine import SpineLine
from texts.translator import N_, Words
from ui.content.figure_tables import DECIMALS, any_rounded, date_text
from ui.export.file_cells import LEFT_OUT, Cell, column
from ui.style.theme import BADGES, STATUSES

PRECISION_DECIMALS = 2
OF_ACTIVE = N_("per 1,000 active cooperatives of the loaded register (neither Registro Imprese nor ISTAT ASIA); {base}")
NUMBERS = (
    N_("Value"), N_("Numerator"), N_("Base (number)"), N_("Proposed by then"), N_("Italy"), N_("Lowest"), N_("Highest"),
)  # fmt: skip


def unit_note(measure: Measure, words: Words) -> str:
    """«per 1,000 active cooperatives» where a measure's figures are rates, else ''."""
    return words.t("per 1,000 active cooperatives") if measure["kind"] == RATE else ""


def rate_base(measure: Measure, words: Words) -> str:
    """What a measure's figures rest on, the base of a rate first."""
    base = words.pick(measure["base"])
    if measure["kind"] != RATE:
        return base
    return words.t(
        "per 1,000 active cooperatives of the loaded register (neither Registro Imprese nor ISTAT ASIA); {base}",
        base=base,
    )


def written(row: PlaceFigure | None, measure: Measure, words: Words) -> str:
    """A figure as pages write it; for a missing one its sign."""
    if row is None or row["value"] is None:
        return words.sign(row["sign"] if row else "")[0]
    return words.figure(row, measure["unit"])


def places_table(
    chosen: Sequence[Measure], territories: Sequence[str], found: Mapping[str, Mapping[str, PlaceFigure]],
    names: Mapping[str, str], words: Words,
) -> pd.DataFrame:  # fmt: skip
    """Measures by territories, in their orders: a territory without a figure has its sign."""
    pairs = [(measure, code, found.get(measure["kpi"], {}).get(code)) for measure in chosen for code in territories]
    return _table([_row(measure, code, row, names, words) for measure, code, row in pairs], words)


def spine_table(lines: Iterable[SpineLine], names: Mapping[str, str], territory: str, words: Words) -> pd.DataFrame:
    """A territory's measures with Italy's figure, the least and the greatest of its level, and its place."""
    rows = []
    for line in lines:
        values = line.values
        rows.append(
            _row(line.measure, territory, line.own, names, words)
            | {
                words.t("Italy"): _number(line.italy["value"] if line.italy else None, line.measure),
                words.t("Lowest"): _number(min(values, default=None), line.measure),
                words.t("Highest"): _number(max(values, default=None), line.measure),
                words.t("Place"): line.place.text() if line.place else "",
                words.t("Territories with a figure"): len(values),
            }
        )
    return _table(rows, words)


def _table(rows: list[dict[str, object]], words: Words) -> pd.DataFrame:
    """Rows with their numbers as numbers, also where a column has none, and cells as they are."""
    table = pd.DataFrame({name: _column([row[name] for row in rows]) for name in (rows[0] if rows else ())})
    numeric = [words.t(name) for name in NUMBERS if words.t(name) in table]
    return table.astype(dict.fromkeys(numeric, "float64"))


def _column(found: list[object]) -> Any:
    cells = [cell for cell in found if isinstance(cell, Cell)]
    return column(cells) if cells and len(cells) == len(found) else found


def _row(
    measure: Measure, code: str, row: PlaceFigure | None, names: Mapping[str, str], words: Words
) -> dict[str, object]:
    judged, status = (row["judgement"], row["status"]) if row else (None, None)
    rounded, day = row is not None and any_rounded([row]), row["as_of"] if row else None
    return {
        words.t("Indicator"): Cell(words.pick(measure["name"]), words.pick(measure["name"]), measure["kpi"]),
        words.t("Per"): unit_note(measure, words),
        words.t("Territory"): names[code],
        words.t("Code"): code,
        words.t("Date"): Cell(date_text(day, measure["period"], words), day.date() if day else None),
        words.t("As written"): Cell(written(row, measure, words), LEFT_OUT),
        words.t("Value"): _number(row["value"] if row else None, measure),
        words.t("Sign"): "" if row and row["value"] is not None else words.sign(row["sign"] if row else "")[0],
        words.t("Numerator"): row["numerator"] if row and measure["kind"] != "mean" else None,
        words.t("Base (number)"): row["denominator"] if row else None,
        words.t("Precision"): words.t("rounded for confidentiality") if rounded else "",
        words.t("Proposed by then"): _number(row["planned"] if row else None, measure),
        words.t("Beside the plan"): words.t(STATUSES[judged][1]) if judged else "",
        words.t("Status of the figure"): words.t(BADGES[status][1]) if status else "",
    }


def _number(value: float | None, measure: Measure) -> float | None:
    return None if value is None else round(value, DECIMALS.get(measure["unit"], PRECISION_DECIMALS))
