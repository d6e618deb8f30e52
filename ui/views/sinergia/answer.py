"""The answer of the synergy page in one or two sentences, and to what the filters apply on it."""

from collections.abc import Sequence
from datetime import date

from reads.figure_index import FigureIndex
from reads.records import PartFigure
from reads.slice import TOTAL
from reads.synergy import Reuse
from texts.labels import feed_names
from texts.translator import Words
from ui.state.filters import ALL
from ui.views.sinergia.view_model import View

FEEDS = ("pid_activity", "good_practice")  # named as awaited where there is no figure at all


def answer(
    here: FigureIndex, reuses: Sequence[Reuse], place: str, association: tuple[str, str], as_of: date, words: Words
) -> str:
    """Joint actions, active provinces, accepted referrals and practices reused; missing figures are named as missing.

    ``here``: figures of the territory. ``reuses``: adoptions of practices recorded in it. ``association``: code and
    name, or ('', ''); measures that are not published by association follow for all together, in a second sentence.
    """
    code, name = association
    part = ("association", code) if code else (TOTAL, "")
    joint, recorded = here.latest("joint_actions", *part), here.latest("good_practices", *part)
    practices = (
        _practices(recorded, [row for row in reuses if row["association"] == code], words)
        if code
        else _reused(here.latest("practices_reused"), words)
    )
    actions = _joint(joint, words)
    of_all = [_provinces(here.latest("provinces_with_synergy"), words),
              _accepted(here.latest("referral_acceptance"), words)]  # fmt: skip
    dated = [row for row in (joint, recorded) if row is not None]
    if not dated and not any(of_all) and not practices:
        why = words.t("awaiting data: {feeds}", feeds=feed_names(FEEDS, words))
        return words.t("{place}, {day}: no data ({why}).", place=place, day=words.day(as_of), why=why)
    day = words.day(max(row["month"] for row in dated) if dated else as_of)
    if not code:
        return words.t("{place}, {day}: {said}.", place=place, day=day, said=_joined(actions, *of_all, practices))
    first = words.t(
        "{place}, {name}, {day}: {said}.", place=place, name=name, day=day, said=_joined(actions, practices)
    )
    rest = _joined(*of_all)
    return first + (" " + words.t("All associations together: {said}.", said=rest) if rest else "")


def filter_notices(view: View) -> list[str]:
    """Sentences on the chosen filters that do not apply to all figures of the page."""
    words, chosen = view.page.words, view.page.filters
    notices = []
    if chosen.association != ALL:
        notices.append(
            words.t(
                "The association chosen ({name}) applies to joint actions, COOP 4.0 services and training, "
                "cooperatives reached and good practices; "
                "referrals, provinces and the virtual network are of all together.",
                name=view.association,
            )
        )
    if chosen.sector != ALL or chosen.size != ALL:
        notices.append(words.t("Sector and size class do not apply to this page: its figures are of all cooperatives."))
    return notices


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)


def _joint(row: PartFigure | None, words: Words) -> str:
    if row is None or row["value"] is None:
        why = words.sign("" if row is None else row["sign"])[1]
        return words.t("joint actions: {why}", why=why)
    return words.n(
        "{count} joint action since the start of the agreement",
        "{count} joint actions since the start of the agreement",
        row["value"],
    )


def _provinces(row: PartFigure | None, words: Words) -> str:
    """'' for a province: the share is of provinces."""
    if row is None or row["value"] is None:
        return ""
    return words.n(
        "{count} province of {of} with at least one joint action in the last 12 months",
        "{count} provinces of {of} with at least one joint action in the last 12 months",
        row["numerator"] or 0,
        of=words.number(row["denominator"]),
    )


def _accepted(row: PartFigure | None, words: Words) -> str:
    if row is None:
        return ""
    if row["value"] is None:
        return words.t("referrals accepted: {why}", why=words.sign(row["sign"])[1])
    share = words.figure(row, "percent")
    return words.t("referrals accepted: {share} of {count}", share=share, count=words.number(row["denominator"]))


def _reused(row: PartFigure | None, words: Words) -> str:
    if row is None or not row["denominator"]:
        return ""
    return _of_practices(row["numerator"] or 0, row["denominator"], words)


def _practices(row: PartFigure | None, reuses: Sequence[Reuse], words: Words) -> str:
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
