"""The export of ISTAT's new portal: code and label columns, no data set, cells that apostrophes quote."""

import csv
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from etl.check import check
from etl.extract.delimited.apostrophes import plainly_quoted
from etl.messages import FileProblem, remark_text
from tests.helpers.reading import read

HEAD = ("FREQ", "Frequenza", "REF_AREA", "Territorio", "DATA_TYPE", "Indicatore", "TIME_PERIOD", "Osservazione",
        "OBS_STATUS", "Stato dell'osservazione")  # fmt: skip
ROW = ("A", "Annuale", "ITC2", "Valle d'Aosta / Vallée d'Aoste", "JAN", "Popolazione, al 1º gennaio", "2019", "4300000",
       "e", "stimato")  # fmt: skip
OTHER = (*ROW[:2], "ITH5", "Emilia-Romagna", *ROW[4:6], "2019", "12.5", "", "")


def cell(text: str, separator: str, *, always: bool = False) -> str:
    """A cell as the portal writes it: quoted by apostrophes where it holds a separator or an apostrophe."""
    if not always and separator not in text and "'" not in text:
        return text
    escaped = text.replace("'", "\"'")
    return f"'{escaped}'"


def export(path: Path, separator: str, *rows: tuple[str, ...], head: tuple[str, ...] = HEAD, mark: str = "") -> Path:
    lines = [separator.join(cell(text, separator) for text in row) for row in (head, *rows)]
    path.write_text(mark + "\r\n".join(lines) + "\r\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("value", ["Osservazione", "Observation", "OBS_VALUE"])
@pytest.mark.parametrize("separator", [",", ";"])
def test_codes_and_labels_are_read_with_either_separator(tmp_path: Path, separator: str, value: str, mark: str) -> None:
    head = tuple(value if title == "Osservazione" else title for title in HEAD)
    rows, file = read(export(tmp_path / "a.csv", separator, ROW, OTHER, head=head, mark=mark))
    names = ("_row", "dataset", "territory_code", "territory_label", "series", "series_label", "breakdown", "time",
             "value", "flag")  # fmt: skip
    assert file.feed.name == "sdmx_csv"
    assert [tuple(row[name] for name in names) for row in rows.to_pylist()] == [
        (2, "IT1:", "ITC2", ROW[3], "JAN", ROW[5], "FREQ=A", "2019", "4300000", "e"),
        (3, "IT1:", "ITH5", "Emilia-Romagna", "JAN", ROW[5], "FREQ=A", "2019", "12.5", ""),
    ]
    told = [remark for remark in file.remarks if remark.startswith("dataset=")]
    assert told == ["dataset=FREQ,REF_AREA,DATA_TYPE"] and "nome del file" in remark_text(told[0], "it")


def test_quotation_marks_quote_in_the_same_file(tmp_path: Path) -> None:
    path = export(tmp_path / "a.csv", ",", ROW, OTHER)
    text = path.read_text(encoding="utf-8").replace("'Popolazione, al 1º gennaio'", '"Popolazione, al 1º gennaio"')
    path.write_text(text, encoding="utf-8")
    assert set(read(path)[0]["series_label"].to_pylist()) == {"Popolazione, al 1º gennaio"}


def test_codes_alone_are_read_and_the_missing_data_set_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("FREQ,REF_AREA,DATA_TYPE_AGGR,VALUATION,TIME_PERIOD,OBS_VALUE\nA,ITC1,B1GQ,V,2021,130000.5\n")
    (verdict,) = check([path])
    assert verdict.clean and verdict.accepted == 1
    rows, file = read(path)
    assert rows["series"].to_pylist() == ["B1GQ"] and rows["breakdown"].to_pylist() == ["FREQ=A|VALUATION=V"]
    assert "dataset=FREQ,REF_AREA,DATA_TYPE_AGGR,VALUATION" in file.remarks


def test_label_columns_of_a_file_that_names_its_data_set_are_no_dimensions(tmp_path: Path) -> None:
    path = export(tmp_path / "a.csv", ",", ("IT1:X(1.0)", *ROW), head=("DATAFLOW", *HEAD))
    (row,) = read(path)[0].to_pylist()
    assert (row["dataset"], row["breakdown"], row["territory_label"]) == ("IT1:X", "FREQ=A", ROW[3])


def test_eurostat_without_a_data_set_is_read_as_eurostats(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("freq,unit,geo,TIME_PERIOD,OBS_VALUE,OBS_FLAG\nA,PC,ITC1,2021,1.5,b\n")
    assert read(path)[0]["dataset"].to_pylist() == ["ESTAT:"]


def test_titles_in_capitals_make_no_dimensions_of_labels(tmp_path: Path) -> None:
    head = tuple(title.upper().replace(" ", "_") for title in HEAD)
    (row,) = read(export(tmp_path / "a.csv", ";", ROW, head=head))[0].to_pylist()
    assert (row["series"], row["series_label"], row["breakdown"]) == ("JAN", ROW[5], "FREQ=A")


def test_a_label_column_that_is_left_out_refuses_the_file(tmp_path: Path) -> None:
    head, row = HEAD[:3] + HEAD[4:], ROW[:3] + ROW[4:]
    with pytest.raises(FileProblem) as caught:
        read(export(tmp_path / "a.csv", ";", row, head=head))
    assert caught.value.kind == "columns_unsettled"


TEXTS = st.text(st.sampled_from("ab',;\" é"), max_size=6).filter(lambda text: not text.endswith('"'))


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=5), st.sampled_from(",;"))
@example(["x", ""], ",")
def test_quoting_by_apostrophes_loses_no_sign(texts: list[str], separator: str) -> None:
    line = separator.join(cell(text, separator, always=True) for text in texts) + "\r\n"
    (plain,) = plainly_quoted([line], separator)
    assert next(csv.reader([plain], delimiter=separator)) == texts
