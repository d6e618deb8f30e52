"""How wide a text is drawn: room is kept beside an axis beforehand, since Plotly draws a figure anew to find it out."""

import html
import re
from collections.abc import Iterable

from ui.figures.base.typeface import advances

ABSENT = 1000  # thousandths of the size of type: signs that the face lacks come from another, where few are wider
SPARE = 1.06  # for the bold face, and for browsers that set letters on whole px


def width(text: str, size: int = 12) -> float:
    """Px of the longest line of a text of a figure, whose tags and entities are not drawn."""
    letters = advances()
    lines = (html.unescape(re.sub(r"<[^>]+>", "", line)) for line in text.split("<br>"))
    return max(sum(letters.get(letter, ABSENT) for letter in line) for line in lines) * size * SPARE / 1000


def widest(texts: Iterable[str], size: int = 12) -> int:
    """Px of the widest of some texts; 0 for none."""
    return round(max((width(text, size) for text in texts), default=0))
