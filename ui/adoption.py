"""The slices of the page on adoption: levels over time, moves, technologies, steps; each a frame ready to be drawn."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from catalogue import load
from reads.adoption import COUNTED
from ui.figures.base import SUPPRESSED
from ui.names import category_names
from ui.words import Words

LEVELS = tuple(sorted(load().agreement.level_bounds, key=lambda level: load().agreement.level_bounds[level]))
LEAST_BASE = load().agreement.disclosure.share_base  # of fewer, rounded to tens, a share says nothing
STEPS = COUNTED[:4]  # reached, assessed, accompanied, funded


def half_years(start: date, end: date, as_of: date) -> list[pd.Timestamp]:
    """The month ends that close the agreement's half-years by ``as_of``, and ``as_of`` itself."""
    first = pd.Timestamp(start) + pd.offsets.MonthEnd(0)
    closes = [first + pd.offsets.MonthEnd(6 * place) for place in range(1, 100)]
    last = min(pd.Timestamp(as_of), pd.Timestamp(end) + pd.offsets.MonthEnd(0))
    return sorted({day for day in closes if day <= last} | {pd.Timestamp(as_of)})


def latest(
    cells: pd.DataFrame, kpi: str, territory: str, breakdown: str = "total", category: str = ""
) -> pd.Series | None:
    """The last row of one cell of ``reads.adoption.adoption``; None where nothing is published of it."""
    own = cells[_is(cells, kpi, territory, breakdown) & cells["category"].eq(category)]
    return None if own.empty else own.iloc[-1]


def with_measure(cells: pd.DataFrame, measure: pd.Series, territory: str, breakdown: str, category: str) -> pd.Series:
    """A measure's columns with those of its latest cell; ``known_elsewhere``: whether some territory has a figure."""
    cell = latest(cells, str(measure["kpi"]), territory, breakdown, category)
    told = {"value": float("nan"), "sign": ""} if cell is None else cell.to_dict()
    return pd.Series(measure.to_dict() | told | {"known_elsewhere": bool(cells["kpi"].eq(measure["kpi"]).any())})


def level_shares(cells: pd.DataFrame, territory: str, days: Sequence[pd.Timestamp], words: Words) -> pd.DataFrame:
    """Of those assessed, how many in 100 are at each level, at each day that has a figure; lowest level first.

    Columns: as_of, level, name, value (a rounded count), sign, precision, status, base (how many the shares are of),
    base_sign, share. With all levels told the shares are of their sum, for rounded parts need not add up to the total;
    with one suppressed they are of the total, and what they leave is its. A level without a row has nobody yet.
    Of fewer than LEAST_BASE there are counts and no shares.
    """
    names = category_names("level", words)
    wholes = _by_day(cells[_is(cells, "coops_assessed", territory, "total")])
    parts = _by_day(cells[_is(cells, "coops_assessed", territory, "level")])
    rows: list[dict[str, object]] = []
    for day in days:
        whole = wholes.get((day, ""))
        if whole is None:
            continue
        own = [parts.get((day, level), {"value": 0.0, "sign": "", "precision": "rounded"}) for level in LEVELS]
        counts = [float("nan") if part["sign"] == SUPPRESSED else float(part["value"]) for part in own]
        hidden, told = any(part["sign"] == SUPPRESSED for part in own), whole["sign"] != SUPPRESSED
        known, total = float(pd.Series(counts).sum()), float(whole["value"])
        base = max(total, known) if hidden else known
        shared = told and total >= LEAST_BASE
        for level, count, part in zip(LEVELS, counts, own, strict=True):
            rows.append(
                {
                    "as_of": day, "level": level, "name": names[level], "value": count, "sign": part["sign"],
                    "precision": part["precision"], "status": whole["status"],
                    "base": total if told else float("nan"), "base_sign": whole["sign"],
                    "share": 100 * count / base if shared else float("nan"),
                }
            )  # fmt: skip
    columns = ["as_of", "level", "name", "value", "sign", "precision", "status", "base", "base_sign", "share"]
    return pd.DataFrame(rows, columns=columns)


