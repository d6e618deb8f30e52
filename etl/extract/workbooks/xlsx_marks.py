"""Errors, percent formats, formulas without a value and hidden rows of an XLSX, from the XML of its sheets."""

from collections.abc import Collection, Mapping
from pathlib import Path
from posixpath import join, normpath
from xml.etree import ElementTree
from zipfile import ZipInfo

from etl.extract.limits import ELEMENTS, MB
from etl.extract.workbooks.sheet_marks import PERCENT_FORMATS, SheetMarks, is_percent
from etl.extract.workbooks.xlsx_cells import scan
from etl.extract.workbooks.zip_parts import expand
from etl.messages import FileProblem

BOOK, RELATIONS, STYLES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"
SMALL_MB = 64  # of the parts that are read whole: no workbook has that many sheets or styles


def marks_of(
    path: Path, parts: Collection[ZipInfo], notable: Collection[str] | None = None
) -> Mapping[str, SheetMarks]:
    """The marks of each sheet by its name. ``notable``: the parts worth looking at, None for all.

    Raises FileProblem damaged, and what expanding raises.
    """
    found = {part.filename: part for part in parts}
    try:
        percents = _percent_styles(_tree(path, found, STYLES))
        sheets = _sheets(_tree(path, found, BOOK), _tree(path, found, RELATIONS))
    except ElementTree.ParseError as error:
        raise FileProblem("damaged") from error
    lower = {name.lower(): part for name, part in found.items()}
    marks = {}
    for name, place in sheets.items():
        part = lower.get(place.lower())
        if part and (percents or notable is None or part.filename in notable):
            try:
                marks[name] = scan(path, part, percents)
            except ValueError as error:  # a row or a column whose number is none
                raise FileProblem("damaged") from error
    return marks


def _tree(path: Path, found: Mapping[str, ZipInfo], name: str) -> ElementTree.Element:
    part = found.get(name)
    if part is None:
        return ElementTree.Element("none")
    return small_tree(path, part)


def small_tree(path: Path, part: ZipInfo) -> ElementTree.Element:
    """The XML of a part that is read whole. Raises FileProblem damaged where it is too large for that."""
    if part.file_size > SMALL_MB * MB:
        raise FileProblem("damaged")
    content = b"".join(expand(path, part))
    if content.count(b"<") + content.count(b"=") > ELEMENTS:
        raise FileProblem("damaged")
    return ElementTree.fromstring(content)  # noqa: S314 - the guard has refused entities


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _sheets(book: ElementTree.Element, relations: ElementTree.Element) -> dict[str, str]:
    """The part of each sheet by the sheet's name."""
    targets = {item.get("Id", ""): item.get("Target", "") for item in relations}
    found = {}
    for element in book.iter():
        if _local(element) == "sheet":
            key = next((text for title, text in element.attrib.items() if title.endswith("}id")), "")
            target = targets.get(key, "")
            found[element.get("name", "")] = target[1:] if target.startswith("/") else normpath(join("xl", target))
    return found


def _percent_styles(styles: ElementTree.Element) -> frozenset[bytes]:
    """The numbers of the cell styles that show percentages."""
    formats = {element.get("numFmtId"): element.get("formatCode", "") for element in styles.iter()
               if _local(element) == "numFmt"}  # fmt: skip
    known = {str(number) for number in PERCENT_FORMATS if str(number) not in formats}
    known |= {number for number, code in formats.items() if number and is_percent(code)}
    cells = next((element for element in styles if _local(element) == "cellXfs"), ())
    used = [element.get("numFmtId", "0") for element in cells]
    return frozenset(str(place).encode() for place, number in enumerate(used) if number in known)
