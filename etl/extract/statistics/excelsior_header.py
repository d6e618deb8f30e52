"""What the cover and the titles of an Excelsior annex say for the whole file: the period and the territory."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from catalogue import load
from etl.extract.sheet import Head, Sheet
from etl.messages import FileProblem
from etl.normalise.text_key import text_key

COVER, TABLE = "cop", re.compile(r"tav(ola)?\s?\d+\w?")
MONTHS = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip
MONTH = "|".join(MONTHS)
# The annex of 2017 was the first of the new survey: what came before has another name and is never one series with it.
BREAK = 2017
LEVELS = {"provincia": "province", "citta metropolitana": "province", "regione": "region"}
PLACE = re.compile(r"\b(provincia|citta metropolitana|regione)(?: autonoma)?(?: (?:di|del|della|dell|de))? (.+)$")
LONGEST_TITLE = 120
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)*")


def is_table(name: str) -> bool:
    """Whether a sheet is one of the annex's tables, by its name."""
    return TABLE.fullmatch(text_key(name)) is not None


def total_row(head: Head) -> int | None:
    """The place of the first data row, TOTALE with a figure or a sign beside it; None where there is none."""
    for place, row in enumerate(head):
        filled = [cell for cell in row if cell]
        if len(filled) > 1 and text_key(filled[0]).split()[:1] == ["totale"] and any(map(is_figure, filled[1:])):
            return place
    return None


def is_figure(cell: str) -> bool:
    """Whether a cell holds a number, or a sign in the place of one."""
    return bool(NUMBER.fullmatch(cell)) or cell in {"-", "--", "–", "*"}


def titles(head: Head) -> list[str]:
    """The texts above the first data row that begin a row alone, or are too long to head a column."""
    above = [[cell for cell in row if cell] for row in head[: total_row(head)]]
    return [row[0] for row in above if row and (len(row) == 1 or is_title(row[0]))]


def is_title(text: str) -> bool:
    """Whether a text is a table's title and no column's header, wherever it stands."""
    return len(text) > LONGEST_TITLE or text_key(text).startswith("tav")


def dataset(time: str) -> str:
    """The name under which figures of one edition may be compared over time."""
    name = "EXCELSIOR_MONTH" if "-" in time else "EXCELSIOR_YEAR"
    return name if int(time[:4]) >= BREAK else f"{name}_TO_{BREAK - 1}"


def period(sheet: Sheet) -> str | None:
    """``2019``, ``2019-10``, or None where the table is about several months; FileProblem where there is none.

    The table's own title has precedence over those of the others, and these over the cover, whose month may be
    that of its printing: it counts only on a cover that calls the edition a monthly one.
    """
    own = text_key(" ".join(titles(sheet.head)))
    if re.search(rf"\b({MONTH}) (\d{{4}} )?({MONTH})\b|\btrimestr", own):
        return None
    others = text_key(" ".join(text for name in sheet.book if is_table(name) for text in titles(sheet.book[name])))
    cover = text_key(" ".join(_cover(sheet)))
    printed = not re.search(r"\bmes[ei]\b|mensil", cover)
    for text, of_printing in ((own, False), (others, False), (cover, printed)):
        months = set(re.findall(rf"\b({MONTH}) ((?:19|20)\d\d)\b", text))
        if len(months) == 1 and not of_printing:
            month, year = months.pop()
            return f"{year}-{MONTHS.index(month) + 1:02d}"
        years = set(re.findall(r"\b((?:19|20)\d\d)\b", re.sub(rf"\b({MONTH}) \d{{4}}\b", " ", text)))
        if len(years) == 1 and (not months or of_printing):
            return str(years.pop())
    raise FileProblem("excelsior_year")


def territory(sheet: Sheet) -> tuple[str, str]:
    """Code and name of the one territory that the cover, else the titles, name; FileProblem where it is not one."""
    tables = [text for name in sheet.book if is_table(name) for text in titles(sheet.book[name])]
    for lines in (_cover(sheet), tables):
        found = {code for line in lines if (code := _place(text_key(line)))}
        if len(found) == 1:
            code = found.pop()
            return code, _names()[code]
        if found:
            break
    raise FileProblem("excelsior_territory")


def _cover(sheet: Sheet) -> list[str]:
    heads: Iterable[Head] = (head for name, head in sheet.book.items() if text_key(name).startswith(COVER))
    return [cell for head in heads for row in head for cell in row if cell]


def _place(line: str) -> str:
    """The code of the territory that a folded line names, '' where it names none."""
    named = PLACE.search(line)
    spellings = _spellings()
    if named:
        return spellings.get((LEVELS[named[1]], named[2]), "")
    return next((spellings[level, line] for level in ("country", "area", "region", "province")
                 if (level, line) in spellings), "")  # fmt: skip


@cache
def _spellings() -> dict[tuple[str, str], str]:
    """(level, folded spelling): code. A region goes before the province of its name."""
    lists = load().code_lists
    rows: Sequence[Sequence[str]] = lists["territories"].rows
    level = {row[0]: row[1] for row in rows}
    name = lists["territories"].columns.index("name_it")
    kinds = {"bilingual", "variant", "historical"}
    written = [(row[name], row[0]) for row in rows]
    written += [(row[0], row[1]) for row in lists["territory_aliases"].rows if row[2] in kinds]
    return {(level[code], text_key(text)): code for text, code in reversed(written) if code in level}


@cache
def _names() -> dict[str, str]:
    entries = load().code_lists["territories"]
    return {row[0]: row[entries.columns.index("name_it")] for row in entries.rows}
