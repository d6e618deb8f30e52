"""The outlook of a measure: whether its target will be met on its day, by the probability that the projection gives."""

from dataclasses import dataclass

LIKELY, OPEN, UNLIKELY = "likely", "open", "unlikely"
OUTLOOKS = (UNLIKELY, OPEN, LIKELY)


@dataclass(frozen=True)
class OutlookRules:
    """A target is likely to be met from the probability ``likely`` on, unlikely below ``unlikely``, open between."""

    likely: float
    unlikely: float


def outlook_of(probability: float | None, rules: OutlookRules) -> str | None:
    """The outlook of a target that is met with this probability; None where nothing is projected.

    >>> [outlook_of(chance, OutlookRules(2 / 3, 1 / 3)) for chance in (0.9, 2 / 3, 0.5, 1 / 3, 0.1, None)]
    ['likely', 'likely', 'open', 'open', 'unlikely', None]
    """
    if probability is None:
        return None
    if probability >= rules.likely:
        return LIKELY
    return OPEN if probability >= rules.unlikely else UNLIKELY
