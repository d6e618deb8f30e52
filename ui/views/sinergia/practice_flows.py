"""Adoptions of good practices: given and taken by region, flows between regions, regions without any, the table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from reads.records import NO_FIGURE, NamedFigure, grouped
from reads.synergy import Reuse
from texts.translator import Words
from ui.content.figure_tables import date_column
from ui.figures.flows.practice_exchange import ExchangeRow
from ui.figures.ranking.ranking_rows import highest_first
from ui.style.theme import BADGES
from ui.views.sinergia.view_model import NamedPlace


def status_of(row: Reuse) -> str:
    """The status of an adoption: demonstration where its row is one, else observed."""
    return "demonstration" if row["demonstration"] else "observed"


def statuses_of(reuses: Iterable[Reuse]) -> tuple[str, ...]:
    """The statuses of several adoptions, each once."""
    return tuple(dict.fromkeys(map(status_of, reuses)))


def given_and_taken(
    reuses: Sequence[Reuse], regions: Sequence[NamedPlace], words: Words
) -> tuple[list[ExchangeRow], list[ExchangeRow]]:  # fmt: skip
    """By region: practices adopted elsewhere, and adopted here from elsewhere; only regions with either.

    Returns two lists in one order, the region with most adoptions first; ``part`` counts what crossed a region's
    border. `regions_without_flows` names the regions without any.
    """
    statuses = statuses_of(reuses)
    status = statuses[0] if len(statuses) == 1 else None
    crossing = [row for row in reuses if row["from_region"] != row["to_region"]]
    given, given_across = (Counter(row["from_region"] for row in rows) for rows in (reuses, crossing))
    taken, taken_across = (Counter(row["to_region"] for row in rows) for rows in (reuses, crossing))

    def side_of(region: NamedPlace, own: Counter[str], across: Counter[str]) -> ExchangeRow:
        code = region["territory"]
        rest = own[code] - across[code]
        inside = words.t("{count} within the region", count=words.number(rest)) if rest else ""
        return {"name": region["name"], "value": own[code], "part": across[code], "aside": inside, "sign": "",
                "status": status, "label": "", "note": ""}  # fmt: skip

    every = given + taken
    moving = [region for region in regions if every[region["territory"]]]
    ordered = sorted(moving, key=lambda region: -every[region["territory"]])
    return [side_of(one, given, given_across) for one in ordered], [
        side_of(one, taken, taken_across) for one in ordered
    ]


def flows(reuses: Iterable[Reuse], names: Mapping[str, str]) -> list[NamedFigure]:
    """Adoptions from region to region (``A → B``), the largest first."""
    ways = grouped(reuses, lambda row: (row["from_region"], row["to_region"]))
    counted: list[NamedFigure] = [
        {**NO_FIGURE, "territory": f"{giver}>{taker}", "name": f"{names[giver]} → {names[taker]}", "as_of": None,
         "value": len(own), "status": status_of(own[0])}
        for (giver, taker), own in ways.items()
    ]  # fmt: skip
    return sorted(counted, key=highest_first)


def regions_without_flows(
    reuses: Sequence[Reuse], recorded: Sequence[NamedPlace], *, whole: bool, words: Words
) -> list[str]:  # fmt: skip
    """Sentences naming the regions from which, or into which, no practice went.

    ``recorded``: practices recorded by region. ``whole``: False where ``reuses`` are of
    one association, whose recorded practices are not published by region.
    """
    if all(row["value"] is None for row in recorded):
        return [words.t("No data on good practices by region.")]
    given, taken = {row["from_region"] for row in reuses}, {row["to_region"] for row in reuses}
    # there is one register for all regions: no row means no practice
    empty = [row["name"] for row in recorded if not row["value"]]
    idle = [row["name"] for row in recorded if row["value"] and row["territory"] not in given]
    closed = [row["name"] for row in recorded if row["territory"] not in taken]
    sentences = []
    if whole and empty:
        sentences.append(words.t("The register holds no practice of: {names}.", names=words.list_of(empty)))
    if whole and idle:
        sentences.append(words.t("Recorded but not reused in another province: {names}.", names=words.list_of(idle)))
    if closed:
        sentences.append(
            words.t("No practice of another province was adopted in: {names}.", names=words.list_of(closed))
        )
    still = [row["name"] for row in recorded if row["territory"] not in given | taken]
    if reuses and still:
        sentences.append(words.t("Not in the picture, as they gave none and took none: {names}.",
                                 names=words.list_of(still)))  # fmt: skip
    return sentences


def adoptions_table(reuses: Sequence[Reuse], names: Mapping[str, str], words: Words) -> pd.DataFrame:
    """Every adoption with its practice, from where to where, when, who recorded it; latest first."""
    return pd.DataFrame(
        {
            words.t("Practice"): [row["title"] or row["practice_id"] for row in reuses],
            words.t("Code"): [row["practice_id"] for row in reuses],
            words.t("From (province)"): [names[row["from_province"]] for row in reuses],
            words.t("From (region)"): [names[row["from_region"]] for row in reuses],
            words.t("To (province)"): [names[row["to_province"]] for row in reuses],
            words.t("To (region)"): [names[row["to_region"]] for row in reuses],
            words.t("Date"): date_column((row["record_date"] for row in reuses), None, words),
            words.t("Status of the figure"): [words.t(BADGES[status_of(row)][1]) for row in reuses],
        }
    )
