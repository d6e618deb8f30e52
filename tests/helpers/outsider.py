"""An attacker on disclosure control: bounds suppressed cells by linear programs over everything that is published.

The attacker knows the rules of disclosure control and what each measure is (docs/disclosure.md): that territories and
categories add up to their whole, and that a running count never falls. Nothing here uses the code that suppresses.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from catalogue.model import DisclosureRules
from tests.helpers.linear_system import Secret, System, given_away

CELL = ["kpi", "as_of", "territory", "breakdown", "category"]
Laws = set[tuple[str, str, str]]
Groups = dict[tuple[str, tuple[object, ...], str], list[int]]
SCORES = {"maturity_gain": (-4.0, 4.0)}  # between which a unit's score lies, where not between 0 and 4


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
        system: System | None = None,
    ):
        """``published``: the measure's rows of kpi_published with kind, public_base and running; ``above``: of each
        territory the next larger one. ``truth``: the rows before disclosure control, to judge the bounds by;
        ``known``: the laws that do not hold, by default those that ``truth`` breaks. ``system``: what is known
        already, of other measures and releases."""
        self.system, self.rules = system or System(), rules
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
        if sign == "*" and kind != "mean":
            top = self.system.variable(0.0 if shared else 1.0, np.inf)
        elif counted or kind == "share":
            top = self.system.variable(*self._around(float(row["numerator"]), exact))  # type: ignore[arg-type]
        else:
            top = self.system.variable(-np.inf, np.inf)  # the sum of the scores
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
        if sign != "*" and row["precision"] == "rounded":
            self._thresholds(row, bottom)
        if shared:
            self.system.know({top: 1.0, bottom: -1.0}, 0.0)
        else:
            self._mean(row, top, bottom)

    def _thresholds(self, row: dict[str, object], base: int) -> None:
        """A base lies on that side of the rules' thresholds which the decimals tell, or that the share is shown."""
        system, share = self.system, row["kind"] == "share"
        if share and row["numerator"]:
            system.low[base] = max(system.low[base], self.rules.share_base)
        limit = self.rules.whole_percent_below if share else self.rules.mean_tenths_below
        if pd.isna(row["decimals"]):
            system.low[base] = max(system.low[base], limit)
        else:
            system.high[base] = min(system.high[base], limit - 1)

    def _mean(self, row: dict[str, object], total: int, units: int) -> None:
        """The sum of the scores is the mean, as closely as it is told, times the units."""
        least, most = SCORES.get(str(row["kpi"]), (0.0, 4.0))
        if row["sign"] != "*" and not pd.isna(row["value"]):
            half = 0.0 if row["precision"] == "exact" else 0.05 if row["decimals"] == 1 else 0.005
            least, most = float(row["value"]) - half, float(row["value"]) + half  # type: ignore[arg-type]
        self.system.know({total: -1.0, units: least}, 1e-6)
        self.system.know({total: 1.0, units: -most}, 1e-6)

    def _around(self, told: float, exact: bool) -> tuple[float, float]:
        if exact or told == 0:
            return told, told
        return told - self.rules.rounding // 2, told + (self.rules.rounding - 1) // 2

    def _sums(self, place: Mapping[tuple[object, ...], int], above: Mapping[str, str]) -> None:
        """Parts and wholes, as far as they always hold."""
        groups = sums(self.cells, above)
        mean = self.cells["kind"].iloc[0] == "mean"  # sums of scores may be negative
        for variables, name in ((self.count, "numerator"), (self.base, "denominator")):
            if any(one is None for one in variables):
                continue
            for (way, whole, _), parts in groups.items():
                top, below = variables[place[whole]], [variables[part] for part in parts]
                if (way, name, "over") not in self.laws:
                    self.system.know(dict.fromkeys(below, 1.0) | {top: -1.0}, 0.0)  # type: ignore[misc,dict-item]
                if (way, name, "under") not in self.laws:
                    self.system.know(dict.fromkeys(below, -1.0) | {top: 1.0}, 0.0)  # type: ignore[misc,dict-item]
                for one in below if name == "denominator" or not mean else ():
                    self.system.know({one: 1.0, top: -1.0}, 0.0)  # type: ignore[dict-item]

    def _time(self) -> None:
        ordered = self.cells.assign(at=range(len(self.cells))).sort_values("as_of")
        for _, own in ordered.groupby(["territory", "breakdown", "category"]):
            for before, after in zip(own["at"], own["at"][1:], strict=False):
                for variables in (self.count, self.base):
                    if variables[before] is not None:
                        self.system.know({variables[before]: 1.0, variables[after]: -1.0}, 0.0)  # type: ignore[dict-item]

    def given_away(self) -> list[str]:
        """The hidden cells whose count is determined, or small and known to within one."""
        return given_away(self.system, self.secrets())

    def secrets(self) -> list[Secret]:
        """What the hidden cells stand for: counts; of shares both sides and the base; of means the base."""
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
            found += [Secret(one, float(true), f"{name} {what}") for what, (one, true) in expressions.items()]
        return found
