"""Awards of the State-aid register as lxml reads them, element by element; award_reader must give the same rows."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any, Protocol

from lxml import etree

from catalogue import load
from etl.extract import limits
from etl.messages import FileProblem

FEED, ROOT, AWARD, COMPONENT, INSTRUMENT = (
    "state_aid_award", "LISTA_AIUTI", "AIUTO", "COMPONENTE_AIUTO", "STRUMENTO_AIUTO",
)  # fmt: skip
COMPONENT_CODE = "ID_COMPONENTE_AIUTO"
MOST_NODES = 200_000  # in one award: a file that never closes one must not fill the memory
# Nothing is fetched, nothing is expanded, and libxml2's own limits stay on.
SAFE = {"resolve_entities": False, "no_network": True, "huge_tree": False, "load_dtd": False}

Raw = tuple[str | None, ...]  # the texts of one row, in the order of ``raw_fields``; None where the award has none


class Source(Protocol):
    """What lxml reads from."""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, b'' at the end only."""


def raw_fields() -> tuple[str, ...]:
    """The columns of a raw row: the place of the instrument in its award, then what the elements say."""
    return ("part", *(field for field, _ in _tags()))


def walk(source: Source) -> Iterator[Raw]:
    """The rows of each award as soon as it is closed; elements that were read are freed.

    Raises FileProblem ``entities`` for a document type and ``damaged_xml`` for an award of too many elements;
    lxml's XMLSyntaxError where the XML breaks off, after the rows of all whole awards. An undeclared prefix is
    no error.
    """
    parser = etree.iterparse(source, events=("start", "end"), remove_comments=True, remove_pis=True, **SAFE)
    try:
        yield from _awards(parser)
    except etree.XMLSyntaxError:
        # The parser's own log: an error's may hold what other files of this process had.
        if not parser.error_log or any(not entry.type_name.startswith("NS_") for entry in parser.error_log):
            raise


def _awards(parser: Any) -> Iterator[Raw]:
    nodes = held = 0
    for event, element in parser:
        if event == "start":
            if nodes == 0 and element.getroottree().docinfo.internalDTD is not None:
                raise FileProblem("entities")
            nodes += 1
            if nodes > MOST_NODES:
                raise FileProblem("damaged_xml")
        elif _name(element) == AWARD:
            yield from _award(element)
            _free(element)
            nodes, held = 1, 0
        else:
            held += len(element.text or "")
            if held > limits.AWARD_MB * limits.MB:
                raise _too_much_text()


def _too_much_text() -> FileProblem:
    return FileProblem("too_much_text", {"limit": limits.AWARD_MB, "cell": limits.AWARD_MB})


def _free(element: Any) -> None:
    """Empty the element and drop what came before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _award(award: Any) -> Iterator[Raw]:
    """One row an instrument; an award without any has a row of part 0, so that it is counted."""
    shared, names = _chosen(_texts(award)), raw_fields()
    part, length = 0, sum(map(len, shared.values()))
    for component in _within(award, COMPONENT):
        code = _texts(component).get(COMPONENT_CODE, "")
        for instrument in _within(component, INSTRUMENT):
            part += 1
            if part * length > limits.AWARD_MB * limits.MB:  # each of its rows repeats the award's texts
                raise _too_much_text()
            row = shared | {"part": str(part), "component": code} | _chosen(_texts(instrument))
            yield tuple(map(row.get, names))
    if part == 0:
        yield tuple(map((shared | {"part": "0"}).get, names))


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
