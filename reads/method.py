"""Questions about what a release rests on: how many figures of whom, and every source that was quoted."""

from datetime import datetime
from typing import TypedDict

from reads.cache import cached
from reads.query import query
from reads.releases import Release


class Foundations(TypedDict):
    """How many feeds have a file, published figures, publishers, plans, and proposed ones among the plans."""

    feed_count: int
    figures: int
    publishers: int
    plans: int
    proposed: int


class Source(TypedDict):
    """Who published some figures, where and when; ``first`` and ``last`` of their periods; how many figures."""

    publisher: str
    title: str
    url: str
    published_on: str | None
    first: datetime
    last: datetime
    figures: int


@cached
def foundations(release: Release) -> Foundations:
    """The counts that the method page opens with."""
    return query(
        Foundations,
        release,
        """
        SELECT
            (SELECT count(DISTINCT feed) FROM load_file WHERE feed <> '') AS feed_count,
            (SELECT count(*) FROM published_figure) AS figures,
            (SELECT count(DISTINCT publisher) FROM published_figure) AS publishers,
            (SELECT count(DISTINCT (kpi, territory)) FROM kpi_plan) AS plans,
            (SELECT count(DISTINCT (kpi, territory)) FROM kpi_plan WHERE status = 'proposed') AS proposed
        """,
    )[0]


@cached
def sources(release: Release) -> tuple[Source, ...]:
    """Every source of published figures, by publisher, last period and title."""
    return query(
        Source,
        release,
        "SELECT publisher, title, url, published_on, min(period_start) AS first, max(period_end) AS last, "
        "count(*) AS figures FROM published_figure GROUP BY publisher, title, url, published_on "
        "ORDER BY publisher, last, title, url, published_on",
    )
