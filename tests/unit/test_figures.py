"""The figures: their numbers are the frame's, gaps stay gaps, nothing suppressed or unescaped gets out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from ui.figures.base import nice_range, safe, spread, value_ticks
from ui.figures.clock import agreement_month, clock, describe_clock
from ui.figures.dumbbell import describe_dumbbell, dumbbell
from ui.figures.heat import describe_status_heat, status_heat
from ui.figures.map_classes import class_edges, class_of
from ui.figures.ranking import describe_ranking, ranking, ranks
from ui.figures.sparkline import describe_sparkline, sparkline
from ui.figures.status_counts import describe_status_counts, status_counts
from ui.figures.territory_map import describe_territory_map, territory_map
from ui.figures.trajectory import describe_trajectory, trajectory
from ui.theme import STATUSES, theme
from ui.words import Words

IT, EN, LIGHT = Words("it"), Words("en"), theme("light")
NASTY = "<script>alert(1)</script> *bold* $x$ %{y} " + "Valle lunga " * 8
SECRET = 98765.0
NO_PLAN = pd.DataFrame({"due_on": pd.to_datetime([]), "value": []})


def history(values: list[float], *, start: str = "2018-07-31", status: str = "observed") -> pd.DataFrame:
    months = pd.date_range(start, periods=len(values), freq="ME")
    return pd.DataFrame({"month": months, "value": values, "sign": "", "status": status})


def plan() -> pd.DataFrame:
    return pd.DataFrame({"due_on": pd.to_datetime(["2018-06-14", "2021-06-13"]), "value": [0.0, 6000.0]})


def projection() -> pd.DataFrame:
    months = pd.date_range("2020-12-31", "2021-06-30", freq="ME")
    steps = pd.Series(range(len(months)))
    sides = {"low": 5430 + 9 * steps, "mid": 5430 + 17 * steps, "high": 5430 + 26 * steps}
    return pd.DataFrame({"month": months, **sides})


def territories(values: list[float], signs: dict[int, str] | None = None, name: str = "Regione") -> pd.DataFrame:
    frame = pd.DataFrame({"territory": [f"T{i}" for i in range(len(values))], "value": values})
    names = [f"{name} {i}" for i in range(len(values))]
    frame = frame.assign(name=names, sign="", units=12, numerator=1234.0, denominator=20000.0, status="derived")
    for row, sign in (signs or {}).items():
        frame.loc[row, "sign"] = sign
    return frame


def shapes(count: int) -> dict[str, Any]:
    """Unit squares side by side; the first has a second part."""
    features = []
    for i in range(count):
        ring = [[i, 42], [i + 1, 42], [i + 1, 43], [i, 43], [i, 42]]
        geometry: dict[str, Any] = {"type": "Polygon", "coordinates": [ring]}
        if i == 0:
            geometry = {"type": "MultiPolygon", "coordinates": [[ring], [[[x, y + 3] for x, y in ring]]]}
        properties = {"code": f"T{i}", "points": [[i + 0.5, 42.5], [i + 0.4, 42.4]]}
        features.append({"type": "Feature", "properties": properties, "geometry": geometry})
    return {"type": "FeatureCollection", "features": features}


def draw(frame: pd.DataFrame, words: Words = IT, **more: Any) -> go.Figure:
    settings: dict[str, Any] = {
        "unit": "number",
        "as_of": "2020-12-31",
        "name": "Cooperative",
        "words": words,
        "window_start": "2018-06-14",
        "window_end": "2021-06-13",
        **more,
    }
    return trajectory(frame, settings.pop("plan", NO_PLAN), settings.pop("projection", None), theme=LIGHT, **settings)


def trace(figure: go.Figure, name: str) -> Any:
    return next(t for t in figure.data if t.name == name)


def points(figure: go.Figure, name: str) -> dict[str, float | None]:
    line = trace(figure, name)
    return dict(zip(line.x, line.y, strict=True))


# --- trajectory and sparkline


def test_trajectory_draws_the_frames_numbers() -> None:
    frame = history([120, 130.5, 5430])
    figure = draw(frame, plan=plan(), projection=projection())
    assert list(trace(figure, "history").y) == [120, 130.5, 5430]
    assert list(trace(figure, "plan").y) == [0, 6000]
    for side in ("low", "mid", "high"):
        assert list(trace(figure, side).y) == list(projection()[side])


def test_a_missing_month_is_a_gap_not_zero_and_not_joined() -> None:
    frame = history([1, 2, 3, 4, 5]).drop(index=[1, 3])
    line = trace(draw(frame), "history")
    assert list(line.y) == [1, None, 3, None, 5]
    assert line.connectgaps is False
    # the lone month in the middle is still seen, as a dot
    assert line.marker.size[2] > 0
    small = trace(sparkline(frame, plan(), words=IT, theme=LIGHT), "history")
    assert list(small.y) == [1, None, 3, None, 5]
    assert small.connectgaps is False


def test_a_suppressed_month_is_marked_and_its_figure_is_nowhere() -> None:
    frame = history([10, SECRET, 30])
    frame.loc[1, "sign"] = "*"
    figure = draw(frame)
    assert list(trace(figure, "history").y) == [10, None, 30]
    assert list(trace(figure, "suppressed").x) == ["2018-08-31"]
    assert "oscurato per riservatezza" in trace(figure, "suppressed").hovertext[0]
    texts = [
        figure.to_json(),
        sparkline(frame, NO_PLAN, words=IT, theme=LIGHT).to_json(),
        describe_trajectory(frame, NO_PLAN, None, unit="number", words=IT, name="x"),
    ]
    for text in texts:
        assert "98765" not in text
        assert "98.765" not in text
    assert "1 mese oscurato" in texts[-1]


def test_the_axis_does_not_betray_a_suppressed_month() -> None:
    frame = history([10, SECRET, 30])
    frame.loc[1, "sign"] = "*"
    assert draw(frame).layout.yaxis.range == draw(frame.assign(value=[10, np.nan, 30])).layout.yaxis.range


def test_no_line_through_a_change_of_definition() -> None:
    figure = draw(history([1, 2, 3, 4]), breaks=["2018-09-30"])
    assert list(trace(figure, "history").y) == [1, 2, None, 3, 4]
    assert any(a.text == "cambio di definizione" for a in figure.layout.annotations)


def test_allocated_figures_are_dashed_and_named() -> None:
    frame = history([1, 2, 3, 4]).assign(status=["observed", "observed", "allocated", "allocated"])
    figure = draw(frame)
    assert list(trace(figure, "history").y) == [1, 2, None, None]
    assert list(trace(figure, "allocated").y) == [None, None, 3, 4]
    assert trace(figure, "allocated").line.dash == "dot"
    assert any("allocato" in a.text for a in figure.layout.annotations)


def test_demonstration_is_told_on_the_picture_and_on_hover() -> None:
    figure = draw(history([1, 2], status="demonstration"))
    assert all("dati dimostrativi" in text for text in trace(figure, "history").hovertext)
    assert any("dati dimostrativi" in a.text for a in figure.layout.annotations)


def test_end_labels_do_not_overlap() -> None:
    figure = draw(history([5430]), plan=plan(), projection=projection())
    ends = [a for a in figure.layout.annotations if a.x == 1 and a.xref == "paper"]
    assert {a.text for a in ends} == {"percorso<br>proposto", "proiezione,<br>intervallo<br>80%"}
    assert abs(ends[0].yshift - ends[1].yshift) >= 45


def test_years_of_the_agreement_are_numbered() -> None:
    texts = [a.text for a in draw(history([1, 2])).layout.annotations]
    assert [t for t in texts if t in ("I", "II", "III", "IV")] == ["I", "II", "III"]


def test_months_and_values_on_the_axes_are_the_readers() -> None:
    frame = history([1000 * i for i in range(1, 30)])
    italian, english = draw(frame), draw(frame, EN)
    assert "gen<br>2019" in italian.layout.xaxis.ticktext
    assert "Jan<br>2019" in english.layout.xaxis.ticktext
    assert "10.000" in italian.layout.yaxis.ticktext
    assert "10,000" in english.layout.yaxis.ticktext


def test_trajectory_in_words() -> None:
    text = describe_trajectory(history([120, 5430]), plan(), projection(), unit="number", words=IT, name="Coop")
    assert text == (
        "Coop: da 120 (luglio 2018) a 5.430 (agosto 2018); percorso proposto 6.000 entro il 13 giugno 2021; "
        "proiezione 5.532 (intervallo 80% da 5.484 a 5.586)."
    )
    assert describe_sparkline(history([7]), NO_PLAN, unit="number", words=EN, name="C") == "C: 7 (July 2018)."
    assert describe_trajectory(history([]), NO_PLAN, None, unit="euro", words=IT, name="C") == "C: nessun dato."


# --- map and ranking


def test_map_fills_each_territory_with_its_class() -> None:
    values = territories([1.0, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    figure = territory_map(shapes(10), values, unit="number", words=IT, theme=LIGHT, selected="T3")
    fills = [trace(figure, f"T{i}").fillcolor for i in range(10)]
    assert len(set(fills)) == 5
    assert fills[0] == LIGHT.sequential[0]
    assert fills[-1] == LIGHT.sequential[-1]
    assert trace(figure, "T3").line.width > trace(figure, "T4").line.width
    # two parts of one territory, the pen lifted between them
    assert list(trace(figure, "T0").x).count(None) == 1
    assert {t.type for t in figure.data} == {"scatter"}


def test_map_targets_carry_code_and_base() -> None:
    figure = territory_map(shapes(3), territories([1.0, 2, 3]), unit="percent", words=IT, theme=LIGHT, name="Quota")
    targets = figure.data[-1]
    assert [c[0] for c in targets.customdata] == ["T0", "T0", "T1", "T1", "T2", "T2"]
    assert targets.marker.opacity == 0
    for part in ("Regione 0", "Quota: 1,0", "1.234 su 20.000", "12 unità", "derivato"):
        assert part in targets.hovertext[0]


def test_map_tells_missing_suppressed_and_zero_apart() -> None:
    values = territories([0.0, np.nan, SECRET, 5], {2: "*"})
    figure = territory_map(shapes(5), values, unit="number", words=IT, theme=LIGHT)
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


def test_ranking_is_sorted_and_starts_at_zero() -> None:
    figure = ranking(territories([3.0, 9, 5]), unit="number", words=IT, theme=LIGHT, reference=4.0)
    assert list(trace(figure, "values").x) == [9, 5, 3]
    assert figure.layout.xaxis.range[0] == 0
    assert any(a.text == "Italia 4" for a in figure.layout.annotations)
    negative = ranking(territories([-3.0, 9]), unit="number", words=IT, theme=LIGHT)
    assert negative.layout.xaxis.range[0] < -3 < 0 < negative.layout.xaxis.range[1]


def test_ties_share_a_rank() -> None:
    assert ranks(["9", "5", "5", "3"]) == ["1", "=2", "=2", "4"]
    figure = ranking(territories([3.0, 9, 3]), unit="number", words=IT, theme=LIGHT)
    assert [text.split("\u2007")[-1].split()[-1] for text in figure.layout.yaxis.ticktext] == [
        "1",
        "=2",
        "=2",
    ]


def test_ranking_lists_what_has_no_bar() -> None:
    values = territories([SECRET, 2.0, np.nan, 0.0], {0: "*"})
    figure = ranking(values, unit="number", words=IT, theme=LIGHT)
    assert list(trace(figure, "values").x) == [2, 0, None, None]
    written = [a.text for a in figure.layout.annotations]
    assert written == ["2", "0", "* oscurato per riservatezza", "nessun dato"]
    assert "98765" not in figure.to_json()
    assert figure.layout.xaxis.range[1] < 10


def test_ranking_has_room_for_twenty_rows() -> None:
    figure = ranking(territories([float(i) for i in range(20)]), unit="number", words=IT, theme=LIGHT)
    assert figure.layout.height <= 565


def test_territories_in_words() -> None:
    values = territories([1234.5, 2.0, np.nan, SECRET], {3: "*"})
    text = describe_territory_map(values, unit="number", words=IT, name="Quota")
    assert text == (
        "Quota: 2 territori con dati; il più alto Regione 0 1.235; il più basso Regione 1 2; "
        "oscurati: 1; senza dati: 1."
    )
    assert "Italy 12.4%" in describe_ranking(values, unit="percent", words=EN, name="Share", reference=12.4)


# --- clock, counts, dumbbell, heat


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
    assert [t for t in texts if t in ("I", "II", "III")] == ["I", "II", "III"]
    assert describe_clock("2018-06-14", "2021-06-13", "2020-11-30", words=EN) == (
        "The agreement runs from 14 June 2018 to 13 June 2021; on 30 November 2020: month 30 of 36."
    )
    before = clock("2018-06-14", "2021-06-13", "2018-01-31", words=IT, theme=LIGHT)
    assert any("non ancora iniziata" in a.text for a in before.layout.annotations)


def test_status_counts() -> None:
    counts = pd.DataFrame({"status": ["late", "on_track", "reached"], "n": [2, 5, 0]})
    figure = status_counts(counts, words=IT, theme=LIGHT)
    texts = [a.text for a in figure.layout.annotations]
    assert "● in linea" in texts
    assert "<b>5</b>" in texts
    assert not any("raggiunto" in t for t in texts)
    widths = [s.x1 - s.x0 for s in figure.layout.shapes]
    assert widths == pytest.approx([5 / 7, 2 / 7])
    assert describe_status_counts(counts, words=IT) == "Indicatori per stato: in linea 5, in ritardo 2."
    with pytest.raises(KeyError, match="fine"):
        status_counts(pd.DataFrame({"status": ["fine"], "n": [1]}), words=IT, theme=LIGHT)


def pairs() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": ["Lombardia", "Molise", "Sicilia"],
            "value_a": [40.1, 40.1, 40.1],
            "value_b": [48.2, np.nan, SECRET],
            "sign_b": ["", "", "*"],
        }
    )


def test_dumbbell() -> None:
    figure = dumbbell(pairs(), label_a="Italia", label_b="Regione", unit="percent", words=IT, theme=LIGHT)
    assert list(trace(figure, "a").x) == [40.1, 40.1, 40.1]
    assert list(trace(figure, "b").x) == [48.2, None, None]
    assert len([t for t in figure.data if t.name == "line"]) == 1
    written = [a.text for a in figure.layout.annotations]
    assert {"nessun dato", "* oscurato per riservatezza"} <= set(written)
    assert "98765" not in figure.to_json()
    text = describe_dumbbell(pairs(), label_a="Italia", label_b="regione", unit="percent", words=IT, name="Quota")
    assert "Lombardia: Italia 40,1\u00a0%, regione 48,2\u00a0%" in text
    assert "98" not in text


def cells() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "territory_name": ["Lazio", "Lazio", "Molise"],
            "kpi_name": ["A", "B", "B"],
            "status": ["late", "reached", "no_target"],
            "attainment": [0.42, 1.0, np.nan],
        }
    )


def test_heat_shows_glyphs_and_leaves_absent_pairs_empty() -> None:
    table = trace(status_heat(cells(), words=IT, theme=LIGHT), "status")
    assert [list(line) for line in table.text] == [["▲", "★"], ["", "–"]]
    assert table.z[1][0] is None
    assert "42\u00a0% del cammino" in table.hovertext[0][0]
    assert "senza obiettivo" in table.hovertext[1][1]
    assert "2 indicatori per 2 territori" in describe_status_heat(cells(), words=IT)


# --- what holds for all


def every(words: Words, frame: Callable[[pd.DataFrame], pd.DataFrame], name: str = "Nome") -> dict[str, go.Figure]:
    """Every figure that takes a frame, each frame passed through `frame` first."""
    look: dict[str, Any] = {"words": words, "theme": LIGHT}
    regions = territories([1.0, 2, 3, 4], name=name)
    renamed = pairs().assign(name=name)
    heat = cells().assign(territory_name=name, kpi_name=[name, name + "2", name + "3"])
    counts = pd.DataFrame({"status": list(STATUSES), "n": 1})
    return {
        "trajectory": draw(frame(history([1, 2, 3])), words, name=name),
        "sparkline": sparkline(frame(history([1, 2, 3])), NO_PLAN, **look),
        "map": territory_map(shapes(4), frame(regions), unit="percent", name=name, **look),
        "ranking": ranking(frame(regions), unit="percent", **look),
        "dumbbell": dumbbell(frame(renamed), label_a=name, label_b=name, unit="percent", **look),
        "heat": status_heat(frame(heat), **look),
        "counts": status_counts(frame(counts), **look),
    }


FIGURES = sorted(every(IT, lambda frame: frame))


@pytest.mark.parametrize("key", FIGURES)
@pytest.mark.parametrize("words", [IT, EN], ids=["it", "en"])
def test_an_empty_frame_says_so(key: str, words: Words) -> None:
    figure = every(words, lambda frame: frame.iloc[:0])[key]
    assert figure.layout.height > 0
    if key == "sparkline":
        assert not figure.data
    else:
        assert words.no_data in figure.to_json()


@pytest.mark.parametrize("key", FIGURES)
def test_one_row_is_enough(key: str) -> None:
    assert every(IT, lambda frame: frame.iloc[:1])[key].to_json()


@pytest.mark.parametrize("key", ["trajectory", "sparkline", "map", "ranking", "dumbbell"])
@pytest.mark.parametrize("sign", ["", "*", "....", "-"])
def test_nothing_but_missing_values(key: str, sign: str) -> None:
    def emptied(frame: pd.DataFrame) -> pd.DataFrame:
        if "sign" in frame:
            return frame.assign(value=np.nan, sign=sign)
        return frame.assign(value_a=np.nan, value_b=np.nan, sign_b=sign) if "value_a" in frame else frame

    text = every(IT, emptied)[key].to_json()
    assert "NaN" not in text
    spoken = "nessun dato" if sign == "" or (key == "trajectory" and sign != "*") else IT.sign(sign)[1]
    assert key == "sparkline" or spoken in text


@pytest.mark.parametrize("key", FIGURES)
def test_names_are_text_never_markup(key: str) -> None:
    text = every(IT, lambda frame: frame, name=NASTY)[key].to_json()
    for markup in ("<script", "\\u003cscript", "$x$"):
        assert markup not in text
    if key not in ("sparkline", "counts"):
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


# --- small parts


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
