"""Text of a figure in the little HTML that Plotly reads: bold, coloured, small. Every text is escaped here.

A line break is ``<br>`` between two of these; no other tag is written anywhere else in a figure.
"""

import html

HOVER_TEXT = "%{hovertext}<extra></extra>"  # a hover template: the hover text alone, without the trace's name
HOVER_LABEL = "%{label}<extra></extra>"
HOVER_DATA = "%{customdata}<extra></extra>"


def safe(text: object) -> str:
    """A text as literal text: escaped, and `$` too, which starts a formula where MathJax is loaded."""
    return html.escape(str(text), quote=True).replace("$", "&#36;")


def shorten(text: object, longest: int) -> str:
    """A text cut to `longest` characters (ellipsis included), then escaped."""
    name = str(text)
    return safe(name if len(name) <= longest else name[: longest - 1].rstrip() + "…")


def bold(text: object, longest: int = 0) -> str:
    """A text, escaped and in bold; cut to `longest` characters unless that is 0."""
    return f"<b>{shorten(text, longest) if longest else safe(text)}</b>"


def coloured(text: object, colour: str) -> str:
    """A text, escaped, in a colour `#rrggbb`."""
    return f"<span style='color:{colour}'>{safe(text)}</span>"


def small(text: object) -> str:
    """A text, escaped, in the size of a note beside a label."""
    return f"<span style='font-size:11px'>{safe(text)}</span>"
