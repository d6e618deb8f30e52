"""Questions about where figures come from: files, publishers, what was refused."""

from datetime import date

import pandas as pd

from reads.ask import ask, remembered
from reads.releases import Release


@remembered
def files_of_feeds(release: Release, feeds: tuple[str, ...]) -> pd.DataFrame:
    """The files behind some feeds: file, feed, read, accepted, rejected, duplicate, demonstration, sha256."""
    return ask(
        release,
        "SELECT file, feed, read, accepted, rejected, duplicate, demonstration, sha256 FROM load_file "
        "WHERE list_contains(?, feed) ORDER BY feed, file",
        list(feeds),
    )


@remembered
def publishers(
    release: Release, indicator: str, category: str, places: tuple[str, ...], first: date, last: date
) -> pd.DataFrame:
    """Who published the figures of some territories whose period ends from ``first`` to ``last``.

    Columns: publisher, title, url, published_on, figures. ``category`` is '' for the whole.
    """
    return ask(
        release,
        "SELECT publisher, title, url, published_on, count(*) AS figures FROM published_figure "
        "WHERE indicator = ? AND coalesce(category, '') = ? AND list_contains(?, territory) "
        "AND period_end BETWEEN ? AND ? GROUP BY ALL ORDER BY figures DESC, publisher",
        indicator,
        category,
        list(places),
        first,
        last,
    )


@remembered
def demonstration(release: Release) -> pd.DataFrame:
    """One row: ``demonstration``, whether any file of the release holds demonstration rows."""
    return ask(release, "SELECT coalesce(bool_or(demonstration), false) AS demonstration FROM load_file")
