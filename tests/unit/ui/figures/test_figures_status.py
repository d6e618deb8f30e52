"""The month of the agreement, and pairs of figures."""

from __future__ import annotations

from datetime import date

import pytest

from tests.helpers.figures import IT, LIGHT, pairs, trace
from tests.helpers.rows import as_rows
from texts.periods import agreement_month
from ui.figures.ranking.dumbbell import describe_dumbbell, dumbbell


@pytest.mark.parametrize(
    ("as_of", "month"),
    [
        ("2018-06-13", 0),
        ("2018-06-14", 1),
        ("2018-07-13", 1),
        ("2018-07-14", 2),
        ("2020-11-30", 30),
        ("2021-06-13", 36),
        ("2023-01-01", 36),
    ],
)
def test_month_of_the_agreement(as_of: str, month: int) -> None:
    assert agreement_month(date(2018, 6, 14), date(2021, 6, 13), date.fromisoformat(as_of)) == (month, 36)


def test_dumbbell() -> None:
    figure = dumbbell(as_rows(pairs()), label_a="Italia", label_b="Regione", unit="percent", words=IT, theme=LIGHT)
    assert list(trace(figure, "a").x) == [40.1, 40.1, 40.1]
    assert list(trace(figure, "b").x) == [48.2, None, None]
    assert len([t for t in figure.data if t.name == "line"]) == 1
    written = [a.text for a in figure.layout.annotations]
    assert {".... nessun dato", "* dato oscurato per riservatezza"} <= set(written)
    assert "98765" not in figure.to_json()
    text = describe_dumbbell(
        as_rows(pairs()), label_a="Italia", label_b="regione", unit="percent", words=IT, name="Quota"
    )
    assert "Lombardia: Italia 40,1\u00a0%, regione 48,2\u00a0%" in text
    assert "98" not in text
