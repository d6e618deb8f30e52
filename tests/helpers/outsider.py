"""An attacker on disclosure control: bounds suppressed cells by linear programs over everything that is published.

The attacker knows the rules of disclosure control and what each measure is (docs/disclosure.md): that territories and
categories add up to their whole, and that a running count never falls. Nothing here uses the code that suppresses.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from scipy.optimize import linprog
from scipy.sparse import coo_matrix

from catalogue.model import DisclosureRules

CELL = ["kpi", "as_of", "territory", "breakdown", "category"]
Laws = set[tuple[str, str, str]]
Groups = dict[tuple[str, tuple[object, ...], str], list[int]]
WITHIN = 1.0  # a small count that is known to within one of the true one is given away


@dataclass
class System:
    """Linear knowledge: bounds of variables, and rows ``sum(coefficient * variable) <= most``."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float]] = field(default_factory=list)

    def variable(self, low: float, high: float) -> int:
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def know(self, parts: Mapping[int, float], most: float) -> None:
        self.rows.append((dict(parts), most))

    def most(self, aim: Mapping[int, float]) -> np.ndarray:
        """A point that satisfies everything known and makes ``aim`` as large as can be."""
        cost = np.zeros(len(self.low))
        cost[list(aim)] = [-weight for weight in aim.values()]
        row, column, entry = [], [], []
        for place, (parts, _) in enumerate(self.rows):
            row += [place] * len(parts)
            column += list(parts)
            entry += list(parts.values())
        left = coo_matrix((entry, (row, column)), shape=(len(self.rows), len(self.low))).tocsr() if self.rows else None
        right = [most for _, most in self.rows] or None
        bounds = np.column_stack([self.low, self.high])
        found = linprog(cost, A_ub=left, b_ub=right, bounds=bounds, method="highs")
        assert found.status in (0, 3), found.message
        return found.x if found.status == 0 else np.full(len(self.low), np.inf)


def sums(cells: pd.DataFrame, above: Mapping[str, str]) -> Groups:
    """(direction and breakdown, key of the whole, breakdown) and the places of the parts."""
    keys = list(cells[CELL].itertuples(index=False, name=None))
    known, groups = set(keys), Groups()
    for at, (kpi, day, territory, breakdown, category) in enumerate(keys):
        whole = (kpi, day, above.get(territory, ""), breakdown, category)
        if whole in known:
            groups.setdefault(("territory " + breakdown, whole, ""), []).append(at)
        total = (kpi, day, territory, "total", "")
        if breakdown != "total" and total in known:
            groups.setdefault(("category " + breakdown, total, breakdown), []).append(at)
    return groups


def laws(truth: pd.DataFrame, above: Mapping[str, str]) -> Laws:
    """The additivity laws that the true figures break: parts add up to more (over) or less (under) than their whole."""
    place = {key: at for at, key in enumerate(truth[CELL].itertuples(index=False, name=None))}
    broken: Laws = set()
    counts = {name: truth[name].to_numpy(dtype=float, na_value=0.0) for name in ("numerator", "denominator")}
    for (way, whole, _), parts in sums(truth, above).items():
        for name, true in counts.items():
            gap = true[parts].sum() - true[place[whole]]
            broken |= {(way, name, "over")} if gap > 1e-6 else {(way, name, "under")} if gap < -1e-6 else set()
    return broken


