"""The marks of a workbook's sheets, whatever its format; see sheet_marks."""

from collections.abc import Mapping
from pathlib import Path

from etl.extract.workbooks import ods_marks, xls_marks, xlsb_marks, xlsx_marks
from etl.extract.workbooks.sheet_marks import SheetMarks
from etl.extract.workbooks.workbook_guard import Looked


def marks_of(path: Path, looked: Looked | None) -> Mapping[str, SheetMarks]:
    """The marks of each sheet by its name; one that has none may be left out. ``looked``: of a ZIP, None for an XLS.

    Raises FileProblem: damaged, too_many_cells.
    """
    if looked is None:
        return xls_marks.marks_of(path)
    parts = {part.filename: part for part in looked.parts}
    if xlsx_marks.BOOK in parts:
        return xlsx_marks.marks_of(path, looked.parts, looked.notable)
    if xlsb_marks.BOOK in parts:
        return xlsb_marks.marks_of(path, parts)
    return ods_marks.marks_of(path, parts[ods_marks.CONTENT]) if ods_marks.CONTENT in parts else {}
