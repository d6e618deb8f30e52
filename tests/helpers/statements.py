"""What a drawn page says of measures, one statement each: of which measure and slice, from when, what and how written.

`said_by` reads the cards, boards, facts, tables and sentences of a page as a reader sees them; of a card the place that
it names itself is taken for the place of its figures, so that a wrong name shows as a wrong value.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from html import unescape
from typing import Any

from lxml.html import HtmlElement, fromstring

from reads.measures import Measure, all_measures
from reads.releases import Release
from reads.slice import TOTAL, Slice
from texts.labels import category_names
from texts.translator import Words
from ui.content.place_names import codes_by_name, place_name, territory_names

OWN, RATE, MEMBERS = "own", "per 1,000 active", "per 100 members"
COUNT, SPOKEN = "count", "spoken"


@dataclass(frozen=True)
class Statement:
    """``kind``: value, status, nature, rounding, base, outlook, variation, name, COUNT (what it rests on), or SPOKEN: a
    rate per 100 members, or a score, as it is said aloud.

    ``day``: the date told, '' where it is the latest by the reader's date. ``scale``: what a count is divided by.
    ``common``: of the date that all territories of its level share.
    """

    page: str
    kpi: str
    chosen: Slice
    kind: str
    told: str
    scale: str = OWN
    day: str = ""
    common: bool = False

    @property
    def subject(self) -> tuple[object, ...]:
        """What two statements have in common that may not deny each other."""
        return self.kpi, self.chosen, self.kind, self.scale, self.day, self.common


def plain(text: str) -> str:
    """A text without line breaks and no-break spaces."""
    return " ".join(text.replace("\u00a0", " ").split())


def parsed(message: str, text: str) -> Iterator[dict[str, str]]:
    """The values that were filled into a message of one language, wherever it stands in a text."""
    parts = re.split(r"\{(\w+)\}", message.removesuffix("."))
    end = r"(?=\.(?: |$))" if message.endswith("}.") else r"(?=[.;)]*(?: |$))"
    pattern = "".join(rf"(?P<{one}>[^;:()]+?)" if place % 2 else re.escape(one) for place, one in enumerate(parts))
    for found in re.finditer(pattern + ("" if parts[-1] else end), text):
        yield {name: plain(value) for name, value in found.groupdict().items()}


def several(words: Words, singular: str, plural: str) -> str:
    """The message of more than one with its places left open."""
    mark, names = 424_242, set(re.findall(r"\{(\w+)\}", plural)) - {"count"}
    told = words.n(singular, plural, mark, **{name: f"{{{name}}}" for name in names})
    return told.replace(words.number(mark), "{count}")


class Names:
    """Names on screen turned back into measures, territories and slices; of one release, language and choice."""

    def __init__(self, release: Release, words: Words, chosen: Slice) -> None:
        self.release, self.words, self.chosen = release, words, chosen
        self.measures: dict[str, Measure] = {row["kpi"]: row for row in all_measures(release)}
        self.by_name = {plain(words.pick(row["name"])): kpi for kpi, row in self.measures.items()}
        self.codes = {plain(name): code for name, code in codes_by_name(release, words).items()}
        self.names = territory_names(release, words)

    @property
    def name(self) -> str:
        """What the slice is called."""
        return place_name(self.names, self.chosen, self.words)

    def measure_in(self, title: str) -> str:
        """The measure that a title begins with; '' for none."""
        found = [name for name in self.by_name if re.match(re.escape(name) + r"(?:$|[:,(]| \()", title)]
        return self.by_name[max(found, key=len)] if found else ""

    def slice_in(self, told: str) -> Slice | None:
        """The slice that a card names: a territory, and the part that is chosen where it is named too."""
        if told in self.codes:
            return self.chosen.whole.at(self.codes[told])
        for code in ("association", "sector", "size"):
            for category, name in category_names(code, self.words).items():
                place = told.removesuffix(f", {plain(name)}")
                if place != told and place in self.codes:
                    return Slice(self.codes[place], code, category, self.chosen.as_of)
        return None

    def part(self, whose: Slice, breakdown: str, name: str) -> Slice | None:
        """The same territory in a category by its name."""
        codes = {plain(told): code for code, told in category_names(breakdown, self.words).items()}
        return replace(whose, breakdown=breakdown, category=codes[name]) if name in codes else None

    def of_association(self, code: str) -> Slice:
        """The territory chosen, of one association, or of all cooperatives for ''."""
        return replace(self.chosen, breakdown="association" if code else TOTAL, category=code)

    @property
    def whole(self) -> Slice:
        """All cooperatives of the territory."""
        return replace(self.chosen, breakdown=TOTAL, category="")


def flat(element: HtmlElement) -> str:
    """The text of an element in one line, no-break spaces kept."""
    return re.sub(r"[ \n\t]+", " ", element.text_content()).strip()


def blocks(app: Any) -> Iterator[tuple[str, Any]]:
    """The pieces of a page's main part in their order: html as an element, tables as frames, charts as (key, text)."""
    for item in app.main:
        if item.type == "html" and not item.proto.body.startswith("<style"):
            yield "html", fromstring(f"<div>{item.proto.body}</div>")
        elif item.type == "dataframe":
            yield "table", item.value
        elif item.type == "plotly_chart":
            yield "chart", (item.proto.id.rsplit("-", 1)[-1].removeprefix("figure_"), unescape(item.proto.alt))


def text_of(element: HtmlElement | None) -> str:
    """The text of an element, '' without one; what is for screen readers alone stands beside what is seen."""
    return "" if element is None else plain(element.text_content())


def first(element: HtmlElement, name: str) -> HtmlElement | None:
    """The first element of a class."""
    found = element.find_class(name)
    return found[0] if found else None
