"""Notices about a page's figures and banners about all figures of the dashboard."""

from typing import Literal

from ui.style import html

Role = Literal["note", "status", "alert"]


def notice(text: str, role: Role = "note") -> None:
    """A framed sentence. ``role`` is its ARIA role: ``status`` and ``alert`` are read out when they appear."""
    html.show("notice.html", text=text, role=role)


def banner(glyph: str, text: str, role: Role = "note") -> None:
    """A sentence about all figures of the dashboard, with a sign in front unless ``glyph`` is empty."""
    html.show("banner.html", glyph=glyph, text=text, role=role)
