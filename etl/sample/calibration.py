"""What the demonstration is calibrated to: real published totals, read from the product's own reference data."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from catalogue import load

REFERENCE = Path(__file__).resolve().parents[2] / "data" / "reference" / "published_figures.csv"
LEVELS = ("esordiente", "apprendista", "specialista", "esperto", "campione")


@dataclass(frozen=True)
class Calibration:
    """Provinces (codes), cooperatives in each (ISTAT ASIA 2017), regions, level shares, SELFI4.0 tests over time."""

    provinces: NDArray[np.object_]
    regions: NDArray[np.object_]
    cooperatives: NDArray[np.int64]
    level_shares: NDArray[np.float64]
    test_dates: tuple[date, ...]
    tests: tuple[float, ...]
    maturity_by_region: dict[str, float]
    ict: pd.DataFrame

    def tests_by(self, days: list[date]) -> NDArray[np.float64]:
        """SELFI4.0 tests of all firms published as cumulated by each day, on straight lines between figures."""
        known = [day.toordinal() for day in self.test_dates]
        return np.interp([day.toordinal() for day in days], known, self.tests)


def calibration() -> Calibration:
    """Read the totals. Raises KeyError or ValueError where the reference data lack one."""
    figures = pd.read_csv(REFERENCE, keep_default_na=False)
    figures["value"] = figures["value"].astype(float)
    parents = {row[0]: row[2] for row in load().code_lists["territories"].rows}
    asia = figures[(figures["indicator"] == "coops_active_asia") & (figures["territory_level"] == "province")]
    asia = asia[asia["category"] == ""].sort_values("territory")
    national = figures[figures["territory"] == "IT"]
    shares = national[(national["indicator"] == "selfi_level_share") & (national["period_end"] == "2019-03-31")]
    by_level = shares.set_index("category")["value"]
    tests = national[national["indicator"] == "selfi_tests_cumulated"].sort_values("period_end")
    start = load().agreement.window_start
    index = figures[(figures["indicator"] == "maturity_index") & (figures["period_end"] == "2020-12-31")]
    series = {"firms_hard_to_fill_ict_share": "E_ITSPVAC2_PERC", "firms_recruiting_ict_share": "E_ITSPRCR2_PERC"}
    ict = figures[figures["indicator"].isin(series) & (figures["category"] == "")]
    return Calibration(
        provinces=asia["territory"].to_numpy(dtype=object),
        regions=asia["territory"].map(parents).to_numpy(dtype=object),
        cooperatives=asia["value"].to_numpy(dtype=np.int64),
        level_shares=np.array([by_level[level] for level in LEVELS]) / by_level.sum(),
        test_dates=(start, *(date.fromisoformat(day) for day in tests["period_end"])),
        tests=(0.0, *tests["value"]),
        maturity_by_region=dict(zip(index["territory"], index["value"], strict=True)),
        ict=ict.assign(series=ict["indicator"].map(series)),
    )
