"""The national State-aid register's XML, read as a stream: one row an instrument, memory bounded, no person kept."""

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pyarrow as pa
from lxml import etree

from catalogue import load
from etl.checks import DIGITS, organisation_tax_code
from etl.extract.clean_xml import CleanStream, first_element
from etl.extract.sheet import Sheet
from etl.fold import fold
from etl.names import is_cooperative
from etl.personal import PERSON_TAX_CODE
from etl.problem import FileProblem

FEED, ROOT, AWARD, COMPONENT, INSTRUMENT = (
    "state_aid_award", "LISTA_AIUTI", "AIUTO", "COMPONENTE_AIUTO", "STRUMENTO_AIUTO",
)  # fmt: skip
HEAD = [ROOT, AWARD, COMPONENT, INSTRUMENT]
DEMONSTRATION = "DEMO-"
BATCH_ROWS = 20_000
MOST_NODES = 200_000  # in one award: a file that never closes one must not fill the memory
# Nothing is fetched, nothing is expanded, and libxml2's own limits stay on.
SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}
DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2}|\d{2}/\d{2}/\d{4})(?:[T ][\d:.]+)?\s*(?:Z|[+-]\d{2}:?\d{2})?\s*")


def is_state_aid(path: Path) -> bool:
    """Whether the file is XML of the register: its root is a list of awards, or awards themselves.

    Raises FileProblem ``entities`` for XML that declares a document type, which no file of the register does.
    """
    name = first_element(path)
    if name == "!DOCTYPE" and _is_xml(path):
        raise FileProblem("entities")
    return name in (ROOT, AWARD)


def _is_xml(path: Path) -> bool:
    """A web page declares a document type too, and is no XML."""
    with path.open("rb") as file:
        head = file.read(4096).replace(b"\0", b"").lower()
    return b"<!doctype html" not in head


def fits(sheet: Sheet, header: int) -> bool:
    """Whether a sheet's head is the one that this reader gives."""
    return list(sheet.head[header]) == HEAD


def rows(sheet: Sheet, header: int) -> pa.Table:
    """The awards as ``sheets`` reads them: text columns named after the feed's fields, and _row."""
    return sheet.rows(header, {}, {})


def sheets(path: Path) -> list[Sheet]:
    """The file's one sheet. Its ``notes`` are filled while its rows are read."""
    notes: list[str] = []

    def rows(header: int, columns: dict[str, int], decimals: dict[str, str], coded: Collection[str] = ()) -> pa.Table:
        return _table(path, notes)

    return [Sheet(name="", head=[HEAD], rows=rows, notes=notes)]


def _table(path: Path, notes: list[str]) -> pa.Table:
    """Text columns named after the feed's fields, and _row: the place of the instrument in the file, from 1.

    Raises FileProblem: ``damaged_xml`` where not one award could be read, ``entities``.
    """
    names = [field.name for field in load().feeds[FEED].fields]
    schema = pa.schema([("_row", pa.int64()), *((name, pa.string()) for name in names)])
    batches, waiting, broken = [], [], None
    with path.open("rb") as file:
        stream = CleanStream(file, ROOT if first_element(path) == AWARD else "")
        try:
            for number, row in enumerate(_rows(stream), start=1):
                waiting.append({"_row": number} | row)
                if len(waiting) == BATCH_ROWS:
                    batches.append(pa.RecordBatch.from_pylist(waiting, schema))
                    waiting = []
        except etree.XMLSyntaxError as error:
            broken = error if _is_broken(error) else None
    table = pa.Table.from_batches([*batches, pa.RecordBatch.from_pylist(waiting, schema)], schema)
    if broken is not None:
        if table.num_rows == 0:
            raise FileProblem("damaged_xml")
        notes.append(f"cut={table.num_rows} {broken.lineno or 0}")
    if stream.removed:
        notes.append(f"forbidden={stream.removed}")
    return table


def _is_broken(error: etree.XMLSyntaxError) -> bool:
    """Whether anything but a namespace is wrong: a prefix that nobody declared loses nothing."""
    return not error.error_log or any(not entry.type_name.startswith("NS_") for entry in error.error_log)


def _rows(stream: CleanStream) -> Iterator[dict[str, str]]:
    """The rows of each award as soon as it is closed; what was read is let go of."""
    nodes = 0
    for event, element in etree.iterparse(
        stream, events=("start", "end"), remove_comments=True, remove_pis=True, **SAFE
    ):
        if event == "start":
            if nodes == 0 and element.getroottree().docinfo.internalDTD is not None:
                raise FileProblem("entities")
            nodes += 1
            if nodes > MOST_NODES:
                raise FileProblem("damaged_xml")
        elif _name(element) == AWARD:
            yield from _award(element)
            _let_go(element)
            nodes = 1


