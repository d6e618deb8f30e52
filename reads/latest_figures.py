"""The latest figure of each indicator by a date in one territory and category, and the figures before it."""

from collections.abc import Mapping
from datetime import datetime

from kpi.outlook import OutlookRules, outlook_of
from reads.cache import cached
from reads.measures import Measure, PlannedFigure, Progress, Projection, figures, first_dates, measures
from reads.records import NO_FIGURE, Figure, figure_of, grouped
from reads.release_rules import rules
from reads.releases import Release
from reads.slice import Slice


class LatestFigure(Measure, Figure, Progress):
    """An indicator with its latest figure; ``known_elsewhere``: whether some territory has a figure by that date.

    ``outlook``: likely, open or unlikely (kpi/outlook.py), None where nothing is projected.
    """

    as_of: datetime | None
    outlook: str | None
    known_elsewhere: bool


NO_PROJECTION: Projection = {
    "projected_low": None, "projected_mid": None, "projected_high": None, "probability": None,
}  # fmt: skip
SAMPLES = ("share", "mean")
NO_PROGRESS: Progress = {
    "planned": None, "target": None, "due_on": None, "attainment": None, "planned_attainment": None, "judgement": None,
    **NO_PROJECTION,
}  # fmt: skip


@cached
def latest_figures(release: Release, chosen: Slice) -> tuple[LatestFigure, ...]:
    """Each indicator with its latest figure by the slice's date, all values None where there is none; in their order.

    Of a date that has passed by then nothing is projected, nor are shares and means of few units; a share of provinces
    is no sample.
    """
    since, agreement = first_dates(release), rules(release).agreement
    least = agreement.small_base
    outlooks = OutlookRules(agreement.outlook_likely, agreement.outlook_unlikely)
    latest = {row["kpi"]: row for row in figures(release, chosen) if row["as_of"] <= chosen.moment}  # ordered by date
    return tuple(
        _latest(
            measure, latest.get(measure["kpi"]), since.get(measure["kpi"], datetime.max), chosen.moment, outlooks, least
        )
        for measure in measures(release)
    )


@cached
def histories(release: Release, chosen: Slice) -> Mapping[str, list[PlannedFigure]]:
    """Every indicator's figures up to the slice's date by its id, in order of month."""
    return grouped((row for row in figures(release, chosen) if row["as_of"] <= chosen.moment), lambda row: row["kpi"])


def _latest(
    measure: Measure,
    figure: PlannedFigure | None,
    since: datetime,
    moment: datetime,
    outlooks: OutlookRules,
    least: int,
) -> LatestFigure:
    if figure is None:
        return {
            **measure, **NO_FIGURE, **NO_PROGRESS, "as_of": None, "outlook": None, "known_elsewhere": since <= moment,
        }  # fmt: skip
    passed = figure["due_on"] is None or figure["due_on"] <= moment
    few = measure["confidential"] and measure["kind"] in SAMPLES and (figure["denominator"] or least) < least
    projected = NO_PROJECTION if passed or few else _projection(figure)
    return {
        **measure,
        **figure_of(figure),
        "as_of": figure["as_of"],
        "planned": figure["planned"],
        "target": figure["target"],
        "due_on": figure["due_on"],
        "attainment": figure["attainment"],
        "planned_attainment": figure["planned_attainment"],
        "judgement": figure["judgement"],
        **projected,
        "outlook": outlook_of(projected["probability"], outlooks),
        "known_elsewhere": since <= moment,
    }


def _projection(figure: PlannedFigure) -> Projection:
    return {
        "projected_low": figure["projected_low"],
        "projected_mid": figure["projected_mid"],
        "projected_high": figure["projected_high"],
        "probability": figure["probability"],
    }
