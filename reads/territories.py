"""Questions about territories: what they are, and one measure or all statuses across them."""

from datetime import date
from functools import lru_cache

import pandas as pd

from reads.ask import ask, remembered
from reads.releases import Release


@remembered
def territories(release: Release) -> pd.DataFrame:
    """Italy, areas, regions and provinces: territory, territory_level, parent, name_it, name_en, short_it, sigla."""
    return ask(
        release,
        "SELECT territory, territory_level, parent, name_it, name_en, short_it, sigla FROM dim_territory "
        "ORDER BY CASE territory_level WHEN 'country' THEN 0 WHEN 'area' THEN 1 WHEN 'region' THEN 2 ELSE 3 END, "
        "istat_code, territory",
    )


@remembered
def provinces(release: Release) -> pd.DataFrame:
    """Every province: territory, region, area, and first_month in which its PID reported (NULL where none did)."""
    return ask(
        release,
        """
        SELECT p.territory, r.territory AS region, r.parent AS area, f.first_month
        FROM dim_territory p
        JOIN dim_territory r ON r.territory = p.parent
        LEFT JOIN feed_coverage f ON f.territory = p.territory
        WHERE p.territory_level = 'province'
        """,
    )


def coverage(release: Release, territory: str, as_of: date) -> tuple[int, int]:
    """How many provinces a territory has, and how many of their PID have reported by ``as_of``."""
    own = [first for *places, first in _reported(release) if territory == "IT" or territory in places]
    return len(own), sum(first <= pd.Timestamp(as_of) for first in own)


@lru_cache(maxsize=8)
def _reported(release: Release) -> list[tuple[str, str, str, pd.Timestamp]]:
    """Territory, region, area and first month of every province; NaT, which is before no day, where none reported."""
    every = provinces(release)
    return list(every[["territory", "region", "area", "first_month"]].itertuples(index=False, name=None))
