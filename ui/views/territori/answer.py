"""Sentences about one measure across territories: statuses, highest, lowest, Italy, and missing figures."""

from collections.abc import Iterable, Mapping, Sequence

from reads.cross_section import ComparedFigure
from reads.measures import Measure
from reads.rates import RATE
from reads.records import SUPPRESSED, Figure, Value
from texts.periods import period_text
from texts.translator import Words
from ui.content.missing_figures import Missing, why_missing
from ui.content.status_summary import GOOD, TO_REVIEW
from ui.figures.base.canvas import amount, with_value
from ui.style.theme import STATUSES

JUDGED = (*GOOD, "slightly_late", "late", TO_REVIEW)


def comparison(
    rows: Sequence[ComparedFigure], italy: Figure | None, measure: Measure, names: Mapping[str, str], words: Words, *,
    place: str,
) -> str:  # fmt: skip
    """How many territories are on the plan, the highest, the lowest, Italy, and how many have no figure.

    ``place``: the slice that it speaks of.

    Only for ``places`` of which one has a figure, be it suppressed; for others see `no_figure`.
    """
    known = sorted(with_value(rows), key=lambda row: -amount(row))
    hidden = sum(row["sign"] == SUPPRESSED for row in rows)
    absent = len(rows) - len(known) - hidden
    if not known:
        return words.n(
            "{place}: no territory has a figure that may be told: {count} is suppressed for confidentiality.",
            "{place}: no territory has a figure that may be told: {count} are suppressed for confidentiality.",
            hidden, place=place,
        )  # fmt: skip
    unit, when = measure["unit"], f"{place}, {_when(known[0], measure, words)}"
    if len(known) == 1:
        return _alone(known[0], measure, names, when, _without(hidden, absent, words), words)
    judged = [row["judgement"] for row in known if row["judgement"] in JUDGED]
    parts = []
    if judged:
        good, late, review = sum(one in GOOD for one in judged), judged.count("late"), judged.count(TO_REVIEW)
        told = words.t("{when}: in none of {count} territories is the indicator reached or on track", when=when,
                       count=len(judged))  # fmt: skip
        if good:
            told = words.n(
                "{when}: in {count} territory of {all} the indicator is reached or on track",
                "{when}: in {count} territories of {all} the indicator is reached or on track",
                good, when=when, all=len(judged),
            )  # fmt: skip
        slight = len(judged) - good - late - review
        if slight:
            told += words.n("; in {count} it is slightly late", "; in {count} it is slightly late", slight)
        if late:
            told += words.n("; in {count} it is late", "; in {count} it is late", late)
        if review:
            told += words.n("; in {count} the target is to be reviewed", "; in {count} the target is to be reviewed",
                            review)  # fmt: skip
        parts.append(told + ".")
    # a share of provinces is no sample; of a published statistic the base is not counted here
    ours = measure["confidential"] and measure["kind"] in {"share", "mean", RATE}
    least = words.release.small_base
    firm = [row for row in known if not (ours and row["denominator"] is not None and row["denominator"] < least)]
    small = len(known) - len(firm)
    if len(firm) > 1:
        first, last = firm[0], firm[-1]
        top = words.t("{name} ({value})", name=names[first["territory"]], value=words.figure(first, unit))
        low = words.t("{name} ({value})", name=names[last["territory"]], value=words.figure(last, unit))
        said = _range(low, top, measure["kind"] == RATE, "" if judged else when, words)
        if italy is not None and italy["value"] is not None:
            said += words.t("; Italy is at {value}", value=words.figure(italy, unit))
        parts.append(said + ".")
    if small:
        parts.append(
            words.n(
                "{count} rests on fewer than {base} units and is left out here.",
                "{count} rest on fewer than {base} units and are left out here.",
                small,
                base=least,
            )
        )
    said = " ".join([*parts, *_without(hidden, absent, words)])
    return said[:1].upper() + said[1:]


def _range(low: str, top: str, rate: bool, when: str, words: Words) -> str:
    """From the lowest to the highest; ``when``: '' where the sentence before says it."""
    ends = {"low": low, "top": top}
    if rate and when:
        return words.t("{when}: per 1,000 active cooperatives the figures run from {low} to {top}", when=when, **ends)
    if rate:
        return words.t("Per 1,000 active cooperatives the figures run from {low} to {top}", **ends)
    if when:
        return words.t("{when}: the figures run from {low} to {top}", when=when, low=low, top=top)
    return words.t("The figures run from {low} to {top}", low=low, top=top)


def no_figure(measure: Measure, rows: Iterable[Value], place: str, breakdown: str, words: Words) -> str:
    """The reason why no territory has a figure. ``rows``: one category of the measure everywhere."""
    if measure["places_why"].it:
        return words.t("{name}: neither regions nor provinces. {why}", name=words.pick(measure["name"]),
                       why=words.pick(measure["places_why"]))  # fmt: skip
    lacking: Missing = {"sign": "", "breakdowns": measure["breakdowns"], "feeds": measure["feeds"],
                        "known_elsewhere": any(row["value"] is not None for row in rows)}  # fmt: skip
    said, reason = why_missing(lacking, breakdown, words)
    why = f"{said} ({reason})" if reason else said
    return words.t("{name}, {place}: {why}.", name=words.pick(measure["name"]), place=place, why=why)


def _alone(
    row: ComparedFigure, measure: Measure, names: Mapping[str, str], when: str, rest: list[str], words: Words
) -> str:
    """The figure of the only territory that has one, and its status where it has one."""
    given = {"when": when, "name": names[row["territory"]], "value": words.figure(row, measure["unit"])}
    said = words.t("{when}: only {name} has a figure ({value}).", **given)
    judged = row["judgement"]
    if judged in JUDGED:
        status = words.t(STATUSES[judged][1])
        said = words.t("{when}: only {name} has a figure ({value}): {status}.", status=status, **given)
    return " ".join([said[:1].upper() + said[1:], *rest])


def _when(row: ComparedFigure, measure: Measure, words: Words) -> str:
    return words.no_data if row["as_of"] is None else period_text(row["as_of"], measure["period"], words)


def _without(hidden: int, absent: int, words: Words) -> list[str]:
    """How many territories have no figure, by reason."""
    said = []
    if hidden:
        said.append(
            words.n("{count} is suppressed for confidentiality.", "{count} are suppressed for confidentiality.", hidden)
        )
    if absent:
        said.append(words.n("{count} has no data.", "{count} have no data.", absent))
    return said
