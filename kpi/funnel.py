"""Limits of a funnel plot: how far a share or a rate of few units lies from the whole by chance alone.

A small province is often the first or the last of a ranking because it is small. Around the figure of the whole, the
limits of a base of n units are quantiles of the binomial distribution (shares) or of Poisson's (counts per so many),
interpolated between whole counts so that they fall smoothly with n (Spiegelhalter 2005, Statistics in Medicine 24).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

WARNING, ALARM = 0.95, 0.998
INSIDE, OUTSIDE, FAR = "inside", "outside", "far"
Chances = Callable[[float, float], Iterator[float]]


@dataclass(frozen=True)
class Limits:
    """The limits of one base, as shares of its units: those of 95 % and of 99.8 % of what chance gives."""

    base: float
    low: float
    high: float
    far_low: float
    far_high: float

    def place(self, share: float) -> str:
        """INSIDE what chance gives, OUTSIDE it (fewer than 5 in 100), or FAR (fewer than 2 in 1,000)."""
        if share < self.far_low or share > self.far_high:
            return FAR
        return OUTSIDE if share < self.low or share > self.high else INSIDE


def binomial(base: float, share: float) -> Iterator[float]:
    """The chances of 0, 1, 2, … successes out of ``base`` where each has the chance ``share``."""
    n = round(base)
    odds, miss = log(share), log(1 - share)
    for k in range(n + 1):
        yield exp(lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1) + k * odds + (n - k) * miss)


def poisson(base: float, share: float) -> Iterator[float]:
    """The chances of 0, 1, 2, … events where ``share`` of them is expected for each of ``base`` units."""
    mean = base * share
    for k in range(int(mean + 12 * mean**0.5 + 40)):
        yield exp(k * log(mean) - mean - lgamma(k + 1))


def limits(base: float, share: float, chances: Chances) -> Limits:
    """The limits of a base of units around ``share``, the figure of the whole (of a rate: events for each unit).

    Nothing varies where the whole has none or, of a share, all.
    """
    if share <= 0 or (chances is binomial and share >= 1):
        return Limits(base, share, share, share, share)
    wanted = [(1 - ALARM) / 2, (1 - WARNING) / 2, (1 + WARNING) / 2, (1 + ALARM) / 2]
    far_low, low, high, far_high = (count / base for count in _quantiles(wanted, chances(base, share)))
    return Limits(base, low, high, far_low, far_high)


def _quantiles(wanted: Sequence[float], chances: Iterator[float]) -> list[float]:
    """Counts below which the ``wanted`` parts of all cases lie, interpolated; never below none."""
    found: list[float] = []
    below, count = 0.0, -1
    for count, chance in enumerate(chances):
        while len(found) < len(wanted) and below + chance >= wanted[len(found)]:
            found.append(max(0.0, count - (below + chance - wanted[len(found)]) / chance))
        if len(found) == len(wanted):
            return found
        below += chance
    return [*found, *[float(max(count, 0))] * (len(wanted) - len(found))]
