"""Questions about where figures come from: files, publishers, what was refused."""

from datetime import date

import pandas as pd

from reads.ask import ask, remembered
from reads.releases import Release


@remembered
def files(release: Release) -> pd.DataFrame:
    """Every file: file, feed, read, accepted, rejected, duplicate, demonstration, sha256."""
    return ask(
        release,
        "SELECT file, feed, read, accepted, rejected, duplicate, demonstration, sha256 FROM load_file "
        "ORDER BY feed, file",
    )


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
    """Who published the figures of some territories whose period ends from ``first`` to ``last``.

    Columns: publisher, title, url, published_on, figures. ``category`` is '' for the whole.
    """
    every = published(release)
    own: pd.DataFrame = every[
        (every["indicator"] == indicator) & (every["category"] == category) & every["territory"].isin(places)
        & (every["period_end"].dt.date >= first) & (every["period_end"].dt.date <= last)
    ]  # fmt: skip
    told = own.groupby(["publisher", "title", "url", "published_on"], dropna=False, sort=True).size()
    return told.reset_index(name="figures").sort_values("figures", ascending=False, kind="stable", ignore_index=True)


@remembered
def demonstration(release: Release) -> pd.DataFrame:
    """One row: ``demonstration``, whether any file of the release holds demonstration rows."""
    return ask(release, "SELECT coalesce(bool_or(demonstration), false) AS demonstration FROM load_file")
