"""How earlier projections did, against a plain look at the stored bands; paces needed lead to the target."""

from datetime import date
from pathlib import Path

import pytest

from reads.earlier_projections import earlier_projections
from reads.latest_figures import histories, latest_figures
from reads.releases import current_release
from reads.slice import Slice
from tests.helpers.releases import released
from ui.content.paces import DAYS_A_MONTH, paces_of

AS_OF = date(2020, 12, 31)


def test_every_projection_that_can_be_checked_is_there_with_the_figure_that_came(demo_release: Path) -> None:
    release = current_release(demo_release)
    assert release
    found = earlier_projections(release, "coops_reached", Slice.of_whole("IT", AS_OF), AS_OF)
    bands = released(
        demo_release,
        "SELECT as_of, month, low, high FROM kpi_projection WHERE kpi = 'coops_reached' AND territory = 'IT' "
        "AND month <= ? ORDER BY month, as_of",
        AS_OF,
    )
    values = dict(
        released(
            demo_release,
            "SELECT as_of, value FROM kpi_published WHERE kpi = 'coops_reached' AND territory = 'IT' "
            "AND breakdown = 'total' AND value IS NOT NULL",
        )
    )  # type: ignore[arg-type]
    expected = [
        (str(made), str(month), low, high, values[month]) for made, month, low, high in bands if month in values
    ]
    assert len(expected) > 100
    assert [
        (one["as_of"].date().isoformat(), one["month"].date().isoformat(), one["low"], one["high"], one["value"])
        for one in found
    ] == expected
    assert earlier_projections(release, "coops_reached", Slice("IT", "association", "agci", AS_OF), AS_OF) == ()


def test_the_pace_needed_leads_from_the_value_to_the_target(demo_release: Path) -> None:
    release = current_release(demo_release)
    assert release
    chosen, checked = Slice.of_whole("IT", AS_OF), 0
    past = histories(release, chosen)
    for row in latest_figures(release, chosen):
        found = paces_of(row, past.get(row["kpi"], ()))
        if found.needed is not None and found.recent is not None:
            assert row["due_on"] and row["as_of"] and row["value"] is not None and row["target"] is not None
            months = (row["due_on"] - row["as_of"]).days / DAYS_A_MONTH
            assert row["value"] + months * found.needed == pytest.approx(row["target"])
            year_ago = next(one for one in past[row["kpi"]] if one["as_of"].date() == date(2019, 12, 31))
            assert (year_ago["value"] or 0) + 12 * found.recent == pytest.approx(row["value"])
            checked += 1
        else:
            assert row["time_window"] != "cumulative" or row["target"] is None or row["value"] is None
    assert checked > 5
