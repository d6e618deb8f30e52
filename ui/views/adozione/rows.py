"""The rows that the pictures of the adoption page draw: levels over time, moves, technologies, steps."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache

import pandas as pd

from reads.figure_index import Cell, Cells
from reads.release_rules import ReleaseRules
from texts.labels import category_names, parts_of
from texts.translator import Words
from ui.figures.base.canvas import SUPPRESSED

STEPS = ("coops_reached", "coops_assessed", "coops_accompanied", "coops_funded")
NO_CELL: Cell = dict.fromkeys(("as_of", "value", "sign", "precision", "decimals", "numerator", "denominator", "units",
                               "status"))  # fmt: skip


@lru_cache(maxsize=256)
def half_years(start: date, end: date, as_of: date) -> tuple[datetime, ...]:
    """The month ends that close the agreement's half-years by ``as_of``, and ``as_of`` itself."""
    first = pd.Timestamp(start) + pd.offsets.MonthEnd(0)
    closes = [first + pd.offsets.MonthEnd(6 * place) for place in range(1, 100)]
    last = min(pd.Timestamp(as_of), pd.Timestamp(end) + pd.offsets.MonthEnd(0))
    return tuple(day.to_pydatetime() for day in sorted({*(day for day in closes if day <= last), pd.Timestamp(as_of)}))


def level_shares(cells: Cells, days: Sequence[datetime], rules: ReleaseRules, words: Words) -> list[Cell]:
    """Of those assessed, how many in 100 are at each level, at each day that has a figure; lowest level first.

    Each row: as_of, level, name, value (a rounded count), sign, precision, status, base (how many the shares are of),
    base_sign, share. With all levels published the shares are of their sum, for rounded parts need not add up to the
    total; with one suppressed they are of the total, and the rest is its share. A level without a row has nobody yet.
    Of fewer than the share base of disclosure control, rounded to tens, there are counts and no shares.
    """
    names = category_names("level", words)
    wholes = {row["as_of"]: row for row in cells.history("coops_assessed")}
    parts = {(row["as_of"], row["category"]): row for row in cells.every("coops_assessed", "level")}
    nobody: Cell = {"value": 0.0, "sign": "", "precision": "rounded"}
    rows = []
    for day in days:
        whole = wholes.get(day)
        if whole is None:
            continue
        own = {level: parts.get((day, level), nobody) for level in rules.levels}
        counts: Cell = {level: None if part["sign"] == SUPPRESSED else part["value"] for level, part in own.items()}
        published = sum(count for count in counts.values() if count is not None)
        total = None if whole["sign"] == SUPPRESSED else whole["value"]
        base = max(total or 0, published) if None in counts.values() else published
        shared = total is not None and total >= rules.agreement.disclosure.share_base
        rows += [
            {
                "as_of": day, "level": level, "name": names.get(level, level), "value": counts[level],
                "sign": part["sign"], "precision": part["precision"],
                "status": whole["status"], "base": total, "base_sign": whole["sign"],
                "share": 100 * counts[level] / base if shared and counts[level] is not None else None,
            }
            for level, part in own.items()
        ]  # fmt: skip
    return rows


def moves(cells: Cells, levels: Sequence[str], words: Words) -> list[Cell]:
    """The same cooperatives from their first to their latest level, at the latest date: best levels first.

    Each row: a cell with first and latest (codes), first_name and latest_name.
    """
    names = category_names("level", words)
    rank = {level: place for place, level in enumerate(reversed(levels))}
    found = []
    for row in cells.parts("coops_reassessed", "move"):
        first, _, latest = row["category"].partition(">")
        if first in rank and latest in rank:
            named = {"first_name": names.get(first, first), "latest_name": names.get(latest, latest)}
            found.append(row | {"first": first, "latest": latest} | named)
    return sorted(found, key=lambda row: (rank[row["first"]], rank[row["latest"]]))


def technologies(cells: Cells, words: Words) -> list[Cell]:
    """The share that declares each technology at the latest date, by Elenco; of each the highest share first.

    Each row: a cell with territory (the code), name and group (the Elenco).
    """
    lists = parts_of("technologies", words)
    names = category_names("technology", words)
    titles = {"1": words.t("List 1: enabling technologies"), "2": words.t("List 2: other digital technologies")}

    def place(row: Cell) -> tuple[str, bool, float, str]:
        shown = None if row["sign"] == SUPPRESSED else row["value"]
        return lists.get(row["territory"], ""), shown is None, -(shown or 0), row["name"]

    found = []
    for row in cells.parts("technology_adoption", "technology"):
        code = row["category"]
        group = lists.get(code, "")
        found.append(row | {"territory": code, "name": names.get(code, code), "group": titles.get(group, group)})
    return sorted(found, key=place)


def steps(cells: Cells, definitions: Mapping[str, Cell], breakdown: str, category: str, words: Words) -> list[Cell]:
    """Reached, assessed, accompanied, funded, in this order, each at its latest date.

    Each row: kpi, name, territory (the code), and what a cell has, missing where there is no figure.
    """
    return [
        (cells.latest(kpi, breakdown, category) or NO_CELL | {"sign": ""})
        | {"kpi": kpi, "territory": kpi, "name": definitions[kpi][f"name_{words.lang}"]}
        for kpi in STEPS
    ]
