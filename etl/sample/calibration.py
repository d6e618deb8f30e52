"""What the demonstration is calibrated to: real published totals, read from the product's own reference data.

Which figure serves which purpose, and what is an assumption instead, stands in docs/demonstration.md.
"""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from catalogue import load
from etl.sample.world.fitting import Floats, Ints

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference" / "published_figures.csv"
LEVELS = ("esordiente", "apprendista", "specialista", "esperto", "campione")
ASIA_YEAR_END = date(2017, 12, 31)  # the day of ISTAT ASIA's counts
LAST_EARLY_INDEX = "2020-12-31"  # the release of the maturity index that counts where a region is in both


@dataclass(frozen=True)
class Calibration:
    """Provinces (codes) and the regions they lie in, ISTAT ASIA's counts, and every other published figure."""

    provinces: NDArray[np.object_]
    regions: NDArray[np.object_]
    cooperatives: Ints  # active in each province in 2017, without agriculture
    figures: pd.DataFrame

    def one(self, indicator: str, category: str = "", territory: str = "IT", end: str = "") -> float:
        """The latest figure of this kind, or the one whose period ends on ``end``. Raises KeyError without one."""
        found = self.by_territory(indicator, category, end)
        if territory not in found:
            raise KeyError(f"{indicator} {category} {territory} {end}")
        return found[territory]

    def by_territory(self, indicator: str, category: str = "", end: str = "") -> dict[str, float]:
        """The figures of this kind of all territories, of the latest period each or of that ending on ``end``."""
        return {
            territory: value
            for ended, territory, value in self._kinds.get((indicator, category), ())
            if end in ("", ended)
        }  # fmt: skip

    @cached_property
    def _kinds(self) -> dict[tuple[str, str], list[tuple[str, str, float]]]:
        """End of the period, territory and value by indicator and category, in order of time."""
        columns = self.figures.sort_values("period_end", kind="stable")
        found: dict[tuple[str, str], list[tuple[str, str, float]]] = {}
        names = ("indicator", "category", "period_end", "territory", "value")
        for indicator, category, *rest in zip(*(columns[name].tolist() for name in names), strict=True):
            found.setdefault((indicator, category), []).append((rest[0], rest[1], rest[2]))
        return found

    @cached_property
    def strata(self) -> NDArray[np.object_]:
        """Where each province's figures are published: its region, or itself in Trentino-Alto Adige."""
        own = np.isin(self.provinces, ["ITH10", "ITH20"])
        return np.where(own, self.provinces, self.regions)

    @property
    def level_shares(self) -> Floats:
        """Shares of SELFI4.0's five levels among all firms that took it until March 2019."""
        shares = np.array([self.one("selfi_level_share", level, end="2019-03-31") for level in LEVELS])
        return np.asarray(shares / shares.sum())

    @property
    def selfi_tests(self) -> dict[date, float]:
        """SELFI4.0 tests of all firms since the start of the agreement, cumulated, at the days published."""
        rows = self._kinds["selfi_tests_cumulated", ""]
        return {date.fromisoformat(ended): value for ended, territory, value in rows if territory == "IT"}

    @cached_property
    def maturity_by_region(self) -> dict[str, float]:
        """The published maturity index; of a region without one the mean of those of its area (an assumption)."""
        known = self.by_territory("maturity_index") | self.by_territory("maturity_index", end=LAST_EARLY_INDEX)
        known = {code: value for code, value in known.items() if code in set(self.regions)}
        found = {}
        for code in sorted(set(self.regions)):
            area = [value for other, value in known.items() if area_of(other) == area_of(code)]
            found[code] = known.get(code, float(np.mean(area)))
        return found

    @property
    def ict(self) -> pd.DataFrame:
        """ISTAT's figures on ICT specialists in 2019, with the code that I.Stat gives their series."""
        series = {"firms_hard_to_fill_ict_share": "E_ITSPVAC2_PERC", "firms_recruiting_ict_share": "E_ITSPRCR2_PERC"}
        rows = self.figures[self.figures["indicator"].isin(series) & (self.figures["category"] == "")]
        return rows.assign(series=rows["indicator"].map(series))


def area_of(region: str) -> str:
    """The part of Italy that a region lies in: South and Islands are one, as in ISTAT's code ITFG."""
    return "ITFG" if region[:3] in {"ITF", "ITG"} else region[:3]


def calibration() -> Calibration:
    """Read the totals. Raises KeyError or ValueError where the reference data lack one."""
    figures = pd.read_csv(REFERENCE, keep_default_na=False, dtype={"value": float})
    parents = {row[0]: row[2] for row in load().code_lists["territories"].rows}
    asia = figures[(figures["indicator"] == "coops_active_asia") & (figures["territory_level"] == "province")]
    whole = asia[asia["category"] == ""].sort_values("territory")
    return Calibration(
        provinces=whole["territory"].to_numpy(dtype=object),
        regions=whole["territory"].map(parents).to_numpy(dtype=object),
        cooperatives=whole["value"].to_numpy(dtype=np.int64),
        figures=figures,
    )
