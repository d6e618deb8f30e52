"""Reading files: encodings, separators and row numbers are told as a person would count them."""

import json
import tempfile
import zipfile
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import load
from etl.extract.delimited import csv_cells, csv_file, text_scan
from etl.ingest.file_states import Probed, Refused, Sent
from etl.ingest.inbox import list_files
from etl.ingest.read_rows import recognise_file
from etl.messages import FileProblem
from tests.helpers.inboxes import COOPS, activities, assessments, write
from tests.helpers.reading import read, recognised

GOOD = activities({"coop": COOPS[0]}, {"day": "15/03/2019"})


def rows_of(path: Path) -> dict[str, list[str | None]]:
    """The rows of a file that some feed takes; FileProblem where none does."""
    table, file = read(path)
    return table.to_pydict() | {"remarks": list(file.remarks), "feed": file.feed.name}


def problem_of(path: Path) -> FileProblem:
    with pytest.raises(FileProblem) as caught:
        rows_of(path)
    assert all("{" not in caught.value.text(language).replace("{'", "") for language in ("it", "en"))
    return caught.value


def text(rows: list[dict[str, object]], path: Path, separator: str = ",") -> str:
    return write(path, rows, separator).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("encoding", "mark", "remark"),
    [("utf-8", b"", []), ("utf-8-sig", b"", []), ("cp1252", b"", ["encoding=Windows-1252"]),
     ("utf-16", b"", ["encoding=UTF-16"]), ("utf-16-be", b"\xfe\xff", ["encoding=UTF-16"])],
)  # fmt: skip
def test_every_usual_encoding_is_read(tmp_path: Path, encoding: str, mark: bytes, remark: list[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(mark + text(activities({"province": "Forlì-Cesena"}), tmp_path / "x").encode(encoding))
    found = rows_of(path)
    assert found["province"] == ["Forlì-Cesena"] and found["coop_content"] == ["sì"] and found["remarks"] == remark


@pytest.mark.parametrize(
    ("separator", "remark"), [(",", []), (";", ["separator=;"]), ("\t", ["separator=TAB"]), ("|", ["separator=|"])]
)
def test_every_usual_separator_is_found(tmp_path: Path, separator: str, remark: list[str]) -> None:
    found = rows_of(write(tmp_path / "a.csv", GOOD, separator))
    assert found["remarks"] == remark and found["activity_id"] == ["A1", "A2"]


def test_a_long_list_in_a_cell_is_not_taken_for_columns(tmp_path: Path) -> None:
    names = ["Cloud", "IoT", "Big data", "Fintech", "Robotica", "Blockchain", "E-commerce", "Smart working"] * 3
    found = rows_of(write(tmp_path / "a.csv", assessments({"uses": "|".join(names)}), ";"))
    assert found["feed"] == "maturity_assessment" and found["technologies"] == ["|".join(names)]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("before", "between", "after", "expected"),
    [("", "", "", [2, 3]), ("", "", "\n\n\n", [2, 3]), ("", "\n\n", "", [2, 5]), ("Report\n\n", "", "", [4, 5]),
     ("\n", "\n", "", [3, 5])],
)  # fmt: skip
def test_rows_are_numbered_as_a_person_counts_them(
    tmp_path: Path, newline: str, before: str, between: str, after: str, expected: list[int]
) -> None:
    content = before + text(GOOD, tmp_path / "x").replace("\nA2", f"\n{between}A2") + after
    (tmp_path / "a.csv").write_bytes(content.replace("\n", newline).encode())
    assert rows_of(tmp_path / "a.csv")["_row"] == expected


def test_rows_of_separators_alone_are_no_rows_but_are_counted_past(tmp_path: Path) -> None:
    empty = ";" * 16
    content = text(GOOD, tmp_path / "x", ";").replace("\nA2", f"\n{empty}\nA2") + f"{empty}\n {empty}\n"
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    found = rows_of(tmp_path / "a.csv")
    assert found["_row"] == [2, 4] and found["activity_id"] == ["A1", "A2"]


def test_quotes_separators_and_line_breaks_stay_in_their_cell(tmp_path: Path) -> None:
    found = rows_of(write(tmp_path / "a.csv", activities({"partner": 'Lega "coop", la\nprima'}, {})))
    assert found["association"] == ['Lega "coop", la\nprima', None] or found["association"][0].startswith("Lega")
    assert found["_row"] == [2, 3]


def test_a_long_cell_below_an_empty_line_is_read_and_its_row_counted(tmp_path: Path) -> None:
    content = text(activities({"promoter": "x" * 200_000}, {}), tmp_path / "x").replace("\nA2", "\n\nA2")
    (tmp_path / "a.csv").write_text(content, encoding="utf-8")
    assert rows_of(tmp_path / "a.csv")["_row"] == [2, 4]


PIECES = st.lists(
    st.sampled_from(["a", "è", "€", ";", ";", "\r\n", "\r\n", "\n", "\r", '"', '"x\r\ny;z"', "\ufeff", "\ufffd"]),
    max_size=60,
)


@given(PIECES)
@settings(max_examples=60, deadline=None)
def test_where_a_file_is_cut_into_pieces_changes_nothing(pieces: list[str]) -> None:
    """Neither the look at the bytes nor the reading of cells depends on it, with quotes and without."""
    with tempfile.TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        path = Path(folder) / "a.csv"
        path.write_bytes(("a;b\r\n" + "".join(pieces)).encode())
        whole = _read(path)
        for size in (1, 2, 3, 7):
            patch.setattr(text_scan, "CHUNK", size)
            patch.setattr(csv_cells, "BLOCK", 8 * size)
            assert _read(path) == whole
        patch.setattr(csv_file, "cells", lambda *given, quoted: csv_cells.cells(*given, quoted=True))
        assert _read(path) == whole, "a file without a quote is read as if it might have one"


def _read(path: Path) -> tuple[object, ...]:
    """What a file is like, and its cells; or why it is refused."""
    like = text_scan.scan(path)
    told = (like.encoding, like.marks, like.mixed, like.gaps, like.quoted)
    try:
        (sheet,) = csv_file.sheets(path)
        return told, sheet.head, sheet.rows(0, {"a": 0, "b": 1}, {}, {"b"}).to_pydict()
    except FileProblem as problem:
        return told, problem.kind


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("A3,2019-01-01", "malformed_csv"),
        ("A3," + "x," * 30, "malformed_csv"),
        ('A3,"2019-01-01,Bologna', "malformed_csv"),
    ],
)
def test_a_broken_line_refuses_the_file_and_names_the_row(tmp_path: Path, line: str, kind: str) -> None:
    (tmp_path / "a.csv").write_text(text(GOOD, tmp_path / "x") + line + "\n", encoding="utf-8")
    problem = problem_of(tmp_path / "a.csv")
    assert problem.kind == kind and problem.values["row"] == "4"


