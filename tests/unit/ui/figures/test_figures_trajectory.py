"""The trajectory and its stamp: gaps stay gaps, nothing suppressed gets out, labels keep clear of lines."""

from __future__ import annotations

import numpy as np
import pandas as pd

from tests.helpers.figures import (
    EN,
    IT,
    SECRET,
    draw,
    history,
    plan,
    projection,
    trace,
)
from tests.helpers.rows import as_rows
from ui.figures.base.label_placement import Plot, place
from ui.figures.trajectory.trajectory import describe_trajectory


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


def test_a_suppressed_month_is_marked_and_its_figure_is_nowhere() -> None:
    frame = history([10, SECRET, 30])
    frame.loc[1, "sign"] = "*"
    figure = draw(frame)
    assert list(trace(figure, "history").y) == [10, None, 30]
    assert list(trace(figure, "suppressed").x) == ["2018-08-31"]
    assert "oscurato per riservatezza" in trace(figure, "suppressed").hovertext[0]
    texts = [
        figure.to_json(),
        describe_trajectory(as_rows(frame), (), (), unit="number", words=IT, name="x"),
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
    text = describe_trajectory(
        as_rows(history([120, 5430])), as_rows(plan()), as_rows(projection()), unit="number", words=IT, name="Coop"
    )
    assert text == (
        "Coop: da 120 (luglio 2018) a 5.430 (agosto 2018); percorso proposto 6.000 entro il 13 giugno 2021; "
        "proiezione 5.532 (intervallo 80% da 5.484 a 5.586)."
    )
    assert describe_trajectory(as_rows(history([])), (), (), unit="euro", words=IT, name="C") == "C: nessun dato."


def test_the_last_label_keeps_clear_of_the_plan_and_of_the_numerals() -> None:
    above_plan = draw(history([1000.0 * i for i in range(1, 31)]), plan=plan())
    label = next(a for a in above_plan.layout.annotations if "30.000" in a.text)
    assert label.yanchor == "bottom"
    # the plan runs just above the figures: the label goes to the other side of them or farther off
    steady = pd.DataFrame({"due_on": pd.to_datetime(["2018-06-14", "2021-06-13"]), "value": [105.0, 105.0]})
    figure = draw(history([100.0] * 30), plan=steady)
    label = next(a for a in figure.layout.annotations if "<b>100</b>" in a.text)
    low, high = figure.layout.yaxis.range
    pixels = (figure.layout.height - figure.layout.margin.t - figure.layout.margin.b) / (high - low)
    bottom = (100 - low) * pixels + label.yshift - (20 if label.yanchor == "top" else 0)
    assert not bottom < (105 - low) * pixels < bottom + 20
    assert bottom + 20 <= (high - low) * pixels


def test_a_label_is_placed_where_no_line_runs() -> None:
    empty = Plot(pd.Timestamp("2020-01-01"), pd.Timestamp("2021-01-01"), 0, 100, height=300)
    assert place(empty, "2020-12-01", 50, 80, 20) == ("right", 5)
    assert place(empty, "2020-02-01", 50, 80, 20) == ("left", 5)
    assert place(empty, "2020-12-01", 99, 80, 20) == ("right", -5)
    empty.add_curve([("2020-01-01", 54.0), ("2021-01-01", 54.0)])
    assert place(empty, "2020-12-01", 50, 80, 20) == ("right", -5)


def test_the_date_of_the_data_stands_under_the_axis() -> None:
    label = next(a for a in draw(history([1, 2])).layout.annotations if a.text.startswith("dati al"))
    assert (label.y, label.yanchor) == (0, "top")
    assert label.yshift <= -36


def test_yearly_figures_are_points_in_their_own_year() -> None:
    frame = pd.DataFrame(
        {
            "month": pd.to_datetime(["2017-12-31", "2018-12-31", "2020-12-31"]),
            "value": [21.5, 26.3, 30.0],
            "sign": "",
            "status": "observed",
        }
    )
    figure = draw(frame, unit="percent", period="year", window_start=None, window_end=None)
    line = trace(figure, "history")
    assert "lines" not in line.mode
    assert list(line.x) == ["2017-07-01", "2018-07-01", "2020-07-01"]
    assert [text.replace("\u00a0", " ") for text in line.text] == ["21,5 %", "26,3 %", "<b>30,0 %</b>"]
    ticks = dict(zip(figure.layout.xaxis.ticktext, figure.layout.xaxis.tickvals, strict=True))
    assert ticks["2018"] == "2018-07-01"
    assert "2018: 26,3" in line.hovertext[1]
    text = describe_trajectory(as_rows(frame), (), (), unit="percent", words=EN, name="Rate", period="year")
    assert text == "Rate: from 21.5% (2017) to 30.0% (2020)."


def test_monthly_editions_are_not_joined_and_neighbours_do_not_overwrite() -> None:
    frame = history([40.0, 40.1, 60.0, 60.1])
    line = trace(draw(frame, unit="percent", period="month", window_start=None, window_end=None), "history")
    assert line.mode == "markers+text"
    assert line.x[0] == "2018-07-15"
    assert list(line.textposition)[:2] == ["top center", "bottom center"]
    # the page gives an empty text where a measure is counted by the day
    assert trace(draw(frame, period=""), "history").mode == "lines+markers"


def test_hover_tells_the_base_of_a_share_and_of_a_mean() -> None:
    frame = history([1.73]).assign(numerator=1219.94, denominator=706.0, units=706)
    assert "media di 706 cooperative" in trace(draw(frame, unit="score", kind="mean"), "history").hovertext[0]
    frame = frame.assign(value=50.0, numerator=353.0)
    assert "353 su 706" in trace(draw(frame, unit="percent", kind="share"), "history").hovertext[0]
