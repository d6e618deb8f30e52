"""The figures of the page on adoption: nothing suppressed is drawn, zero is zero, names are text."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from reads.figure_index import FigureIndex, by_cell
from reads.slice import Slice
from tests.helpers.figures import EN, IT, LIGHT, NASTY, SECRET, trace, written
from tests.helpers.rows import as_rows
from tests.helpers.words import release_rules
from texts.translator import Bilingual, Words
from ui.figures.bars.grouped_bars import describe_grouped_bars, grouped_bars
from ui.figures.bars.level_bars import describe_level_bars, level_bars
from ui.figures.base.canvas import ink
from ui.figures.flows.level_moves import describe_level_moves, level_moves
from ui.figures.ranking.index_dots import index_dots
from ui.style.theme import theme
from ui.views.adozione.answer import answer_text, with_article
from ui.views.adozione.notes import move_totals, suppressed_levels
from ui.views.adozione.rows import half_years, level_shares, moves, technologies

DARK = theme("dark")
RULES = release_rules()
LEVELS, LEAST = RULES.levels, RULES.agreement.disclosure.share_base
DAYS = [pd.Timestamp("2019-06-30"), pd.Timestamp("2019-12-31")]


def cell(kpi: str, breakdown: str, category: str, value: float, sign: str = "", day: int = 1) -> dict[str, object]:
    return {"kpi": kpi, "territory": "IT", "breakdown": breakdown, "category": category, "as_of": DAYS[day],
            "value": np.nan if sign else value, "sign": sign, "precision": "" if sign else "rounded",
            "decimals": np.nan, "numerator": np.nan if sign else value, "denominator": np.nan, "units": np.nan,
            "status": "demonstration"}  # fmt: skip


def cells() -> pd.DataFrame:
    """June: champions suppressed, of 200. December: all told, with nobody at the highest levels."""
    levels = zip(LEVELS, (50, 80, 40, 10, 4), strict=True)
    rows = [cell("coops_assessed", "total", "", 200, day=0), cell("coops_assessed", "total", "", 304)]
    rows += [cell("coops_assessed", "level", name, n, "*" if n < 5 else "", 0) for name, n in levels]
    rows += [cell("coops_assessed", "level", name, n) for name, n in zip(LEVELS[:3], (100, 150, 50), strict=True)]
    rows += [cell("coops_reassessed", "move", "esordiente>specialista", 20),
             cell("coops_reassessed", "move", "esordiente>esordiente", 30),
             cell("coops_reassessed", "move", "specialista>esordiente", SECRET, "*"),
             cell("coops_reassessed", "move", "campione>campione", 0)]  # fmt: skip
    return pd.DataFrame(rows)


def seen(frame: pd.DataFrame) -> FigureIndex:
    return FigureIndex(by_cell(as_rows(frame)), Slice.of_whole("IT", DAYS[1].date()))


def shares(words: Words = IT) -> pd.DataFrame:
    return pd.DataFrame(level_shares(seen(cells()), DAYS, RULES, words))


def heights(figure: go.Figure, place: int) -> dict[str, float | None]:
    return {bar.name: bar.y[place] for bar in figure.data}


def test_a_suppressed_level_is_what_the_others_leave_and_no_zero() -> None:
    figure = level_bars(as_rows(shares()), words=IT, theme=LIGHT)
    june = heights(figure, 0)
    assert june["campione"] is None and june["hidden"] == pytest.approx(10)
    assert [june[level] for level in LEVELS[:4]] == [25, 40, 20, 5], "of the published whole"
    assert "*" in written(figure)
    note = suppressed_levels(as_rows(shares()), LEAST, IT)
    assert note.startswith("* Oscurati per riservatezza: 30 giugno 2019 (Campione).")


def test_rounded_parts_make_up_a_hundred_when_all_are_told() -> None:
    figure = level_bars(as_rows(shares()), words=IT, theme=LIGHT)
    december = heights(figure, 1)
    assert december["hidden"] is None and december["campione"] == 0, "nobody is zero, and zero is told"
    assert sum(v for v in december.values() if v is not None) == pytest.approx(100)
    assert "<b>304</b>" in figure.layout.xaxis.ticktext[1], "the base is the published one"


def test_a_suppressed_whole_has_no_bar() -> None:
    hidden = cells()
    hidden.loc[hidden["breakdown"].isin(["total", "level"]), ["value", "sign"]] = [np.nan, "*"]
    frame = pd.DataFrame(level_shares(seen(hidden), DAYS, RULES, IT))
    figure = level_bars(as_rows(frame), words=IT, theme=LIGHT)
    assert all(y is None for bar in figure.data for y in bar.y)
    told = describe_level_bars(as_rows(frame), words=IT, name="Livelli")
    assert told.count("dato oscurato per riservatezza") == 2 and "0" not in told.replace("2019", "").replace("30", "")


def test_few_have_counts_and_no_shares() -> None:
    few = cells()
    few.loc[few["breakdown"].eq("total"), "value"] = 40.0
    frame = pd.DataFrame(level_shares(seen(few), DAYS, RULES, IT))
    assert frame["share"].isna().all() and frame["value"].notna().any()
    figure = level_bars(as_rows(frame), words=IT, theme=LIGHT)
    assert all(y is None for bar in figure.data for y in bar.y) and "troppo<br>poche" in written(figure)
    assert "40 valutate, troppo poche" in describe_level_bars(as_rows(frame), words=IT, name="Livelli")
    assert "Meno di 100 valutate" in suppressed_levels(as_rows(frame), LEAST, IT)


def test_rounding_that_leaves_no_room_still_shows_that_something_is_suppressed() -> None:
    full = cells()
    full.loc[full["category"].eq("apprendista") & full["as_of"].eq(DAYS[0]), "value"] = 100.0
    figure = level_bars(as_rows(pd.DataFrame(level_shares(seen(full), DAYS, RULES, IT))), words=IT, theme=LIGHT)
    assert heights(figure, 0)["hidden"] > 0 and heights(figure, 0)["campione"] is None


def test_levels_are_told_in_words_with_their_base() -> None:
    told = describe_level_bars(as_rows(shares()), words=IT, name="Livelli")
    assert "30 giugno 2019 (base 200): Esordiente 25\u00a0%" in told and "Campione * dato oscurato" in told
    assert "Beginner 25%" in describe_level_bars(as_rows(shares(EN)), words=EN, name="Levels")


def test_moves_draw_what_is_told_and_count_what_is_not() -> None:
    frame = pd.DataFrame(moves(seen(cells()), LEVELS, IT))
    figure = level_moves(as_rows(frame), levels=LEVELS, words=IT, theme=DARK)
    (sankey,) = figure.data
    assert sorted(sankey.link.value) == [20, 30] and str(SECRET) not in figure.to_json()
    assert [label.split()[0] for label in sankey.node.label] == ["Esordiente", "Specialista", "Esordiente"]
    assert list(sankey.node.y) == sorted(sankey.node.y[:1]) + sorted(sankey.node.y[1:]), "the highest level on top"
    said = move_totals(as_rows(frame), LEVELS, IT)
    assert "a un livello più alto: 20; allo stesso: 30; a uno più basso: numero oscurato" in said
    assert "1 passaggio è oscurato" in said
    told = describe_level_moves(as_rows(frame), words=IT, name="Passaggi")
    assert "da Specialista a Esordiente * dato oscurato" in told and "da Esordiente a Specialista 20" in told


def test_no_move_that_may_be_told_is_no_empty_picture() -> None:
    frame = pd.DataFrame(moves(seen(cells()), LEVELS, IT))
    assert (
        "oscurato" in level_moves(as_rows(frame[frame["sign"] == "*"]), levels=LEVELS, words=IT, theme=LIGHT).to_json()
    )
    assert IT.no_data in level_moves(as_rows(frame.iloc[:0]), levels=LEVELS, words=IT, theme=LIGHT).to_json()


def named(name: str = "Nome") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "name": [name, name + " b", name + " c", name + " d"], "value": [40.0, 0.0, SECRET, np.nan],
            "sign": ["", "", "*", ""], "status": "derived", "group": ["Uno", "Uno", "Due", "Due"],
            "cooperatives": [True, False, True, False],
        }
    )  # fmt: skip


def test_bars_tell_zero_missing_and_suppressed_apart() -> None:
    figure = grouped_bars(as_rows(named()), unit="percent", words=IT, theme=LIGHT)
    assert list(trace(figure, "values").x) == [40, 0] and figure.layout.xaxis.range[0] == 0
    texts = written(figure)
    assert {"40,0\u00a0%", "0,0\u00a0%", "* oscurato", ".... nessun dato"} <= set(texts)
    assert {"<b>Uno</b>", "<b>Due</b>"} <= set(texts)
    told = describe_grouped_bars(as_rows(named()), unit="percent", words=IT, name="N")
    assert "Uno: Nome 40,0\u00a0%; Nome b 0,0\u00a0%. Due: Nome c * dato oscurato" in told


def test_points_are_joined_by_nothing_and_stand_on_the_whole_scale() -> None:
    figure = index_dots(as_rows(named()), unit="percent", ends=(0, 100), words=IT, theme=LIGHT)
    assert {one.mode for one in figure.data} == {"markers"} and list(figure.layout.xaxis.range) == [0, 100]
    assert list(trace(figure, "cooperatives").x) == [40] and list(trace(figure, "firms").x) == [0]
    assert "98765" not in figure.to_json() and "NaN" not in figure.to_json()


@pytest.mark.parametrize("figure", [
    grouped_bars(as_rows(named(NASTY)), unit="percent", words=IT, theme=LIGHT),
    index_dots(as_rows(named(NASTY)), unit="percent", ends=(0, 100), words=IT, theme=LIGHT),
    level_bars(as_rows(shares().assign(name=NASTY)), words=IT, theme=LIGHT),
    level_moves(
        as_rows(pd.DataFrame(moves(seen(cells()), LEVELS, IT)).assign(first_name=NASTY, latest_name=NASTY)),
        levels=LEVELS, words=IT, theme=LIGHT,
    ),
], ids=["bars", "dots", "levels", "moves"])  # fmt: skip
def test_names_are_text_never_markup(figure: go.Figure) -> None:
    text = figure.to_json()
    assert not [bad for bad in ("<script", "\\u003cscript", "$x$") if bad in text]
    assert "&lt;script" in text


@pytest.mark.parametrize("figure", [
    grouped_bars(as_rows(named().iloc[:0]), unit="percent", words=EN, theme=LIGHT),
    index_dots(as_rows(named().iloc[:0]), unit="percent", ends=(0, 1), words=EN, theme=LIGHT),
    level_bars(as_rows(shares().iloc[:0]), words=EN, theme=LIGHT),
], ids=["bars", "dots", "levels"])  # fmt: skip
def test_an_empty_frame_says_so(figure: go.Figure) -> None:
    assert EN.no_data in figure.to_json()


@pytest.mark.parametrize("look", [LIGHT, DARK], ids=["light", "dark"])
def test_what_is_written_on_a_shade_can_be_read(look: object) -> None:
    from tests.helpers.contrast import contrast

    assert all(contrast(ink(ground), ground) >= 4.5 for ground in look.sequential)  # type: ignore[attr-defined]


def test_technologies_stand_under_their_list_highest_first() -> None:
    names = {"cloud": 30.0, "robotics": 40.0, "ecommerce": 50.0}
    rows = [cell("technology_adoption", "technology", code, value) for code, value in names.items()]
    rows.append(cell("technology_adoption", "technology", "ai", SECRET, "*"))
    found = pd.DataFrame(technologies(seen(pd.DataFrame(rows)), IT))
    assert list(found["territory"]) == ["robotics", "cloud", "ai", "ecommerce"]
    assert [group[:8] for group in found["group"]] == ["Elenco 1"] * 3 + ["Elenco 2"]


def test_half_years_close_within_the_agreement_and_end_with_the_date_asked() -> None:
    start, end = pd.Timestamp("2018-06-14"), pd.Timestamp("2021-06-13")
    found = half_years(start, end, pd.Timestamp("2020-08-31").date())
    assert [f"{day:%y-%m}" for day in found] == ["18-12", "19-06", "19-12", "20-06", "20-08"]
    assert f"{half_years(start, end, pd.Timestamp('2024-12-31').date())[-2]:%y-%m}" == "21-06"


@pytest.mark.parametrize(("share", "said"), [
    ("42\u00a0%", "il 42"), ("8,1\u00a0%", "l'8,1"), ("11\u00a0%", "l'11"), ("1,0\u00a0%", "l'1,0"),
    ("0,4\u00a0%", "lo 0,4"),
    ("81\u00a0%", "l'81"), ("18\u00a0%", "il 18"), ("100\u00a0%", "il 100"), ("10\u00a0%", "il 10"),
])  # fmt: skip
def test_a_percentage_has_its_article(share: str, said: str) -> None:
    assert with_article(share, IT).startswith(said) and with_article(share, EN) == share


def answer(
    assessed: float | None, sign: str = "", gain: float | None = 0.31, gain_sign: str = "", words: Words = IT
) -> str:
    own = {"value": assessed, "sign": sign, "as_of": DAYS[1], "name": Bilingual("Valutate", "Assessed"),
           "breakdowns": ("association",), "known_elsewhere": True, "feeds": ("maturity_assessment",)}  # fmt: skip
    share: dict[str, Any] = {"value": 8.0, "sign": "", "decimals": 0}
    moved = {"value": gain, "sign": gain_sign, "decimals": None, "denominator": 1570.0}
    return answer_text(own, share, moved, "Italia", "total", words)


def test_the_answer_says_what_is_known_and_what_is_not() -> None:
    assert answer(3210) == (
        "Italia, 31 dicembre 2019: 3.210 cooperative valutate; l'8\u00a0% è al livello specialista o oltre; tra le "
        "1.570 valutate almeno due volte con lo stesso strumento la maturità media è salita di 0,31 punti. "
        "Chi risponde si autoseleziona."
    )
    assert "è scesa di 0,20 punti" in answer(3210, gain=-0.2) and "è rimasta uguale" in answer(3210, gain=0.001)
    assert "nessuna si è valutata una seconda volta" in answer(3210, gain=None)
    assert "il progresso di chi si è valutato due volte è oscurato" in answer(3210, gain=None, gain_sign="*")
    assert answer(None, "*").endswith("dato oscurato per riservatezza.")
    assert answer(None).endswith("nessun dato (nessuno per questo territorio e questa data).")
    assert "nessuna cooperativa" in answer(0) and "3,210 cooperatives assessed; 8% are at" in answer(3210, words=EN)
