"""SQL kept in ``.sql`` files beside the code: loads them and fills their named slots (``$slot``), never with text.

What files or people wrote is bound as a parameter (``?`` or ``$1``) and never fills a slot.
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from string import Template

NAME = re.compile(r"[a-z_][a-z0-9_]*")
HEADING = re.compile(r"^-- name: ([a-z_][a-z0-9_]*)$", re.MULTILINE)


class SlotError(ValueError):
    """A slot without a value, a value without a slot, or a value that is neither a name nor ``Sql``."""


class Sql(str):
    """SQL written by the product's code or catalogue, which may fill a slot unchanged."""

    __slots__ = ()


class _SlotTemplate(Template):
    """``$slot`` with lower-case names; ``$1`` stays a parameter of the query."""

    flags = re.NOFLAG
    pattern = (
        r"\$(?:(?P<escaped>\$)|(?P<named>[a-z_][a-z0-9_]*)|\{(?P<braced>[a-z_][a-z0-9_]*)\}|(?P<invalid>(?![0-9])))"  # type: ignore[assignment]
    )


def identifier(name: str) -> Sql:
    """The name of a table or column in quotes. Raises SlotError unless it is lower-case letters, digits and ``_``."""
    if not NAME.fullmatch(name):
        raise SlotError(f"no name of a table or column: {name!r}")
    return Sql(f'"{name}"')


def literal(text: object) -> Sql:
    """A text of the catalogue as an SQL literal; what files hold is bound as a parameter instead."""
    return Sql("'" + str(text).replace("'", "''") + "'")


def numeral(value: int | float) -> Sql:
    """A number of the product as SQL writes it."""
    return Sql(repr(value))


def columns(names: Iterable[str], table: str = "") -> Sql:
    """The names as a list of columns, each of ``table`` where one is given."""
    prefix = f"{identifier(table)}." if table else ""
    return Sql(", ".join(prefix + identifier(name) for name in names))


def joined(parts: Iterable[Sql], separator: str) -> Sql:
    """Pieces of SQL with ``separator`` between them: ``, ``, `` AND ``, `` UNION ALL ``. Raises SlotError for text."""
    return Sql(separator.join(_trusted("part", part) for part in parts))


def fill(text: str, /, **slots: str) -> Sql:
    """The text with every slot filled: with ``Sql`` as it is, with any other text as the quoted name that it must be.

    Raises SlotError for a slot without a value, a value without a slot, and a text that is no name.
    """
    template = _SlotTemplate(text)
    wanted = set(template.get_identifiers())
    if wanted != slots.keys():
        missing, unknown = sorted(wanted - slots.keys()), sorted(slots.keys() - wanted)
        raise SlotError(f"slots without a value: {missing}, values without a slot: {unknown}")
    return Sql(template.substitute({name: _trusted(name, value) for name, value in slots.items()}))


def _trusted(slot: str, value: str) -> Sql:
    if isinstance(value, Sql):
        return value
    try:
        return identifier(value)
    except SlotError as error:
        raise SlotError(f"slot {slot}: {error}") from error


@cache
def read_sql(path: Path) -> str:
    """The text of one ``.sql`` file."""
    return path.read_text(encoding="utf-8")


@cache
def queries(module: str) -> Mapping[str, str]:
    """The queries of the ``.sql`` file that lies beside a module (its ``__file__``), by the names in their headings.

    A heading is a line ``-- name: query_name``; comments before the first one belong to the file. Raises SlotError
    for a name that comes twice and a file without any.
    """
    path = Path(module).with_suffix(".sql")
    _, *parts = HEADING.split(read_sql(path))
    found = {name: text.strip() for name, text in zip(parts[::2], parts[1::2], strict=True)}
    if not found or len(found) < len(parts) // 2:
        raise SlotError(f"{path.name}: no query, or two of one name")
    return found
