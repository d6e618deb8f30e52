"""Questions about where figures come from: files and publishers."""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime
from typing import TypedDict

from reads.cache import cached
from reads.deliveries import LoadedFile, files
from reads.query import query
from reads.records import grouped
from reads.releases import Release
from texts.translator import Bilingual


class Origin(TypedDict):
    """A publication; ``published_on``: a day, month or year, None where its source does not say."""

    publisher: str
    title: str
    url: str
    published_on: str | None


class PublishedFigure(Origin):
    """A figure that others published; ``category`` is '' for the whole."""

    indicator: str
    category: str
    value: float
    unit: str
    territory_level: str
    territory: str
    period_start: datetime
    period_end: datetime
    status: str | None
    break_before: bool
    note: Bilingual


class Publication(Origin):
    """A publication, and how many figures of a series are from it."""

    figures: int


@cached
def files_of_feeds(release: Release, feeds: tuple[str, ...]) -> tuple[LoadedFile, ...]:
    """Those of ``files`` that some feeds came in."""
    return tuple(row for row in files(release) if row["feed"] in feeds)


@cached
def published_figures(release: Release) -> tuple[PublishedFigure, ...]:
    """Every figure that others published, by indicator, category, end of the period and territory."""
    return query(
        PublishedFigure,
        release,
        "SELECT indicator, coalesce(category, '') AS category, value, unit, territory_level, territory, period_start, "
        "period_end, publisher, title, url, published_on, status, break_before, coalesce(note_it, '') AS note_it, "
        "coalesce(note_en, '') AS note_en "
        "FROM published_figure ORDER BY indicator, category, period_end, territory",
    )


def publications(
    release: Release, indicator: str, category: str, places: tuple[str, ...], first: date, last: date
) -> list[Publication]:
    """Where the figures of some territories were published whose period ends from ``first`` to ``last``.

    ``category`` is '' for the whole. Those with most figures first.
    """
    inside = set(places)
    counted = Counter(
        (row["publisher"], row["title"], row["url"], row["published_on"])
        for row in _by_series(release).get((indicator, category), ())
        if row["territory"] in inside and first <= row["period_end"].date() <= last
    )
    ordered = sorted(counted.items(), key=lambda one: (-one[1], [(part is None, part or "") for part in one[0]]))
    return [
        {"publisher": publisher, "title": title, "url": url, "published_on": day, "figures": count}
        for (publisher, title, url, day), count in ordered
    ]


@cached
def _by_series(release: Release) -> Mapping[tuple[str, str], list[PublishedFigure]]:
    return grouped(published_figures(release), lambda row: (row["indicator"], row["category"]))


@cached
def demonstration(release: Release) -> bool:
    """Whether any file of the release holds demonstration rows."""
    return any(row["demonstration"] for row in files(release))
