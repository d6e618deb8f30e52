"""What a figure is asked of: a territory and a month; and the parts into which rows fall by a breakdown."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from tests.spec.recompute import codes

# Numerator, denominator, value, units; None where there is none.
Figure = tuple[float | None, float | None, float | None, float | None]
REGISTER = ("association", "sector", "size")


@dataclass(frozen=True)
class World:
    """Everything that was read. ``categories``: each cooperative of the register in each part of a breakdown."""

    first_month: pd.Timestamp
    activities: pd.DataFrame
    services: pd.DataFrame
    assessments: pd.DataFrame
    practices: pd.DataFrame
    channels: pd.DataFrame
    register: pd.DataFrame
    vouchers: pd.DataFrame
    categories: Mapping[str, pd.DataFrame] = field(default_factory=dict)


@dataclass(frozen=True)
class Asked:
    """A territory at the end of a month."""

    world: World
    territory: str
    month: pd.Timestamp

    @cached_property
    def provinces(self) -> frozenset[str]:
        """Those of the territory."""
        return codes.provinces_of(self.territory)

    @cached_property
    def whole_only(self) -> bool:
        """Whether there are no parts: provinces have totals alone."""
        return codes.level_of(self.territory) == "province"

    def by_now(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows up to the month."""
        return rows[rows["month"] <= self.month]

    def here(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows up to the month in the territory."""
        return rows[(rows["month"] <= self.month) & rows["province"].isin(self.provinces)]

    def lately(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Those of them in the month and the eleven before."""
        return rows[rows["month"] + pd.DateOffset(years=1) + pd.offsets.MonthEnd(0) > self.month]

    def parts(self, rows: pd.DataFrame, breakdown: str) -> Iterator[tuple[str, pd.DataFrame]]:
        """Each part of the rows that has any: by the register's category of the cooperative, or by a column."""
        if breakdown == "total":
            if len(rows):
                yield "", rows
        elif not self.whole_only:
            if breakdown in self.world.categories and breakdown != "partner":
                rows = rows.merge(self.world.categories[breakdown], on="coop")
                breakdown = "part"
            breakdown = "association" if breakdown == "partner" else breakdown
            for category, part in rows[rows[breakdown].notna()].groupby(breakdown):
                yield str(category), part


def counted(number: float, units: float | None) -> Figure:
    """A count."""
    return float(number), None, float(number), units


def share(part: float, whole: float, units: float | None) -> Figure:
    """A percentage."""
    return float(part), float(whole), 100.0 * part / whole if whole else None, units


def mean(total: float, whole: float) -> Figure:
    """A mean, which rests on as many units as it is divided by."""
    return float(total), float(whole), total / whole if whole else None, float(whole)
