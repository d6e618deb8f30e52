"""The result of a skills scenario in one sentence: what is left in its last year, and when the gap closes."""

from collections.abc import Mapping

from kpi.scenario import Assumptions
from texts.translator import Words
from ui.figures.lines.scenario_band import ScenarioYear


def scenario_sentence(
    gap: float, assumed: Assumptions, last: ScenarioYear, close: Mapping[str, float | None], words: Words
) -> str:
    """``last``: the last year; ``close``: years until the gap closes, None for never."""
    return _left(gap, assumed, last, words) + _closing(close["high"], close["low"], words)


def _left(gap: float, assumed: Assumptions, last: ScenarioYear, words: Words) -> str:
    least, most = (words.value(end, "number", 0) for end in (last["least"], last["most"]))
    years = words.value(last["year"], "years")
    left = words.t("After {years}, {amount} of the {gap} would be left", amount=most, years=years,
                   gap=words.value(gap, "number", 0))  # fmt: skip
    if least != most:
        left = words.t(
            "After {years}, from {least} to {most} of the {gap} would be left", least=least, most=most, years=years,
            gap=words.value(gap, "number", 0),
        )  # fmt: skip
    if assumed.arrivals:
        each = words.number(assumed.arrivals)
        left += words.t(" (with {each} more each year)", each=each)
    return left


def _closing(soonest: float | None, latest: float | None, words: Words) -> str:
    """When the gap closes under the high assumption and under the low one."""
    if soonest is None:
        return words.t("; the gap never closes: its net yearly pace is not positive, so the years to close it "
                       "are undefined.")  # fmt: skip
    quick = words.value(soonest, "years", 1)
    if latest is None:
        return words.t(
            "; the gap closes in {quick} under the high assumption and never under the low one, whose net pace is not "
            "positive.",
            quick=quick,
        )
    slow = words.value(latest, "years", 1)
    if quick == slow:
        return words.t("; the gap closes in {quick}.", quick=quick)
    return words.t("; the gap closes in {quick} to {slow}.", quick=words.number(soonest, 1), slow=slow)
