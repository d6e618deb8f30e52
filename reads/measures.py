"""Questions about measures: what they are, their figures, plans and projections."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple, TypedDict

from reads.cache import cached
from reads.query import query
from reads.records import DatedFigure
from reads.releases import Release
from reads.slice import Slice
from texts.translator import Bilingual

MEASURE = """
    SELECT kpi, aim, aim_it AS aim_name_it, aim_en AS aim_name_en, name_it, name_en, short_it, short_en, definition_it,
        definition_en, formula_it, formula_en, period, unit, base_it, base_en, caveat_it, caveat_en, spoken_it,
        spoken_en, direction, kind, time_window, confidential, confidential_why_it, confidential_why_en, places_why_it,
        places_why_en, supporting, published_indicator, published_category, feeds, breakdowns, pages
    FROM kpi ORDER BY position
"""


class Measure(TypedDict):
    """A measure as its release defined it (see catalogue/model.py, Kpi); texts in both languages.

    ``period``: '' for what is counted month by month, year or month for a statistic; ``published_indicator``: '' for
    the programme's own; ``feeds`` and ``breakdowns``: codes; ``pages``: those that show it beside its own (parts of
    pages by a name). ``places_why``: why no region or province has one, '' where some can.
    """

    kpi: str
    aim: str
    aim_name: Bilingual
    name: Bilingual
    short: Bilingual
    definition: Bilingual
    formula: Bilingual
    period: str
    unit: str
    base: Bilingual
    caveat: Bilingual
    spoken: Bilingual
    direction: str
    kind: str
    time_window: str
    confidential: bool
    confidential_why: Bilingual
    places_why: Bilingual
    supporting: bool
    published_indicator: str
    published_category: str
    feeds: tuple[str, ...]
    breakdowns: tuple[str, ...]
    pages: tuple[str, ...]


class Projection(TypedDict):
    """Where a figure is heading at the last date of its plan: the band, and the probability to meet the target."""

    projected_low: float | None
    projected_mid: float | None
    projected_high: float | None
    probability: float | None


class Progress(Projection):
    """A figure beside its plan and projected to the plan's last date; all None where there is no plan."""

    planned: float | None
    target: float | None
    due_on: datetime | None
    attainment: float | None
    planned_attainment: float | None
    judgement: str | None


class PlannedFigure(DatedFigure, Progress):
    """A measure's figure at one date with its plan and projection."""

    kpi: str


class Goal(TypedDict):
    """A dated milestone of a path."""

    due_on: datetime
    value: float


class Milestone(Goal):
    """A milestone of a proposed path; the first date of a path is its baseline.

    ``valid_to``: the plan's last day, None for the plan in force; ``basis``: set, same_rate or allocated;
    ``decided_from``: first day of the decision that the row comes from.
    """

    kpi: str
    valid_from: datetime
    valid_to: datetime | None
    status: str
    basis: str
    decided_from: datetime
    decided_by: str
    reason: Bilingual


class ProjectedMonth(TypedDict):
    """The band projected for one month."""

    month: datetime
    low: float
    mid: float
    high: float


class Ahead(NamedTuple):
    """What lies ahead of a measure: its plans, and the months of its projection."""

    plans: tuple[Milestone, ...]
    projection: tuple[ProjectedMonth, ...]


class _Day(TypedDict):
    as_of: datetime


class _FirstDay(_Day):
    kpi: str


class _AheadRow(Milestone, ProjectedMonth):
    what: str


@cached
def all_measures(release: Release) -> tuple[Measure, ...]:
    """Indicators of the agreement and supporting figures, in the catalogue's order."""
    return query(Measure, release, MEASURE)


@cached
def measures(release: Release) -> tuple[Measure, ...]:
    """The indicators of the agreement as this release defined them, in the catalogue's order."""
    return tuple(row for row in all_measures(release) if not row["supporting"])


@cached
def measures_by_id(release: Release) -> Mapping[str, Measure]:
    """The indicators of the agreement by their id."""
    return {row["kpi"]: row for row in measures(release)}


@cached
def supporting(release: Release) -> tuple[Measure, ...]:
    """Figures that pages show beside the indicators, without targets or statuses."""
    return tuple(row for row in all_measures(release) if row["supporting"])


