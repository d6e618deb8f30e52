"""Facts side by side: a name, a large value and a note below it."""

from collections.abc import Sequence
from dataclasses import dataclass

from ui.style import html


@dataclass(frozen=True)
class Fact:
    """One fact. ``value`` and ``note`` are left out where None; a note may be Markup that holds a badge."""

    name: str
    value: str | None = None
    note: str | None = None


def facts(every: Sequence[Fact]) -> None:
    """Draw facts in a grid, as many in a row as fit."""
    html.show("facts.html", facts=every)
