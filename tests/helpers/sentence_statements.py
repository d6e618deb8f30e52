"""Reads the figures out of the sentences of a page: its answer, and what an association can say aloud."""

import re
from collections.abc import Iterator, Sequence

from reads.slice import Slice
from tests.helpers.statements import COUNT, SPOKEN, Names, Statement, parsed, plain, several
from ui.style.theme import ASSOCIATIONS

Found = Iterator[tuple[str, str, str, Slice]]


def said_in_lead(page: str, text: str, names: Names) -> Iterator[Statement]:
    """The figures in a page's answer, by the messages that it is made of."""
    read = {"kpi": _of_one, "adozione": _adoption, "sinergia": _synergy, "associazioni": _reached,
            "competenze": _shortage}.get(page)  # fmt: skip
    for kpi, kind, told, whose in read(text, names) if read else ():
        yield Statement(page, kpi, whose, kind, told)
    if page == "territori":  # of the measure that the page shows first
        for one in parsed(names.words.t("; Italy is at {value}"), text):
            whose = names.chosen.at("IT")
            yield Statement(page, "coop_penetration", whose, "value", one["value"], common=True)


def _of_one(text: str, names: Names) -> Found:
    kpi = names.measure_in(plain(text).split(", ")[0])
    one = next(parsed(names.words.t("{name}, {place}: {value} ({when})."), text), None)
    if one:
        yield kpi, "value", one["value"], names.slice_in(one["place"]) or names.chosen
    message = names.words.t("The proposed path has {planned} by then: {status}.")
    for one in parsed(message, text):
        yield kpi, "status", one["status"], names.chosen


def _adoption(text: str, names: Names) -> Found:
    words = names.words
    count = several(words, "{place}, {day}: {count} cooperative assessed",
                    "{place}, {day}: {count} cooperatives assessed")  # fmt: skip
    for one in parsed(count, text):
        yield "coops_assessed", "value", one["count"], names.chosen
    for one in parsed(words.t("{share} are at specialist level or above"), text):
        share = one["share"].removeprefix("il ").removeprefix("l'").removeprefix("lo ")
        yield "maturity_specialist_plus", "value", share, names.chosen
    rose = words.t("among the {count} assessed at least twice by one tool mean maturity rose by {size} points")
    for one in parsed(rose, text):
        yield "maturity_gain", "value", one["size"], names.chosen
        yield "maturity_gain", COUNT, one["count"], names.chosen


def _synergy(text: str, names: Names) -> Found:
    words, part = names.words, names.chosen if names.chosen.breakdown == "association" else names.whole
    joint = several(words, "{count} joint action since the start of the agreement",
                    "{count} joint actions since the start of the agreement")  # fmt: skip
    for one in parsed(": " + joint, text):
        yield "joint_actions", "value", one["count"], part
    for one in parsed(words.t("referrals accepted: {share} of {count}"), text):
        yield "referral_acceptance", "value", one["share"], names.whole
        yield "referral_acceptance", COUNT, one["count"], names.whole


def _shortage(text: str, names: Names) -> Found:
    told = (
        "{place}, {when}: firms expected {value} of planned entries (hiring intentions, not vacancies) to be hard to "
        "fill"
    )
    for one in parsed(names.words.t(told), text):
        whose = names.slice_in(one["place"].rsplit(". ")[-1])
        yield "hard_to_fill_rate", "value", one["value"], whose or names.whole


def _reached(text: str, names: Names) -> Found:
    told = "{place}, {day}: active members that the PID have reached: {shares}; of all cooperatives {all}."
    for one in parsed(names.words.t(told), text):
        yield "coop_penetration", "value", one["all"], names.whole
        for code, name in ASSOCIATIONS.items():
            for share in re.findall(rf"{name} ([\d.,]+ ?%)", one["shares"]):
                yield "coop_penetration", "value", share, names.of_association(code)


def said_aloud(page: str, sentences: Sequence[str], names: Names) -> Iterator[Statement]:
    """The rates in the sentences of an association, each by its measure's own wording."""
    for text in sentences:
        for kpi, measure in names.measures.items():
            wording = names.words.pick(measure["spoken"])
            for one in parsed(wording, text) if wording else ():
                code = next((code for code, name in ASSOCIATIONS.items() if name == one["whose"]), "")
                kind, own, every = ("value", "count", "total") if "count" in one else (SPOKEN, "own", "all")
                yield Statement(page, kpi, names.of_association(code), kind, one[own])
                yield Statement(page, kpi, names.whole, kind, one[every])
