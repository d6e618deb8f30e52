"""A part of the method page as data: a title and lines, each with its term and shape; and its HTML."""

from dataclasses import dataclass

from markupsafe import Markup

from ui.style import html


@dataclass(frozen=True)
class Item:
    """One line of a section: a text, with the term that it explains and that term's shape where there is one."""

    text: str
    term: str = ""
    glyph: str = ""


@dataclass(frozen=True)
class Section:
    """A part of the page: its title and its lines, and the name that a link leads to it by, where there is one."""

    title: str
    items: tuple[Item, ...]
    anchor: str = ""


def section_html(section: Section) -> Markup:
    """A heading and a list of lines; a term is set off, its shape is hidden from screen readers."""
    return html.render("term_list.html", title=section.title, items=section.items, anchor=section.anchor)
