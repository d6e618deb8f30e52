"""Tables that are known by their columns and not read: what each is, before the nearest feed is guessed."""

from collections.abc import Sequence

from catalogue.load import Catalogue
from catalogue.model import Field
from etl.extract.statistics import istat_pairs, sdmx_csv
from etl.normalise.text_key import text_key

AWARDS, DECISIONS, ANSWER = "state_aid_award", "voucher_decision", "belongs"
SHARED = {"cor", "car"}  # codes of awards that stand in other tables too
MOST_AWARD_COLUMNS = 1  # of the register's own that a table of another kind may have
VALUES = {"osservazione", "observation"}
TERRITORIES = {"territorio", "territory", "reference area", "area di riferimento"}
DATASET = "Dataset:"  # how I.Stat's spreadsheet begins, with the name of the data set in the same cell
PERIODS = {"select time", "seleziona periodo"}


def foreign_table(titles: Sequence[str], catalogue: Catalogue) -> str:
    """The kind of FileProblem that says what a table under these titles is, "" where it is none of these.

    Kinds: state_aid_table, istat_no_territory, sdmx_no_territory, labels_alone, istat_cross_table,
    eurostat_explorer.
    """
    keys = {text_key(title) for title in titles if title}
    if _is_state_aid(keys, catalogue):
        return "state_aid_table"
    if sdmx_csv.lacks_territory(titles):
        return "sdmx_no_territory"
    if {"time", "geo", "value", "flag and footnotes"} <= keys:
        return "eurostat_explorer"
    filled = [title for title in titles if title]
    if len(filled) == 1 and filled[0].startswith(DATASET) and filled[0] != DATASET:
        return "istat_cross_table"
    of_portal = keys & VALUES and "time period" not in keys
    of_istat = keys & PERIODS and keys & set(map(text_key, istat_pairs.VALUES)) and "time" not in keys
    if keys & TERRITORIES and (of_portal or of_istat):
        return "labels_alone"
    return "istat_no_territory" if istat_pairs.lacks_territory(titles) else ""


def _is_state_aid(keys: set[str], catalogue: Catalogue) -> bool:
    """Whether a table has the columns of awards, and not the one in which a decision on them is written."""
    feeds = catalogue.feeds
    if AWARDS not in feeds or (DECISIONS in feeds and keys & _spellings(feeds[DECISIONS].field(ANSWER))):
        return False
    own = [_spellings(field) - SHARED for field in feeds[AWARDS].fields if not field.folded]
    return sum(bool(keys & spellings) for spellings in own) > MOST_AWARD_COLUMNS


def _spellings(field: Field) -> set[str]:
    """The keys of a column's titles; not of the name that only the contract uses."""
    return {text_key(text) for text in (field.title, *field.aliases)}
