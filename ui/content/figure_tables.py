"""Tables of the data behind figures, in the figure's order: as written, as a number, with signs for missing values."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, TypedDict

import pandas as pd

from reads.cross_section import ComparedFigure
from reads.records import Figure, NamedFigure, Value
from reads.series_marks import NO_MARKS, Marks
from texts.translator import N_, Words
from ui.content.mark_columns import mark_columns
from ui.export.file_cells import coded, dated, on_screen_alone
from ui.figures.base.canvas import drawable, moment
from ui.figures.ranking.ranking_rows import highest_first
from ui.style.theme import BADGES, STATUSES

# decimals of the number beside the written form: one more than is written, for further computation
EXACT, ROUNDED = "exact", "rounded"
PRECISION = {EXACT: N_("to the unit"), ROUNDED: N_("rounded for confidentiality")}
DECIMALS = {"percent": 2, "score": 3, "euro": 2}


def territory_table(
    rows: Iterable[ComparedFigure], unit: str, words: Words, kind: str | None = None, marks: Marks = NO_MARKS
) -> pd.DataFrame:  # fmt: skip
    """A measure across territories from the highest value down, with its status beside the plan.

    ``marks``: of published figures.
    """
    ordered = sorted(drawable(rows), key=highest_first)
    return pd.DataFrame(
        {
            words.t("Territory"): [row["name"] for row in ordered],
            words.t("Code"): [row["territory"] for row in ordered],
        }
        | figure_columns(ordered, unit, words, kind)
        | mark_columns([(row["territory"], row["as_of"]) for row in ordered], marks, unit, words)
        | {words.t("Beside the plan"): [judged(row["judgement"], words) for row in ordered]}
    )


def category_table(rows: Iterable[NamedFigure], unit: str, words: Words, kind: str | None = None) -> pd.DataFrame:
    """A measure by category from the highest value down."""
    ordered = sorted(drawable(rows), key=highest_first)
    names = {words.t("Category"): coded((row["name"] for row in ordered), (row["territory"] for row in ordered))}
    return pd.DataFrame(names | figure_columns(ordered, unit, words, kind))


class Rounded(TypedDict):
    """Anything published exactly or rounded."""

    precision: str | None


def any_rounded(rows: Iterable[Rounded]) -> bool:
    """Whether some of these figures are published rounded; then their table has a column for it, their card a note."""
    return any(row["precision"] == ROUNDED for row in rows)


def whole_or_rounded(numbers: Iterable[float | None], decimals: int = 2) -> pd.Series:
    """Whole numbers as integers (missing ones stay missing), others rounded: never ``48,0`` for a count."""
    found = list(numbers)
    column = pd.Series(found, dtype="Float64")
    whole = all(float(value).is_integer() for value in found if value is not None)
    return column.astype("Int64") if whole else column.round(decimals)


def date_text(day: datetime | None, period: str | None, words: Words) -> str:
    """The date of a figure: a day, or the year or month of a statistic; '' without one."""
    if day is None:
        return ""
    if period == "year":
        return str(moment(day).year)
    return words.month(day) if period == "month" else words.day(day)


def date_column(days: Iterable[datetime | None], period: str | None, words: Words) -> Any:
    """The dates of figures: as ``date_text`` on screen, as dates in files."""
    found = list(days)
    return dated((date_text(day, period, words) for day in found), found)


def figure_columns(rows: Iterable[Figure], unit: str, words: Words, kind: str | None) -> dict[str, object]:
    """Columns of figures: as written, value, sign, numerator, base, precision and status, by heading.

    A mean has no numerator: it would be a sum of scores, not a count. The columns are in the order of the rows and
    have no index, so that they can be joined with any other columns of the same rows.
    """
    found = drawable(rows)
    values = [row["value"] for row in found]
    parts = {} if kind == "mean" else {words.t("Numerator"): whole_or_rounded(row["numerator"] for row in found).array}
    rounded = pd.Series(values, dtype="float64").round(DECIMALS.get(unit, 2))
    return {
        words.t("As written"): on_screen_alone(written(row, unit, words) for row in found),
        words.t("Value"): (whole_or_rounded(values) if unit in ("number", "persons") else rounded).array,
        words.t("Sign"): [sign_of(row, words) for row in found],
        **parts,
        words.t("Base (number)"): whole_or_rounded(row["denominator"] for row in found).array,
        **_precision(found, words),
        words.t("Status of the figure"): [status_name(row, words) for row in found],
    }


def sign_of(row: Value, words: Words) -> str:
    """The sign of a figure: the given one, `....` where there is neither value nor sign."""
    return words.sign(row["sign"])[0] if row["value"] is None else row["sign"]


def written(row: Value, unit: str, words: Words) -> str:
    """A figure as pages write it; for a missing one the meaning of its sign."""
    return words.sign(row["sign"])[1] if row["value"] is None else words.figure(row, unit)


def status_name(row: Figure, words: Words) -> str:
    """The status of a figure in words; '' without one."""
    return words.t(BADGES[row["status"]][1]) if row["status"] else ""


def judged(status: str | None, words: Words) -> str:
    """The status beside the plan in words; '' without one."""
    return words.t(STATUSES[status][1]) if status else ""


def _precision(rows: Sequence[Figure], words: Words) -> dict[str, object]:
    """The column of precision; none where no figure is rounded."""
    if not any(row["precision"] == ROUNDED for row in rows):
        return {}
    return {words.t("Precision"): [words.t(PRECISION.get(row["precision"] or "", "")) for row in rows]}
