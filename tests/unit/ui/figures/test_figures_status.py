"""The month of the agreement, pairs of figures, and the table of statuses."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from tests.helpers.figures import IT, LIGHT, cells, pairs, trace, written
from tests.helpers.rows import as_rows
from ui.content.agreement_month import agreement_month
from ui.figures.matrix.heat_table import describe_status_heat, status_heat
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


def test_heat_has_a_sign_in_every_cell() -> None:
    hidden = {"territory_name": ["Molise"], "kpi_name": ["C"], "status": ["late"], "attainment": [0.1], "sign": ["*"]}
    rows = pd.concat([cells().assign(sign=""), pd.DataFrame(hidden)])
    figure = status_heat(as_rows(rows), words=IT, theme=LIGHT, territories=["Lazio", "Umbria", "Molise"])
    table = trace(figure, "status")
    assert [list(line) for line in table.text] == [["▲", "★", "...."], ["....", "....", "...."], ["....", "–", "*"]]
    assert "42\u00a0% del cammino" in table.hovertext[0][0]
    assert "nessun dato" in table.hovertext[1][0]
    # a suppressed cell gives away neither status nor colour
    assert "oscurato" in table.hovertext[2][2]
    assert "in ritardo" not in table.hovertext[2][2]
    assert table.z[2][2] not in (table.z[0][0], table.z[1][0])
    key = written(figure)[-1].replace("\u00a0", " ")
    assert ".... nessun dato" in key
    assert "* dato oscurato per riservatezza" in key
    text = describe_status_heat(as_rows(rows), words=IT)
    assert "oscurati: 1" in text
    assert "in ritardo 1" in text
    with pytest.raises(KeyError, match="fine"):
        status_heat(as_rows(rows.assign(status="fine")), words=IT, theme=LIGHT)


def test_heat_headers_are_whole() -> None:
    rows = cells().assign(kpi_name=["Progresso di maturità delle stesse cooperative", "B", "B"])
    figure = status_heat(as_rows(rows), words=IT, theme=LIGHT)
    assert figure.layout.xaxis.ticktext[0].replace("<br>", " ") == rows["kpi_name"][0]
    assert figure.layout.xaxis.ticktext[0].count("<br>") == 1
    short = status_heat(as_rows(rows.assign(kpi_short=["Progresso", "B", None])), words=IT, theme=LIGHT)
    assert list(short.layout.xaxis.ticktext) == ["Progresso", "B"]


def test_heat_outlines_the_selected_territory() -> None:
    figure = status_heat(as_rows(cells()), words=IT, theme=LIGHT, selected="Molise")
    assert list(figure.layout.yaxis.ticktext) == ["Lazio", "<b>Molise</b>"]
    assert [(s.y0, s.y1) for s in figure.layout.shapes] == [(0.5, 1.5)]
