"""Where the measures of the agreement stand by a date in one territory and category, and how they came there."""

from datetime import date, datetime
from typing import Any

from reads.cross_section import Listed, midnight
from reads.measures import figures, known_since, measures
from reads.query_cache import asked
from reads.records import grouped
from reads.releases import Release

FIGURE = ("as_of", "value", "sign", "precision", "decimals", "numerator", "denominator", "units", "status", "planned",
          "target", "due_on", "attainment", "planned_attainment", "judgement")  # fmt: skip
PROJECTED = ("projected_low", "projected_mid", "projected_high", "probability")
NOTHING_YET = dict.fromkeys(FIGURE + PROJECTED)
NOT_AHEAD = dict.fromkeys(PROJECTED)


def standing(release: Release, as_of: date, territory: str, breakdown: str, category: str) -> Listed:
    """Each measure with its latest figure by ``as_of`` in a territory and category; one row for each, in their order.

    Columns: those of ``reads.measures.measures``; known_elsewhere (some territory has a figure by that date); those of
    ``reads.measures.figures``, None where there is no figure. Of a date that has passed by ``as_of`` nothing is
    projected.
    """
    moment = midnight(as_of)
    since = {row["kpi"]: row["as_of"] for row in asked(known_since, release)}
    own = asked(figures, release, territory, breakdown, category)
    latest = {row["kpi"]: row for row in own if row["as_of"] <= moment}  # by date: the last one stands
    return [
        measure
        | {"known_elsewhere": since.get(measure["kpi"], datetime.max) <= moment}
        | _seen_from(latest.get(measure["kpi"], NOTHING_YET), moment)
        for measure in asked(measures, release)
    ]


def histories(release: Release, as_of: date, territory: str, breakdown: str, category: str) -> dict[str, Listed]:
    """Every measure's figures up to ``as_of`` (rows of ``reads.measures.figures``) by its id, in order of month."""
    moment = midnight(as_of)
    own = asked(figures, release, territory, breakdown, category)
    return grouped((row for row in own if row["as_of"] <= moment), "kpi")


def _seen_from(row: dict[str, Any], moment: datetime) -> dict[str, Any]:
    """A figure without what was projected for a date that has passed."""
    ahead = row["due_on"] is not None and row["due_on"] > moment
    return row if ahead else row | NOT_AHEAD
