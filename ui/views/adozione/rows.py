"""The rows that the pictures of the adoption page draw: levels over time, moves, technologies, steps."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

import pandas as pd

from reads.figure_index import FigureIndex
from reads.measures import Measure
from reads.records import NO_FIGURE, SUPPRESSED, Figure, PartFigure, figure_of
from reads.release_rules import ReleaseRules
from texts.labels import category_names, parts_of
from texts.translator import Words
from ui.figures.bars.grouped_bars import GroupedRow
from ui.figures.bars.level_bars import LevelShare
from ui.figures.flows.level_moves import Move

STEPS = ("coops_reached", "coops_assessed", "coops_accompanied", "coops_funded")


class MeasureFigure(Measure, Figure):
    """A measure with its latest figure; ``known_elsewhere``: whether some territory has one."""

    as_of: datetime | None
    known_elsewhere: bool


class NamedMove(Move, Figure):
    """A move between levels as a figure."""

    as_of: datetime


class NamedStep(GroupedRow):
    """A named figure of one of the measures of the page."""

    kpi: str


def half_years(start: date, end: date, as_of: date) -> tuple[datetime, ...]:
    """The month ends that close the agreement's half-years by ``as_of``, and ``as_of`` itself."""
    first = pd.Timestamp(start) + pd.offsets.MonthEnd(0)
    closes = [first + pd.offsets.MonthEnd(6 * place) for place in range(1, 100)]
    last = min(pd.Timestamp(as_of), pd.Timestamp(end) + pd.offsets.MonthEnd(0))
    return tuple(day.to_pydatetime() for day in sorted({*(day for day in closes if day <= last), pd.Timestamp(as_of)}))


def with_measure(figure: PartFigure | None, measure: Measure, *, known_elsewhere: bool) -> MeasureFigure:
    """A measure's columns with those of its figure; ``known_elsewhere``: whether some territory has one."""
    if figure is None:
        return {**measure, **NO_FIGURE, "as_of": None, "known_elsewhere": known_elsewhere}
    return {**measure, **figure_of(figure), "as_of": figure["as_of"], "known_elsewhere": known_elsewhere}


def level_shares(
    index: FigureIndex, days: Sequence[datetime], rules: ReleaseRules, words: Words
) -> list[LevelShare]:  # fmt: skip
    """Of those assessed, how many in 100 are at each level, at each day that has a figure; lowest level first.

    With all levels published the shares are of their sum, for rounded parts need not add up to the total; with one
    suppressed they are of the total, and the rest is its share. A level without a row has nobody yet. Of fewer than the
    share base of disclosure control, rounded to tens, there are counts and no shares.
    """
    names = category_names("level", words)
    wholes = {row["as_of"]: row for row in index.history("coops_assessed")}
    parts = {(row["as_of"], row["category"]): row for row in index.every("coops_assessed", "level")}
    nobody: Figure = {**NO_FIGURE, "value": 0.0, "precision": "rounded"}
    rows: list[LevelShare] = []
    for day in days:
        whole = wholes.get(day)
        if whole is None:
            continue
        own = {level: figure_of(parts.get((day, level), nobody)) for level in rules.levels}
        counts = {level: None if part["sign"] == SUPPRESSED else part["value"] for level, part in own.items()}
        known = sum(count for count in counts.values() if count is not None)
        total = None if whole["sign"] == SUPPRESSED else whole["value"]
        base = max(total or 0, known) if None in counts.values() else known
        shared = total is not None and total >= rules.agreement.disclosure.share_base
        rows += [
            {
                "as_of": day, "level": level, "name": names.get(level, level), "value": count, "sign": part["sign"],
                "precision": part["precision"], "status": whole["status"], "base": total, "base_sign": whole["sign"],
                "share": 100 * count / base if shared and count is not None else None,
            }
            for (level, part), count in zip(own.items(), counts.values(), strict=True)
        ]  # fmt: skip
    return rows


def moves(index: FigureIndex, levels: Sequence[str], words: Words) -> list[NamedMove]:
    """The same cooperatives from their first to their latest level, at the latest date: best levels first."""
    names = category_names("level", words)
    rank = {level: place for place, level in enumerate(reversed(levels))}
    found: list[NamedMove] = []
    for row in index.parts("coops_reassessed", "move"):
        first, _, latest = row["category"].partition(">")
        if first in rank and latest in rank:
            found.append(
                {**figure_of(row), "as_of": row["as_of"], "first": first, "latest": latest,
                 "first_name": names.get(first, first), "latest_name": names.get(latest, latest)}
            )  # fmt: skip
    return sorted(found, key=lambda row: (rank[row["first"]], rank[row["latest"]]))


def technologies(index: FigureIndex, words: Words) -> list[GroupedRow]:
    """The share that declares each technology at the latest date, by Elenco; of each the highest share first."""
    lists = parts_of("technologies", words)
    names = category_names("technology", words)
    titles = {"1": words.t("List 1: enabling technologies"), "2": words.t("List 2: other digital technologies")}

    def place(row: GroupedRow) -> tuple[str, bool, float, str]:
        shown = None if row["sign"] == SUPPRESSED else row["value"]
        return lists.get(row["territory"], ""), shown is None, -(shown or 0), row["name"]

    found: list[GroupedRow] = []
    for row in index.parts("technology_adoption", "technology"):
        code = row["category"]
        group = lists.get(code, "")
        found.append({**figure_of(row), "as_of": row["as_of"], "territory": code, "name": names.get(code, code),
                      "group": titles.get(group, group)})  # fmt: skip
    return sorted(found, key=place)


def steps(index: FigureIndex, definitions: Mapping[str, Measure], words: Words) -> list[NamedStep]:
    """Reached, assessed, accompanied, funded: each at its latest date, in this order; one that is not published stays.

    ``territory`` is the measure's id.
    """
    return [_step(index.latest_chosen(kpi), kpi, words.pick(definitions[kpi]["name"])) for kpi in STEPS]


def _step(figure: PartFigure | None, kpi: str, name: str) -> NamedStep:
    own = NO_FIGURE if figure is None else figure_of(figure)
    as_of = None if figure is None else figure["as_of"]
    return {**own, "as_of": as_of, "kpi": kpi, "territory": kpi, "name": name, "group": ""}
