"""Tables as files have them: dates, numbers, full names and codes where the screen has words."""

import csv
import io
from copy import copy
from datetime import date, datetime

import pandas as pd
from openpyxl import load_workbook

from tests.helpers.figures import EN, IT, history, territories
from tests.helpers.rows import as_rows
from ui.content.figure_tables import category_table, territory_table
from ui.content.trajectory_tables import path_table, with_projection
from ui.export.csv_export import csv_bytes
from ui.export.file_cells import Cell, column, file_table, on_screen_alone
from ui.export.xlsx_export import xlsx_bytes

FULL = {"ITC1": "Piemonte", "ITC2": "Valle d'Aosta/Vallée d'Aoste"}
CODES = {"Piemonte": "ITC1", "Valle d'Aosta": "ITC2"}


def in_file(table: pd.DataFrame) -> pd.DataFrame:
    return file_table(table, FULL, CODES, IT)


def test_a_date_is_words_on_screen_and_a_date_in_files() -> None:
    path = history([1.0, 2.0]).assign(numerator=float("nan"), denominator=float("nan"))
    ahead = [{"month": datetime(2018, 9, 30), "low": 1.0, "mid": 2.0, "high": 3.0}]
    shown = with_projection(path_table(as_rows(path), "number", IT), ahead, "number", IT)  # type: ignore[arg-type]
    assert shown["Data"].tolist() == ["31 luglio 2018", "31 agosto 2018", "30 settembre 2018"]
    kept = in_file(shown)
    days = [date(2018, 7, 31), date(2018, 8, 31), date(2018, 9, 30)]
    assert kept["Data"].tolist() == days and "Come si legge" in shown and "Come si legge" not in kept
    rows = list(csv.DictReader(io.StringIO(csv_bytes(kept, {}, EN).decode("utf-8-sig"))))
    assert [row["Data"] for row in rows] == [day.isoformat() for day in days]
    cells = [row[0] for row in load_workbook(io.BytesIO(xlsx_bytes(kept, {}, IT)))["Dati"].iter_rows(min_row=2)]
    assert all(cell.is_date for cell in cells) and [cell.value.date() for cell in cells] == days


def test_a_territory_has_its_full_name_by_its_code() -> None:
    table = pd.DataFrame({"Territorio": ["Piemonte", "Valle d'Aosta", "Altrove"], "Valore": [1.0, 2.0, 3.0]})
    kept = in_file(table)
    assert kept["Territorio"].tolist() == ["Piemonte", "Valle d'Aosta/Vallée d'Aoste", "Altrove"]
    assert kept["Territorio (codice)"].tolist() == ["ITC1", "ITC2", ""] and kept["Valore"].dtype == "float64"
    frame = territories([3.0, 2.0]).assign(judgement=None, territory=["ITC1", "ITC2"])
    kept = in_file(territory_table(as_rows(frame), "percent", IT, "share"))
    assert dict(zip(kept["Codice"], kept["Territorio"], strict=True)) == FULL and "Territorio (codice)" not in kept


def test_a_category_has_its_code() -> None:
    kept = in_file(category_table(as_rows(territories([3.0, 2.0])), "percent", IT, "share"))
    assert kept["Categoria (codice)"].tolist() == list(territories([3.0, 2.0])["territory"])


def test_a_cell_is_any_text_to_others() -> None:
    cell = Cell("circa 40", 40, unit="number")
    assert copy(cell) == "circa 40" and isinstance(cell, str)
    table = pd.DataFrame({"a": column([cell]), "b": on_screen_alone(["x"]), "c": [1]})
    assert table["a"].tolist() == ["circa 40"]
    assert in_file(table).to_dict("list") == {"a": [40], "a (unità)": ["number"], "c": [1]}
