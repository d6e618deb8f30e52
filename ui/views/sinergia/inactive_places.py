"""Sentences on the regions and provinces without joint actions, as far as they are published."""

from collections.abc import Sequence

from reads.records import SUPPRESSED
from texts.translator import Words
from ui.views.sinergia.view_model import NamedPlace


def inactive_places(places: Sequence[NamedPlace], place: str, words: Words) -> list[str]:
    """Regions and provinces without a joint action in the last 12 months, one sentence for each case.

    ``places``: figures of the regions and provinces looked at; ``place``: the territory that they make up. How many
    provinces of a region were active is published; which they are only where none was, or where a zero is published.
    """
    shares = _of(places, "provinces_with_synergy", "region")
    published = [row for row in shares if row["value"] is not None]
    if not published:
        return [words.t("No data on joint actions by province.")]
    sentences = [
        *_by_region(published, place, words, complete=len(published) == len(shares)),
        *_by_province(_of(places, "joint_actions", "province"), words),
    ]
    absent = [row for row in shares if row["value"] is None]
    if absent:
        sentences.append(words.t("No data: {names}.", names=_names(absent, words)))
    return sentences


def _by_region(published: Sequence[NamedPlace], place: str, words: Words, *, complete: bool) -> list[str]:
    """Regions with no active province, and with some; ``complete``: whether every region has a published share."""
    idle = [row for row in published if row["numerator"] == 0]
    partly = [
        (row["name"], active, all_of) for row in published
        if 0 < (active := row["numerator"] or 0) < (all_of := row["denominator"] or 0)
    ]  # fmt: skip
    if not idle and not partly:
        if complete:
            return [words.t("{place}: every province had a joint action in the last 12 months.", place=place)]
        return [
            words.t(
                "Every province had a joint action in the last 12 months in: {names}.", names=_names(published, words)
            )
        ]
    sentences = []
    if idle:
        sentences.append(words.t("No province had one in the last 12 months: {names}.", names=_names(idle, words)))
    if partly:
        parts = [
            words.t(
                "{name} {count} of {of}", name=name, count=words.number(all_of - active), of=words.number(all_of)
            )
            for name, active, all_of in partly
        ]  # fmt: skip
        sentences.append(words.t("Provinces without one, by region: {parts}.", parts=words.list_of(parts)))
    return sentences


def _by_province(actions: Sequence[NamedPlace], words: Words) -> list[str]:
    """Provinces whose published number of actions is zero, and how many numbers are suppressed."""
    sentences = []
    never = [row for row in actions if row["value"] == 0 and row["sign"] == ""]
    if never:
        sentences.append(words.t("None since the start of the agreement: {names}.", names=_names(never, words)))
    hidden = sum(row["sign"] == SUPPRESSED for row in actions)
    if hidden:
        sentences.append(
            words.n(
                "{count} province has a suppressed number of actions: that is not none.",
                "{count} provinces have a suppressed number of actions: that is not none.",
                hidden,
            )
        )
    return sentences


def _of(places: Sequence[NamedPlace], kpi: str, level: str) -> list[NamedPlace]:
    return [row for row in places if row["kpi"] == kpi and row["territory_level"] == level]


def _names(rows: Sequence[NamedPlace], words: Words) -> str:
    return words.list_of([row["name"] for row in rows])
