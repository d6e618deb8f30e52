"""HTML from the templates of ui/style/templates/: every value is escaped by the engine, none by the caller.

A template's line breaks and indentation are layout of the file and are not output; a space that a reader needs stands
within a line. A value that is HTML already (``Markup``, as `render` returns it) is inserted unchanged.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from markupsafe import Markup

from texts.translator import Words
from ui.style.theme import BADGES, STATUSES, Theme

FOLDER = Path(__file__).resolve().parent
SHEETS = ("frame.css", "pages.css", "board.css", "territories.css", "paper.css")
LINE_END = re.compile(r"\s*\n\s*")


class JoinedLines(Extension):
    """Removes line breaks and the indentation around them from the literal parts of a template."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of a template; expressions and tags pass unchanged."""
        for token in stream:
            literal = token.type == "data"
            yield Token(token.lineno, token.type, LINE_END.sub("", token.value)) if literal else token


# A missing value is an error, not an empty place. Templates are compiled once per process.
TEMPLATES = Environment(
    autoescape=True,
    undefined=StrictUndefined,
    extensions=[JoinedLines],
    loader=FileSystemLoader(FOLDER / "templates"),
    auto_reload=False,
    cache_size=-1,
)


def render(template: str, **values: Any) -> Markup:
    """A template (its path below ui/style/templates/, with ending) filled with ``values``, each escaped.

    Raises jinja2.UndefinedError for a value that the template needs and does not get.
    """
    return Markup(TEMPLATES.get_template(template).render(values))  # noqa: S704 - escaped by the environment


def call(template: str, macro: str, *values: Any) -> Markup:
    """A macro of a template called with ``values``, each escaped: quicker than `render`, for parts that come often."""
    filled: Markup = getattr(TEMPLATES.get_template(template).module, macro)(*values)
    return filled


def show(template: str, **values: Any) -> None:
    """Put a filled template on the page."""
    st.html(str(render(template, **values)))


def load_templates() -> None:
    """Compile every template, so that no reader waits for it; raises jinja2.TemplateSyntaxError for a wrong one."""
    for name in TEMPLATES.list_templates():
        TEMPLATES.get_template(name)


@cache
def badge(status: str, words: Words, theme: Theme) -> Markup:
    """A figure's status (a key of BADGES): shape, word and colour."""
    glyph, word = BADGES[status]
    return call("macros.html", "badge", glyph, words.t(word), theme.badges[status], theme.badge_grounds[status])


@cache
def judgement(status: str, words: Words, theme: Theme) -> Markup:
    """A measure's status beside its plan (a key of STATUSES): glyph, word and colour."""
    glyph, word = STATUSES[status]
    return call("macros.html", "judgement", glyph, words.t(word), theme.statuses[status])


def link(address: str, label: str) -> Markup:
    """A link to another page of the dashboard, opened in the same tab; ``address`` as of `page_address`."""
    return call("macros.html", "link", address, label)


def page_address(page: str, parameters: dict[str, str]) -> str:
    """The relative address of a page with parameters, percent-encoded; the template escapes it as an attribute."""
    query = urlencode(parameters, quote_via=quote)
    return f"{page}?{query}" if query else page


@cache
def stylesheet(theme: Theme) -> Markup:
    """The style element with the rules of the style sheets and the colours of a theme as custom properties."""
    colours = {
        "main": theme.main,
        "text": theme.text,
        "muted": theme.muted,
        "grid": theme.grid,
        "late": theme.late,
        "band-ground": theme.masthead,
        "focus": theme.text,
        "background": theme.background,
        "surface": theme.surface,
        "badges-demonstration": theme.badges["demonstration"],
        "badge-grounds-demonstration": theme.badge_grounds["demonstration"],
    }
    root = ";".join(f"--{name}:{value}" for name, value in colours.items())
    rules = "\n".join((FOLDER / name).read_text(encoding="utf-8") for name in SHEETS)
    # CSS of our own files: in a style element nothing is unescaped, so nothing may be escaped
    return render("stylesheet.html", rules=Markup(f":root{{{root}}}\n{rules}"))  # noqa: S704