class Outsider:
    """The bounds of the suppressed cells of one measure that follow from everything published."""

    def __init__(
        self,
        published: pd.DataFrame,
        above: Mapping[str, str],
        rules: DisclosureRules,
        truth: pd.DataFrame,
        known: Laws | None = None,
    ):
        """``published``: the measure's rows of kpi_published with kind, public_base and running; ``above``: of each
        territory the next larger one. ``truth``: the rows before disclosure control, to judge the bounds by;
        ``known``: the laws that do not hold, by default those that ``truth`` breaks."""
        self.system, self.rules = System(), rules
        self.laws = known or laws(truth, above)
        self.count: list[int] = []  # of each cell its count (of a share the numerator), the base where it has one
        self.base: list[int | None] = []
        known = published.merge(truth, on=CELL, how="left", suffixes=("", "_true"), validate="one_to_one")
        self.cells = known.reset_index(drop=True)
        for row in self.cells.to_dict("records"):
            self._see(row)
        place = {key: at for at, key in enumerate(self.cells[CELL].itertuples(index=False, name=None))}
        self._sums(place, above)
        if bool(self.cells["running"].iloc[0]):
            self._time()

    def _see(self, row: dict[str, object]) -> None:
        kind, sign, exact = row["kind"], row["sign"], row["precision"] == "exact"
        counted = kind in ("count", "distinct", "euro")
        shared = kind == "share" and not row["public_base"]
        if sign == "*":
            top = self.system.variable(0.0 if shared else 1.0, np.inf)
        elif counted or kind == "share":
            top = self.system.variable(*self._around(float(row["numerator"]), exact))  # type: ignore[arg-type]
        else:
            top = self.system.variable(0.0, np.inf)
        self.count.append(top)
        if not shared and kind != "mean":
            self.base.append(None)
            return
        bottom = (
            self.system.variable(1.0, np.inf)
            if sign == "*" or pd.isna(row["denominator"])
            else (self.system.variable(*self._around(float(row["denominator"]), exact)))
        )  # type: ignore[arg-type]
        self.base.append(bottom)
        if shared:
            self.system.know({top: 1.0, bottom: -1.0}, 0.0)

    def _around(self, told: float, exact: bool) -> tuple[float, float]:
        if exact or told == 0:
            return told, told
        return told - self.rules.rounding // 2, told + (self.rules.rounding - 1) // 2

    def _sums(self, place: Mapping[tuple[object, ...], int], above: Mapping[str, str]) -> None:
        """Parts and wholes, as far as they always hold."""
        groups = sums(self.cells, above)
        for variables, name in ((self.count, "numerator"), (self.base, "denominator")):
            if any(one is None for one in variables):
                continue
            for (way, whole, _), parts in groups.items():
                top, below = variables[place[whole]], [variables[part] for part in parts]
                if (way, name, "over") not in self.laws:
                    self.system.know(dict.fromkeys(below, 1.0) | {top: -1.0}, 0.0)  # type: ignore[misc,dict-item]
                if (way, name, "under") not in self.laws:
                    self.system.know(dict.fromkeys(below, -1.0) | {top: 1.0}, 0.0)  # type: ignore[misc,dict-item]
                for one in below:
                    self.system.know({one: 1.0, top: -1.0}, 0.0)  # type: ignore[dict-item]

    def _time(self) -> None:
        ordered = self.cells.assign(at=range(len(self.cells))).sort_values("as_of")
        for _, own in ordered.groupby(["territory", "breakdown", "category"]):
            for before, after in zip(own["at"], own["at"][1:], strict=False):
                for variables in (self.count, self.base):
                    if variables[before] is not None:
                        self.system.know({variables[before]: 1.0, variables[after]: -1.0}, 0.0)  # type: ignore[dict-item]

    def given_away(self) -> list[str]:
        """The hidden cells whose count is determined, or small and known to within one; '' where there is none."""
        open_ = self._targets()
        while open_:
            aim: dict[int, float] = {}
            helpers = System(list(self.system.low), list(self.system.high), list(self.system.rows))
            added = []
            for expression, true, need, _ in open_:
                slack = helpers.variable(-np.inf, need)
                helpers.know({one: -weight for one, weight in expression.items()} | {slack: 1.0}, -true)
                aim[slack] = 1.0
                added.append(slack)
            point = helpers.most(aim)
            left = [target for target, slack in zip(open_, added, strict=True) if point[slack] < target[2] - 1e-6]
            if len(left) == len(open_):
                break
            open_ = left
        return [name for target in open_ if (name := self._alone(*target))]

    def _targets(self) -> list[tuple[dict[int, float], float, float, str]]:
        """(count as a sum of variables, the true one, how far above it would have to be possible, name)."""
        found = []
        for at, row in enumerate(self.cells.to_dict("records")):
            if row["sign"] != "*":
                continue
            name = "/".join(str(row[part]) for part in CELL)
            top, bottom = self.count[at], self.base[at]
            if row["kind"] == "mean" and bottom is not None:
                expressions = {"base": ({bottom: 1.0}, row["denominator_true"])}
            else:
                expressions = {"count": ({top: 1.0}, row["numerator_true"])}
                if bottom is not None:
                    rest = row["denominator_true"] - row["numerator_true"]
                    expressions |= {"base": ({bottom: 1.0}, row["denominator_true"]),
                                    "rest": ({bottom: 1.0, top: -1.0}, rest)}  # fmt: skip
            for what, (expression, true) in expressions.items():
                if true > 0:
                    found.append((expression, float(true), 1.0 + WITHIN if true < 3 else 0.5, f"{name} {what}"))
        return found

    def _alone(self, expression: dict[int, float], true: float, need: float, name: str) -> str:
        """One cell by itself, both ways: '' where it stays uncertain."""
        ends = []
        for way in (-1.0, 1.0):
            point = self.system.most({one: way * weight for one, weight in expression.items()})
            ends.append(sum(weight * point[one] for one, weight in expression.items()))
        low, high = np.ceil(ends[0] - 1e-6), np.floor(ends[1] + 1e-6)
        known = low >= true - WITHIN and high <= true + WITHIN if true < 3 else low == high
        return f"{name}: {true:g} within {low:g} and {high:g}" if known else ""
