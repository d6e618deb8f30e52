"""What a release says once and for all: its measures by their id, its territories by their code. Read, not changed."""

from functools import lru_cache

from reads.figure_index import Cell
from reads.measures import measures
from reads.query_cache import asked
from reads.releases import Release
from reads.territories import territories

RELEASES = 8  # kept at a time


@lru_cache(maxsize=RELEASES)
def catalogue(release: Release) -> dict[str, Cell]:
    """The indicators of the agreement (rows of ``reads.measures.measures``) by their id."""
    return {row["kpi"]: row for row in asked(measures, release)}


@lru_cache(maxsize=RELEASES)
def places(release: Release) -> dict[str, Cell]:
    """Italy, areas, regions and provinces (rows of ``reads.territories.territories``) by their code."""
    return {row["territory"]: row for row in asked(territories, release)}


@lru_cache(maxsize=RELEASES)
def provinces(release: Release) -> dict[str, tuple[str, str, str, str]]:
    """Every province with the territories that it is a part of: itself, its region, its area, Italy."""
    known = places(release)
    own = (row for row in known.values() if row["territory_level"] == "province")
    return {row["territory"]: (row["territory"], row["parent"], known[row["parent"]]["parent"], "IT") for row in own}
