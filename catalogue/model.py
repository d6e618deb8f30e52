"""The frozen dataclasses of the catalogue: feeds with their fields, measures, code lists, agreement, linkage."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from catalogue.rules import Opening, Rule


@dataclass(frozen=True)
class Field:
    """One column of a feed: a Table Schema field and the keys that this product adds to it."""

    name: str
    title: str
    type: str
    description: str = ""
    example: str = ""
    format: str = "default"
    aliases: tuple[str, ...] = ()
    constraints: Mapping[str, object] = field(default_factory=dict)
    decimal_char: str = "."
    group_char: str = ""
    delimiter: str = ","
    true_values: tuple[str, ...] = ("true",)
    false_values: tuple[str, ...] = ("false",)
    check: str = ""  # a named check of etl.normalise.tax_codes
    personal: str = ""  # 'drop': read, never stored
    identifier: bool = False  # a code, in which a run of digits is no telephone number
    unit_field: str = ""  # the field that says in which unit a row's number is: its code, or its list's column `unit`
    folded: bool = False  # made by the reader of a layout, not a column of the file
    code_list: str = ""  # from the schema's foreignKeys

    @property
    def required(self) -> bool:
        """Whether a row without this field is rejected."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True)
class Feed:
    """A data set that is sent: its contract is a Frictionless Table Schema plus how it arrives."""

    name: str
    name_it: str
    name_en: str
    sender: str
    programme: bool
    formats: tuple[str, ...]
    layouts: tuple[str, ...]  # of etl.extract.layouts; a plain table has none
    sheet: str
    grain_en: str
    grain_it: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    missing_values: tuple[str, ...]
    schema: Mapping[str, object]
    digest: str  # SHA-256 of the contract and the code lists it refers to
    # Fields, or `month of` a date field: of rows equal in them those of the file of the highest revision count.
    supersedes: tuple[str, ...] = ()

    @property
    def filled_in(self) -> bool:
        """Whether senders fill in a workbook; files of other feeds are published by their source."""
        return "xlsx" in self.formats and not self.layouts

    def field(self, name: str) -> Field:
        """Return the field called ``name``; KeyError when the contract has none."""
        return {f.name: f for f in self.fields}[name]


@dataclass(frozen=True)
class Kpi:
    """One measure. ``direction``: ``up`` or ``down``, whichever is better. ``order``: position within its aim.

    ``supporting``: a count that a page needs and no indicator of the agreement: without target and status, and left
    out where indicators are listed, counted or compared.

    How it is counted (catalogue.rules): ``rules``; ``sources``: breakdown to where its category comes from; ``units``:
    what is counted behind a figure for disclosure control; ``opens``: the events from which on a cell without records
    is zero; ``since``: ``first_report`` where there is no figure before a PID of the territory has reported;
    ``provinces``: whether provinces have figures. ``places_why_it/en``: why no region or province has one, ''
    where some can. ``pages``: pages, or parts of pages, that show it by this mark.
    ``spoken_it``, ``spoken_en``: a sentence to be said aloud of one part beside all, with {whose}, {own} and {all}
    (of a count per 100 members), or {count} and {total}.
    """

    id: str
    aim: str
    name_it: str
    name_en: str
    short_it: str
    short_en: str
    definition_it: str
    definition_en: str
    formula_it: str
    formula_en: str
    unit: str
    base_it: str
    base_en: str
    direction: str
    kind: str
    window: str
    confidential: bool
    feeds: tuple[str, ...]
    breakdowns: tuple[str, ...]
    sources: Mapping[str, str]
    rules: tuple[Rule, ...]
    units: str
    order: int = 1_000
    opens: Opening | None = None
    since: str = ""
    pages: tuple[str, ...] = ()
    provinces: bool = True
    confidential_why_it: str = ""
    confidential_why_en: str = ""
    places_why_it: str = ""
    places_why_en: str = ""
    public_base: bool = False  # denominator from a public register, so that a share reveals its numerator
    change: bool = False  # a mean of changes, which can be negative
    caveat_it: str = ""
    caveat_en: str = ""
    spoken_it: str = ""
    spoken_en: str = ""
    period: str = ""  # of a published statistic: year or month, which its date is the last day of
    supporting: bool = False

    @property
    def published_indicator(self) -> str:
        """The indicator of published figures that the measure takes, '' for none."""
        return self._of("published", "indicator")

    @property
    def published_category(self) -> str:
        """The category of that indicator."""
        return self._of("published", "category")

    @property
    def annex_figure(self) -> str:
        """The figure of Excelsior's annexes that the measure takes, '' for none."""
        return self._of("annex", "figure")

    def _of(self, events: str, column: str) -> str:
        tests = [test for rule in self.rules if rule.events == events for test in rule.where if test.column == column]
        return tests[0].wanted[0] if tests and isinstance(tests[0].wanted, tuple) else ""


