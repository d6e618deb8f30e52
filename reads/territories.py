"""Questions about territories: what they are, what they lie in, and how many of their PID have reported."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypedDict

from reads.cache import cached
from reads.query import query
from reads.releases import Release
from reads.slice import Slice
from texts.translator import Bilingual

ITALY = "IT"


class Place(TypedDict):
    """Italy, an area, a region or a province; ``short``: its name as it fits a chart; ``parent``: what it lies in."""

    territory: str
    territory_level: str
    parent: str
    name: Bilingual
    short: Bilingual
    sigla: str


class Province(TypedDict):
    """A province, its region and area, and the first month in which its PID reported; None where none did."""

    territory: str
    region: str
    area: str
    first_month: datetime | None


@cached
def territories(release: Release) -> tuple[Place, ...]:
    """Italy, then areas, regions and provinces, each in the order of their codes."""
    return query(
        Place,
        release,
        "SELECT territory, territory_level, parent, name_it, name_en, short_it, name_en AS short_en, sigla "
        "FROM dim_territory "
        "ORDER BY CASE territory_level WHEN 'country' THEN 0 WHEN 'area' THEN 1 WHEN 'region' THEN 2 ELSE 3 END, "
        "istat_code, territory",
    )


@cached
def places_by_code(release: Release) -> Mapping[str, Place]:
    """Every territory by its code."""
    return {row["territory"]: row for row in territories(release)}


@cached
def provinces(release: Release) -> tuple[Province, ...]:
    """Every province."""
    return query(
        Province,
        release,
        """
        SELECT p.territory, r.territory AS region, r.parent AS area, f.first_month
        FROM dim_territory p
        JOIN dim_territory r ON r.territory = p.parent
        LEFT JOIN feed_coverage f ON f.territory = p.territory
        WHERE p.territory_level = 'province'
        """,
    )


def provinces_in(release: Release, territory: str) -> list[Province]:
    """The provinces of a territory of any level."""
    return [
        row for row in provinces(release)
        if territory in (ITALY, row["territory"], row["region"], row["area"])
    ]  # fmt: skip


def coverage(release: Release, chosen: Slice) -> tuple[int, int]:
    """How many provinces a territory has, and how many of their PID have reported by the slice's date."""
    own = [row["first_month"] for row in provinces_in(release, chosen.territory)]
    return len(own), sum(first is not None and first <= chosen.moment for first in own)
