"""Do the two networks work together? The answer in one sentence, and where nothing moves."""

from datetime import date

import pandas as pd

from ui.names import feed_names
from ui.rows import records
from ui.words import Words

AWAITED = "pid_activity|good_practice"


def latest(figures: pd.DataFrame, kpi: str, breakdown: str = "total", category: str = "") -> pd.Series | None:
    """The last figure of a measure (rows of ``reads.synergy.figures``) in one category; None where there is none."""
    own = figures[
        (figures["kpi"] == kpi) & (figures["breakdown"] == breakdown) & (figures["category"] == category)
    ].sort_values("month")
    return own.iloc[-1] if len(own) else None


def do_they_work_together(
    figures: pd.DataFrame, reuses: pd.DataFrame, place: str, association: tuple[str, str], as_of: date, words: Words
) -> str:
    """Joint actions, active provinces, accepted referrals, practices reused; what is missing is said to be missing.

    ``figures``: of the territory alone. ``reuses``: adoptions of practices recorded in it. ``association``: code and
    name, or ('', ''); what is not told by association is then told of all together, in a sentence of its own.
    """
    code, name = association
    part = ("association", code) if code else ("total", "")
    joint = latest(figures, "joint_actions", *part)
    practices = (
        _practices(latest(figures, "good_practices", *part), reuses[reuses["association"] == code], words)
        if code
        else _reused(latest(figures, "practices_reused"), words)
    )
    own = [_joint(joint, words), practices]
    whole = [_provinces(latest(figures, "provinces_with_synergy"), words),
             _accepted(latest(figures, "referral_acceptance"), words)]  # fmt: skip
    known = [row for row in (joint, latest(figures, "good_practices", *part)) if row is not None]
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


def _joint(row: pd.Series | None, words: Words) -> str:
    if row is None or pd.isna(row["value"]):
        why = words.sign("" if row is None else row["sign"])[1]
        return words.t("joint actions: {why}", why=why)
    return words.n(
        "{count} joint action since the start of the agreement",
        "{count} joint actions since the start of the agreement",
        row["value"],
    )


def _provinces(row: pd.Series | None, words: Words) -> str:
    """Nothing for a province: the share is of provinces."""
    if row is None or pd.isna(row["value"]):
        return ""
    return words.n(
        "{count} province of {of} with at least one joint action in the last 12 months",
        "{count} provinces of {of} with at least one joint action in the last 12 months",
        row["numerator"],
        of=words.number(row["denominator"]),
    )


def _accepted(row: pd.Series | None, words: Words) -> str:
    if row is None:
        return ""
    if pd.isna(row["value"]):
        return words.t("referrals accepted: {why}", why=words.sign(row["sign"])[1])
    share = words.figure(row, "percent")
    return words.t("referrals accepted: {share} of {count}", share=share, count=words.number(row["denominator"]))


def _reused(row: pd.Series | None, words: Words) -> str:
    if row is None or pd.isna(row["denominator"]) or not row["denominator"]:
        return ""
    return _of_practices(row["numerator"], row["denominator"], words)


def _practices(row: pd.Series | None, reuses: pd.DataFrame, words: Words) -> str:
    if row is None or pd.isna(row["value"]) or not row["value"]:
        return ""
    return _of_practices(len(reuses[["practice_id", "from_province"]].drop_duplicates()), row["value"], words)


def _of_practices(reused: float, recorded: float, words: Words) -> str:
    return words.n(
        "{count} good practice of {of} reused in another province",
        "{count} good practices of {of} reused in another province",
        reused,
        of=words.number(recorded),
    )


def where_nothing_moves(places: pd.DataFrame, place: str, words: Words) -> list[str]:
    """Regions and provinces without a joint action in the last 12 months, as far as it is published.

    ``places``: rows of ``reads.synergy.places`` of the regions and provinces looked at, with ``name``. How many
    provinces of a region were active is published; which they are only where none was, or where a zero is told.
    """
    shares = places[(places["kpi"] == "provinces_with_synergy") & (places["territory_level"] == "region")]
    known = shares[shares["value"].notna()]
    if known.empty:
        return [words.t("No data on joint actions by province.")]
    idle = known[known["numerator"] == 0]
    partly = known[(known["numerator"] > 0) & (known["numerator"] < known["denominator"])]
    said = []
    if idle.empty and partly.empty:
        told = words.t("{place}: every province had a joint action in the last 12 months.", place=place)
        if len(known) < len(shares):  # of some regions alone nothing is said of the whole
            told = words.t("Every province had a joint action in the last 12 months in: {names}.",
                           names=words.list_of(list(known["name"])))  # fmt: skip
        said.append(told)
    if len(idle):
        said.append(
            words.t("No province had one in the last 12 months: {names}.", names=words.list_of(list(idle["name"])))
        )
    if len(partly):
        parts = [
            words.t(
                "{name} {count} of {of}", name=row["name"], count=words.number(row["denominator"] - row["numerator"]),
                of=words.number(row["denominator"]),
            )
            for row in records(partly)
        ]  # fmt: skip
        said.append(words.t("Provinces without one, by region: {parts}.", parts=words.list_of(parts)))
    actions = places[(places["kpi"] == "joint_actions") & (places["territory_level"] == "province")]
    never = actions[(actions["value"] == 0) & (actions["sign"] == "")]
    if len(never):
        names = words.list_of(list(never["name"]))
        said.append(words.t("None since the start of the agreement: {names}.", names=names))
    hidden = int((actions["sign"] == "*").sum())
    if hidden:
        said.append(
            words.n(
                "{count} province has a suppressed number of actions: that is not none.",
                "{count} provinces have a suppressed number of actions: that is not none.",
                hidden,
            )
        )
    absent = shares[shares["value"].isna()]
    if len(absent):
        said.append(words.t("No data: {names}.", names=words.list_of(list(absent["name"]))))
    return said
