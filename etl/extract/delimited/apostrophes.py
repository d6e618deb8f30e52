"""CSV whose cells are quoted by apostrophes, as ISTAT's portal writes them: ``'Stato dell"'osservazione'``.

A quotation mark before an apostrophe keeps it in the cell; a cell may hold separators. Cells in quotation marks, as
anywhere else, may stand in the same file.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

TIME = "TIME_PERIOD"
VALUES = {"Osservazione", "Observation"}  # how the portal calls the value where it adds labels
NAMED = {"DATAFLOW", "STRUCTURE"}  # SDMX-CSV proper, where no apostrophe quotes


def is_quoted_so(lines: Sequence[str], separator: str) -> bool:
    """Whether the first lines of a file have a header of the portal's; whether a label is quoted shows further down."""
    heads = [next(csv.reader([line], delimiter=separator), []) for line in lines]
    titles = [{title.strip(" '\ufeff") for title in head} for head in heads]
    return any(TIME in head and (head & VALUES or not head & NAMED) for head in titles)


def plainly_quoted(lines: Iterable[str], separator: str) -> Iterator[str]:
    """The lines with quotation marks around such cells, one for one; a line without such a cell stays as it is."""
    start = re.compile(rf"(?:^\ufeff?|{re.escape(separator)})'")
    for line in lines:
        if not start.search(line):
            yield line
            continue
        end = line[len(line.rstrip("\r\n")) :]
        yield _written(_cells(line.removesuffix(end), separator), separator) + end


@cache
def _cell(separator: str) -> re.Pattern[str]:
    """A cell and the separator or the line end after it: in apostrophes, in quotation marks, or plain."""
    end = rf"(?P<end>{re.escape(separator)}|$)"
    quoted = rf"'(?P<apostrophes>(?:\"'|(?!'(?:{re.escape(separator)}|$)).)*)'"
    return re.compile(
        rf"(?:{quoted}|\"(?P<marks>(?:[^\"]|\"\")*)\"|(?P<plain>[^{re.escape(separator)}]*)){end}", re.DOTALL
    )


def _cells(line: str, separator: str) -> list[str]:
    pattern, place, found = _cell(separator), 0, []
    while match := pattern.match(line, place):
        if match["apostrophes"] is not None:
            found.append(match["apostrophes"].replace("\"'", "'"))
        elif match["marks"] is not None:
            found.append(match["marks"].replace('""', '"'))
        else:
            found.append(match["plain"])
        place = match.end()
        if not match["end"]:
            break
    return found


def _written(cells: Sequence[str], separator: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator="").writerow(cells)
    return text.getvalue()
