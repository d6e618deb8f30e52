"""Sentences beside the figures of the adoption page: what they leave out, what is suppressed, how moves add up."""

from collections.abc import Sequence

from reads.records import SUPPRESSED, grouped
from texts.translator import N_, Words
from ui.figures.bars.level_bars import LevelShare
from ui.figures.flows.level_moves import Move
from ui.figures.ranking.ranking_rows import Named

HIGHER, SAME, LOWER = N_("to a higher level: {count}"), N_("to the same: {count}"), N_("to a lower: {count}")


def move_totals(rows: Sequence[Move], levels: Sequence[str], words: Words) -> str:
    """About how many rose, stayed and fell, as far as it is published, and how many moves are not drawn.

    ``levels``: lowest first. Counts are rounded: so are their sums.
    """
    climbs = [(levels.index(row["latest"]) - levels.index(row["first"]), row) for row in rows]
    directions = {
        HIGHER: [row for climb, row in climbs if climb > 0],
        SAME: [row for climb, row in climbs if climb == 0],
        LOWER: [row for climb, row in climbs if climb < 0],
    }
    parts = []
    for name, own in directions.items():
        published = sum(row["value"] or 0 for row in own if row["sign"] != SUPPRESSED)
        count = words.number(published, 0)
        if any(row["sign"] == SUPPRESSED for row in own):
            more = words.t("{count} and what is suppressed", count=count)
            count = more if published else words.t("a number that is suppressed")
        parts.append(words.t(name, count=count))
    totals = words.t("From the first assessment to the latest, about: {parts}.", parts="; ".join(parts))
    hidden = sum(row["sign"] == SUPPRESSED for row in rows)
    if not hidden:
        return totals
    return totals + " " + words.n(
        "{count} move is suppressed for confidentiality and not drawn.",
        "{count} moves are suppressed for confidentiality and not drawn.",
        hidden,
    )  # fmt: skip


def published_for(place: str, whole: str, words: Words) -> str:
    """Which figures of the page are of the chosen ``place``, and which of the ``whole`` territory around it."""
    return words.t(
        "Levels, moves and technologies are published for whole regions, areas and Italy only: here they are of "
        "{around}. The answer above and the counts of cooperatives are of {place}.",
        around=whole,
        place=place,
    )


def undeclared(rows: Sequence[Named], words: Words) -> str:
    """The technologies whose published share is zero, which need no bar; '' without any."""
    if not rows:
        return ""
    return words.t("Declared by none of them: {names}.", names=words.list_of([row["name"] for row in rows]))


def suppressed_levels(shares: Sequence[LevelShare], least: int, words: Words) -> str:
    """At which dates which levels, or the total, are suppressed, and where there are too few; '' where none is.

    ``least``: how many shares must be of.
    """
    few = words.t("Fewer than {count} assessed: no shares, for counts are rounded.", count=least)
    few = few if any(row["base"] is not None and row["base"] < least for row in shares) else ""
    hidden = grouped((row for row in shares if row["sign"] == SUPPRESSED), lambda row: row["as_of"])
    if not hidden:
        return few
    parts = []
    for day, own in hidden.items():
        whole = all(row["base"] is None for row in own)
        names = words.t("the whole") if whole else words.list_of([row["name"] for row in own])
        parts.append(words.t("{day} ({names})", day=words.day(day), names=names))
    sentence = words.t("* Suppressed for confidentiality: {parts}.", parts="; ".join(parts))
    return f"{sentence} {words.t('Their part of a bar is hatched; its height is not their exact share.')} {few}".strip()


def nothing_to_draw(titles: Sequence[str], place: str, words: Words) -> str:
    """Which pictures have no figure that may be shown: suppressed, or shares of too few."""
    names = words.list_of(list(titles))
    return words.t("Suppressed for confidentiality, or too few, in {place}: {names}.", place=place, names=names)
