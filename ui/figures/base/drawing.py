"""A Plotly figure as the plain data it is sent as: drawn with Plotly's names, without its checks at every step.

Plotly's own objects check each property again whenever another is added, which took most of the time of a page. Here
traces and notes are dictionaries; ``data`` and ``layout`` give Plotly's checked objects to whoever asks, as every test
of a figure does.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import plotly.graph_objects as go
from plotly.basedatatypes import BaseFigure

from texts.translator import NBSP
from ui.figures.base.text_width import widest

Mark = dict[str, Any]  # what Plotly is handed: a trace, a note, settings of an axis


def scatter(**properties: Any) -> Mark:
    """A trace of points or lines."""
    return {"type": "scatter", **properties}


def bar(**properties: Any) -> Mark:
    """A trace of bars."""
    return {"type": "bar", **properties}


def heatmap(**properties: Any) -> Mark:
    """A trace of cells."""
    return {"type": "heatmap", **properties}


def sankey(**properties: Any) -> Mark:
    """A trace of flows."""
    return {"type": "sankey", **properties}


def writing(texts: Sequence[str], x: Sequence[Any], y: Sequence[Any], side: str, font: Mark) -> Mark:
    """A trace of texts, each beside its point: drawn several times faster than as many annotations.

    ``side``: left or right, where a text stands of its point; NBSP keeps it off. ``font`` may hold a colour for each.
    """
    spaced = ["<br>".join(NBSP + line + NBSP for line in text.split("<br>")) for text in texts]
    return scatter(
        name="writing", mode="text", x=list(x), y=list(y), text=spaced, textposition=f"middle {side}", textfont=font,
        hoverinfo="skip", cliponaxis=False,
    )  # fmt: skip


class Drawing(BaseFigure):  # type: ignore[misc]
    """One figure. A BaseFigure, so that Streamlit sends it as it is instead of checking it anew."""

    def __init__(self, **layout: Any) -> None:
        self._marks: list[Mark] = []
        self._look: Mark = layout

    def add_trace(self, mark: Mark) -> None:
        """Put a trace over those before it."""
        self._marks.append(mark)

    def add_annotation(self, note: Mark | None = None, **properties: Any) -> None:
        """Write something; no arrow unless one is asked for."""
        self._add("annotations", {"showarrow": False} | (note or {}) | properties)

    def add_shape(self, **properties: Any) -> None:
        """Draw a rectangle, line or circle."""
        self._add("shapes", properties)

    def add_vline(self, x: Any, **properties: Any) -> None:
        """An upright line from the bottom to the top of the plot."""
        self.add_shape(type="line", x0=x, x1=x, y0=0, y1=1, xref="x", yref="y domain", **properties)

    def add_vrect(self, x0: Any, x1: Any, fillcolor: str) -> None:
        """An upright band behind everything."""
        self.add_shape(
            type="rect", x0=x0, x1=x1, y0=0, y1=1, xref="x", yref="y domain", fillcolor=fillcolor, line={"width": 0},
            layer="below",
        )  # fmt: skip

    def update_layout(self, **properties: Any) -> None:
        """Change settings of the whole figure."""
        self._look |= properties

    def keep_left(self, texts: Iterable[str], standoff: int = 0) -> int:
        """Keep room for the names of the vertical axis, which stand ``standoff`` px away from it; returns its px."""
        margin = self._look["margin"]
        room: int = max(margin.get("l", 0), widest(texts) + standoff + 8)
        self._look["margin"] = margin | {"l": room}
        return room

    def update_xaxes(self, **properties: Any) -> None:
        """Change settings of the horizontal axis."""
        self._look["xaxis"] = self._look.get("xaxis", {}) | properties

    def update_yaxes(self, **properties: Any) -> None:
        """Change settings of the vertical axis."""
        self._look["yaxis"] = self._look.get("yaxis", {}) | properties

    def _add(self, name: str, mark: Mark) -> None:
        self._look.setdefault(name, []).append(mark)

    def to_dict(self) -> Mark:
        """The figure as it is sent."""
        return {"data": self._marks, "layout": self._look}

    @property
    def checked(self) -> go.Figure:
        """Plotly's own figure. Raises ValueError for what Plotly does not know."""
        return go.Figure(self.to_dict())

    @property
    def data(self) -> Any:
        """The traces as Plotly's objects."""
        return self.checked.data

    @property
    def layout(self) -> Any:
        """The layout as Plotly's object."""
        return self.checked.layout