def moves(cells: pd.DataFrame, territory: str, words: Words) -> pd.DataFrame:
    """The same cooperatives from their first to their latest level, at the latest date: best levels first.

    Columns: first, latest (codes), first_name, latest_name, value, sign, precision, status, as_of.
    """
    found = _at_last(cells[_is(cells, "coops_reassessed", territory, "move")])
    ends = found["category"].str.split(">", expand=True).reindex(columns=[0, 1])
    names = category_names("level", words)
    known = ends[0].isin(LEVELS) & ends[1].isin(LEVELS)
    found = found.assign(first=ends[0], latest=ends[1])[known]
    found = found.assign(first_name=found["first"].map(names), latest_name=found["latest"].map(names))
    rank = {level: place for place, level in enumerate(reversed(LEVELS))}
    return found.sort_values(["first", "latest"], key=lambda codes: codes.map(rank)).reset_index(drop=True)


def technologies(cells: pd.DataFrame, territory: str, words: Words) -> pd.DataFrame:
    """The share that declares each technology at the latest date, by Elenco; of each the highest share first.

    Columns: those of the cells, with territory (the code), name and group (the Elenco).
    """
    found = _at_last(cells[_is(cells, "technology_adoption", territory, "technology")])
    entries = load().code_lists["technologies"]
    lists = {row[0]: row[entries.columns.index("list")] for row in entries.rows}
    names = category_names("technology", words)
    titles = {"1": words.t("Elenco 1: enabling technologies"), "2": words.t("Elenco 2: other digital technologies")}
    found = found.assign(
        territory=found["category"],
        name=[names.get(code, code) for code in found["category"]],
        list=[lists.get(code, "") for code in found["category"]],
        shown=found["value"].mask(found["sign"].eq(SUPPRESSED)),
    )
    found = found.sort_values(["list", "shown", "name"], ascending=[True, False, True], na_position="last")
    return found.assign(group=[titles.get(number, number) for number in found["list"]]).reset_index(drop=True)


def steps(
    cells: pd.DataFrame, definitions: pd.DataFrame, territory: str, breakdown: str, category: str, words: Words
) -> pd.DataFrame:
    """Reached, assessed, accompanied, funded: each at its latest date, in this order; one that is not published stays.

    Columns: kpi, name, territory (the code), and those of a cell, empty where there is none.
    """
    rows = []
    for kpi in STEPS:
        own = latest(cells, kpi, territory, breakdown, category)
        cell = {} if own is None else own.to_dict()
        rows.append(cell | {"kpi": kpi, "territory": kpi, "name": definitions.loc[kpi, f"name_{words.lang}"]})
    columns = ["kpi", "name", "territory", "as_of", "value", "sign", "precision", "decimals", "numerator",
               "denominator", "units", "status"]  # fmt: skip
    frame = pd.DataFrame(rows).reindex(columns=columns)
    signs = [sign if isinstance(sign, str) else "" for sign in frame["sign"]]
    return frame.assign(sign=signs, value=pd.to_numeric(frame["value"]))


def _is(cells: pd.DataFrame, kpi: str, territory: str, breakdown: str) -> pd.Series:
    return cells["kpi"].eq(kpi) & cells["territory"].eq(territory) & cells["breakdown"].eq(breakdown)


def _by_day(cells: pd.DataFrame) -> dict[tuple[pd.Timestamp, str], dict[str, Any]]:
    """Rows by day and category."""
    return {(row["as_of"], row["category"]): row for row in cells.to_dict("records")}  # type: ignore[misc]


def _at_last(cells: pd.DataFrame) -> pd.DataFrame:
    """The cells of the latest date among them."""
    return cells[cells["as_of"].eq(cells["as_of"].max())]
