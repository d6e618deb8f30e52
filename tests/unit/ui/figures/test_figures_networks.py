"""The two figures of the synergy page: what goes both ways, and several series over the same months."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from tests.helpers.figures import IT, LIGHT, NASTY, SECRET, history, trace, written
from tests.helpers.rows import as_rows
from ui.figures.flows.practice_exchange import Side, describe_exchange, exchange
from ui.figures.lines.lines import describe_lines, lines


def rows(values: list[float], parts: list[float], signs: list[str]) -> pd.DataFrame:
    names = [f"Ente {number}" for number in range(len(values))]
    frame = pd.DataFrame({"name": names, "value": values, "sign": signs, "status": "derived", "part": parts})
    return frame.assign(note=["accolti 50 %"] * len(values))


def test_two_sides_share_a_scale_and_start_at_zero() -> None:
    sides = [
        Side("a un PID", as_rows(rows([1800.0], [890.0], [""]))),
        Side("da un PID", as_rows(rows([4030.0], [2080.0], [""]))),
    ]
    figure = exchange(sides, whole="invii", part="di cui accolti", words=IT, theme=LIGHT)
    assert list(trace(figure, "left").x) == [-1800] and list(trace(figure, "right").x) == [4030]
    assert list(trace(figure, "left part").x) == [-890] and list(trace(figure, "right part").x) == [2080]
    assert figure.layout.xaxis.range == (-4030, 4030)
    assert "yaxis2" not in figure.to_plotly_json()["layout"], "one axis only"
    assert "□ invii   ■ di cui accolti" in written(figure), "the part is told by word and shape, not by colour alone"
    said = describe_exchange(sides, name="Invii", words=IT)
    assert "a un PID: Ente 0: 1.800, accolti 50 %" in said and "da un PID: Ente 0: 4.030" in said


def test_suppressed_missing_and_nought_are_three_things() -> None:
    side = Side("", as_rows(rows([SECRET, np.nan, 0.0], [SECRET, np.nan, 0.0], ["*", "", ""])))
    figure = exchange([side], whole="x", part="y", words=IT, theme=LIGHT)
    assert list(trace(figure, "right").x) == [None, None, 0] == list(trace(figure, "right part").x)
    texts = written(figure)
    assert "* oscurato" in texts and ".... nessun dato" in texts
    assert any(text.startswith("0<br>") for text in texts)
    assert "98765" not in figure.to_json() + describe_exchange([side], name="n", words=IT)


def test_a_part_without_its_whole_is_not_drawn_and_a_lone_whole_is_solid() -> None:
    hidden = exchange(
        [Side("", as_rows(rows([SECRET, 5.0], [3.0, 2.0], ["*", ""])))], whole="x", part="y", words=IT, theme=LIGHT
    )
    assert list(trace(hidden, "right part").x) == [None, 2]
    frame = rows([4.0], [np.nan], [""])
    figure = exchange([Side("", as_rows(frame))], whole="x", part="y", words=IT, theme=LIGHT)
    assert list(trace(figure, "right part").x) == [4]
    assert not any("□" in text for text in written(figure)), "no part, no key"


def series(name: str, place: int, values: list[float]) -> pd.DataFrame:
    return history(values).assign(series=name, place=place)


def draw(frame: pd.DataFrame):  # type: ignore[no-untyped-def]
    about = {"unit": "number", "axis": "interazioni", "first": "2018-07-31", "last": "2018-12-31"}
    return lines(as_rows(frame), words=IT, theme=LIGHT, **about)  # type: ignore[arg-type]


def test_each_line_keeps_its_colour_whichever_others_are_drawn() -> None:
    both = draw(pd.concat([series("Sito", 0, [5.0, 9]), series("Forum", 1, [1.0, 2])]))
    alone = draw(series("Forum", 1, [1.0, 2]))
    assert trace(both, "Forum").line.color == trace(alone, "Forum").line.color == LIGHT.categorical[1]
    assert draw(series("X", 6, [1.0, 2])).data[0].line.dash == "dash", "beyond the colours a line differs by its dashes"


def test_labels_at_the_ends_do_not_overlap_and_the_axis_starts_at_zero() -> None:
    figure = draw(pd.concat([series(f"C{n}", n, [1.0, 100 + n / 10]) for n in range(7)]))
    heights = sorted(a.yshift for a in figure.layout.annotations if a.text.startswith("<span"))
    assert len(heights) == 7 and min(np.diff(heights)) >= 15.9
    assert figure.layout.yaxis.range[0] == 0


def test_a_gap_stays_a_gap_and_a_hidden_month_is_marked() -> None:
    frame = series("Sito", 0, [5.0, SECRET, 9.0, 11.0]).assign(sign=["", "*", "", ""])
    figure = draw(frame.drop(index=2))
    assert list(trace(figure, "Sito").y) == [5, None, None, 11]
    assert "* dato oscurato per riservatezza" in written(figure) and "98765" not in figure.to_json()
    assert describe_lines(as_rows(frame), unit="number", words=IT, name="Rete") == "Rete: Sito 11 (ottobre 2018)."


@pytest.mark.parametrize("make", [lambda: draw(series(NASTY, 0, [1.0, 2]))])
def test_a_hostile_name_is_text(make) -> None:  # type: ignore[no-untyped-def]
    assert "<script" not in make().to_json() and "&lt;script" in make().to_json()
