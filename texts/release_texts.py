"""What sentences take from the release that is read: the names of its codes, and the numbers that they quote."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class CodeName:
    """One entry of a code list in both languages, short where the list has short names; ``part`` of the list or ''."""

    it: str
    en: str
    part: str = ""

    def of(self, language: str) -> str:
        """The name in ``it`` or ``en``."""
        return self.it if language == "it" else self.en


@dataclass(frozen=True)
class ReleaseTexts:
    """Equal and hashable by the release's id, so that it can be part of a cache key.

    ``names``: of each code list its entries by code, in the list's order. ``interval``: the share of the times that a
    projection's band holds, 0 to 1. ``recent_months``: the months whose steps a projection goes by;
    ``pace_months``: those that the recent pace is the mean of. ``small_base``:
    a share or mean of fewer units is no extreme and is not projected. ``rounding``: confidential counts are published
    to the nearest multiple of it.
    """

    release: str
    names: Mapping[str, Mapping[str, CodeName]] = field(default_factory=dict, compare=False)
    interval: float = field(default=0.0, compare=False)
    recent_months: int = field(default=0, compare=False)
    pace_months: int = field(default=0, compare=False)
    small_base: int = field(default=0, compare=False)
    rounding: int = field(default=1, compare=False)


NO_RELEASE = ReleaseTexts("")  # before the first one is published: every code stands for itself
