"""The tables behind the figures: written form, whole numbers, order of the figure, nothing suppressed."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from tests.helpers.figures import EN, IT, SECRET, history, territories
from tests.helpers.rows import as_rows
from texts.translator import Bilingual
from ui.content.figure_tables import (
    category_table,
    figure_columns,
    territory_table,
    whole_or_rounded,
)
from ui.content.overview_tables import profile_table
from ui.content.trajectory_tables import path_table, with_projection
from ui.export.file_cells import file_table


def test_a_count_is_a_whole_number_even_with_gaps() -> None:
    assert str(whole_or_rounded([48.0, None]).dtype) == "Int64"
    table = category_table(as_rows(territories([48.0, np.nan])), "number", IT, "count")
    assert list(table["Valore"].dropna()) == [48]
    assert str(table["Valore"].dtype) == "Int64"
    assert whole_or_rounded([1219.9400000001, 2.0]).tolist() == [1219.94, 2.0]


def test_written_form_first_and_rows_as_in_the_ranking() -> None:
    frame = territories([3.0, 12.449999, np.nan, SECRET, 12.449999], {3: "*"}).assign(judgement=["late", *[None] * 4])
    table = territory_table(as_rows(frame), "percent", IT, "share")
    assert list(table.columns)[:5] == ["Territorio", "Codice", "Come si legge", "Valore", "Segno"]
    assert list(table["Territorio"])[:3] == ["Regione 1", "Regione 4", "Regione 0"]
    assert table["Come si legge"][0] == "12,4\u00a0%"
    assert table["Valore"][0] == 12.45
    hidden = table[table["Segno"] == "*"].iloc[0]
    assert hidden["Come si legge"] == "dato oscurato per riservatezza"
    assert pd.isna(hidden["Valore"])
    assert SECRET not in set(table["Valore"])
    assert table[table.columns[-1]].tolist() == ["", "", "in ritardo", "", ""]


def test_a_mean_has_no_numerator() -> None:
    frame = territories([1.73]).assign(numerator=1219.94, denominator=706.0)
    assert "Numerator" not in category_table(as_rows(frame), "score", EN, "mean")
    assert category_table(as_rows(frame), "score", EN, "mean")["Base (number)"].tolist() == [706]
    assert category_table(as_rows(frame), "score", EN)["Numerator"].tolist() == [1219.94]


def test_dates_are_the_readers() -> None:
    path = history([1.0, 2.0]).assign(numerator=np.nan, denominator=np.nan)
    assert path_table(as_rows(path), "number", IT)["Data"].tolist() == ["31 luglio 2018", "31 agosto 2018"]
    assert path_table(as_rows(path), "number", EN, period="month")["Date"].tolist() == ["July 2018", "August 2018"]
    assert path_table(as_rows(path), "number", EN, period="year")["Date"].tolist() == ["2018", "2018"]


def test_a_figure_without_a_sign_is_unknown() -> None:
    path = history([np.nan]).assign(numerator=np.nan, denominator=np.nan, sign=np.nan, status=np.nan)
    row = path_table(as_rows(path), "number", EN).iloc[0]
    assert (row["As written"], row["Sign"], row["Status of the figure"]) == ("no data", "....", "")


def test_the_profile_dates_a_yearly_figure_by_its_year() -> None:
    rows = pd.DataFrame(
        {
            "kpi": ["rate", "reached"],
            "name": [Bilingual("Tasso", "Rate"), Bilingual("Raggiunte", "Reached")],
            "value": [40.0, SECRET],
            "sign": [None, "*"],
            "unit": ["percent", "number"],
            "as_of": pd.to_datetime(["2018-12-31", "2020-12-31"]),
            "planned": [np.nan, 3.0],
            "judgement": [None, "late"],
            "status": ["observed", "demonstration"],
            "period": ["year", ""],
        }
    )
    table = profile_table(as_rows(rows), EN)
    assert table["Date"].tolist() == ["2018", "31 December 2020"]
    assert table["Value"].tolist() == ["40.0%", "figure suppressed for confidentiality"]
    assert profile_table(as_rows(rows.assign(period="")), EN)["Date"][0] == "31 December 2018"
    kept = file_table(table, {}, {}, EN)
    assert kept["Date"].tolist() == [date(2018, 12, 31), date(2020, 12, 31)]
    assert kept["Value"][0] == 40 and pd.isna(kept["Value"][1]), "what is suppressed is in no file"
    assert kept["Value (unit)"].tolist() == ["percent", "number"]
    assert kept["Indicator (code)"].tolist() == ["rate", "reached"]


def test_the_band_that_is_drawn_is_in_the_table() -> None:
    path = history([120, 130]).assign(numerator=np.nan, denominator=np.nan)
    band = pd.DataFrame({"month": pd.to_datetime(["2019-01-31"]), "low": [131.4], "mid": [140.0], "high": [150.6]})
    table = with_projection(path_table(as_rows(path), "number", EN), as_rows(band), "number", EN)
    assert len(table) == 3 and table["Date"].iloc[-1] == "31 January 2019"
    last = table.iloc[-1]
    assert list(last[["Projection", "80 times in 100 from", "80 times in 100 to"]]) == [140, 131, 151]
    assert list(last[["As written", "Sign", "Status of the figure"]]) == ["no data", "....", "projection"]
    assert pd.isna(last["Value"])
    assert with_projection(path_table(as_rows(path), "number", EN), (), "number", EN).equals(
        path_table(as_rows(path), "number", EN)
    )


def test_columns_of_figures_stay_beside_their_names() -> None:
    frame = territories([1.0, 2.0, 3.0]).set_axis([2, 0, 1])  # rows cut out of a greater frame
    table = pd.DataFrame({"name": frame["name"]} | figure_columns(as_rows(frame), "number", EN, "count"))
    assert list(zip(table["name"], table["Value"], strict=True)) == list(zip(frame["name"], [1, 2, 3], strict=True))
