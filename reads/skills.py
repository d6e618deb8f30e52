"""Questions about skills: what others published, and the yearly and monthly measures across territories."""

from datetime import date
from typing import Any

import pandas as pd

from reads.ask import ask, ask_rows, remembered
from reads.releases import Release


@remembered
def published(release: Release, indicators: tuple[str, ...]) -> pd.DataFrame:
    """Every published figure of some indicators, whatever its date.

    Columns: indicator, category ('' for the whole), value, unit, territory_level, territory, period_start,
    period_end, publisher, title, url, published_on, status, break_before, note_it, note_en.
    """
    return ask(
        release,
        "SELECT indicator, coalesce(category, '') AS category, value, unit, territory_level, territory, period_start, "
        "period_end, publisher, title, url, published_on, status, break_before, note_it, note_en "
        "FROM published_figure WHERE list_contains(?, indicator) ORDER BY indicator, category, period_end, territory",
        list(indicators),
    )


def by_territory(release: Release, kpis: tuple[str, ...], as_of: date) -> list[dict[str, Any]]:
    """Some measures in every territory at every date by ``as_of``: kpi, territory, territory_level, as_of, value, ….

    Further columns: sign, numerator, denominator, decimals, status (of the figure). Whole territories, no categories.
    """
    return ask_rows(
        release,
        "SELECT kpi, territory, territory_level, as_of, value, sign, numerator, denominator, decimals, status "
        "FROM kpi_published WHERE list_contains(?, kpi) AND breakdown = 'total' AND as_of <= ? "
        "ORDER BY kpi, as_of, territory",
        list(kpis),
        as_of,
    )
