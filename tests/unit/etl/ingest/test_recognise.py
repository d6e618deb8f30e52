"""Which feed a file belongs to: by its header alone, and never by guessing."""

from pathlib import Path

import pytest
import xlsxwriter

from catalogue import load
from etl.ingest.file_states import Recognised, Refused
from etl.messages import FileProblem, remark_text
from tests.helpers.inboxes import activities, assessments, members, write
from tests.helpers.reading import recognised
from texts.translator import Words

MADE = {"pid_activity": activities({}), "maturity_assessment": assessments({}), "cooperative_register": members({})}


def opened(path: Path) -> Recognised:
    file = recognised(path, for_sender=True)
    assert isinstance(file, Recognised), file
    return file


def problem_of(path: Path) -> FileProblem:
    file = recognised(path, for_sender=True)
    assert isinstance(file, Refused) and file.feed is None
    return file.problem


@pytest.mark.parametrize("feed", MADE)
def test_a_header_names_its_feed_whatever_the_file_is_called(tmp_path: Path, feed: str) -> None:
    file = opened(write(tmp_path / "dati definitivi (2).txt", MADE[feed]))
    assert file.feed is load().feeds[feed]


@pytest.mark.parametrize("feed", MADE)
def test_columns_may_come_in_any_order_with_others_between(tmp_path: Path, feed: str) -> None:
    turned = [dict(reversed(row.items())) | {"Note interne": "x"} for row in MADE[feed]]
    assert opened(write(tmp_path / "a.csv", turned)).feed is load().feeds[feed]


def test_titles_may_be_written_in_other_ways(tmp_path: Path) -> None:
    rename = {"Data": " DATA ", "Camera di commercio": "CCIAA", "Provincia": "Prov.", "Servizio": "tipo di servizio"}
    rows = [{rename.get(key, key): value for key, value in row.items()} for row in MADE["pid_activity"]]
    assert opened(write(tmp_path / "a.csv", rows)).feed is load().feeds["pid_activity"]


def test_one_missing_column_is_named_with_the_feed_it_belongs_to(tmp_path: Path) -> None:
    rows = [{key: value for key, value in row.items() if key != "Servizio"} for row in MADE["pid_activity"]]
    problem = problem_of(write(tmp_path / "a.csv", rows))
    assert problem.kind == "missing_columns"
    assert problem.values["missing"] == "Servizio" and "pid_activity" in problem.text("it")


def test_an_unknown_layout_is_told_the_closest_and_taken_by_none(tmp_path: Path) -> None:
    problem = problem_of(write(tmp_path / "a.csv", [{"Data": "2019-01-01", "Provincia": "BO", "Fatturato": "12"}]))
    assert problem.kind == "unrecognised"
    names = [f"«{feed.name_it}» ({feed.name})" for feed in load().feeds.values()]
    assert problem.values["feed"](Words("it")) in names and problem.values["missing"]


def test_a_file_without_any_known_column_is_told_what_is_expected(tmp_path: Path) -> None:
    problem = problem_of(write(tmp_path / "a.csv", [{"Colonna A": "1", "Colonna B": "2"}]))
    assert problem.kind == "no_known_column"
    assert "Nessuna colonna riconosciuta" in problem.text("it") and "Registro delle cooperative" in problem.text("it")
    assert "No column recognised" in problem.text("en") and "Register of cooperatives" in problem.text("en")


def test_a_csv_has_no_sheet_to_speak_of(tmp_path: Path) -> None:
    rows = [{key: value for key, value in row.items() if key != "Servizio"} for row in MADE["pid_activity"]]
    problem = problem_of(write(tmp_path / "a.csv", rows))
    assert problem.text("it").startswith("Il file somiglia a «Attività dei PID»")
    assert "foglio" not in problem.text("it") and "CSV" not in problem.text("it")


def test_columns_that_no_field_claims_are_named(tmp_path: Path) -> None:
    file = opened(write(tmp_path / "a.csv", [row | {"Note libere": "x", "Altro": ""} for row in activities({})]))
    assert file.remarks == ("columns=Note libere, Altro",)
    assert remark_text(file.remarks[0], "it") == "Colonne non previste, ignorate: Note libere, Altro."


def test_a_second_sheet_of_data_is_never_left_out_in_silence(tmp_path: Path) -> None:
    """Instructions and empty sheets beside the data are no data; a second table is, whichever feed it belongs to."""
    path, own, other = tmp_path / "a.xlsx", activities({}), assessments({})
    sheets = {"Istruzioni": [{"Colonna": "x"}], "Marzo": own, "Aprile": [], "Valutazioni": other}
    for names, told in ((["Istruzioni", "Marzo", "Aprile"], ""), (list(sheets), "«n. 2», «Valutazioni»")):
        with xlsxwriter.Workbook(str(path)) as book:
            for name in names:
                page = book.add_worksheet(name)
                rows = sheets[name]
                page.write_row(0, 0, list((rows or own)[0]))
                for place, row in enumerate(rows, start=1):
                    page.write_row(place, 0, list(row.values()))
        if not told:
            assert opened(path)
        else:
            problem = problem_of(path)
            assert problem.kind == "several_sheets" and told in problem.text("it") and told in problem.text("en")


def test_two_columns_of_one_title_refuse_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", activities({}))
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(f"{lines[0]},Provincia\n{lines[1]},MI\n", encoding="utf-8")
    problem = problem_of(path)
    assert problem.kind == "duplicated_column"
    assert "«Provincia»" in problem.text("it") and "«Provincia»" in problem.text("en")
    path.write_text(f"{lines[0]},Note,Note\n{lines[1]},a,b\n", encoding="utf-8")
    assert opened(path), "what no field needs may come as often as it likes"


def test_the_name_of_a_feed_does_not_make_a_file_one(tmp_path: Path) -> None:
    assert problem_of(write(tmp_path / "pid_activity.csv", [{"a": "1", "b": "2"}]))
