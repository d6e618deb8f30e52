"""How wide a text is drawn: room is kept beside an axis beforehand, since Plotly draws a figure anew to find it out."""

import html
import re
from collections.abc import Iterable

# Thousandths of the size of type, by the widths of Helvetica (Adobe's metrics of the standard fonts); others 556.
NARROW = {"i": 222, "j": 222, "l": 222, "'": 191, "|": 260}
SLIM = dict.fromkeys(" .,:;!/\\I[]tf\u00a0", 278) | dict.fromkeys("()r-`", 333)
BROAD = dict.fromkeys("ABEKPSVXY&", 667) | dict.fromkeys("CDHNRUw", 722) | dict.fromkeys("GOQ", 778)
BROADEST = {"m": 833, "M": 833, "W": 944, "%": 889, "@": 1015, "…": 1000, "→": 1000, "€": 556, "F": 611, "T": 611}
WIDTHS = NARROW | SLIM | BROAD | BROADEST
OTHER = 556
SPARE = 1.06  # the reader's own font may run a little wider


def width(text: str, size: int = 12) -> float:
    """Px of the longest line of a text of a figure, whose tags and entities are not drawn."""
    lines = (html.unescape(re.sub(r"<[^>]+>", "", line)) for line in text.split("<br>"))
    return max(sum(WIDTHS.get(letter, OTHER) for letter in line) for line in lines) * size * SPARE / 1000


def widest(texts: Iterable[str], size: int = 12) -> int:
    """Px of the widest of some texts; 0 for none."""
    return round(max((width(text, size) for text in texts), default=0))
