"""Which columns of an export hold the codes of a dimension and which their labels: what they contain decides it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from etl.extract.statistics.known_places import known_places
from etl.extract.statistics.observation import Column
from etl.messages import FileProblem
from etl.normalise.personal_data import masked

CODE_TITLE = re.compile(r"[A-Z][A-Z0-9_]*")  # how dimensions are called; a label's title is a word of a language
HALF = 0.5
CODES = r"^[^\s\p{Ll}]*$"  # neither spaces nor small letters


@dataclass(frozen=True)
class Dimension:
    """A dimension's name, and the places of its codes and of its labels, None where the export has no labels."""

    name: str
    codes: int
    labels: int | None


def dimensions(
    titles: Sequence[str], columns: Sequence[Column], places: Sequence[int], needed: Sequence[str]
) -> dict[str, Dimension]:
    """The dimensions in the columns at ``places`` by name, in their order; columns without title and content are none.

    Either every dimension has its labels in the next column (or in the one before), or none has; the last of those
    ``needed``, which is time, may lack them. Raises FileProblem ``columns_unsettled``, which names the columns that
    are no such pair, or stand for one dimension twice.
    """
    found = _Columns(titles, columns)
    places = [place for place in places if found.is_used(place)]
    settled = _settled(found, places, needed[-1])
    names = [one.name for one in settled]
    if unclear := [name for name in names if names.count(name) > 1] + [name for name in needed if name not in names]:
        raise _unsettled(unclear)
    return dict(zip(names, settled, strict=True))


def _settled(found: "_Columns", places: Sequence[int], time: str) -> list[Dimension]:
    titles = found.titles
    coded = all(found.is_titled(place) and found.is_coded(place) for place in places)
    if coded and not any(found.names_places(place) for place in places) and not found.is_said_twice(time, places):
        return [Dimension(titles[place], place, None) for place in places]
    settled = []
    for group in _grouped(places, next(i for i, place in enumerate(places) if titles[place] == time)):
        pair = found.pair(*group) if len(group) == 2 else None
        if len(group) == 1 and titles[group[0]] == time:
            pair = Dimension(time, group[0], None)
        if pair is None:
            raise _unsettled([titles[place] for place in group])
        settled.append(pair)
    return settled


def _unsettled(titles: Sequence[str]) -> FileProblem:
    shown = ", ".join(f"«{masked(title)}»" for title in dict.fromkeys(titles))
    return FileProblem("columns_unsettled", {"columns": shown})


def _grouped(places: Sequence[int], time: int) -> Iterator[Sequence[int]]:
    """The places two by two; time is alone where an even number of columns stands on either side of it."""
    even = time % 2 == 0 and (len(places) - time - 1) % 2 == 0
    parts = (places[:time], places[time : time + 1], places[time + 1 :]) if even else (places,)
    for part in parts:
        for start in range(0, len(part), 2):
            yield part[start : start + 2]


class _Columns:
    """What is asked about the columns of one table."""

    def __init__(self, titles: Sequence[str], columns: Sequence[Column]) -> None:
        self.titles = [title.strip() for title in titles]
        self.columns = [pc.utf8_trim_whitespace(pc.fill_null(column, "")) for column in columns]

    def is_used(self, place: int) -> bool:
        """Whether the column has a title or any cell; separators at a line's end make some without."""
        return bool(self.titles[place]) or pc.any(pc.not_equal(self.columns[place], "")).as_py() is True

    def is_titled(self, place: int) -> bool:
        """Whether the title is a dimension's name."""
        return bool(CODE_TITLE.fullmatch(self.titles[place]))

    def names_places(self, place: int) -> bool:
        """Whether most cells are names of territories: labels in capitals are words nevertheless."""
        names = pa.array(sorted(known_places("label")))
        found = pc.is_in(pc.utf8_lower(self.columns[place]), names)
        return len(found) > 0 and pc.mean(found.cast(pa.int8())).as_py() > HALF

    def is_said_twice(self, title: str, places: Sequence[int]) -> bool:
        """Whether another column has the cells of this title's: the label of a year is the year."""
        own = next(place for place in places if self.titles[place] == title)
        return any(self.columns[place].equals(self.columns[own]) for place in places if place != own)

    def coded(self, place: int) -> float:
        """The share of cells that may be codes: a mistyped one is a matter of its row."""
        found = pc.match_substring_regex(self.columns[place], CODES)
        return pc.mean(found.cast(pa.int8())).as_py() if len(found) else 1.0

    def is_coded(self, place: int) -> bool:
        """Whether most cells may be codes."""
        return self.coded(place) > HALF

    def pair(self, first: int, second: int) -> Dimension | None:
        """The dimension that two columns are; None where they are none, or either might be its codes.

        Most cells tell, then the titles, then whether all cells of one may be codes.
        """
        titled = [self.is_titled(first), self.is_titled(second)]
        whole = [self.coded(first) == 1, self.coded(second) == 1]
        signs = ([self.is_coded(first), self.is_coded(second)], titled, whole)
        told = next((sign for sign in signs if sign[0] != sign[1]), None)
        if told is None and not self.columns[first].equals(self.columns[second]):
            return None
        codes, labels = (first, second) if told is None or told[0] else (second, first)
        expected = titled[0] != titled[1] and titled[0] == (codes == first)
        if self._agreeing(codes, labels) < (HALF if expected else 1):
            return None
        named = codes if titled[0] == titled[1] else (first if titled[0] else second)
        return Dimension(self.titles[named], codes, labels)

    def _agreeing(self, codes: int, labels: int) -> float:
        """The share of rows that have the one label of their code. A region and its only province may share theirs."""
        rows = pa.table({"code": self.columns[codes], "label": self.columns[labels], "n": self.columns[codes]})
        each = rows.group_by(["code", "label"]).aggregate([("n", "count")])
        most = each.group_by("code").aggregate([("n_count", "max")])
        return pc.sum(most["n_count_max"]).as_py() / rows.num_rows if rows.num_rows else 1.0
