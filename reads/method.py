"""Questions about what a release rests on: how many figures of whom, and every source that was quoted."""

import pandas as pd

from reads.ask import ask, remembered
from reads.releases import Release


@remembered
def foundations(release: Release) -> pd.DataFrame:
    """One row: feeds (with a file), figures and publishers (of published figures), plans, proposed (of them), due."""
    return ask(
        release,
        """
        SELECT
            (SELECT count(DISTINCT feed) FROM load_file WHERE feed <> '') AS feeds,
            (SELECT count(*) FROM published_figure) AS figures,
            (SELECT count(DISTINCT publisher) FROM published_figure) AS publishers,
            (SELECT count(DISTINCT (kpi, territory)) FROM kpi_plan) AS plans,
            (SELECT count(DISTINCT (kpi, territory)) FROM kpi_plan WHERE status = 'proposed') AS proposed
        """,
    )


@remembered
def sources(release: Release) -> pd.DataFrame:
    """Who published what was quoted: publisher, title, url, published_on, first and last (of the periods), figures."""
    return ask(
        release,
        "SELECT publisher, title, url, published_on, min(period_start) AS first, max(period_end) AS last, "
        "count(*) AS figures FROM published_figure GROUP BY publisher, title, url, published_on "
        "ORDER BY publisher, last, title",
    )
