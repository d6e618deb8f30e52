"""The sentence about one measure's change between two releases, in Italian or English: figures, change, causes."""

from collections.abc import Sequence
from decimal import Decimal

from kpi.change_records import ENDS, Change, End, Part, endpoint
from kpi.compare import PARTS, SUPPRESSED
from texts.translator import N_, Words

DEMONSTRATION = "demonstration"
STATES = {
    "compared": N_("{measure}, {place}: from {before} ({day_before}) to {after} ({day_after}), {change}"),
    "same": N_("{measure}, {place}: {after} ({day_after}), unchanged"),
    "appeared": N_("{measure}, {place}: {after} ({day_after}); no figure before"),
    "gone": N_("{measure}, {place}: no figure now; before {before} ({day_before})"),
    "suppressed": N_(
        "{measure}, {place}: before {before} ({day_before}), now {after} ({day_after}); the change is not computed"
    ),
    "absent": N_("{measure}, {place}: no figure"),
}
CAUSES = {
    "new_period": N_("for the new period"),
    "revision": N_("for revised data"),
    "definition": N_("for a changed definition or computation"),
    "unseparated": N_("for causes that the published figures cannot tell apart"),
}
STATUSES = {
    "reached": N_("reached"),
    "on_track": N_("on track"),
    "slightly_late": N_("slightly late"),
    "late": N_("late"),
    "to_review": N_("target to be reviewed"),
    "not_assessable": N_("not assessable"),
    "too_few_points": N_("too few points"),
    "no_target": N_("no target"),
}
# A figure with its unit, and a change of one where that is written otherwise.
UNITS = {
    "number": N_("{n}"),
    "percent": N_("{n}%"),
    "euro": N_("€{n}"),
    "score": N_("{n}"),
    "years": N_("{n} years"),
    "per100": N_("{n} per 100"),
    "persons": N_("{n}"),
}
CHANGES = {
    "percent": N_("{n} percentage points"),
    "score": N_("{n} points"),
    "euro": N_("{n} €"),
}


def sentence(row: Change, measure: str, place: str, unit: str, words: Words) -> str:
    """The sentence about one row of ``kpi.compare.compare``.

    ``measure``, ``place``: names in the language of ``words``. ``unit``: as in the catalogue. Amounts are written to
    the hundredth, so the parts add up to the change as written.
    """
    values = {"measure": measure, "place": place, "change": signed(row["change"], unit, words)}
    for end in ENDS:
        values[end] = shown(row, end, unit, words)
        values[f"day_{end}"] = words.day(endpoint(row, end)["as_of"])
    state, moved = row["state"], [name for name in PARTS if row[name]]
    unchanged = state == "compared" and not moved and row["as_of_before"] == row["as_of_after"]
    why = "" if unchanged else _why(row, moved, unit, words)
    parts = [words.t(STATES["same" if unchanged else state], **values) + why]
    if row["judgement_before"] != row["judgement_after"] and state == "compared":
        statuses = {end: _status(endpoint(row, end)["judgement"], words) for end in ENDS}
        rules = words.t(" (the rules of judging changed too)") if row["rejudged"] else ""
        parts.append(words.t("Status: from “{before}” to “{after}”", **statuses) + rules)
    if row["replanned"]:
        parts.append(_plan(row, unit, words))
    kinds = {row["figure_status_before"], row["figure_status_after"]}
    if DEMONSTRATION in kinds and len(kinds) > 1 and state == "compared":
        parts.append(words.t("Caution: only one of the two figures is demonstration data"))
    return ". ".join(parts) + "."


def shown(row: Change, end: End, unit: str, words: Words) -> str:
    """The figure of one end (``before`` or ``after``) with its unit; a word where it is suppressed or missing."""
    figure = endpoint(row, end)
    if figure["sign"] == SUPPRESSED:
        return words.p("figure", "suppressed")
    if figure["amount"] is None:
        return words.no_data
    return words.t(UNITS[unit], n=amount(figure["amount"], words))


def signed(cents: int | None, unit: str, words: Words) -> str:
    """A change in hundredths with its sign and unit, as ``+3,5 punti percentuali``; '' for None."""
    return "" if cents is None else words.t(CHANGES.get(unit, UNITS[unit]), n=amount(cents, words, sign=True))


def amount(cents: int, words: Words, *, sign: bool = False) -> str:
    """Whole hundredths as a number with at most two decimals, none where they are zero."""
    text = words.number(Decimal(cents) / 100)
    return f"+{text}" if sign and cents > 0 else text


def _why(row: Change, moved: Sequence[Part], unit: str, words: Words) -> str:
    if not moved:
        return ""
    if len(moved) == 1:
        return words.t(", all of it {part}", part=words.t(CAUSES[moved[0]]))
    parts = [f"{signed(row[name], unit, words)} {words.t(CAUSES[name])}" for name in moved]
    return words.t(", of which {parts}", parts=", ".join(parts))


def _plan(row: Change, unit: str, words: Words) -> str:
    goals: dict[str, str] = {}
    for end in ENDS:
        figure = endpoint(row, end)
        goal, due = figure["goal"], figure["due_on"]
        if goal is None:
            goals[end] = words.t("none")
        else:
            day = "" if due is None else words.day(due)
            goals[end] = words.t("{goal} by {day}", goal=words.t(UNITS[unit], n=amount(goal, words)), day=day)
    if not row["target"]:
        return words.t("The plan changed: target from {before} to {after}", **goals)
    return words.t(
        "The plan changed: target from {before} to {after}; at the same date it foresees {target} against the "
        "former plan",
        target=signed(row["target"], unit, words),
        **goals,
    )


def _status(status: str | None, words: Words) -> str:
    return words.no_data if status is None else words.t(STATUSES[status])
