"""Do the two networks work together? The answer in one sentence, and where nothing moves."""

from collections.abc import Sequence
from datetime import date

from reads.figure_index import Cell, Cells
from texts.labels import feed_names
from texts.translator import Words

AWAITED = "pid_activity|good_practice"


def do_they_work_together(
    here: Cells, reuses: Sequence[Cell], place: str, association: tuple[str, str], as_of: date, words: Words
) -> str:
    """Joint actions, active provinces, accepted referrals, practices reused; what is missing is said to be missing.

    ``here``: figures of the territory. ``reuses``: adoptions of practices recorded in it. ``association``: code and
    name, or ('', ''); what is not told by association is then told of all together, in a sentence of its own.
    """
    code, name = association
    part = ("association", code) if code else ("total", "")
    joint = here.latest("joint_actions", *part)
    practices = (
        _practices(here.latest("good_practices", *part), [row for row in reuses if row["association"] == code], words)
        if code
        else _reused(here.latest("practices_reused"), words)
    )
    own = [_joint(joint, words), practices]
    whole = [_provinces(here.latest("provinces_with_synergy"), words),
             _accepted(here.latest("referral_acceptance"), words)]  # fmt: skip
    known = [row for row in (joint, here.latest("good_practices", *part)) if row is not None]
    if not known and not any(whole) and not practices:
        why = words.t("awaiting data: {feeds}", feeds=feed_names(AWAITED, words))
        return words.t("{place}, {day}: no data ({why}).", place=place, day=words.day(as_of), why=why)
    day = words.day(max(row["month"] for row in known) if known else as_of)
    if not code:
        said = "; ".join(one for one in (own[0], *whole, own[1]) if one)
        return words.t("{place}, {day}: {said}.", place=place, day=day, said=said)
    said = "; ".join(one for one in own if one)
    first = words.t("{place}, {name}, {day}: {said}.", place=place, name=name, day=day, said=said)
    rest = "; ".join(one for one in whole if one)
    return first + (" " + words.t("All associations together: {said}.", said=rest) if rest else "")


def _joint(row: Cell | None, words: Words) -> str:
    if row is None or row["value"] is None:
        why = words.sign("" if row is None else row["sign"])[1]
        return words.t("joint actions: {why}", why=why)
    return words.n(
        "{count} joint action since the start of the agreement",
        "{count} joint actions since the start of the agreement",
        row["value"],
    )


def _provinces(row: Cell | None, words: Words) -> str:
    """Nothing for a province: the share is of provinces."""
    if row is None or row["value"] is None:
        return ""
    return words.n(
        "{count} province of {of} with at least one joint action in the last 12 months",
        "{count} provinces of {of} with at least one joint action in the last 12 months",
        row["numerator"],
        of=words.number(row["denominator"]),
    )


def _accepted(row: Cell | None, words: Words) -> str:
    if row is None:
        return ""
    if row["value"] is None:
        return words.t("referrals accepted: {why}", why=words.sign(row["sign"])[1])
    share = words.figure(row, "percent")
    return words.t("referrals accepted: {share} of {count}", share=share, count=words.number(row["denominator"]))


def _reused(row: Cell | None, words: Words) -> str:
    if row is None or not row["denominator"]:
        return ""
    return _of_practices(row["numerator"], row["denominator"], words)


def _practices(row: Cell | None, reuses: Sequence[Cell], words: Words) -> str:
    if row is None or not row["value"]:
        return ""
    return _of_practices(len({(one["practice_id"], one["from_province"]) for one in reuses}), row["value"], words)


def _of_practices(reused: float, recorded: float, words: Words) -> str:
    return words.n(
        "{count} good practice of {of} reused in another province",
        "{count} good practices of {of} reused in another province",
        reused,
        of=words.number(recorded),
    )


def where_nothing_moves(places: Sequence[Cell], place: str, words: Words) -> list[str]:
    """Regions and provinces without a joint action in the last 12 months, as far as it is published.

    ``places``: rows of ``reads.synergy.places`` of the regions and provinces looked at, with ``name``. How many
    provinces of a region were active is published; which they are only where none was, or where a zero is told.
    """
    shares = _of(places, "provinces_with_synergy", "region")
    known = [row for row in shares if row["value"] is not None]
    if not known:
        return [words.t("No data on joint actions by province.")]
    idle = [row for row in known if row["numerator"] == 0]
    partly = [row for row in known if 0 < row["numerator"] < row["denominator"]]
    said = []
    if not idle and not partly:
        told = words.t("{place}: every province had a joint action in the last 12 months.", place=place)
        if len(known) < len(shares):  # of some regions alone nothing is said of the whole
            told = words.t("Every province had a joint action in the last 12 months in: {names}.",
                           names=_names(known, words))  # fmt: skip
        said.append(told)
    if idle:
        said.append(words.t("No province had one in the last 12 months: {names}.", names=_names(idle, words)))
    if partly:
        parts = [
            words.t(
                "{name} {count} of {of}", name=row["name"], count=words.number(row["denominator"] - row["numerator"]),
                of=words.number(row["denominator"]),
            )
            for row in partly
        ]  # fmt: skip
        said.append(words.t("Provinces without one, by region: {parts}.", parts=words.list_of(parts)))
    actions = _of(places, "joint_actions", "province")
    never = [row for row in actions if row["value"] == 0 and row["sign"] == ""]
    if never:
        said.append(words.t("None since the start of the agreement: {names}.", names=_names(never, words)))
    hidden = sum(row["sign"] == "*" for row in actions)
    if hidden:
        said.append(
            words.n(
                "{count} province has a suppressed number of actions: that is not none.",
                "{count} provinces have a suppressed number of actions: that is not none.",
                hidden,
            )
        )
    absent = [row for row in shares if row["value"] is None]
    if absent:
        said.append(words.t("No data: {names}.", names=_names(absent, words)))
    return said


def _of(places: Sequence[Cell], kpi: str, level: str) -> list[Cell]:
    return [row for row in places if row["kpi"] == kpi and row["territory_level"] == level]


def _names(rows: Sequence[Cell], words: Words) -> str:
    return words.list_of([row["name"] for row in rows])
