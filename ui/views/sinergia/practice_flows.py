"""Adoptions of good practices: given and taken by region, flows between regions, regions without any, the table."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from reads.figure_index import Cell
from reads.records import grouped
from texts.translator import Words
from ui.figures.ranking.ranking_rows import highest_first
from ui.style.theme import BADGES


def status_of(row: Cell) -> str:
    """The status of an adoption: demonstration where its row is one, else observed."""
    return "demonstration" if row["demonstration"] else "observed"


def statuses_of(reuses: Iterable[Cell]) -> tuple[str, ...]:
    """The statuses of several adoptions, each once."""
    return tuple(dict.fromkeys(map(status_of, reuses)))


def given_and_taken(reuses: Sequence[Cell], regions: Sequence[Cell], words: Words) -> tuple[list[Cell], list[Cell]]:
    """By region: practices adopted elsewhere, and adopted here from elsewhere; a region without any has 0.

    ``regions``: territory, name. Returns two lists (name, value, part, aside, sign, status) in one order, the
    region with most adoptions first; ``part`` counts what crossed a region's border. Empty without any adoption.
    """
    if not reuses:
        return [], []
    statuses = statuses_of(reuses)
    status = statuses[0] if len(statuses) == 1 else None
    every = {side: Counter(row[side] for row in reuses) for side in ("from_region", "to_region")}
    across = {side: Counter(row[side] for row in reuses if row["from_region"] != row["to_region"]) for side in every}

    def side_of(region: Cell, side: str) -> Cell:
        code = region["territory"]
        rest = every[side][code] - across[side][code]
        inside = words.t("{count} within the region", count=words.number(rest)) if rest else ""
        return {"name": region["name"], "value": every[side][code], "part": across[side][code], "aside": inside,
                "sign": "", "status": status}  # fmt: skip

    ordered = sorted(regions, key=lambda region: -sum(count[region["territory"]] for count in every.values()))
    return [side_of(one, "from_region") for one in ordered], [side_of(one, "to_region") for one in ordered]


def flows(reuses: Iterable[Cell], names: Mapping[str, str]) -> list[Cell]:
    """Adoptions from region to region: territory, name (``A → B``), value, sign, status; the largest first."""
    counted = (
        {
            "territory": f"{giver}>{taker}", "name": f"{names[giver]} → {names[taker]}", "value": len(own), "sign": "",
            "status": status_of(own[0]),
        }
        for (giver, taker), own in grouped(reuses, "from_region", "to_region").items()
    )  # fmt: skip
    return sorted(counted, key=highest_first)


def regions_without_flows(reuses: Sequence[Cell], recorded: Sequence[Cell], *, whole: bool, words: Words) -> list[str]:
    """Sentences naming the regions from which, or into which, no practice went.

    ``recorded``: rows with territory, name and value (practices recorded). ``whole``: False where ``reuses`` are of
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
    return sentences


def adoptions_table(reuses: Sequence[Cell], names: Mapping[str, str], words: Words) -> pd.DataFrame:
    """Every adoption with its practice, from where to where, when, who recorded it; latest first."""
    places = {
        "from_province": words.t("From (province)"),
        "from_region": words.t("From (region)"),
        "to_province": words.t("To (province)"),
        "to_region": words.t("To (region)"),
    }
    return pd.DataFrame(
        {
            words.t("Practice"): [row["title"] or row["practice_id"] for row in reuses],
            words.t("Code"): [row["practice_id"] for row in reuses],
            **{title: [names[row[column]] for row in reuses] for column, title in places.items()},
            words.t("Date"): [words.day(row["record_date"]) for row in reuses],
            words.t("Status of the figure"): [words.t(BADGES[status_of(row)][1]) for row in reuses],
        }
    )
