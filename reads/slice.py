"""Which figures a reader looks at: of a territory, of the whole or of one category of a breakdown, by a date."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self

TOTAL = "total"


def midnight(day: date) -> datetime:
    """A day in the form that the dates of a release's rows have."""
    return datetime(day.year, day.month, day.day)


@dataclass(frozen=True)
class Slice:
    """``breakdown`` is TOTAL and ``category`` '' for the whole; figures dated after ``as_of`` are left out."""

    territory: str
    breakdown: str
    category: str
    as_of: date

    @classmethod
    def of_whole(cls, territory: str, as_of: date) -> Self:
        """All of a territory, not broken down."""
        return cls(territory, TOTAL, "", as_of)

    @property
    def is_whole(self) -> bool:
        """Whether the figures are not broken down."""
        return self.breakdown == TOTAL

    @property
    def moment(self) -> datetime:
        """``as_of`` in the form that the dates of rows have."""
        return midnight(self.as_of)

    @property
    def whole(self) -> Self:
        """The same territory and date, not broken down."""
        return replace(self, breakdown=TOTAL, category="")

    def at(self, territory: str) -> Self:
        """The same of another territory."""
        return replace(self, territory=territory)
