"""Questions about where figures come from: files, publishers, what was refused."""

from collections import Counter
from datetime import date
from functools import lru_cache

import pandas as pd

from reads.ask import ask, remembered
from reads.releases import Release

ORIGIN = ("publisher", "title", "url", "published_on")


@remembered
def files(release: Release) -> pd.DataFrame:
    """Every file: file, feed, read, accepted, rejected, duplicate, demonstration, sha256."""
    return ask(
        release,
        "SELECT file, feed, read, accepted, rejected, duplicate, demonstration, sha256 FROM load_file "
        "ORDER BY feed, file",
    )


@remembered
def files_of_feeds(release: Release, feeds: tuple[str, ...]) -> pd.DataFrame:
    """Those of ``files`` that some feeds came in."""
    every = files(release)
    own: pd.DataFrame = every[every["feed"].isin(feeds)]
    return own.reset_index(drop=True)


@remembered
def published(release: Release) -> pd.DataFrame:
    """What was published by whom: indicator, category ('' for the whole), territory, period_end, publisher, ….

    The rest: title, url, published_on. One row a figure.
    """
    return ask(
        release,
        "SELECT indicator, coalesce(category, '') AS category, territory, period_end, publisher, title, url, "
        "published_on FROM published_figure",
    )


def publishers(
    release: Release, indicator: str, category: str, places: tuple[str, ...], first: date, last: date
) -> pd.DataFrame:
    """Who published the figures of some territories whose period ends from ``first`` to ``last``, most figures first.

    Columns: publisher, title, url, published_on, figures. ``category`` is '' for the whole.
    """
    inside = set(places)
    told = Counter(
        origin
        for place, day, origin in _published_by(release).get((indicator, category), [])
        if place in inside and first <= day <= last
    )
    ordered = sorted(told.items(), key=lambda one: (-one[1], [(part is None, part or "") for part in one[0]]))
    return pd.DataFrame([(*origin, figures) for origin, figures in ordered], columns=[*ORIGIN, "figures"])


@lru_cache(maxsize=8)
def _published_by(release: Release) -> dict[tuple[str, str], list[tuple[str, date, tuple[str | None, ...]]]]:
    """Territory, last day and origin of every published figure, by indicator and category."""
    every = published(release)
    days = every["period_end"].dt.date
    origins = every[list(ORIGIN)].astype(object).where(every[list(ORIGIN)].notna(), None)
    found: dict[tuple[str, str], list[tuple[str, date, tuple[str | None, ...]]]] = {}
    columns = (every["indicator"], every["category"], every["territory"], days)
    for (indicator, category, place, day), origin in zip(
        zip(*columns, strict=True), origins.itertuples(index=False, name=None), strict=True
    ):
        found.setdefault((indicator, category), []).append((place, day, origin))
    return found


@remembered
def demonstration(release: Release) -> pd.DataFrame:
    """One row: ``demonstration``, whether any file of the release holds demonstration rows."""
    return ask(release, "SELECT coalesce(bool_or(demonstration), false) AS demonstration FROM load_file")
