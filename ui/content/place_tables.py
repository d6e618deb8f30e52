"""Tables of many measures in many territories: one row a measure and territory, for the file that a reader takes."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from reads.every_place import PlaceFigure
from reads.measures import Measure
from reads.rates import RATE
from reads.spine import SpineLine
from texts.translator import Words
from ui.content.figure_tables import DECIMALS, any_rounded, date_text
from ui.style.theme import BADGES, STATUSES

PRECISION_DECIMALS = 2


def unit_note(measure: Measure, words: Words) -> str:
    """«per 1,000 active cooperatives» where a measure's figures are rates, else ''."""
    return words.t("per 1,000 active cooperatives") if measure["kind"] == RATE else ""


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
    return pd.DataFrame([_row(measure, code, row, names, words) for measure, code, row in pairs])


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
    return pd.DataFrame(rows)


def _row(
    measure: Measure, code: str, row: PlaceFigure | None, names: Mapping[str, str], words: Words
) -> dict[str, object]:
    judged, status = (row["judgement"], row["status"]) if row else (None, None)
    rounded = row is not None and any_rounded([row])
    return {
        words.t("Indicator"): words.pick(measure["name"]),
        words.t("Per"): unit_note(measure, words),
        words.t("Territory"): names[code],
        words.t("Code"): code,
        words.t("Date"): date_text(row["as_of"], measure["period"], words) if row else "",
        words.t("As written"): written(row, measure, words),
        words.t("Value"): _number(row["value"] if row else None, measure),
        words.t("Sign"): "" if row and row["value"] is not None else words.sign(row["sign"] if row else "")[0],
        words.t("Numerator"): _whole(row["numerator"] if row and measure["kind"] != "mean" else None),
        words.t("Base (number)"): _whole(row["denominator"] if row else None),
        words.t("Precision"): words.t("rounded for confidentiality") if rounded else "",
        words.t("Proposed by then"): _number(row["planned"] if row else None, measure),
        words.t("Beside the plan"): words.t(STATUSES[judged][1]) if judged else "",
        words.t("Status of the figure"): words.t(BADGES[status][1]) if status else "",
    }


def _number(value: float | None, measure: Measure) -> float | None:
    return None if value is None else round(value, DECIMALS.get(measure["unit"], PRECISION_DECIMALS))


def _whole(value: float | None) -> float | int | None:
    return value if value is None or not value.is_integer() else int(value)
