"""What another release tells of a count when it lacks this count's sender: the whole told with it and without it.

Where both releases tell the whole to the same ten, everything that the missing file holds lies within nine units: an
association's whole file is eight cells of one, and each of them is known. No build sees the other release. The one in
which a part (a category, a territory) is missing altogether can be foreseen from true figures, and its whole too.
"""

from collections.abc import Sequence

import numpy as np

from etl.disclosure.audit import SumLaw
from etl.disclosure.cells import Flags, Floats, rounded
from etl.disclosure.counts import NONE, Counts, Places, Sums

# Such a bound counts as that much wider, for the distance that audit keeps is meant for bounds within one release. With
# it a count of 1 to 4 alone in its part always passes: nine units and these four are eight more than four.
LEEWAY = 4.0


def most_in_part(way: Sums, law: SumLaw, counts: Counts, hidden: Flags, base: int) -> Floats:
    """Of each count how large it can be as the step of its whole between two releases; infinite where none tells.

    The release without it hides a whole of 1 to 4, and tells any other: whatever else it hides is not foreseen.
    """
    most = np.full(len(counts.true), np.inf)
    parts = _told(way, law, counts, hidden)
    whole = way.whole[way.group[parts]]
    rest = counts.true[whole] - counts.true[parts]
    least = rounded(rest, base) - base // 2
    most[parts] = np.where(rest >= base / 2, counts.high[whole] - least + LEEWAY, np.inf)
    return most


def wholes_behind(
    ways: Sequence[tuple[Sums, SumLaw]], counts: Counts, hidden: Flags, bound: Floats, marked: Flags, base: int
) -> Places:
    """The told wholes whose step is what bounds a marked count."""
    found = [np.zeros(0, dtype=np.int64)]
    for way, law in ways:
        most = most_in_part(way, law, counts, hidden, base)
        binds = np.flatnonzero(marked & np.isfinite(most) & (most <= bound))
        found.append(way.whole[way.group[binds]])
    return np.unique(np.concatenate(found))


def _told(way: Sums, law: SumLaw, counts: Counts, hidden: Flags) -> Places:
    """The parts, more than nothing, of told wholes that parts make up exactly."""
    exact = (law.at_most & law.at_least)[way.measure] & ~hidden[counts.cell[way.whole]]
    exact &= np.isfinite(counts.high[way.whole])
    inside = (way.group != NONE) & (counts.true > 0)
    return np.flatnonzero(inside & np.append(exact, False)[way.group])
