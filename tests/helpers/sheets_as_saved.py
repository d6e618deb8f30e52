"""An ODS with the cells of which no writer at hand makes any: as LibreOffice saves them."""

import zipfile
from collections.abc import Sequence
from html import escape
from pathlib import Path

MIME = "application/vnd.oasis.opendocument.spreadsheet"
SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
) + ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'  # fmt: skip
# Cells by what they are; {} is what the cell shows, or its number.
ODS_CELLS = {
    "text": '<table:table-cell office:value-type="string"><text:p>{}</text:p></table:table-cell>',
    "number": '<table:table-cell office:value-type="float" office:value="{0}"><text:p>{0}</text:p></table:table-cell>',
    "percent": '<table:table-cell office:value-type="percentage" office:value="{}"/>',
    "error": '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value=""'
    ' calcext:value-type="error"><text:p>{}</text:p></table:table-cell>',
    "never": '<table:table-cell table:formula="of:=SUM([.A1:.A3])"/>',
    "none": "<table:table-cell/>",
}


def ods(path: Path, rows: Sequence[Sequence[object]], sheet: str = "Dati") -> Path:
    """A workbook of one sheet; a cell that begins with ``<`` is one of ``ODS_CELLS``, filled."""
    lines = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    rest = (
        f'<table:table-row table:number-rows-repeated="{1_048_576 - len(rows)}"><table:table-cell/></table:table-row>'
    )
    return saved(path, lines + rest, sheet)


def saved(path: Path, table: str, sheet: str = "Dati") -> Path:
    """A workbook whose one sheet is this XML."""
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {SPACES} office:version="1.3"><office:body>'
        f'<office:spreadsheet><table:table table:name="{sheet}">{table}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", MIME)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return path


def _cell(cell: object) -> str:
    if isinstance(cell, str) and cell.startswith("<"):
        return cell
    if cell in ("", None):
        return ODS_CELLS["none"]
    return ODS_CELLS["number" if isinstance(cell, (int, float)) else "text"].format(escape(str(cell)))
