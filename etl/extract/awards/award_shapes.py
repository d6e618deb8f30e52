"""Where in its rows each text of an award belongs, by its sequence of tags; learnt from award_tree.

The register repeats a few hundred sequences of tags millions of times. For a new one, an award with the same tags and
its texts replaced by their numbers goes through ``award_tree.walk``: its rows show where each text belongs.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from operator import itemgetter

from lxml import etree

from etl.extract import limits
from etl.extract.awards.award_tree import Raw, walk

NAME = r"[A-Za-z_][A-Za-z0-9_.-]*(?::[A-Za-z_][A-Za-z0-9_.-]*)?"
ATTRIBUTE = rf"[ \t\n]+{NAME}[ \t\n]*=[ \t\n]*(?:\"[^\"<>&]*\"|'[^'<>&]*')"
TAG = re.compile(rf"(?:/{NAME}[ \t\n]*|{NAME}(?:{ATTRIBUTE})*[ \t\n]*/?)", re.ASCII)
# What is remembered is bounded, whatever a file invents; an award beyond it is read by lxml.
MOST_SHAPES, LONGEST_SHAPE = 2_000, 8_192


@dataclass(frozen=True)
class Plan:
    """``pick`` takes the texts that are read, ``joined`` those that share a name; ``rows`` take theirs from both."""

    places: Sequence[int]
    pick: Callable[[Sequence[str]], Sequence[str]]
    constants: Sequence[str | None]
    joined: Sequence[Sequence[int]]
    rows: Sequence[Callable[[Sequence[str | None]], Raw]]


class Shapes:
    """The plans of the awards of one file. ``head`` ends with its root's opening; the others close award and root."""

    def __init__(self, head: bytes, award_end: bytes, root_end: bytes) -> None:
        self.head, self.award_end, self.root_end = head, award_end, root_end
        self.plans: dict[tuple[str, frozenset[int]], Plan | None] = {}

    def parse(self, award: bytes) -> list[Raw]:
        """The rows of one award, without its closing tag, by lxml. Raises what ``walk`` raises."""
        return list(walk(BytesIO(self.head + award + self.award_end + self.root_end)))

    def rows(self, award: str, *, meant: Callable[[str], str] | None = None) -> list[Raw] | None:
        """The rows of an award whose brackets open and close tags in turn; ``meant`` reads references in its texts.

        None where its tags have no plan, or its rows would repeat too much of it: it is for lxml to read.
        """
        parts = award.replace(">", "<").split("<")  # texts at even places, tags at odd ones
        tags = "<".join(parts[1::2])
        blank: frozenset[int] = frozenset()
        while True:
            plan = self._plan(tags, blank)
            if plan is None or len(plan.rows) * len(award) > limits.AWARD_MB * limits.MB:
                return None
            picked = plan.pick(parts)
            if meant and "&" in "".join(picked):
                picked = list(map(meant, picked))
            found: list[str | None] = list(map(str.strip, picked))
            if "" not in found:
                break
            # A blank text counts as none, so that another may take its place.
            blank |= {place for place, text in zip(plan.places, found, strict=True) if not text}
        found += plan.constants
        found += [";".join([found[place] or "" for place in several]) for several in plan.joined]
        return [take(found) for take in plan.rows]

    def _plan(self, tags: str, blank: frozenset[int]) -> Plan | None:
        try:
            return self.plans[tags, blank]
        except KeyError:
            if len(self.plans) >= MOST_SHAPES or len(tags) > LONGEST_SHAPE:
                return None
            plan = self.plans[tags, blank] = self._learnt(tags.split("<"), blank)
            return plan

    def _learnt(self, tags: Sequence[str], blank: frozenset[int]) -> Plan | None:
        """The plan of these tags, None where they are not plain ones or do not close each other."""
        if not all(map(TAG.fullmatch, tags)):
            return None
        numbered = "".join(f"<{tag}>{'' if 2 * i in blank else 2 * i}" for i, tag in enumerate(tags, start=1))
        try:
            rows = self.parse(numbered.encode())
        except etree.XMLSyntaxError:
            return None
        return _planned(rows)


def _planned(rows: Sequence[Raw]) -> Plan | None:
    """The plan that gives these rows, in which a text stands for its place and the first column for itself."""
    texts = {text for _, *others in rows for text in others if text}
    places = sorted({int(number) for text in texts for number in text.split(";")})
    if len(places) < 2:  # itemgetter gives no tuple then; nor is it an award
        return None
    constants: list[str | None] = [None, "", *(part for part, *_ in rows)]
    joined = sorted(text for text in texts if ";" in text)
    index: dict[str | None, int] = {str(place): i for i, place in enumerate(places)}
    index |= {None: len(places), "": len(places) + 1}
    first = len(places) + 2
    index |= {text: first + len(rows) + i for i, text in enumerate(joined)}
    return Plan(
        places=places,
        pick=itemgetter(*places),
        constants=constants,
        joined=[[index[number] for number in text.split(";")] for text in joined],
        rows=[itemgetter(first + i, *(index[text] for text in others)) for i, (_, *others) in enumerate(rows)],
    )
