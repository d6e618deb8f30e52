"""Rates of counts: the rate times its base is the count; what is hidden or missing on either side stays so."""

from datetime import date
from pathlib import Path

import pytest

from engine.release import release_of
from reads.every_place import every_place
from reads.figures import everywhere
from reads.measures import measures, measures_by_id
from reads.rates import BASE, compared, has_rate, rate
from reads.records import NO_FIGURE, Figure
from reads.slice import Slice

AS_OF = date(2020, 12, 31)
LOCAL = ("region", "province")


def figure(value: float | None, sign: str = "", **parts: object) -> Figure:
    return {**NO_FIGURE, "value": value, "sign": sign, **parts}  # type: ignore[typeddict-item]


def test_hidden_or_missing_on_either_side_stays_so() -> None:
    assert rate(figure(30, status="observed"), figure(None, "*"))["sign"] == "*"
    assert rate(figure(None, "*"), figure(400))["sign"] == "*"
    for count, base in ((figure(None), figure(400)), (figure(30), figure(0)), (figure(30), None)):
        assert rate(count, base)["value"] is None and rate(count, base)["sign"] == ""


def test_a_rate_of_an_observed_count_is_derived_and_generated_data_stay_so() -> None:
    assert rate(figure(30, status="observed"), figure(400))["status"] == "derived"
    assert rate(figure(30, status="demonstration"), figure(400))["status"] == "demonstration"
    assert rate(figure(0, status="observed"), figure(400))["value"] == 0


@pytest.mark.parametrize("kpi", ["joint_actions", "vouchers_granted", "vouchers_amount"])
@pytest.mark.parametrize(("breakdown", "category"), [("total", ""), ("association", "legacoop")])
def test_rates_times_their_base_are_the_counts(demo_release: Path, kpi: str, breakdown: str, category: str) -> None:
    release = release_of(demo_release, None)
    chosen = Slice("IT", breakdown, category, AS_OF)
    counts = {(row["territory"], row["as_of"]): row for row in everywhere(release, kpi, chosen)}
    active = {(row["territory"], row["as_of"]): row["value"] for row in everywhere(release, BASE, chosen)}
    rates = compared(release, measures_by_id(release)[kpi], chosen)
    assert len(rates) == len(counts)
    for row in rates:
        place = (row["territory"], row["as_of"])
        assert row["sign"] == counts[place]["sign"]
        if row["value"] is not None:
            assert row["value"] * active[place] / 1000 == pytest.approx(counts[place]["value"])
    at_once = every_place(release, chosen).get(kpi, {})
    assert {place: row["value"] for place, row in at_once.items() if row["territory_level"] == "region"} == {
        row["territory"]: row["value"]
        for row in rates
        if row["territory_level"] == "region" and row["as_of"].date() == AS_OF
    }


def test_every_measure_has_territories_or_says_why_not(demo_release: Path) -> None:
    release = release_of(demo_release, None)
    placed = every_place(release, Slice.of_whole("IT", AS_OF))
    for measure in measures(release):
        below = [row for row in placed.get(measure["kpi"], {}).values() if row["territory_level"] in LOCAL]
        assert not (below and measure["places_why"].it), measure["kpi"]
        assert not (measure["places_why"].it and has_rate(measure))
        if placed.get(measure["kpi"]):
            assert below or (measure["places_why"].it and measure["places_why"].en), measure["kpi"]
