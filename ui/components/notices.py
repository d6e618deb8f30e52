"""What a reader must know before or beside the figures: notices of a page, banners of the whole dashboard."""

from typing import Literal

from ui.style import html

Role = Literal["note", "status", "alert"]


def notice(text: str, role: Role = "note") -> None:
    """A framed sentence. ``role`` is its ARIA role: ``status`` and ``alert`` are read out when they appear."""
    html.show("notice.html", text=text, role=role)


def banner(glyph: str, text: str) -> None:
    """A sentence about all figures of every page, with a sign in front."""
    html.show("banner.html", glyph=glyph, text=text)
