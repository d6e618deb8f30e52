"""The sentences of the page on adoption, from published figures alone; what is not known is said."""

import pandas as pd

from ui.adoption import LEAST_BASE, LEVELS
from ui.figures.base import SUPPRESSED
from ui.periods import period_text
from ui.sentences import why_missing
from ui.words import N_, Words

HIGHER, SAME, LOWER = N_("to a higher level: {count}"), N_("to the same: {count}"), N_("to a lower: {count}")


def are_they_digital(
    assessed: pd.Series, specialists: pd.Series | None, gain: pd.Series | None, place: str, breakdown: str, words: Words
) -> str:
    """How many are assessed, the share at specialist or above, and how far those assessed twice have come.

    ``assessed``: a cell of coops_assessed with its measure's columns and ``known_elsewhere``, its value missing where
    there is none. The others are cells, None where nothing is published.
    """
    if pd.isna(assessed["value"]):
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


def _specialists(row: pd.Series | None, words: Words) -> str:
    if row is None or pd.isna(row["value"]):
        if row is not None and row["sign"] == SUPPRESSED:
            return words.t("the share at specialist level or above is suppressed for confidentiality")
        return words.t("nothing is known of their levels")
    return words.t("{share} are at specialist level or above", share=with_article(words.figure(row, "percent"), words))


def _gain(row: pd.Series | None, words: Words) -> str:
    if row is not None and row["sign"] == SUPPRESSED:
        return words.t("the gain of those assessed twice is suppressed for confidentiality")
    if row is None or pd.isna(row["value"]):
        return words.t("none has been assessed a second time")
    value, count = float(row["value"]), words.number(row["denominator"], 0)
    size = words.figure(pd.Series({"value": abs(value), "decimals": row.get("decimals")}), "score")
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


def how_they_moved(frame: pd.DataFrame, words: Words) -> str:
    """About how many rose, stayed and fell, as far as it is told, and how many moves are in no picture.

    ``frame``: as ui.adoption.moves gives it; counts are rounded, so their sums are about right.
    """
    order = {level: place for place, level in enumerate(LEVELS)}
    climb = (frame["latest"].map(order) - frame["first"].map(order)).clip(-1, 1)
    hidden = frame["sign"].eq(SUPPRESSED)
    said = []
    for way, name in ((1, HIGHER), (0, SAME), (-1, LOWER)):
        own = frame[climb.eq(way)]
        known = own.loc[~hidden[own.index], "value"].sum()
        count = words.number(known, 0)
        if hidden[own.index].any():
            more = words.t("{count} and what is suppressed", count=count)
            count = more if known else words.t("a number that is suppressed")
        said.append(words.t(name, count=count))
    told = words.t("From the first assessment to the latest, about: {parts}.", parts="; ".join(said))
    if not hidden.any():
        return told
    return told + " " + words.n(
        "{count} move is suppressed for confidentiality and not drawn.",
        "{count} moves are suppressed for confidentiality and not drawn.",
        int(hidden.sum()),
    )  # fmt: skip


def of_the_whole(place: str, around: str, words: Words) -> str:
    """Which figures are of the part that was chosen, and which are published for a whole territory only."""
    return words.t(
        "Levels, moves and technologies are published for whole regions, areas and Italy only: here they are of "
        "{around}. The answer above and the counts of cooperatives are of {place}.",
        around=around,
        place=place,
    )


def declared_by_none(frame: pd.DataFrame, words: Words) -> str:
    """The technologies that nobody declares, which need no bar: zero was counted."""
    if frame.empty:
        return ""
    return words.t("Declared by none of them: {names}.", names=words.list_of(list(frame["name"])))


def levels_hidden(shares: pd.DataFrame, words: Words) -> str:
    """At which dates which levels, or the whole, are suppressed, and where there are too few; '' where all is told."""
    few = words.t("Fewer than {count} assessed: no shares, for counts are rounded.", count=LEAST_BASE)
    few = few if (shares["base"] < LEAST_BASE).any() else ""
    hidden = shares[shares["sign"].eq(SUPPRESSED)]
    if hidden.empty:
        return few
    told = []
    for day, own in hidden.groupby("as_of", sort=False):
        whole = own["base"].isna().all()
        names = words.t("the whole") if whole else words.list_of(list(own["name"]))
        told.append(words.t("{day} ({names})", day=words.day(day), names=names))
    said = words.t("* Suppressed for confidentiality: {parts}.", parts="; ".join(told))
    return f"{said} {words.t('Their part of a bar is hatched; its height is not their exact share.')} {few}".strip()


def all_suppressed(titles: list[str], place: str, words: Words) -> str:
    """Which pictures have nothing to show: suppressed, or shares of too few."""
    return words.t(
        "Suppressed for confidentiality, or too few, in {place}: {names}.", place=place, names=words.list_of(titles)
    )
