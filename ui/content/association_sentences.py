"""Five sentences about one association that can be said aloud: a figure of its own beside that of all cooperatives."""

from collections.abc import Sequence

from reads.at_associations import AssociationFigure
from texts.translator import Words

MOST = 5


def association_sentences(
    figures: Sequence[Sequence[AssociationFigure]], category: str, whose: str, words: Words
) -> list[str]:
    """At most five sentences about a category; ``figures``: of ``reads.at_associations``, all cooperatives among them.

    A sentence is the measure's ``spoken`` text of the catalogue (catalogue.model.Kpi), filled in.
    """
    told = []
    for row in figures:
        text, one = words.pick(row[0].figure["spoken"]), {each.category: each for each in row}
        own, every = one.get(category), one.get("")
        if not text or own is None or every is None or own.rate is None or every.rate is None:
            continue
        counts = {"count": words.figure(own.figure, "number"), "total": words.figure(every.figure, "number")}
        told.append(text.format(whose=whose, own=spoken(own, words), all=spoken(every, words), **counts))
    return told[:MOST]


def spoken(found: AssociationFigure, words: Words) -> str:
    """A rate as it is said: whole numbers from ten on, one decimal below; a score with two."""
    rate = found.rate or 0.0
    if found.figure["unit"] == "score":
        return words.number(rate, 2)
    return words.number(rate, 0 if rate >= 10 else 1)
