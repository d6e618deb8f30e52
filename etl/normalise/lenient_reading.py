"""The result of reading a text of a list's column: its code, a notice where it was corrected, or candidates."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """``value``: the code, None where none is meant. ``notice``: a key of texts.messages.warning_messages.WARNINGS.

    ``taken``: what the text was read as. ``candidates``: what it may mean where that cannot be known.
    """

    value: object
    notice: str | None = None
    taken: str | None = None
    candidates: str | None = None
