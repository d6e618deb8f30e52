"""The ranking: sorted, places left open by rounding, its bases told, both ends of a long one drawn."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.helpers.figures import (
    IT,
    LIGHT,
    SECRET,
    territories,
    trace,
    written,
)
from tests.helpers.rows import as_rows
from ui.figures.ranking.ranking import describe_ranking, ranking


def test_ranking_is_sorted_and_starts_at_zero() -> None:
    figure = ranking(
        as_rows(territories([3.0, 9, 5])),
        unit="number",
        words=IT,
        theme=LIGHT,
        reference={"value": 4.0, "decimals": None},
    )
    assert list(trace(figure, "values").x) == [9, 5, 3]
    assert figure.layout.xaxis.range[0] == 0
    assert any(a.text == "Italia 4" for a in figure.layout.annotations)
    negative = ranking(as_rows(territories([-3.0, 9])), unit="number", words=IT, theme=LIGHT)
    assert negative.layout.xaxis.range[0] < -3 < 0 < negative.layout.xaxis.range[1]


def test_figures_within_their_rounding_share_their_places() -> None:
    figure = ranking(as_rows(territories([3.0, 9, 3])), unit="number", words=IT, theme=LIGHT)
    assert [text.split("\u2007")[-1].split()[-1] for text in figure.layout.yaxis.ticktext] == [
        "1",
        "2–3",
        "2–3",
    ]


def test_ranking_lists_what_has_no_bar() -> None:
    values = territories([SECRET, 2.0, np.nan, 0.0], {0: "*"})
    figure = ranking(as_rows(values), unit="number", words=IT, theme=LIGHT)
    assert list(trace(figure, "values").x) == [2, 0, None, None]
    assert written(figure) == ["2", "0", "* oscurato", ".... nessun dato"]
    assert "98765" not in figure.to_json()
    assert figure.layout.xaxis.range[1] < 10


def test_ranking_has_room_for_twenty_rows() -> None:
    figure = ranking(as_rows(territories([float(i) for i in range(20)])), unit="number", words=IT, theme=LIGHT)
    assert figure.layout.height <= 565


def test_shares_and_means_carry_their_base_and_a_small_one_is_hatched() -> None:
    values = territories([12.4, 8.0]).assign(numerator=[20.0, 1.0], denominator=[1234.0, 9.0])
    figure = ranking(as_rows(values), unit="percent", words=IT, theme=LIGHT, kind="share")
    labels = written(figure)
    assert any("12,4" in text and "(n = 1.234)" in text for text in labels)
    assert any("8,0" in text and "(n = 9)" in text for text in labels)
    assert list(trace(figure, "values").marker.pattern.shape) == ["", "/"]
    assert any("base piccola" in text for text in labels)
    told = describe_ranking(as_rows(values), unit="percent", words=IT, name="Quota", kind="share")
    assert "base piccola, meno di 30: Regione 1" in told
    counted = ranking(as_rows(values), unit="number", words=IT, theme=LIGHT, kind="count")
    assert not any("n =" in text or "base" in text for text in written(counted))


def test_a_base_that_is_no_number_of_units_is_not_shown() -> None:
    values = territories([53.9]).assign(numerator=3.47, denominator=6.44, units=np.nan)
    figure = ranking(as_rows(values), unit="percent", words=IT, theme=LIGHT, kind="share")
    assert not any("n =" in text for text in written(figure))
    assert " su " not in trace(figure, "values").hovertext[0]


def test_hover_of_a_mean_never_shows_the_sum_of_its_scores() -> None:
    values = territories([1.73]).assign(numerator=1219.94, denominator=706.0, as_of=pd.Timestamp("2020-12-31"))
    for kind in ("mean", None):
        text = trace(ranking(as_rows(values), unit="score", words=IT, theme=LIGHT, kind=kind), "values").hovertext[0]
        assert "1.219" not in text
        assert "31 dicembre 2020" in text
        assert "derivato" in text
    text = trace(ranking(as_rows(values), unit="score", words=IT, theme=LIGHT, kind="mean"), "values").hovertext[0]
    assert "media di 706 cooperative" in text


def test_a_long_ranking_keeps_both_ends_and_the_selected_one() -> None:
    values = territories([float(i) for i in range(107)])
    figure = ranking(as_rows(values), unit="number", words=IT, theme=LIGHT)
    bars = trace(figure, "values")
    assert list(bars.x) == [*range(106, 94, -1), *range(11, -1, -1)]
    assert bars.y[12] == 13
    assert "… altre 83 …" in written(figure)
    assert figure.layout.yaxis.ticktext[-1].endswith("107")
    chosen = ranking(as_rows(values), unit="number", words=IT, theme=LIGHT, selected="T50")
    assert 50 in trace(chosen, "values").x
    assert {"… altre 44 …", "… altre 38 …"} <= set(written(chosen))
    assert len(trace(ranking(as_rows(values.head(25)), unit="number", words=IT, theme=LIGHT), "values").x) == 25


def test_rows_without_a_figure_do_not_push_the_last_ones_out() -> None:
    values = territories([*[float(i) for i in range(30)], *[np.nan] * 10], {39: "*"})
    figure = ranking(as_rows(values), unit="number", words=IT, theme=LIGHT)
    assert list(trace(figure, "values").x)[-1] == 0
    assert {"… altre 6 …", "… senza dato o oscurate: 10 …"} <= set(written(figure))


def test_long_names_take_a_second_line() -> None:
    names = ["Servizi di alloggio e di ristorazione", "Altro"]
    figure = ranking(as_rows(territories([2.0, 1.0]).assign(name=names)), unit="number", words=IT, theme=LIGHT)
    first, second = figure.layout.yaxis.ticktext
    assert [line.strip() for line in first.split("<br>")] == [
        "Servizi di alloggio \u2007\u2007\u20071",
        "e di ristorazione",
    ]
    assert "<br>" not in second
    short = ranking(as_rows(territories([2.0, 1.0])), unit="number", words=IT, theme=LIGHT)
    assert figure.layout.height > short.layout.height


def test_labels_stand_on_the_ground_colour_over_italys_line() -> None:
    figure = ranking(
        as_rows(territories([3.0, 9])), unit="number", words=IT, theme=LIGHT, reference={"value": 4.0, "decimals": None}
    )
    assert [s.layer for s in figure.layout.shapes] == ["below"]
    assert {a.text: a.bgcolor for a in figure.layout.annotations if a.text in ("3", "9")} == {"3": LIGHT.background}
    assert list(trace(figure, "writing").text) == ["\u00a09\u00a0"], "beyond the line: one trace"
