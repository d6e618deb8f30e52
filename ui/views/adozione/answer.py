"""The answer of the adoption page, from published figures alone; what is missing is named as missing."""

from reads.records import SUPPRESSED, PartFigure
from texts.periods import period_text
from texts.translator import Words
from ui.content.missing_figures import why_missing
from ui.views.adozione.rows import MeasureFigure, with_measure
from ui.views.adozione.view_model import View


def answer(view: View) -> str:
    """The answer for the territory and category chosen."""
    elsewhere = any(index.has("coops_assessed") for index in (view.own, view.whole, view.italy))
    assessed = with_measure(
        view.own.latest_chosen("coops_assessed"), view.measures["coops_assessed"], known_elsewhere=elsewhere
    )
    specialists = view.own.latest_chosen("maturity_specialist_plus")
    gain = view.own.latest_chosen("maturity_gain")
    return answer_text(assessed, specialists, gain, view.place, view.page.filters.slice.breakdown, view.page.words)


def answer_text(
    assessed: MeasureFigure,
    specialists: PartFigure | None,
    gain: PartFigure | None,
    place: str,
    breakdown: str,
    words: Words,
) -> str:
    """How many are assessed, the share at specialist or above, and the gain of those assessed twice.

    ``assessed``: the figure of coops_assessed. The others are None where nothing is published.
    """
    if assessed["value"] is None or assessed["as_of"] is None:
        missing, reason = why_missing(assessed, breakdown, words)
        why = f"{missing} ({reason})" if reason else missing
        name = words.pick(assessed["name"])
        return words.t("{name}, {place}: {why}.", name=name, place=place, why=why)
    when = {"place": place, "day": period_text(assessed["as_of"], "", words)}
    if assessed["value"] == 0:
        return words.t("{place}, {day}: no cooperative has been assessed yet.", **when)
    count = words.n(
        "{place}, {day}: {count} cooperative assessed", "{place}, {day}: {count} cooperatives assessed",
        assessed["value"], **when,
    )  # fmt: skip
    figures = count + "; " + _specialists(specialists, words) + "; " + _gain(gain, words) + "."
    return figures + " " + words.t("Respondents are self-selected.")


def _specialists(row: PartFigure | None, words: Words) -> str:
    if row is None or row["value"] is None:
        if row is not None and row["sign"] == SUPPRESSED:
            return words.t("the share at specialist level or above is suppressed for confidentiality")
        return words.t("nothing is known of their levels")
    return words.t("{share} are at specialist level or above", share=with_article(words.figure(row, "percent"), words))


def _gain(row: PartFigure | None, words: Words) -> str:
    if row is not None and row["sign"] == SUPPRESSED:
        return words.t("the gain of those assessed twice is suppressed for confidentiality")
    if row is None or row["value"] is None:
        return words.t("none has been assessed a second time")
    value, count = row["value"], words.number(row["denominator"], 0)
    size = words.figure({"value": abs(value), "decimals": row["decimals"]}, "score")
    if float(size.replace(",", ".")) == 0:
        return words.t("among the {count} assessed at least twice by one tool mean maturity has not moved", count=count)
    if value > 0:
        return words.t("among the {count} assessed at least twice by one tool mean maturity rose by {size} points",
                       count=count, size=size)  # fmt: skip
    return words.t("among the {count} assessed at least twice by one tool mean maturity fell by {size} points",
                   count=count, size=size)  # fmt: skip


def with_article(share: str, words: Words) -> str:
    """A percentage with Italian's article as a subject: «il 42 %», «l'8 %», «l'11,5 %», «lo 0,4 %»; none in English."""
    if words.lang != "it":
        return share
    whole = share.split(",", maxsplit=1)[0].rstrip("\u00a0% ")
    if whole == "0":
        return f"lo {share}"
    return f"l'{share}" if whole in {"1", "11"} or whole.startswith("8") else f"il {share}"
