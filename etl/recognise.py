"""Which feed a sheet belongs to, decided by its header; never guessed silently."""

from collections.abc import Sequence
from dataclasses import dataclass

from catalogue.load import Catalogue
from catalogue.model import Feed
from etl.extract import istat_pairs
from etl.extract.sheet import Sheet
from etl.fold import fold
from etl.problem import FileProblem

CLOSE = 0.6  # a sheet with this share of a feed's required columns is meant for that feed


@dataclass(frozen=True)
class Match:
    """A sheet and the feed it belongs to: where its header is and which column holds which field."""

    sheet: Sheet
    feed: Feed
    header: int
    columns: dict[str, int]


def recognise(sheets: Sequence[Sheet], catalogue: Catalogue) -> Match:
    """Return the sheet that some feed's contract fits.

    Raises FileProblem ``missing_columns`` for a sheet that looks like a feed but lacks required columns,
    ``unrecognised`` (with the closest feed) where none fits.
    """
    closest: tuple[float, Match, list[str]] | None = None
    for sheet in sheets:
        for header, titles in enumerate(sheet.head):
            for feed in catalogue.feeds.values():
                match, missing, share = _compare(sheet, header, titles, feed)
                if not missing:
                    return match
                if closest is None or share > closest[0]:
                    closest = (share, match, missing)
    if closest is None:
        raise FileProblem("empty")
    share, match, missing = closest
    values = {"feed": match.feed.name, "missing": ", ".join(missing), "sheet": match.sheet.name or "CSV"}
    raise FileProblem("missing_columns" if share >= CLOSE else "unrecognised", values)


def _compare(sheet: Sheet, header: int, titles: Sequence[str], feed: Feed) -> tuple[Match, list[str], float]:
    """Which of the feed's fields the titles name, which required ones they miss, and the share they have."""
    if feed.layout == "istat_pairs":
        missing = [] if istat_pairs.is_istat_pairs(list(titles)) else ["ITTER107", "TIME", "Value"]
        return Match(sheet, feed, header, {}), missing, float(not missing)
    places = {fold(title): index for index, title in reversed(list(enumerate(titles))) if title}
    columns: dict[str, int] = {}
    for field in feed.fields:
        spellings = [fold(text) for text in (field.title, field.name, *field.aliases)]
        index = next((places[text] for text in spellings if text in places), None)
        if index is not None:
            columns[field.name] = index
    required = [field for field in feed.fields if field.required]
    missing = [field.title for field in required if field.name not in columns]
    return Match(sheet, feed, header, columns), missing, 1 - len(missing) / len(required)