@cached
def dates_with_data(release: Release) -> tuple[date, ...]:
    """``as_of``: month ends at which some measure of Italy or a region has a figure, latest first."""
    rows = query(
        _Day,
        release,
        "SELECT DISTINCT last_day(as_of) AS as_of FROM kpi_published "
        "WHERE breakdown = 'total' AND territory_level IN ('country', 'region') ORDER BY as_of DESC",
    )
    return tuple(row["as_of"].date() for row in rows)


@cached
def first_dates(release: Release) -> Mapping[str, datetime]:
    """The first date at which a measure has a figure anywhere, by the measure's id."""
    rows = query(_FirstDay, release, "SELECT kpi, min(as_of) AS as_of FROM kpi_published GROUP BY kpi")
    return {row["kpi"]: row["as_of"] for row in rows}


def figures(release: Release, chosen: Slice) -> tuple[PlannedFigure, ...]:
    """Every indicator's figures in a territory and category at all dates, by kpi and date.

    A category has no plan of its own.
    """
    return _figures(release, chosen.territory, chosen.breakdown, chosen.category)


@cached
def _figures(release: Release, territory: str, breakdown: str, category: str) -> tuple[PlannedFigure, ...]:
    return query(
        PlannedFigure,
        release,
        """
        SELECT v.kpi, v.as_of, v.as_of AS month, v.value, v.sign, v.precision, v.decimals, v.numerator, v.denominator,
            v.units, v.status, g.planned, g.target, g.due_on, g.attainment, g.planned_attainment,
            g.status AS judgement, g.projected_low, g.projected_mid, g.projected_high, g.probability
        FROM kpi_published v
        LEFT JOIN kpi_progress g ON g.kpi = v.kpi AND g.as_of = v.as_of AND g.territory = $1 AND $2 = 'total'
        WHERE v.territory = $1 AND v.breakdown = $2 AND v.category = $3
            AND v.kpi IN (SELECT kpi FROM kpi WHERE NOT supporting)
        ORDER BY v.kpi, v.as_of
        """,
        territory, breakdown, category,
    )  # fmt: skip


def plans(release: Release, chosen: Slice) -> tuple[Milestone, ...]:
    """The proposed paths of a territory decided by the slice's date, by kpi, first day and date of the milestone."""
    return _plans(release, chosen.territory, chosen.as_of)


@cached
def _plans(release: Release, territory: str, as_of: date) -> tuple[Milestone, ...]:
    return query(
        Milestone,
        release,
        "SELECT kpi, valid_from, CASE WHEN valid_to < $2 THEN valid_to END AS valid_to, due_on, value, status, basis, "
        "decided_from, decided_by, reason_it, reason_en FROM kpi_plan "
        "WHERE territory = $1 AND valid_from <= $2 ORDER BY kpi, valid_from, due_on",
        territory, as_of,
    )  # fmt: skip


def ahead(release: Release, kpi: str, chosen: Slice, seen_from: date) -> Ahead:
    """The plans of one measure decided by the slice's date, and the band projected from the figure of ``seen_from``."""
    return _ahead(release, kpi, chosen.territory, chosen.as_of, seen_from)


@cached
def _ahead(release: Release, kpi: str, territory: str, as_of: date, seen_from: date) -> Ahead:
    rows = query(
        _AheadRow,
        release,
        """
        SELECT 'plan' AS what, kpi, valid_from, CASE WHEN valid_to < $3 THEN valid_to END AS valid_to, due_on, value,
            status, basis, decided_from, decided_by, reason_it, reason_en
        FROM kpi_plan WHERE kpi = $1 AND territory = $2 AND valid_from <= $3
        UNION ALL BY NAME
        SELECT 'projection' AS what, month, low, mid, high
        FROM kpi_projection WHERE kpi = $1 AND territory = $2 AND as_of = $4
        ORDER BY what, valid_from, due_on, month
        """,
        kpi, territory, as_of, seen_from,
    )  # fmt: skip
    return Ahead(
        tuple(row for row in rows if row["what"] == "plan"), tuple(row for row in rows if row["what"] == "projection")
    )
