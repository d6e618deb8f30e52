"""Workbooks: no cell lies where the guard has not looked, and every cell is told where it stands."""

import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.check import check
from etl.extract import limits
from etl.extract.statistics.observation import cell_column
from etl.extract.workbooks import workbook, workbook_guard, zip_parts
from tests.helpers.inboxes import COOPS, activities, write
from tests.helpers.workbooks import WRITERS, xlsx

PLAIN = ('<c\nr="{}"/>', '<c r="{}"><v>1</v></c>', '<c r="{}" t="s"><v>1</v></c>', '<c r="{}"/>')
ODD = ("<c r='{}'/>", '<c  r="{}"/>', '<c s="1" r="{}"/>', '<x:c r="{}"/>', "<c/>", "<c><v>{}</v></c>")
HARMLESS = '<cols><col min="1"/></cols><x14:cfRule/><is><t>alle 9:30 !</t></is>'
COLUMNS, ROWS = st.sampled_from([1, 25, 26, 27, 200, 16_384]), st.sampled_from([1, 99_999, 100_000, 740_740, 1_048_576])
CELL = st.tuples(st.sampled_from(PLAIN), COLUMNS, ROWS)


def book(path: Path, sheet: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(workbook_guard.XLSX, "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", f"<sheetData>{sheet}</sheetData>")
    return path


@settings(max_examples=60, deadline=None)
@given(cells=st.lists(CELL, max_size=6), odd=st.none() | st.sampled_from(ODD), piece=st.integers(8, 90), data=st.data())
def test_only_a_sheet_whose_cells_all_say_that_they_are_near_is_opened_at_once(
    tmp_path_factory: pytest.TempPathFactory, cells: list[tuple[str, int, int]], odd: str | None, piece: int,
    data: st.DataObject,
) -> None:  # fmt: skip
    """Wherever the pieces that are searched one by one happen to end."""
    written = [form.format(f"{cell_column(column - 1)}{row}") for form, column, row in cells]
    if odd:
        written.insert(data.draw(st.integers(0, len(written))), odd.format("B2"))
    path = book(tmp_path_factory.mktemp("book") / "a.xlsx", HARMLESS + "".join(written))
    columns, rows = max([26, *(cell[1] for cell in cells)]), max([99_999, *(cell[2] for cell in cells)])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(zip_parts, "CHUNK", piece)
        assert workbook_guard.look(path).near is (not odd and columns * rows <= limits.CELLS)


def test_an_entity_is_seen_wherever_a_piece_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for piece in range(2, 40, 3):
        monkeypatch.setattr(zip_parts, "CHUNK", piece)
        for encoding in ("utf-8", "utf-16-le"):
            path = book(tmp_path / "a.xlsx", "")
            with zipfile.ZipFile(path, "a") as archive:
                archive.writestr("xl/sharedStrings.xml", '<a/><!DOCTYPE x [<!ENTITY a "b">]>'.encode(encoding))
            with pytest.raises(workbook_guard.FileProblem) as caught:
                workbook_guard.look(path)
            assert caught.value.kind == "workbook_entities"


@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize(("above", "before"), [(0, 0), (3, 0), (0, 2), (4, 3)])
@pytest.mark.parametrize("at_once", [2, 500])
def test_cells_are_told_where_they_stand_however_many_are_read_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, form: str, above: int, before: int, at_once: int
) -> None:
    monkeypatch.setattr(workbook, "ROWS_AT_ONCE", at_once)
    table: list[list[object]] = [
        ["Nome", "Valore"],
        ["a", "uno"],
        ["b", 12],
        ["", ""],
        ["c", 2.5],
        ["d", True],
    ]
    cells = [[""] * (before + 2)] * above + [[""] * before + row for row in table]
    (sheet,) = workbook.sheets(WRITERS[form](tmp_path / "a", "Dati", cells))
    assert [list(row) for row in sheet.head[: above + 2]] == [[*map(str, row)] for row in cells[: above + 2]]
    found = sheet.rows(above, {"name": before, "value": before + 1}, {"name": ",", "value": ","}).to_pydict()
    numbers = [above + place for place in (2, 3, 5, 6)]
    assert found == {"_row": numbers, "name": ["a", "b", "c", "d"], "value": ["uno", "12", "2,5", "sì"]}


def test_files_that_are_read_ahead_keep_their_turn(tmp_path: Path) -> None:
    """The next file is read while one is judged: each verdict is its own file's, and the first to tell a row has it."""
    rows = activities(*({"coop": coop} for coop in COOPS[:3]))
    cells = [list(rows[0]), *(list(row.values()) for row in rows)]
    paths = [
        xlsx(tmp_path / "b.xlsx", "Attività", cells[:3]), tmp_path / "absent.csv", write(tmp_path / "a.csv", rows),
        write(tmp_path / "broken.csv", [{"Titolo": "x"}]), xlsx(tmp_path / "c.xlsx", "Attività", cells),
    ]  # fmt: skip
    verdicts = check(paths)
    assert [verdict.file.sent.path for verdict in verdicts] == paths
    assert [verdict.problem is None for verdict in verdicts] == [True, False, True, False, True]
    told = [(verdict.read, verdict.accepted, verdict.duplicate) for verdict in verdicts]
    assert told == [(2, 2, 0), (0, 0, 0), (3, 1, 2), (0, 0, 0), (3, 0, 3)]
    assert [(row["of_file"], row["of_row"]) for row in verdicts[4].duplicates] == [
        ("b.xlsx", 2), ("b.xlsx", 3), ("a.csv", 4)
    ]  # fmt: skip
    assert check([]) == []
