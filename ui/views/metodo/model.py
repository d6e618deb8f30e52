"""What the method page is made of: sections of lines, each with its term and shape."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Item:
    """One line of a section: a text, with the term that it explains and that term's shape where there is one."""

    text: str
    term: str = ""
    glyph: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page: its title and its lines."""

    title: str
    items: tuple[Item, ...]
