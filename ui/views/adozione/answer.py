"""The answer of the adoption page, from published figures alone; what is missing is named as missing."""

from reads.figure_index import Cell
from texts.periods import period_text
from texts.translator import Words
from ui.content.kpi_sentences import why_missing
from ui.figures.base.canvas import SUPPRESSED
from ui.views.adozione.view_model import View


def answer(view: View) -> str:
    """The answer for the territory and category chosen."""
    breakdown, category = view.page.filters.slice
    elsewhere = any(cells.has("coops_assessed") for cells in (view.own, view.whole, view.italy))
    latest = view.own.latest("coops_assessed", breakdown, category) or {"value": None, "sign": ""}
    assessed = view.measures["coops_assessed"] | latest | {"known_elsewhere": elsewhere}
    specialists = view.own.latest("maturity_specialist_plus", breakdown, category)
    gain = view.own.latest("maturity_gain", breakdown, category)
    return answer_text(assessed, specialists, gain, view.place, breakdown, view.page.words)


def answer_text(
    assessed: Cell, specialists: Cell | None, gain: Cell | None, place: str, breakdown: str, words: Words
) -> str:
    """How many are assessed, the share at specialist or above, and the gain of those assessed twice.

    ``assessed``: a cell of coops_assessed with its measure's columns and ``known_elsewhere`` (whether some territory
    has a figure), its value missing where there is none. The others are cells, None where nothing is published.
    """
    if assessed["value"] is None:
        missing, reason = why_missing(assessed, breakdown, words)
        why = f"{missing} ({reason})" if reason else missing
        name = assessed[f"name_{words.lang}"]
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
    """A percentage with Italian's article as a subject: «il 42 %», «l'8 %», «l'11,5 %», «lo 0,4 %»; none in English."""
    if words.lang != "it":
        return share
    whole = share.split(",", maxsplit=1)[0].rstrip("\u00a0% ")
    if whole == "0":
        return f"lo {share}"
    return f"l'{share}" if whole in {"1", "11"} or whole.startswith("8") else f"il {share}"
