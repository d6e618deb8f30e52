"""What a reader assumes in the skills scenario: the gap it starts from and four numbers, read from the address."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kpi.scenario import SPREAD, Assumptions
from reads.origins import PublishedFigure
from reads.territories import ITALY
from texts.periods import published_day
from texts.translator import N_, Words
from ui.state import url_params
from ui.views.competenze.gap_rows import FORTY
from ui.views.competenze.rows import latest_period, published_by
from ui.views.competenze.view_model import View

NUMBERS = (0, 500, 1000, 2000, 3000, 5000, 7500, 10_000, 15_000, 20_000, 30_000, 50_000, 75_000, 100_000, 150_000,
           200_000)  # fmt: skip
SHARES = tuple(range(0, 101, 5))
# options and usual value; the usual values are assumptions of this product: no source gives them for cooperatives
OPTIONS: dict[str, tuple[Sequence[int], int]] = {
    "completion": (SHARES, 75),
    "placement": (SHARES, 80),
    "places": (NUMBERS, 5000),
    "arrivals": (NUMBERS, 0),
}
LABELS = {
    "start": N_("Starting gap"),
    "completion": N_("Share that completes the course"),
    "placement": N_("Share of these that fills a post of the gap"),
    "places": N_("Training places a year"),
    "arrivals": N_("New posts left open each year"),
}
GAPS = {
    "posts": N_("unfilled ICT posts, Italy, {year}: {amount}"),
    "graduates": N_("ICT graduates missing, Italy, {year}: {amount}"),
    "entries": N_("entries with 4.0 skills hard to fill, {place}, {year}: {amount}"),
}
FLOWS = ("graduates", "entries")


@dataclass(frozen=True)
class Start:
    """A gap to start from: ``value`` as its source gave it, for ``place``, with ``source``, ``status`` and ``note``."""

    id: str
    label: str
    value: float
    place: str
    source: str
    status: str
    note: str


@dataclass(frozen=True)
class Choices:
    """A reader's choices: ``start`` is the id of a Start; shares in percent, numbers of persons and posts a year."""

    start: str
    completion: int
    placement: int
    places: int
    arrivals: int

    @property
    def assumptions(self) -> Assumptions:
        """The four numbers as the method takes them."""
        return Assumptions(self.completion / 100, self.placement / 100, self.places, self.arrivals, SPREAD)


@dataclass(frozen=True)
class Inputs:
    """The gaps that a scenario may start from, the choices, and the names of the parameters that were refused."""

    starts: list[Start]
    choices: Choices
    refused: list[str]


def read_inputs(view: View) -> Inputs:
    """Read the address; a parameter that is refused is taken out of it."""
    as_of = view.page.filters.as_of
    graduates = latest_period(published_by(view.published, "ict_graduates_gap", as_of))[:1]
    entries = [row for row in published_by(view.published, "eskill_high_hard_count", as_of) if row["category"] == FORTY]
    by_territory = {
        code: latest_period([row for row in entries if row["territory"] == code])[:1]
        for code in (ITALY, view.territory)
    }
    gaps = starts(view.posts, graduates, by_territory, view.names, view.page.words)
    choices, refused = parse_choices(url_params.read(tuple(LABELS)), [one.id for one in gaps] or ["none"])
    for name in refused:
        url_params.remove(name)
    return Inputs(gaps, choices, refused)


def starts(
    posts: Sequence[PublishedFigure], graduates: Sequence[PublishedFigure],
    entries: Mapping[str, Sequence[PublishedFigure]], names: dict[str, str], words: Words,
) -> list[Start]:  # fmt: skip
    """The gaps with a figure, the posts behind the 60,000 first. ``entries``: by territory, at most one row each."""
    found = [
        _start(kind, kind, rows[0], names[ITALY], words)
        for kind, rows in (("posts", posts), ("graduates", graduates)) if rows
    ]  # fmt: skip
    for territory, rows in entries.items():
        if rows:
            id_ = "entries" if territory == ITALY else f"entries-{territory}"
            found.append(_start(id_, "entries", rows[0], names[territory], words))
    return found


def _start(id_: str, kind: str, row: PublishedFigure, place: str, words: Words) -> Start:
    amount = words.value(row["value"], "number", 0)
    label = words.t(GAPS[kind], year=row["period_end"].year, amount=amount, place=place)
    source = words.t("{publisher}, published {day}", publisher=row["publisher"],
                     day=published_day(row["published_on"], words))  # fmt: skip
    note = words.pick(row["note"])
    notes = [note] if note else []
    if kind in FLOWS:
        notes.append(words.t("It is the number of one year; the scenario takes it as a fixed number to fill."))
    return Start(id_, label, row["value"], place, source, row["status"] or "", " ".join(notes))


def parse_choices(parameters: Mapping[str, str], ids: Sequence[str]) -> tuple[Choices, list[str]]:
    """The choices of an address and the names that are refused: numbers off the scale, gaps that are not among ``ids``.

    What is refused or not given has its usual value: the first gap, and those of OPTIONS.
    """
    refused = []
    start = parameters.get("start", ids[0])
    if start not in ids:
        refused.append("start")
        start = ids[0]
    numbers = {name: usual for name, (_, usual) in OPTIONS.items()}
    for name, (options, _) in OPTIONS.items():
        if name not in parameters:
            continue
        if parameters[name] in [str(option) for option in options]:
            numbers[name] = int(parameters[name])
        else:
            refused.append(name)
    return Choices(start, **numbers), refused
