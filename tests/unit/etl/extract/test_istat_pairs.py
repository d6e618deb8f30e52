"""An I.Stat export's codes and labels are told apart by what the columns hold, whatever their titles are."""

import csv
import io
from collections.abc import Callable, Sequence
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.check import check
from etl.messages import FileProblem
from tests.helpers.reading import read

ROWS = [
    ("ITC1", "Piemonte", "18", "graduates", "1", "males", "2016", 250.0),
    ("ITD5", "Emilia-Romagna", "18", "graduates", "2", "females", "2016", 410.0),
    ("ITC20", "Valle d'Aosta / Vallée d'Aoste", "19", "students enrolled", "1", "males", "2017", 3.0),
    ("ITC2", "Valle d'Aosta / Vallée d'Aoste", "19", "students enrolled", "9", "total", "2017", 6.0),
]
Table = list[list[str]]
Rows = Sequence[tuple[str, str, str, str, str, str, str, float]]
CODES = ("ITTER107", "TIPO_DATO6", "SEXISTAT1")
WORDS = ("Territory", "Territorio", "Region of study", "Sesso", "Gender", "TERRITORIO", "Età in anni", "Data type",
         "Tipo dato", "Misura", "Seleziona periodo", "Select time")  # fmt: skip
FACTS = ("territory_code", "territory_label", "series", "series_label", "breakdown", "time", "value")


def lines(
    titles: list[str], *, turned: tuple[int, ...] = (), time_label: bool = True, rows: Rows = ROWS
) -> list[list[str]]:
    """A table as I.Stat writes it, with these titles over the labels; pairs in ``turned`` have their label first."""
    found = []
    head = [(code, title) for code, title in zip(CODES, titles, strict=False)]
    for row in (None, *rows):
        pairs = head if row is None else [(row[0], row[1]), (row[2], row[3]), (row[4], row[5])]
        cells = [cell for i, pair in enumerate(pairs) for cell in (pair[::-1] if i in turned else pair)]
        times = ["TIME", titles[-1]] if row is None else [row[6], row[6]]
        cells += times if time_label else times[:1]
        found.append([*cells, *(["Value", "Flag Codes", "Flags"] if row is None else [str(row[7]), "", ""])])
    return found


def written(path: Path, table: Table) -> Path:
    text = io.StringIO()
    csv.writer(text).writerows(table)
    path.write_text(text.getvalue(), encoding="utf-8")
    return path


def facts(rows: pa.Table) -> list[tuple[str | None, ...]]:
    return [tuple(row[name] for name in FACTS) for row in rows.to_pylist()]


EXPECTED = [
    (place, name, series, label, f"SEXISTAT1={sex}", time, str(value))
    for place, name, series, label, sex, _, time, value in ROWS
]


@settings(max_examples=25, deadline=None)
@given(
    titles=st.lists(st.sampled_from(WORDS), min_size=4, max_size=4),
    turned=st.sets(st.integers(0, 2)), time_label=st.booleans(),
)  # fmt: skip
def test_titles_and_order_within_a_pair_do_not_matter(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str], turned: set[int], time_label: bool
) -> None:
    path = tmp_path_factory.mktemp("pairs") / "a.csv"
    rows, file = read(written(path, lines(titles, turned=tuple(turned), time_label=time_label)))
    assert file.feed.name == "istat_stat_export" and facts(rows) == EXPECTED


@pytest.mark.parametrize("place", range(8))
def test_one_odd_cell_is_a_matter_of_its_row(tmp_path: Path, place: int) -> None:
    table = lines(["Territory", "Data type", "Gender", "Select time"], rows=ROWS * 3)
    table[2][place] = "odd cell"
    rows, _ = read(written(tmp_path / "a.csv", table))
    found = facts(rows)
    assert found[:1] + found[2:] == EXPECTED[:1] + EXPECTED[2:] + EXPECTED * 2
    assert found[1] == EXPECTED[1] or "odd cell" in str(found[1])


def test_an_export_with_codes_alone_is_read_without_labels(tmp_path: Path) -> None:
    table = [[*CODES, "TIME", "Value"], *([row[0], row[2], row[4], row[6], str(row[7])] for row in ROWS)]
    rows, _ = read(written(tmp_path / "a.csv", table))
    assert facts(rows) == [(place, None, series, None, *rest) for place, _, series, _, *rest in EXPECTED]


def test_territory_and_time_alone_are_no_traceback(tmp_path: Path) -> None:
    rows, file = read(written(tmp_path / "a.csv", [["ITTER107", "TIME", "Value"], ["IT", "2019", "5"]]))
    assert file.remarks == ("dataset=ITTER107",), "what is measured the name of the file says, if anything"
    assert facts(rows) == [("IT", None, None, None, None, "2019", "5")]


def a_label_is_missing(table: Table) -> None:
    for row in table:
        del row[3]


def a_code_has_two_labels_and_no_title_tells(table: Table) -> None:
    table[0][3] = "LABEL"
    table[2][3] = "dropouts"


def a_note_was_added(table: Table) -> None:
    for place, row in enumerate(table):
        row.insert(6, "Nota" if not place else f"nota {place}")


def a_dimension_comes_twice(table: Table) -> None:
    for row in table:
        row[6:6] = row[4:6]


def no_word_tells_them_apart(table: Table) -> None:
    for place, row in enumerate(table):
        row[4:6] = ["SEXISTAT1", "SESSO"] if not place else [row[4], "M" if row[4] == "1" else "F"]


def everything_is_in_capitals(table: Table) -> None:
    table[:] = [[cell.upper().replace(" ", "_").replace("VALUE", "Value") for cell in row] for row in table]


HARMS = [
    everything_is_in_capitals,
    a_label_is_missing, a_code_has_two_labels_and_no_title_tells, a_note_was_added, a_dimension_comes_twice,
    no_word_tells_them_apart,
]  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_what_cannot_be_settled_is_refused_in_a_sentence(
    tmp_path: Path, harm: Callable[[list[list[str]]], None]
) -> None:
    table = lines(["Territory", "Data type", "Gender", "Select time"])
    harm(table)
    with pytest.raises(FileProblem) as caught:
        read(written(tmp_path / "a.csv", table))
    assert caught.value.kind == "columns_unsettled"
    assert "codici" in caught.value.text("it") and "codes" in caught.value.text("en")


@pytest.mark.parametrize("time", ["2019-13", "2019-00", "2019-Q5", "2019-Q0", "2019-S3", "201", "2019-1"])
def test_a_time_that_does_not_exist_is_rejected(tmp_path: Path, time: str) -> None:
    table = lines(["Territory", "Data type", "Gender", "Select time"], rows=[(*ROWS[0][:6], time, 1.0), ROWS[1]])
    (verdict,) = check([written(tmp_path / "a.csv", table)])
    assert (verdict.read, verdict.accepted, verdict.rejected) == (2, 1, 1)
    assert [row["rule"] for row in verdict.rejects] == ["pattern"] and time in str(verdict.rejects[0]["message_it"])
