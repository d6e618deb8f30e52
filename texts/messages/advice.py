"""A message in two sentences: what is wrong and what to do about it."""

from typing import NamedTuple


class Advice(NamedTuple):
    """Two messages, marked with ``N_``; ``{placeholders}`` may stand in either."""

    what: str
    fix: str
