"""The agreement's months as one thin line: how much has passed, and from when to when it runs."""

from datetime import date

from markupsafe import Markup

from ui.state.page_context import Context
from ui.style import html


def clock_line(page: Context, start: date, end: date, coverage: str) -> Markup:
    """The line; ``coverage``: which provinces the programme's figures are of."""
    words, as_of = page.words, page.filters.as_of
    done = min(max((as_of - start) / (end - start), 0.0), 1.0)
    return html.render(
        "clock_line.html", start=words.short_day(start), end=words.short_day(end), coverage=coverage,
        done=round(100 * done, 1),
    )  # fmt: skip
