"""Questions about where figures come from: files, publishers, what was refused."""

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
def publishers(release: Release, indicator: str, category: str) -> pd.DataFrame:
    """Who published an indicator of a category ('' for the whole): publisher, title, url, published_on, figures."""
    return ask(
        release,
        "SELECT publisher, title, url, published_on, count(*) AS figures FROM published_figure "
        "WHERE indicator = ? AND coalesce(category, '') = ? GROUP BY ALL ORDER BY figures DESC, publisher",
        indicator,
        category,
    )


@remembered
def demonstration(release: Release) -> pd.DataFrame:
    """One row: ``demonstration``, whether any file of the release holds demonstration rows."""
    return ask(release, "SELECT coalesce(bool_or(demonstration), false) AS demonstration FROM load_file")
