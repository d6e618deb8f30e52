"""The map: classes or circles, and a missing, a suppressed and a zero figure told apart."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import pytest

from tests.helpers.figures import (
    EN,
    IT,
    LIGHT,
    SECRET,
    shapes,
    territories,
    trace,
    written,
)
from tests.helpers.rows import as_rows
from ui.figures.maps.map_classes import bound_labels, class_edges, class_of
from ui.figures.maps.map_symbols import diameter, legend_sizes
from ui.figures.maps.territory_map import describe_territory_map, territory_map
from ui.figures.ranking.ranking import describe_ranking


def test_map_fills_each_territory_with_its_class() -> None:
    values = territories([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    figure = territory_map(shapes(10), as_rows(values), unit="number", words=IT, theme=LIGHT, selected="T3")
    fills = [trace(figure, f"T{i}").fillcolor for i in range(10)]
    assert len(set(fills)) == 5
    assert fills[0] == LIGHT.sequential[0]
    assert fills[-1] == LIGHT.sequential[-1]
    assert trace(figure, "T3").line.width > trace(figure, "T4").line.width
    # two parts of one territory, the pen lifted between them
    assert list(trace(figure, "T0").x).count(None) == 1
    assert {t.type for t in figure.data} == {"scatter"}


def test_map_targets_carry_code_and_base() -> None:
    figure = territory_map(
        shapes(3), as_rows(territories([1.0, 2, 3])), unit="percent", words=IT, theme=LIGHT, name="Quota"
    )
    targets = figure.data[-1]
    assert [c[0] for c in targets.customdata] == ["T0", "T0", "T1", "T1", "T2", "T2"]
    assert targets.marker.opacity == 0
    for part in ("Regione 0", "Quota: 1,0", "1.234 su 20.000", "12 unità", "derivato"):
        assert part in targets.hovertext[0]


def test_map_tells_missing_suppressed_and_zero_apart() -> None:
    values = territories([0.0, np.nan, SECRET, 5], {2: "*"})
    figure = territory_map(shapes(5), as_rows(values), unit="number", words=IT, theme=LIGHT)
    assert trace(figure, "T0").fillcolor in LIGHT.sequential
    assert trace(figure, "T1").fillpattern.shape == "/"
    assert trace(figure, "T2").fillpattern.shape == "."
    assert trace(figure, "T4").fillpattern.shape == "/"
    assert any(a.text == "<b>*</b>" for a in figure.layout.annotations)
    assert "98765" not in figure.to_json()
    # the base of a suppressed share would give it back
    assert "1.234" not in figure.data[-1].hovertext[4]


def test_classes() -> None:
    assert class_edges(pd.Series([], dtype=float)) == []
    assert class_edges(pd.Series([3.0, 3, 3])) == [3, 3]
    edges = class_edges(pd.Series(range(1, 101), dtype=float))
    assert len(edges) == 6
    counts = np.bincount([class_of(v, edges) for v in range(1, 101)])
    assert counts.tolist() == [20, 20, 20, 20, 20]


def test_territories_in_words() -> None:
    values = territories([1234.5, 2.0, np.nan, SECRET], {3: "*"})
    text = describe_territory_map(as_rows(values), unit="number", words=IT, name="Quota")
    assert text == (
        "Quota: 2 valori; il più alto Regione 0 1.235; il più basso Regione 1 2; oscurati: 1; senza dati: 1."
    )
    assert "Italy 12.4%" in describe_ranking(
        as_rows(values), unit="percent", words=EN, name="Share", reference={"value": 12.4, "decimals": None}
    )


def test_few_values_still_have_a_colour_each() -> None:
    for count in (2, 3, 4, 5):
        values = territories([float(10 * i) for i in range(count)])
        figure = territory_map(shapes(count), as_rows(values), unit="number", words=IT, theme=LIGHT)
        assert len({trace(figure, f"T{i}").fillcolor for i in range(count)}) == count
        assert set(written(figure)) >= {str(10 * i) for i in range(count)}


def test_bounds_have_the_same_decimals_and_counts_none() -> None:
    assert bound_labels([6.5, 9.0, 33.6], "percent", EN) == ["6.5%", "9.0%", "33.6%"]
    assert bound_labels([1.38, 1.5, 1.7], "score", IT) == ["1,38", "1,50", "1,70"]
    assert bound_labels([1.0, 2.5, 3.0], "number", IT) == ["1,0", "2,5", "3,0"]
    assert bound_labels([3.0, 1234.0], "number", IT, "count") == ["3", "1.234"]
    assert bound_labels([1.01, 1.04, 1.06], "percent", EN) == ["1.01%", "1.04%", "1.06%"]
    edges = class_edges(pd.Series([1.0, 2, 4, 7, 9, 12, 20]))
    assert all(edge.is_integer() for edge in edges)


def test_circles_have_an_area_in_proportion() -> None:
    values = territories([400.0, 100.0, 0.0, np.nan, SECRET], {4: "*"})
    about: dict[str, Any] = {"unit": "number", "words": IT, "theme": LIGHT}
    figure = territory_map(shapes(5), as_rows(values), kind="count", symbols=True, **about)
    circles = trace(figure, "symbols")
    sizes = {code[0]: size for code, size in zip(circles.customdata, circles.marker.size, strict=True)}
    assert sizes["T0"] == pytest.approx(2 * sizes["T1"])
    assert sizes["T2"] == 0
    assert set(sizes) == {"T0", "T1", "T2"}
    assert {trace(figure, f"T{i}").fillcolor for i in range(3)} == {LIGHT.surface}
    assert figure.data[-1].name == "targets"
    assert len([s for s in figure.layout.shapes if s.type == "circle"]) == 2
    assert {"200", "20"} <= set(written(figure))
    assert "98765" not in figure.to_json()
    below_zero = territory_map(shapes(2), as_rows(territories([-1.0, 2.0])), symbols=True, **about)
    assert not [t for t in below_zero.data if t.name == "symbols"]


def test_the_legend_of_circles_has_two_round_sizes_on_the_map() -> None:
    assert legend_sizes(1423) == [1000, 200]
    assert legend_sizes(7) == [5, 1]
    assert legend_sizes(1) == [1]
    assert diameter(25, 100, 46) == pytest.approx(23)
    assert diameter(0, 0, 46) == 0
