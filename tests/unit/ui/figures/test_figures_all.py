"""What holds for every figure: empty frames, missing values, unsafe names, two languages, no network."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from kpi.funnel import binomial, limits
from tests.helpers.figures import (
    EN,
    IT,
    LIGHT,
    NASTY,
    SECRET,
    draw,
    history,
    pairs,
    shapes,
    steps,
    territories,
)
from tests.helpers.rows import as_rows
from texts.translator import Words
from ui.figures.bars.bars import bars
from ui.figures.bars.waterfall import waterfall
from ui.figures.base.canvas import nice_range, spread, value_ticks
from ui.figures.base.rich_text import safe
from ui.figures.flows.practice_exchange import Side, exchange
from ui.figures.lines.lines import lines
from ui.figures.maps.territory_map import territory_map
from ui.figures.ranking.dumbbell import dumbbell
from ui.figures.ranking.funnel_plot import funnel_plot
from ui.figures.ranking.ranking import ranking


def every(words: Words, frame: Callable[[pd.DataFrame], pd.DataFrame], name: str = "Nome") -> dict[str, go.Figure]:
    """Every figure of the rows of a frame, each frame passed through `frame` first."""
    look: dict[str, Any] = {"words": words, "theme": LIGHT}
    regions = territories([1.0, 2, 3, 4], name=name)
    renamed = pairs().assign(name=name)
    return {
        "trajectory": draw(frame(history([1, 2, 3])), words, name=name),
        "map": territory_map(shapes(4), as_rows(frame(regions)), unit="percent", name=name, **look),
        "ranking": ranking(as_rows(frame(regions)), unit="percent", **look),
        "dumbbell": dumbbell(as_rows(frame(renamed)), label_a=name, label_b=name, unit="percent", **look),
        "bars": bars(as_rows(frame(regions)), unit="percent", **look),
        "waterfall": waterfall(as_rows(frame(steps().assign(name=name))), unit="number", **look),
        "funnel": funnel_plot(
            as_rows(frame(regions)),
            whole=2.5,
            scale=100,
            unit="percent",
            kind="share",
            limits_of=partial(limits, share=0.025, chances=binomial),
            marked={"T0"},
            **look,
        ),
        "exchange": exchange([Side(name, as_rows(frame(regions)))], whole=name, part=name, **look),
        "lines": lines(
            as_rows(frame(history([1, 2, 3]).assign(series=name, place=0))),
            unit="number",
            axis="",
            first="2018-07-31",
            last="2018-09-30",
            **look,
        ),
    }


FIGURES = sorted(every(IT, lambda frame: frame))


@pytest.mark.parametrize("key", FIGURES)
@pytest.mark.parametrize("words", [IT, EN], ids=["it", "en"])
def test_an_empty_frame_says_so(key: str, words: Words) -> None:
    figure = every(words, lambda frame: frame.iloc[:0])[key]
    assert figure.layout.height > 0
    assert words.no_data in figure.to_json()


@pytest.mark.parametrize("key", FIGURES)
def test_what_is_suppressed_is_not_drawn(key: str) -> None:
    def hidden(frame: pd.DataFrame) -> pd.DataFrame:
        if not {"sign", "value"} <= set(frame):
            return frame
        return frame.assign(sign=["*", "", *[None] * (len(frame) - 2)], value=[SECRET, np.nan, *frame["value"][2:]])

    assert str(int(SECRET)) not in every(IT, hidden)[key].to_json()


@pytest.mark.parametrize("key", FIGURES)
def test_one_row_is_enough(key: str) -> None:
    assert every(IT, lambda frame: frame.iloc[:1])[key].to_json()


@pytest.mark.parametrize("key", ["trajectory", "map", "ranking", "dumbbell", "bars", "exchange", "lines"])
@pytest.mark.parametrize("sign", ["", "*", "....", "-"])
def test_nothing_but_missing_values(key: str, sign: str) -> None:
    def emptied(frame: pd.DataFrame) -> pd.DataFrame:
        if "sign" in frame:
            return frame.assign(value=np.nan, sign=sign)
        return frame.assign(value_a=np.nan, value_b=np.nan, sign_b=sign) if "value_a" in frame else frame

    text = every(IT, emptied)[key].to_json()
    assert "NaN" not in text
    spoken = "nessun dato" if sign == "" or (key in ("trajectory", "lines") and sign != "*") else IT.sign(sign)[1]
    assert spoken in text


@pytest.mark.parametrize("key", FIGURES)
def test_names_are_text_never_markup(key: str) -> None:
    text = every(IT, lambda frame: frame, name=NASTY)[key].to_json()
    for markup in ("<script", "\\u003cscript", "$x$"):
        assert markup not in text
    if key != "counts":
        assert "&lt;script" in text


@pytest.mark.parametrize("key", FIGURES)
def test_each_language_speaks_only_itself(key: str) -> None:
    def with_hidden(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(sign=["", "*", *[""] * (len(frame) - 2)]) if "sign" in frame else frame

    italian, english = (every(words, with_hidden)[key].to_json() for words in (IT, EN))
    # the hidden months' trace has an internal name of its own, never shown
    italian = italian.replace('"name":"suppressed"', "")
    for word in (
        "suppressed",
        "no data",
        "on track",
        "not assessable",
        "derived",
        "observed",
        "data to",
        "units",
    ):
        assert word not in italian
    for word in (
        "oscurato",
        "nessun dato",
        "in linea",
        "valutabile",
        "derivato",
        "osservato",
        "dati al",
        " su ",
    ):
        assert word not in english


@pytest.mark.parametrize("key", FIGURES)
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_figures_stay_light_and_fetch_nothing(key: str, mode: str) -> None:
    figure = every(IT, lambda frame: frame)[key]
    assert not any("gl" in t.type or "map" in t.type.replace("heatmap", "") for t in figure.data)
    assert "http" not in figure.to_json()


def test_safe_text() -> None:
    assert safe("<b>&$1$") == "&lt;b&gt;&amp;&#36;1&#36;"


def test_spread_keeps_order_and_distance() -> None:
    assert spread([100, 0], 30) == [100, 0]
    placed = spread([50, 52, 40], 30)
    assert placed[2] < placed[0] < placed[1]
    assert placed[1] - placed[0] == pytest.approx(30)
    assert spread([], 30) == []


def test_ticks_and_ranges() -> None:
    assert value_ticks(0, 2.2e6, "euro", IT)["ticktext"][1] == "500.000\u00a0€"
    assert value_ticks(0, 2.2e6, "euro", IT)["ticktext"][-1] == "2\u00a0mln\u00a0€".replace("\u00a0mln", " mln")
    assert value_ticks(0, 1, "percent", EN)["ticktext"][1] == "0.2%"
    assert nice_range([40.0, 50])[0] > 0
    assert nice_range([1.0, 50])[0] == 0
    assert nice_range([5.0, 5.0])[0] < nice_range([5.0, 5.0])[1]
