"""Clock, counts of statuses, pairs of figures, and the table of statuses."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.helpers.figures import EN, IT, LIGHT, cells, pairs, trace, written
from tests.helpers.rows import as_rows
from ui.figures.bars.status_counts import describe_status_counts, status_counts
from ui.figures.lines.clock import agreement_month, clock, describe_clock
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
    assert agreement_month("2018-06-14", "2021-06-13", as_of) == (month, 36)


def test_clock() -> None:
    figure = clock("2018-06-14", "2021-06-13", "2020-11-30", words=IT, theme=LIGHT)
    texts = [a.text for a in figure.layout.annotations]
    assert "<b>mese 30 di 36</b> · 30 novembre 2020" in texts
    assert [t for t in texts if t.startswith("anno")] == ["anno I", "anno II", "anno III"]
    assert describe_clock("2018-06-14", "2021-06-13", "2020-11-30", words=EN) == (
        "The agreement runs from 14 June 2018 to 13 June 2021; on 30 November 2020: month 30 of 36."
    )
    before = clock("2018-06-14", "2021-06-13", "2018-01-31", words=IT, theme=LIGHT)
    assert any("non ancora iniziata" in a.text for a in before.layout.annotations)


def test_status_counts() -> None:
    counts = pd.DataFrame({"status": ["late", "on_track", "reached"], "n": [2, 5, 0]})
    figure = status_counts(as_rows(counts), words=IT, theme=LIGHT)
    texts = [a.text for a in figure.layout.annotations]
    assert "● in linea" in texts
    assert "<b>5</b>" in texts
    assert not any("raggiunto" in t for t in texts)
    widths = [s.x1 - s.x0 for s in figure.layout.shapes]
    assert widths == pytest.approx([5 / 7, 2 / 7])
    assert describe_status_counts(as_rows(counts), words=IT) == "Indicatori per stato: in linea 5, in ritardo 2."
    with pytest.raises(KeyError, match="fine"):
        status_counts(as_rows(pd.DataFrame({"status": ["fine"], "n": [1]})), words=IT, theme=LIGHT)


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


def test_an_agreement_that_is_over_says_so() -> None:
    days = ("2021-06-13", "2021-06-14")
    last_day, after = (" ".join(written(clock("2018-06-14", "2021-06-13", day, words=IT, theme=LIGHT))) for day in days)
    assert "mese 36 di 36" in last_day
    assert "conclusa" in after
    assert "mese" not in after
    assert "ended" in describe_clock("2018-06-14", "2021-06-13", "2023-01-01", words=EN)


@pytest.mark.parametrize("day", ["2018-12-14", "2019-11-30", "2019-12-31", "2020-02-01", "2020-12-13"])
def test_the_marker_touches_no_numeral(day: str) -> None:
    figure = clock("2018-06-14", "2021-06-13", day, words=IT, theme=LIGHT)
    marker = next(s.x0 for s in figure.layout.shapes if s.type == "line")
    at = [a.x for a in figure.layout.annotations if a.text.startswith("anno")]
    # a year's name takes about 46 px of the 350 px of a telephone
    assert all(abs(marker - x) > 23 / 350 for x in at)
    assert [0 < 3 * x - i < 1 for i, x in enumerate(at)] == [True] * 3


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