@dataclass(frozen=True)
class Aim:
    """One of the four aims of the agreement, or the adoption and skills groups beside them."""

    id: str
    name_it: str
    name_en: str


@dataclass(frozen=True)
class CodeList:
    """A code list: rows as text columns, ``code`` first, and every accepted spelling of each code."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    spellings: tuple[tuple[str, str], ...]  # (spelling as written, code)


@dataclass(frozen=True)
class DisclosureRules:
    """How confidential measures are published (docs/disclosure.md).

    ``minimum_units``: a cell that rests on fewer is suppressed. ``dominance``: so is a sum of which a single unit has a
    greater share. ``rounding``: every count is published to the nearest multiple. ``share_base``: shares of fewer
    are suppressed, for rounding would move them by several points. ``whole_percent_below``: percentages of a smaller
    base are published without decimals. ``mean_tenths_below``: means of fewer units are published to one decimal.
    ``complementary``: False leaves primary suppression of exact figures alone, for comparison.
    """

    minimum_units: int
    dominance: float
    rounding: int
    share_base: int
    whole_percent_below: int
    mean_tenths_below: int
    complementary: bool = True


@dataclass(frozen=True)
class VariationRules:
    """When a monthly flow moves beyond its noise (kpi/variation.py); all are numbers of months.

    ``months``: the base of the chart. ``fewest``: below, nothing is said; ``provisional``: below, its limits will still
    move. ``run``: so many on one side of the mean, or all rising or falling, are a signal.
    """

    months: int
    fewest: int
    provisional: int
    run: int


@dataclass(frozen=True)
class Agreement:
    """The agreement's window and parties, and the thresholds that the KPI method uses.

    ``sources``: (title, kind of source) of its text. ``targets_status``: the figure status of every target.
    ``outlook_likely``, ``outlook_unlikely``: probabilities from which a target is likely met, and below which unlikely.
    ``small_base``: shares and means of fewer units are left out of extremes and projections.
    ``cutoffs_assumed``: whether the bounds of the levels are an assumption.
    """

    title_it: str
    title_en: str
    announced_on: date
    parties: tuple[str, ...]
    sources: tuple[tuple[str, str], ...]
    targets_status: str
    window_start: date
    window_end: date
    on_track: float
    slightly_late: float
    minimum_points: int
    implausible: float
    interval: float
    recent_months: int
    outlook_likely: float
    outlook_unlikely: float
    variation: VariationRules
    small_base: int
    disclosure: DisclosureRules
    notable_journey: float
    notable_relative: float
    notable_revision: float
    level_bounds: Mapping[str, float]
    cutoffs_assumed: bool


@dataclass(frozen=True)
class Linkage:
    """Parameters of record linkage by name: thresholds of the score (0 to 1), assumptions, m and u of each level.

    ``name`` and ``place``: level to (m, u), its probability between two records of one cooperative, and
    of two cooperatives.
    """

    accept: float
    review: float
    known_share: float
    organisations: int
    namesakes: float
    longest: int
    name: Mapping[str, tuple[float, float]]
    place: Mapping[str, tuple[float, float]]
