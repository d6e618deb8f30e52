"""The board of all measures: each beside its plan, where it is heading, how its flow moves, and what changed since."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from kpi.status import LATE, ON_TRACK, REACHED, SLIGHTLY_LATE, TO_REVIEW
from kpi.variation import Variation, flow_of, variation
from reads.cache import cached
from reads.latest_figures import LatestFigure, histories, latest_figures
from reads.measures import PlannedFigure
from reads.query import query
from reads.records import Stated
from reads.release_rules import rules
from reads.releases import Release
from reads.slice import Slice

# Worst first; what has no status stands last.
NEED = (LATE, SLIGHTLY_LATE, ON_TRACK, TO_REVIEW, REACHED)
BETTER = (LATE, SLIGHTLY_LATE, ON_TRACK, REACHED)
ROUNDED = "rounded"


class RegionPart(Stated):
    """How much of its own journey a region has made on a measure, and how much the plan foresaw."""

    kpi: str
    territory: str
    gap: float


@dataclass(frozen=True)
class BoardRow:
    """One measure. ``before``: the same by the date of comparison. ``variation``: None where there is no monthly flow.

    ``crossed``: 1 where its status is a better one than then, -1 where a worse one, 0 where the same or not known.
    """

    now: LatestFigure
    before: LatestFigure | None
    variation: Variation | None
    crossed: int

    @property
    def gap(self) -> float | None:
        """Attainment less planned attainment, in shares of the journey; None where nothing is judged."""
        made, foreseen = self.now["attainment"], self.now["planned_attainment"]
        return None if made is None or foreseen is None or self.now["judgement"] not in NEED else made - foreseen


@cached
def board(release: Release, chosen: Slice, former: Release, since: date) -> tuple[BoardRow, ...]:
    """Every measure of a slice, those in need first: by status, then by what they lack of their plan.

    ``former`` and ``since``: the release and the date compared with. A measure that it lacks has no former figure.
    """
    then = {row["kpi"]: row for row in latest_figures(former, replace(chosen, as_of=since))}
    series = histories(release, chosen)
    rows = [
        BoardRow(now, before, _variation(release, now, series.get(now["kpi"], ())), _crossed(now, before))
        for now in latest_figures(release, chosen)
        for before in [then.get(now["kpi"])]
    ]
    return tuple(sorted(rows, key=_need))  # of equal need in the catalogue's order


def _need(row: BoardRow) -> tuple[bool, int, float]:
    status = row.now["judgement"]
    rank = NEED.index(status) if status in NEED else len(NEED)
    return row.now["value"] is None, rank, row.gap if row.gap is not None else 0.0


def _crossed(now: LatestFigure, before: LatestFigure | None) -> int:
    first, last = before["judgement"] if before else None, now["judgement"]
    if first not in BETTER or last not in BETTER:
        return 0
    return (BETTER.index(last) > BETTER.index(first)) - (BETTER.index(last) < BETTER.index(first))


def _variation(release: Release, now: LatestFigure, series: Sequence[PlannedFigure]) -> Variation | None:
    """Of figures that are counted month by month alone; a statistic's editions are no flow."""
    agreement = rules(release).agreement
    months = [(row["as_of"].year * 12 + row["as_of"].month, row) for row in series]
    if (
        now["period"]
        or now["value"] is None
        or any(later - sooner != 1 for (sooner, _), (later, _) in pairwise(months))
    ):
        return None
    cumulative = now["time_window"] == "cumulative"
    step = agreement.disclosure.rounding if now["precision"] == ROUNDED and now["kind"] not in ("share", "mean") else 0
    flow = flow_of([row["value"] for _, row in months], cumulative=cumulative)
    return variation(flow, agreement.variation, up=now["direction"] != "down", noise=float(step))


@cached
def region_parts(release: Release, as_of: date) -> tuple[RegionPart, ...]:
    """Regions beside their own plans at each measure's latest month with a status, the one furthest behind first."""
    return query(
        RegionPart,
        release,
        """
        WITH latest AS (
            SELECT v.kpi, v.territory, v.as_of, v.status, g.attainment - g.planned_attainment AS gap
            FROM kpi_published v
            JOIN kpi_progress g ON g.kpi = v.kpi AND g.territory = v.territory AND g.as_of = v.as_of
            WHERE v.breakdown = 'total' AND v.territory_level = 'region' AND v.as_of <= $1 AND v.value IS NOT NULL
                AND g.status IN ('late', 'slightly_late', 'on_track', 'reached')
            QUALIFY v.as_of = max(v.as_of) OVER (PARTITION BY v.kpi)
        )
        SELECT kpi, territory, status, gap FROM latest ORDER BY kpi, gap, territory
        """,
        as_of,
    )