JUNK = json.dumps([{"name": "a" * 20}] * 9_000).encode()
BYTES = [
    ("empty", b"", "empty"),
    ("blank", b" \r\n \n", "empty"),
    ("binary", b"\x00\x01\x02" * 500, "damaged"),
    ("half a character", b"\xff\xfe" + "Codice;Data".encode("utf-16-le") + b"\x41", "unrecognised"),
    ("undefined in Windows-1252", b"Colonna;Data\n\x81\x8d;x\n", "unrecognised"),
    ("JSON in one endless line", JUNK, "json"),
    ("one endless line", b"x" + JUNK, "damaged|unrecognised"),
    ("one endless cell", b'"' + b"x" * 200_000 + b'"\n', "damaged|unrecognised"),
    ("a PDF", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", "wrong_format"),
    ("a PNG", b"\x89PNG\r\n\x1a\n" + b"\0" * 90, "wrong_format"),
    ("a JPEG", b"\xff\xd8\xff\xe0" + b"\0" * 90, "wrong_format"),
    ("a cut workbook", b"PK\x03\x04" + b"\x11" * 3_000, "damaged"),
    ("an old container", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "damaged"),
    ("separators alone", b";;;\n;;;\n", "no_known_column"),
]


@pytest.mark.parametrize(("content", "kind"), [case[1:] for case in BYTES], ids=[case[0] for case in BYTES])
def test_what_is_no_table_is_refused_with_words(tmp_path: Path, content: bytes, kind: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(content)
    assert problem_of(path).kind in kind.split("|")


@pytest.mark.parametrize(
    ("inside", "words"),
    [("word/document.xml", "Word"), ("ppt/presentation.xml", "PowerPoint")],
)
def test_a_document_is_refused_by_its_name(tmp_path: Path, inside: str, words: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
        archive.writestr(inside, "ciao")
    problem = problem_of(tmp_path / "a.xlsx")
    assert problem.kind == "wrong_format" and words in problem.text("it")
    assert "Formato non ammesso" in problem.text("it") and "ODS e CSV" in problem.text("it")


LIBRARY_WORDS = ("invalid", "archive", "error", "expected", "unterminated", "binary", "zip")


@pytest.mark.parametrize("content", [b"PK\x03\x04" + b"\x11" * 3_000, b"\x00\x01\x02" * 500, JUNK])
def test_the_italian_sentence_holds_no_words_of_a_library(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    told = problem_of(tmp_path / "a.csv").text("it").lower()
    assert not any(word in told for word in LIBRARY_WORDS)


def test_copies_are_made_in_the_work_folder_and_leave_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A copy that a killed build leaves must lie where the next build clears."""
    path = write(tmp_path / "a.csv", activities({"province": "Forlì-Cesena"}), encoding="cp1252")
    (work := tmp_path / "work").mkdir()
    seen: list[Path] = []
    real = csv_file._table

    def looking(copy: Path, *rest: Any) -> Any:
        seen.append(copy)
        return real(copy, *rest)

    monkeypatch.setattr(csv_file, "_table", looking)
    assert read(path, work)[0].num_rows
    assert [copy.parent for copy in seen] == [work] and list(work.iterdir()) == []


@pytest.mark.parametrize("error", [PermissionError(13, "Permission denied"), FileNotFoundError(2, "No such file")])
def test_a_file_that_cannot_be_opened_is_refused_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    """Refused while its hash is taken, or later while it is read."""
    write(tmp_path / "a.csv", GOOD)
    write(tmp_path / "b.csv", GOOD)
    (tmp_path / "c.csv").symlink_to(tmp_path / "nothing")
    real = Path.open

    def refusing(path: Path, *arguments: Any, **options: Any) -> Any:
        if path.name == "a.csv":
            error.filename = str(path)
            raise error
        return real(path, *arguments, **options)

    probed = Probed(Sent("a.csv", tmp_path / "a.csv", ""), "csv")
    monkeypatch.setattr(Path, "open", refusing)
    files = list_files(tmp_path)
    assert [file.problem.kind if isinstance(file, Refused) else "" for file in files] == [
        "unreadable",
        "",
        "unreadable",
    ]
    for later in (recognised(tmp_path / "a.csv"), recognise_file(probed, load())):
        assert isinstance(later, Refused) and later.problem.kind == "unreadable"
        assert "non si può aprire" in later.problem.text("it")


def workbook(path: Path, cells: list[list[object]], sheet: str = "Attività", first: int = 0) -> Path:
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        book.add_worksheet("Istruzioni").write(0, 0, "Come compilare")
        page = book.add_worksheet(sheet)
        for place, row in enumerate(cells):
            page.write_row(first + place, 0, row)
    return path


def test_a_workbooks_cells_become_the_text_a_sender_would_type(tmp_path: Path) -> None:
    titles = list(GOOD[0])
    row = dict(GOOD[0]) | {"Data": datetime(2019, 3, 5), "Codice fiscale cooperativa": 123450371,
                           "Contenuto cooperativo": True, "Partecipanti": 12,
                           "Costo del servizio (euro)": 1250.5}  # fmt: skip
    gap: list[object] = [None] * len(titles)
    path = workbook(tmp_path / "a.xlsx", [titles, list(row.values()), gap, list(row.values())], first=2)
    found = rows_of(path)
    assert found["_row"] == [4, 6] and found["_sheet"] == ["Attività"] * 2
    told = {name: found[name][0] for name in ("date", "cooperative", "coop_content", "participants", "cost")}
    assert told == {"date": date(2019, 3, 5).isoformat(), "cooperative": "123450371", "coop_content": "sì",
                    "participants": "12", "cost": "1250,5"}  # fmt: skip


def test_a_column_marked_personal_is_not_even_read(tmp_path: Path) -> None:
    found = rows_of(write(tmp_path / "a.csv", activities({"promoter": "Maria Rossi"})))
    assert "promoter" not in found and "Maria Rossi" not in str(found)
