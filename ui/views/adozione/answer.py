"""The sentences of the page on adoption, from published figures alone; what is not known is said."""

from collections.abc import Sequence

from reads.figure_index import Cell
from reads.records import grouped
from texts.periods import period_text
from texts.translator import N_, Words
from ui.content.kpi_sentences import why_missing
from ui.figures.base.canvas import SUPPRESSED
from ui.views.adozione.rows import LEAST_BASE, LEVELS

HIGHER, SAME, LOWER = N_("to a higher level: {count}"), N_("to the same: {count}"), N_("to a lower: {count}")


def are_they_digital(
    assessed: Cell, specialists: Cell | None, gain: Cell | None, place: str, breakdown: str, words: Words
) -> str:
    """How many are assessed, the share at specialist or above, and how far those assessed twice have come.

    ``assessed``: a cell of coops_assessed with its measure's columns and ``known_elsewhere``, its value missing where
    there is none. The others are cells, None where nothing is published.
    """
    if assessed["value"] is None:
        said, reason = why_missing(assessed, breakdown, words)
        why = f"{said} ({reason})" if reason else said
        name = assessed[f"name_{words.lang}"]
        return words.t("{name}, {place}: {why}.", name=name, place=place, why=why)
    when = {"place": place, "day": period_text(assessed["as_of"], "", words)}
    if assessed["value"] == 0:
        return words.t("{place}, {day}: no cooperative has been assessed yet.", **when)
    said = words.n(
        "{place}, {day}: {count} cooperative assessed", "{place}, {day}: {count} cooperatives assessed",
        assessed["value"], **when,
    )  # fmt: skip
    parts = [said + "; " + _specialists(specialists, words) + "; " + _gain(gain, words) + "."]
    return " ".join([*parts, words.t("Respondents are self-selected.")])


def _specialists(row: Cell | None, words: Words) -> str:
    if row is None or row["value"] is None:
        if row is not None and row["sign"] == SUPPRESSED:
            return words.t("the share at specialist level or above is suppressed for confidentiality")
        return words.t("nothing is known of their levels")
    return words.t("{share} are at specialist level or above", share=with_article(words.figure(row, "percent"), words))


def _gain(row: Cell | None, words: Words) -> str:
    if row is not None and row["sign"] == SUPPRESSED:
        return words.t("the gain of those assessed twice is suppressed for confidentiality")
    if row is None or row["value"] is None:
        return words.t("none has been assessed a second time")
    value, count = float(row["value"]), words.number(row["denominator"], 0)
    size = words.figure(row | {"value": abs(value)}, "score")
    if float(size.replace(",", ".")) == 0:
        return words.t("among the {count} assessed at least twice mean maturity has not moved", count=count)
    if value > 0:
        return words.t("among the {count} assessed at least twice mean maturity rose by {size} points", count=count,
                       size=size)  # fmt: skip
    return words.t("among the {count} assessed at least twice mean maturity fell by {size} points", count=count,
                   size=size)  # fmt: skip


def with_article(share: str, words: Words) -> str:
    """A percentage as a subject: Italian says «il 42 %», «l'8 %», «l'11,5 %», «lo 0,4 %»; English says it bare."""
    if words.lang != "it":
        return share
    whole = share.split(",", maxsplit=1)[0].rstrip("\u00a0% ")
    if whole == "0":
        return f"lo {share}"
    return f"l'{share}" if whole in {"1", "11"} or whole.startswith("8") else f"il {share}"


def how_they_moved(rows: Sequence[Cell], words: Words) -> str:
    """About how many rose, stayed and fell, as far as it is told, and how many moves are in no picture.

    ``rows``: as ui.views.adozione.rows.moves gives them; counts are rounded, so their sums are about right.
    """
    climbs = [(LEVELS.index(row["latest"]) - LEVELS.index(row["first"]), row) for row in rows]
    ways = {
        HIGHER: [row for climb, row in climbs if climb > 0],
        SAME: [row for climb, row in climbs if climb == 0],
        LOWER: [row for climb, row in climbs if climb < 0],
    }
    said = []
    for name, own in ways.items():
        known = sum(row["value"] or 0 for row in own if row["sign"] != SUPPRESSED)
        count = words.number(known, 0)
        if any(row["sign"] == SUPPRESSED for row in own):
            more = words.t("{count} and what is suppressed", count=count)
            count = more if known else words.t("a number that is suppressed")
        said.append(words.t(name, count=count))
    told = words.t("From the first assessment to the latest, about: {parts}.", parts="; ".join(said))
    hidden = sum(row["sign"] == SUPPRESSED for row in rows)
    if not hidden:
        return told
    return told + " " + words.n(
        "{count} move is suppressed for confidentiality and not drawn.",
        "{count} moves are suppressed for confidentiality and not drawn.",
        hidden,
    )  # fmt: skip


def of_the_whole(place: str, around: str, words: Words) -> str:
    """Which figures are of the part that was chosen, and which are published for a whole territory only."""
    return words.t(
        "Levels, moves and technologies are published for whole regions, areas and Italy only: here they are of "
        "{around}. The answer above and the counts of cooperatives are of {place}.",
        around=around,
        place=place,
    )


def declared_by_none(rows: Sequence[Cell], words: Words) -> str:
    """The technologies that nobody declares, which need no bar: zero was counted."""
    if not rows:
        return ""
    return words.t("Declared by none of them: {names}.", names=words.list_of([row["name"] for row in rows]))


def levels_hidden(shares: Sequence[Cell], words: Words) -> str:
    """At which dates which levels, or the whole, are suppressed, and where there are too few; '' where all is told."""
    few = words.t("Fewer than {count} assessed: no shares, for counts are rounded.", count=LEAST_BASE)
    few = few if any(row["base"] is not None and row["base"] < LEAST_BASE for row in shares) else ""
    hidden = grouped((row for row in shares if row["sign"] == SUPPRESSED), "as_of")
    if not hidden:
        return few
    told = []
    for day, own in hidden.items():
        whole = all(row["base"] is None for row in own)
        names = words.t("the whole") if whole else words.list_of([row["name"] for row in own])
        told.append(words.t("{day} ({names})", day=words.day(day), names=names))
    said = words.t("* Suppressed for confidentiality: {parts}.", parts="; ".join(told))
    return f"{said} {words.t('Their part of a bar is hatched; its height is not their exact share.')} {few}".strip()


def all_suppressed(titles: list[str], place: str, words: Words) -> str:
    """Which pictures have nothing to show: suppressed, or shares of too few."""
    return words.t(
        "Suppressed for confidentiality, or too few, in {place}: {names}.", place=place, names=words.list_of(titles)
    )