def _let_go(element: Any) -> None:
    """Empty the element and drop what came before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _award(award: Any) -> Iterator[dict[str, str]]:
    """One row an instrument; an award without any still has one, so that it is counted."""
    own = _texts(award)
    shared = _shared(own)
    part = 0
    for component in _within(award, COMPONENT):
        code = _texts(component).get("ID_COMPONENTE_AIUTO", "")
        for instrument in _within(component, INSTRUMENT):
            part += 1
            yield shared | {"part": str(part), "component": code} | _chosen(_texts(instrument))
    if part == 0:
        yield shared | {"part": "1"}


def _shared(own: dict[str, str]) -> dict[str, str]:
    """What all rows of an award have in common. A person's code or name goes no further than this function."""
    row = _chosen(own)
    code = own.get("CODICE_FISCALE_BENEFICIARIO", "").replace(" ", "").upper()
    valid = organisation_tax_code(code) if len(code) == DIGITS and code.isdigit() else None
    person = re.fullmatch(PERSON_TAX_CODE, code) is not None
    row["beneficiary"] = valid or ""
    row["beneficiary_kind"] = "organizzazione" if valid else "persona" if person else "altro"
    row["beneficiary_name"] = _cooperative_name(row.get("beneficiary_name", ""), code)
    row["granted_on"] = _day(row.get("granted_on", ""))
    row["region"] = _region(row.get("beneficiary_region", ""))
    row["origin"] = "dimostrativo" if row.get("cor", "").startswith(DEMONSTRATION) else "reale"
    return row


def _cooperative_name(text: str, code: str) -> str:
    """The name of what must be a cooperative, else '': beside letters, as a person's code has them, none is kept."""
    organisation = not code or code.removeprefix("IT").isdigit()
    return " ".join(text.split()) if organisation and is_cooperative(text) else ""


def _chosen(texts: dict[str, str]) -> dict[str, str]:
    """The texts that the feed keeps, under its fields; a tag's present name goes before its older ones."""
    return {
        field: next(texts[tag] for tag in tags if tag in texts) for field, tags in _tags() if set(tags) & set(texts)
    }


@cache
def _tags() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each field that is an element of the file, and the names it has had."""
    fields = load().feeds[FEED].fields
    return tuple((field.name, (field.title, *field.aliases)) for field in fields if not field.folded)


def _texts(element: Any) -> dict[str, str]:
    """The texts of the elements directly below; of several with one name all, separated by ';'."""
    found: dict[str, str] = {}
    for child in element:
        if len(child) == 0 and child.text and child.text.strip():
            name, text = _name(child), child.text.strip()
            found[name] = f"{found[name]};{text}" if name in found else text
    return found


def _within(element: Any, name: str) -> Iterator[Any]:
    return (inner for inner in element.iter() if _name(inner) == name)


def _name(element: Any) -> str:
    """The name without namespace or prefix, whichever of them the file declares."""
    return _bare(str(element.tag))


@lru_cache(maxsize=256)
def _bare(tag: str) -> str:
    """A file has few tags and millions of elements; one that invents tags fills no memory."""
    return re.split(r"[}:]", tag)[-1]


def _day(text: str) -> str:
    """The day alone; what is no day is left for the contract to refuse."""
    found = DAY.fullmatch(text)
    return found[1] if found else text


@cache
def _region(text: str) -> str:
    """The code of the one region that is named, '' for none or several."""
    codes = _codes(text)
    return codes.pop() if len(codes) == 1 else ""


def regions_named(text: str) -> list[str]:
    """The codes of all known regions that are named, one or several, in their own order."""
    return sorted(_codes(text) - {""})


def _codes(text: str) -> set[str]:
    """The code of each part, '' for one that is no region's; a bilingual name is one part."""
    found = _region_code(text)
    return {found} if found else {_region_code(part) for part in re.split(r"[;,|/\n]", text) if part.strip()}


def _region_code(text: str) -> str:
    return _regions().get(fold(text), "")


@cache
def _regions() -> dict[str, str]:
    """Every folded spelling of a region and its code."""
    lists = load().code_lists
    regions = {row[0] for row in lists["territories"].rows if row[1] == "region"}
    written = [*lists["territories"].spellings, *((row[0], row[1]) for row in lists["territory_aliases"].rows)]
    return {fold(text): code for text, code in written if code in regions}
