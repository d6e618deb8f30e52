"""Questions about territories: what they are, and one measure or all statuses across them."""

from datetime import date

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
    every = provinces(release)
    inside = (every[["territory", "region", "area"]] == territory).any(axis=1) | (territory == "IT")
    own = every.loc[inside, "first_month"]
    return len(own), int((own <= pd.Timestamp(as_of)).sum())
