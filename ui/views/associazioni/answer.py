"""The page's answer: which share of its members the PID have reached, of each association, highest first."""

from collections.abc import Mapping, Sequence

from reads.at_associations import MEMBERS, AssociationFigure
from ui.state.page_context import Context


def answer(
    page: Context, figures: Sequence[Sequence[AssociationFigure]], names: Mapping[str, str], place: str
) -> str:  # fmt: skip
    """One sentence with the slice that it speaks of; highest first."""
    words = page.words
    row = next((row for row in figures if row[0].figure["kpi"] == MEMBERS), ())
    known = [one for one in row if one.rate is not None]
    own = sorted((one for one in known if one.category), key=lambda one: -(one.rate or 0))
    if not own:
        return words.t("{place}: no association has a share of reached members that may be told.", place=place)
    every = next((one for one in known if not one.category), None)
    told = words.list_of([
        words.t("{name} {share}", name=names[one.category], share=words.figure(one.figure, "percent")) for one in own
    ])  # fmt: skip
    values = {"place": place, "day": words.day(page.filters.as_of), "shares": told}
    if every is None:
        return words.t("{place}, {day}: active members that the PID have reached: {shares}.", **values)
    return words.t(
        "{place}, {day}: active members that the PID have reached: {shares}; of all cooperatives {all}.",
        all=words.figure(every.figure, "percent"), **values,
    )  # fmt: skip
