"""Recognises the feed of a sheet by its header, and refuses what is ambiguous."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from catalogue.load import Catalogue
from catalogue.model import Feed
from etl.extract.layouts import LAYOUTS
from etl.extract.sheet import Sheet
from etl.ingest.foreign_tables import foreign_table
from etl.messages import FileProblem, feed_words, sheet_words
from etl.normalise.personal_data import masked
from etl.normalise.text_key import text_key
from texts.message import Localised, listed

CLOSE = 0.6  # a sheet with this share of a feed's required columns is meant for that feed
ALIKE = 0.5  # above it a header is a feed's that lacks something, whatever another row of the file looks like
# The column that etl.workbooks.rejected_rows adds to the rows a sender corrects: it may come back, and is ignored.
REASON_TITLE = "Motivo del rifiuto"
MOST_TITLES, LONGEST_TITLE = 10, 40  # of the unknown columns, as they are shown


@dataclass(frozen=True)
class Match:
    """A sheet and the feed it belongs to: where its header is, and which column holds which field or which layout."""

    sheet: Sheet
    feed: Feed
    header: int
    columns: dict[str, int]
    unknown: tuple[str, ...] = ()  # titles that no field claims
    layout: str = ""  # of etl.extract.layouts; a plain table has none
    more: tuple["Match", ...] = ()  # the other sheets of the file in the same layout


@dataclass(frozen=True)
class _Near:
    """A feed that a header falls short of: the required columns it lacks, the share it has, and how alike both are.

    ``likeness``: the columns they have in common among all that either has; a feed of few columns is not near for one.
    """

    match: Match
    missing: Sequence[str]
    share: float
    likeness: float


def recognise(sheets: Sequence[Sheet], catalogue: Catalogue) -> Match:
    """Return the sheet that some feed's contract fits.

    Raises FileProblem ``missing_columns`` for a sheet that looks like a feed but lacks required columns,
    ``several_sheets`` where another sheet is a feed's plain table too, ``duplicated_column`` where two columns claim
    one field, ``unrecognised`` (with the closest feed) where none fits, ``no_known_column`` where
    no title belongs to any feed; before these the kinds of etl.ingest.foreign_tables.
    """
    near: list[_Near] = []
    foreign = ""
    for sheet in sheets:
        for header, titles in enumerate(sheet.head):
            kind = foreign_table(titles, catalogue)
            foreign = foreign or kind
            for feed in catalogue.feeds.values() if not kind else ():
                one = _compare(sheet, header, titles, feed)
                if not one.missing:
                    if one.match.layout:
                        return _with_siblings(one.match, sheets)
                    _refuse_others(one.match, sheets, catalogue)
                    return _with_unknown(one.match, titles)
                near.append(one)
    if foreign and not any(one.likeness > ALIKE for one in near):
        raise FileProblem(foreign)
    raise _nearest(near, catalogue)


def _nearest(near: Sequence[_Near], catalogue: Catalogue) -> FileProblem:
    """The problem of a file that is of no feed: which is the closest, and what is missing."""
    if not near:
        return FileProblem("empty")
    if not any(one.match.columns for one in near):
        return FileProblem("no_known_column", {"feeds": _named(catalogue)})
    best = max(near, key=lambda one: one.likeness)
    match, missing = best.match, ", ".join(best.missing)
    values = {"feed": feed_words(match.feed), "missing": missing, "sheet": sheet_words(match.sheet.name)}
    return FileProblem("missing_columns" if best.share >= CLOSE else "unrecognised", values)


def _named(catalogue: Catalogue) -> Localised:
    """Every feed by its name and code."""
    return listed([feed_words(feed) for feed in catalogue.feeds.values()])


def _with_siblings(match: Match, sheets: Sequence[Sheet]) -> Match:
    """The match with every other sheet in its layout: one data set is often published over several sheets."""
    fits = LAYOUTS[match.layout].fits
    more = []
    for sheet in sheets:
        header = next((place for place in range(len(sheet.head)) if fits(sheet, place)), None)
        if header is not None and sheet is not match.sheet:
            more.append(Match(sheet, match.feed, header, {}, layout=match.layout))
    return replace(match, more=tuple(more))


def _refuse_others(match: Match, sheets: Sequence[Sheet], catalogue: Catalogue) -> None:
    """Raises FileProblem where another sheet is a feed's table too: it would be left out without notice."""
    plain = [feed for feed in catalogue.feeds.values() if not feed.layouts]
    others = [
        sheet
        for sheet in sheets
        for header in range(len(sheet.head) - 1)
        if sheet is not match.sheet and any(map(any, sheet.head[header + 1 :]))
        and not foreign_table(sheet.head[header], catalogue)
        and any(not _compare(sheet, header, sheet.head[header], feed).missing for feed in plain)
    ]  # fmt: skip
    if others:
        names = dict.fromkeys(sheet.name for sheet in (match.sheet, *others))
        raise FileProblem("several_sheets", {"sheets": ", ".join(f"«{name}»" for name in names)})


def _with_unknown(match: Match, titles: Sequence[str]) -> Match:
    """The match with its unknown columns. Raises FileProblem where two columns of one title claim a field."""
    keys = [text_key(title) for title in titles]
    stored = {index for name, index in match.columns.items() if not match.feed.field(name).personal}
    twice = [titles[index].strip() for index in sorted(stored) if keys.count(keys[index]) > 1]
    if twice:
        columns = ", ".join(f"«{title}»" for title in twice)
        raise FileProblem("duplicated_column", {"sheet": sheet_words(match.sheet.name), "columns": columns})
    used = {keys[index] for index in match.columns.values()} | {text_key(REASON_TITLE)}
    unknown = [title.strip() for title, key in zip(titles, keys, strict=True) if key and key not in used]
    return replace(match, unknown=tuple(unknown))


def unknown_columns(match: Match, *, for_sender: bool) -> tuple[str, ...]:
    """The remark on columns that are left out: named ``for_sender``, to others counted, for a title may be a name."""
    titles = match.unknown
    if not titles or not for_sender:
        return (f"columns={len(titles)}",) if titles else ()
    shown = ", ".join(masked(title)[:LONGEST_TITLE] for title in titles[:MOST_TITLES])
    more = f", … (+{len(titles) - MOST_TITLES})" if len(titles) > MOST_TITLES else ""
    return (f"columns={shown}{more}",)


def _compare(sheet: Sheet, header: int, titles: Sequence[str], feed: Feed) -> _Near:
    """Which of the feed's fields the titles name, and what they fall short of."""
    if feed.layouts:
        layout = next((name for name in feed.layouts if LAYOUTS[name].fits(sheet, header)), "")
        missing = [] if layout else list(LAYOUTS[feed.layouts[0]].needs)
        return _Near(Match(sheet, feed, header, {}, layout=layout), missing, float(not missing), float(not missing))
    places = {text_key(title): index for index, title in reversed(list(enumerate(titles))) if title}
    columns: dict[str, int] = {}
    for field in feed.fields:
        spellings = [text_key(text) for text in (field.title, field.name, *field.aliases)]
        index = next((places[text] for text in spellings if text in places), None)
        if index is not None:
            columns[field.name] = index
    required = [field for field in feed.fields if field.required]
    missing = [field.title for field in required if field.name not in columns]
    likeness = len(columns) / max(1, len(places) + len(missing))
    return _Near(Match(sheet, feed, header, columns), missing, 1 - len(missing) / len(required), likeness)
