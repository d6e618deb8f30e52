"""Where a published series changes its definition, pages and downloads say so; what is rounded has its interval."""

from datetime import datetime
from pathlib import Path

import pandas as pd
import pytest

from reads.adoption import indices
from reads.releases import current_release
from reads.series_marks import Marks, series_marks
from tests.helpers.figures import EN, IT, LIGHT, draw, history, written
from tests.helpers.pages import open_page, said
from tests.helpers.releases import released
from tests.helpers.rows import as_rows
from texts.translator import Bilingual
from ui.content.mark_columns import break_note, mark_columns
from ui.content.trajectory_tables import long_table
from ui.figures.lines.compared_lines import compared
from ui.views.adozione.published_indices import CATALOGUE, index_rows
from ui.views.adozione.tables import index_table

pytestmark = pytest.mark.slow

YEARS = [datetime(year, 12, 31) for year in (2017, 2018, 2019)]
MARKS: Marks = {
    ("IT", YEARS[0]): {"territory": "IT", "as_of": YEARS[0], "period_start": datetime(2017, 1, 1), "break_before": True,
                       "low": None, "high": None, "note": Bilingual("metodo nuovo", "new method")},
    ("IT", YEARS[2]): {"territory": "IT", "as_of": YEARS[2], "period_start": datetime(2019, 1, 1),
                       "break_before": False, "low": 25.5, "high": 26.5, "note": Bilingual("", "")},
}  # fmt: skip


def test_columns_tell_breaks_and_intervals_and_are_left_out_where_there_are_none() -> None:
    columns = mark_columns([("IT", day) for day in YEARS], MARKS, "percent", IT)
    assert columns == {
        "Interruzione della serie": ["cambio di definizione", "", ""],
        "Secondo la fonte": ["", "", "arrotondato: da 25,5\u00a0% a 26,5\u00a0%"],
    }
    assert mark_columns([("ITC", YEARS[0]), ("IT", None)], MARKS, "percent", IT) == {}
    at_least = {**MARKS[("IT", YEARS[2])], "low": 30_000.0, "high": None}
    told = mark_columns([("IT", YEARS[2])], {("IT", YEARS[2]): at_least}, "number", EN)
    assert told == {"By its source": ["at least 30,000"]}


def test_a_sentence_names_where_the_series_breaks() -> None:
    places = [("IT", day) for day in YEARS]
    assert break_note(places, MARKS, "year", IT).startswith("La definizione cambia (anno 2017)")
    assert break_note(places[1:], MARKS, "year", IT) == ""


def test_a_line_is_broken_where_the_definition_changes() -> None:
    figure = draw(history([1.0, 2.0, 3.0, 4.0]), breaks=[datetime(2018, 9, 30)])
    assert "cambio di definizione" in written(figure)
    line = next(trace for trace in figure.data if trace.name == "history")
    assert [value is None for value in line.y] == [False, False, True, False, False], "nothing is drawn over the break"


def test_the_yearly_points_and_the_comparison_have_the_mark_too() -> None:
    rows = pd.DataFrame({"month": YEARS, "value": [21.5, 26.3, 26.0], "sign": "", "status": "observed"})
    points = draw(rows, period="year", unit="percent", breaks=[datetime(2017, 1, 1)])
    assert "cambio di definizione" in written(points)
    places = as_rows(rows.assign(territory="IT", name="Italia"))
    lines = compared(places, unit="percent", kind="share", period="year", words=IT, theme=LIGHT,
                     breaks=[datetime(2017, 1, 1)])  # fmt: skip
    assert "cambio di definizione" in written(lines)
    table = long_table(places, "percent", IT, "share", "year", MARKS)
    assert list(table["Interruzione della serie"]) == ["cambio di definizione", "", ""]


def test_every_break_of_a_measure_is_among_its_marks(real_only_release: Path) -> None:
    marks = series_marks(current_release(real_only_release), "hard_to_fill_share_year", "")
    broken = {place for place, mark in marks.items() if mark["break_before"]}
    assert broken == {("IT", YEARS[0]), ("ITH3", YEARS[0])}
    assert (marks["IT", YEARS[2]]["low"], marks["IT", YEARS[2]]["high"]) == (25.5, 26.5)
    assert series_marks(current_release(real_only_release), "", "") == {}


def test_an_index_that_breaks_says_so_in_its_name_and_table(real_only_release: Path) -> None:
    index = next(one for one in CATALOGUE if one.indicator == "maturity_index")
    found = indices(current_release(real_only_release), ("IT", "ITC1"))
    rows = index_rows(index, found, None, {"IT": "Italia", "ITC1": "Piemonte"}, "Italia", IT)
    broken = [row for row in rows if row["new_series"]]
    assert broken and all(row["name"].endswith("(serie interrotta)") for row in broken)
    column = index_table(rows, "score", IT)["Interruzione della serie"]
    assert list(column).count("cambio di definizione") == len(broken) < len(rows)


@pytest.mark.parametrize("lang", ["it", "en"])
def test_the_indicator_page_tells_the_break(
    lang: str, real_only_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("kpi", real_only_release, monkeypatch, kpi="hard_to_fill_rate", lang=lang)
    told = {"it": "La definizione cambia (anno 2017)", "en": "Change of definition (year 2017)"}
    assert not app.exception and told[lang] in said(app)


def test_the_reach_of_the_network_is_told_row_by_row(real_only_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("sinergia", real_only_release, monkeypatch)
    text = said(app)
    assert not app.exception and "Le dimensioni della rete PID, come pubblicate" in text
    for part in ("imprenditori che hanno usato i suoi servizi", "imprese assistite", "utenti dei suoi servizi",
                 "imprese informate", "cambio di definizione", "almeno 30.000"):  # fmt: skip
        assert part in text, part


def test_every_break_is_told_on_the_method_page(real_only_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page("metodo", real_only_release, monkeypatch)
    breaks = released(real_only_release, "SELECT count(*) FROM published_figure WHERE break_before")[0][0]
    (table,) = [frame.value for frame in app.dataframe if "Interruzione della serie" in frame.value]
    assert len(table) == breaks > 0
