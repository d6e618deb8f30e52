"""The skills pictures: an allocated bar is marked, a missing step is an open slot, a band lies around its middle."""

import numpy as np
import pandas as pd
import pytest

from tests.helpers.figures import IT, LIGHT, NASTY, SECRET, pairs, steps, trace, written
from tests.helpers.rows import as_rows
from ui.figures.bars.bars import bars, describe_bars
from ui.figures.bars.waterfall import describe_waterfall, waterfall
from ui.figures.lines.scenario_band import describe_scenario, scenario_band
from ui.figures.ranking.dumbbell import dumbbell

LOOK = {"words": IT, "theme": LIGHT}


def amounts() -> pd.DataFrame:
    return pd.DataFrame({"name": ["A", NASTY, "C", "D", "E"], "value": [45.0, 10, np.nan, SECRET, 0],
                         "sign": ["", "", "....", "*", ""],
                         "status": ["observed", "allocated", "observed", "observed", "derived"]})  # fmt: skip


def course() -> pd.DataFrame:
    return pd.DataFrame({"year": [0, 1, 2], "least": [100.0, 80, 60], "mid": [100.0, 90, 80], "most": [100.0, 95, 90]})


def test_bars_tell_allocated_missing_suppressed_and_zero_apart() -> None:
    figure = bars(as_rows(amounts()), unit="number", **LOOK)
    drawn, texts = trace(figure, "values"), written(figure)
    assert list(drawn.x) == [45, 10, None, None, 0] and str(int(SECRET)) not in figure.to_json()
    assert list(drawn.marker.pattern.shape) == ["", "/", "", "", ""]
    assert [shape.line.dash for shape in figure.layout.shapes] == ["dash"]
    assert "10 ▨ allocato" in texts and "0 ◧ derivato" in texts
    assert ".... nessun dato" in texts and "* dato oscurato per riservatezza" in texts
    assert figure.layout.xaxis.range[0] == 0
    said = describe_bars(as_rows(amounts()), unit="number", words=IT, name="Annunci")
    assert said.startswith("Annunci: A 45; ") and "10 ▨ allocato" in said and "C .... nessun dato" in said


def test_a_waterfall_hangs_each_step_and_leaves_the_unknown_open() -> None:
    figure = waterfall(as_rows(steps()), unit="number", **LOOK)
    solid = [(bar.base[0], bar.x[0]) for bar in figure.data if bar.name == "step"]
    assert solid == [(0, 1000), (400, 600), (0, 400), (300, 100)]  # the fall ends where the gap begins
    hatched = [bar for bar in figure.data if bar.name == "range"]
    assert [(bar.base[0], bar.x[0], bar.marker.pattern.shape) for bar in hatched] == [(250, 50, "/")]
    slot = figure.layout.shapes[0]
    assert (slot.x0, slot.x1, slot.line.dash, len(figure.layout.shapes)) == (0, 400, "dash", 1)
    assert "da 100 a 150" in written(figure) and ".... nessun dato" in written(figure)
    said = describe_waterfall(as_rows(steps()), unit="number", words=IT, name="Dalla domanda")
    assert said == ("Dalla domanda: domanda 1.000; offerta 600; divario 400; formati da 100 a 150; "
                    "resta .... nessun dato.")  # fmt: skip


def test_a_suppressed_step_keeps_only_its_sign() -> None:
    hidden = steps().assign(low=SECRET, high=SECRET, start=0.0, sign="*")
    assert str(int(SECRET)) not in waterfall(as_rows(hidden), unit="number", **LOOK).to_json()


def test_the_band_lies_around_its_dashed_middle_and_starts_at_zero() -> None:
    figure = scenario_band(as_rows(course()), unit="number", **LOOK)
    assert list(trace(figure, "range").y) == [100, 95, 90, 60, 80, 100]
    assert trace(figure, "mid").line.dash == "dash" and list(trace(figure, "mid").y) == [100, 90, 80]
    assert figure.layout.yaxis.range[0] == 0
    assert {"<b>80</b>", "60", "90"} <= set(written(figure))
    said = describe_scenario(as_rows(course()), unit="number", words=IT, name="Scenario")
    assert said == "Scenario: anno 0 dello scenario, 100; anno 2 dello scenario, 80 (da 60 a 90)."
    flat = course().assign(least=100.0, mid=100.0, most=100.0)
    assert written(scenario_band(as_rows(flat), unit="number", **LOOK)) == ["<b>100</b>"]
    assert IT.no_data in scenario_band(as_rows(course().iloc[:0]), unit="number", **LOOK).to_json()


@pytest.mark.parametrize("left_out", [0, 18])
def test_a_dumbbell_writes_its_values_and_counts_what_it_leaves_out(left_out: int) -> None:
    frame = pairs().assign(key=["ITC4", "ITF2", "ITG1"], status="derived")
    figure = dumbbell(as_rows(frame), label_a="Italia 40,1 %", label_b="Regione", unit="percent", selected="ITC4",
                      left_out=left_out, **LOOK)  # fmt: skip
    texts = written(figure)
    assert IT.percent(48.2) in texts and "* dato oscurato per riservatezza" in texts
    assert ("… 18 senza dato …" in texts) == bool(left_out)
    assert figure.layout.yaxis.ticktext[0] == "<b>Lombardia</b>"
    assert "derivato" in trace(figure, "b").hovertext[0] and str(int(SECRET)) not in figure.to_json()
