"""Every published figure as one tidy table: codes with their names, value, sign, base, plan, projection and outlook."""

from dataclasses import dataclass
from datetime import date
from typing import TypedDict

import pyarrow as pa

from kpi.outlook import LIKELY, OPEN, UNLIKELY
from reads.cache import cached
from reads.latest_figures import SAMPLES
from reads.query import arrow_query, query
from reads.release_rules import rules
from reads.releases import Release, is_internal
from reads.territories import places_by_code
from texts.labels import category_names
from texts.translator import UNKNOWN, Words

WHOLE, WITHIN, PLACE = "", "within", "place"  # the whole release; a territory with its parts; a territory alone


@dataclass(frozen=True)
class Part:
    """The part of a release that a table holds: these territories (None for all), up to a day (None for every one)."""

    territories: tuple[str, ...] | None = None
    until: date | None = None


class _Category(TypedDict):
    breakdown: str
    category: str


class _Rows(TypedDict):
    rows: int


# Of a figure that is not shown nothing that follows from it is told. Of a due day that has passed, and of shares and
# means of few units, nothing is projected: the same rules as on screen (reads/latest_figures.py).
FIGURES = """
    WITH named AS (
        SELECT unnest($3::VARCHAR[]) AS breakdown, unnest($4::VARCHAR[]) AS category, unnest($5::VARCHAR[]) AS name
    ), beside AS (
        SELECT v.*, k.position, k.aim, k.aim_it, k.aim_en, k.name_it, k.name_en, k.unit, k.time_window, k.base_it,
            k.base_en, k.kind, g.target, g.due_on, g.planned, g.attainment, g.status AS progress, g.projected_low,
            g.projected_mid, g.projected_high, g.probability, v.value IS NOT NULL AS known,
            v.value IS NOT NULL AND g.due_on > v.as_of AND NOT (
                k.confidential AND list_contains($6::VARCHAR[], k.kind)
                AND coalesce(nullif(v.denominator, 0), $7) < $7
            ) AS projected
        FROM kpi_published v
        JOIN kpi k ON k.kpi = v.kpi
        LEFT JOIN kpi_progress g ON g.kpi = v.kpi AND g.territory = v.territory AND g.as_of = v.as_of
            AND v.breakdown = 'total'
        WHERE ($1::VARCHAR[] IS NULL OR list_contains($1::VARCHAR[], v.territory))
            AND ($2::DATE IS NULL OR v.as_of <= $2::DATE)
    )
    SELECT $8::VARCHAR AS release, $9::VARCHAR AS confidentiality, b.as_of, b.aim,
        CASE WHEN $10 = 'it' THEN b.aim_it ELSE b.aim_en END AS aim_name,
        b.kpi AS indicator, CASE WHEN $10 = 'it' THEN b.name_it ELSE b.name_en END AS indicator_name,
        b.territory, CASE WHEN $10 = 'it' THEN d.name_it ELSE d.name_en END AS territory_name, b.territory_level,
        nullif(d.istat_code, '') AS istat_code,
        b.breakdown, nullif(b.category, '') AS category, named.name AS category_name, b.unit, b.time_window,
        b.value, CASE WHEN b.known THEN nullif(b.sign, '') ELSE coalesce(nullif(b.sign, ''), $11) END AS sign,
        nullif(b.precision, '') AS precision, CASE WHEN b.kind <> 'mean' THEN b.numerator END AS numerator,
        b.denominator, b.units, nullif(CASE WHEN $10 = 'it' THEN b.base_it ELSE b.base_en END, '') AS base, b.status,
        b.target, b.due_on AS target_due_on,
        CASE WHEN b.target IS NOT NULL THEN (SELECT targets_status FROM agreement) END AS target_status, b.planned,
        CASE WHEN b.known THEN b.attainment END AS attainment, CASE WHEN b.known THEN b.progress END AS progress,
        CASE WHEN b.projected THEN b.projected_low END AS projected_low,
        CASE WHEN b.projected THEN b.projected_mid END AS projected_mid,
        CASE WHEN b.projected THEN b.projected_high END AS projected_high,
        CASE WHEN b.projected THEN b.probability END AS probability,
        CASE WHEN NOT b.projected OR b.probability IS NULL THEN NULL WHEN b.probability >= $12 THEN $14
            WHEN b.probability >= $13 THEN $15 ELSE $16 END::VARCHAR AS outlook
    FROM beside b
    JOIN dim_territory d ON d.territory = b.territory
    LEFT JOIN named ON named.breakdown = b.breakdown AND named.category = b.category
    ORDER BY b.position, list_position(['country', 'area', 'region', 'province'], b.territory_level), b.territory,
        b.breakdown <> 'total', b.breakdown, b.category, b.as_of
"""


def part_of(release: Release, scope: str, territory: str, until: date) -> Part:
    """What a reader chose: the whole release; or, up to a day, a territory alone or with all that lies within it."""
    if scope == WHOLE:
        return Part()
    return Part((territory,) if scope == PLACE else _within(release, territory), until)


def _within(release: Release, territory: str) -> tuple[str, ...]:
    """The territory and whatever lies in it, however deep."""
    places = places_by_code(release)
    found = [territory]
    for own in found:  # grows while it is read
        found += [code for code, row in places.items() if row["parent"] == own]
    return tuple(found)


@cached
def row_count(release: Release, part: Part) -> int:
    """How many rows ``tidy_figures`` has."""
    sql = """
        SELECT count(*)::BIGINT AS rows FROM kpi_published
        WHERE ($1::VARCHAR[] IS NULL OR list_contains($1::VARCHAR[], territory))
            AND ($2::DATE IS NULL OR as_of <= $2::DATE)
    """
    return query(_Rows, release, sql, part.territories, part.until)[0]["rows"]


def tidy_figures(release: Release, part: Part, words: Words) -> pa.Table:
    """One row for each indicator, territory, category and date, in that order; names in the language of ``words``.

    An empty text is a missing one. The role internal gets figures before disclosure control, and is told so in
    each row. Not cached: it is large, and asked for once.
    """
    pairs = query(_Category, release, "SELECT DISTINCT breakdown, category FROM kpi_published WHERE category <> ''")
    names = [category_names(row["breakdown"], words).get(row["category"], row["category"]) for row in pairs]
    agreement = rules(release).agreement
    return arrow_query(
        release, FIGURES, part.territories, part.until,
        [row["breakdown"] for row in pairs], [row["category"] for row in pairs], names,
        list(SAMPLES), agreement.small_base, release.id, "internal" if is_internal() else "public", words.lang, UNKNOWN,
        agreement.outlook_likely, agreement.outlook_unlikely, LIKELY, OPEN, UNLIKELY,
    )  # fmt: skip
