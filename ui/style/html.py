"""Small pieces of HTML. Every text that enters one is escaped here, wherever it came from."""

from html import escape
from pathlib import Path
from urllib.parse import quote, urlencode

from texts.translator import Words
from ui.style.theme import BADGES, STATUSES, Theme

STYLE = Path(__file__).resolve().parent / "pages.css"


def text(value: object) -> str:
    """A value as text inside HTML."""
    return escape(str(value), quote=True)


def link(page: str, parameters: dict[str, str]) -> str:
    """The address of a page with parameters, as an attribute value."""
    query = urlencode(parameters, quote_via=quote)
    return escape(f"{page}?{query}" if query else page, quote=True)


def badge(status: str, words: Words, theme: Theme) -> str:
    """A figure's status: shape, word and colour."""
    glyph, word = BADGES[status]
    style = f"color:{theme.badges[status]};background:{theme.badge_grounds[status]}"
    return f'<span class="badge" style="{style}"><span aria-hidden="true">{glyph}</span> {text(words.t(word))}</span>'


def judgement(status: str, words: Words, theme: Theme) -> str:
    """A measure's status beside its plan: glyph, word and colour."""
    glyph, word = STATUSES[status]
    style = f"color:{theme.statuses[status]}"
    return (
        f'<span class="judgement" style="{style}"><span aria-hidden="true">{glyph}</span> {text(words.t(word))}</span>'
    )


def stylesheet(theme: Theme) -> str:
    """The rules of ui/style/pages.css with the colours of a theme."""
    colours = {
        "main": theme.main,
        "text": theme.text,
        "muted": theme.muted,
        "grid": theme.grid,
        "surface": theme.surface,
        "badges-demonstration": theme.badges["demonstration"],
        "badge-grounds-demonstration": theme.badge_grounds["demonstration"],
    }
    root = ";".join(f"--{name}:{value}" for name, value in colours.items())
    return f"<style>:root{{{root}}}\n{STYLE.read_text(encoding='utf-8')}</style>"
