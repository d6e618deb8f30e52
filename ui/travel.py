"""Good practices that travelled: what each region gave and took, the flows between regions, and who stayed out."""

import pandas as pd

from ui.theme import BADGES
from ui.words import Words


def status_of(rows: pd.DataFrame) -> pd.Series:
    """The status of each adoption: demonstration where its row is one, else observed."""
    return rows["demonstration"].map({True: "demonstration", False: "observed"})


def given_and_taken(reuses: pd.DataFrame, regions: pd.DataFrame, words: Words) -> tuple[pd.DataFrame, pd.DataFrame]:
    """By region: practices adopted elsewhere, and adopted here from elsewhere; a region that moved nothing has 0.

    ``regions``: territory, name. Returns two frames (name, value, part, aside, sign, status) in one order, the
    liveliest region first; ``part`` counts what crossed a region's border. Empty without any adoption.
    """
    crossing = reuses[reuses["from_region"] != reuses["to_region"]]
    sides = []
    for column in ("from_region", "to_region"):
        every, across = reuses[column].value_counts(), crossing[column].value_counts()
        value = regions["territory"].map(every).fillna(0)
        part = regions["territory"].map(across).fillna(0)
        inside = [
            words.t("{count} within the region", count=words.number(rest)) if rest else "" for rest in value - part
        ]
        status = status_of(reuses).iloc[0] if status_of(reuses).nunique() == 1 else None
        sides.append(regions[["name"]].assign(value=value, part=part, aside=inside, sign="", status=status))
    order = (sides[0]["value"] + sides[1]["value"]).sort_values(ascending=False, kind="stable").index
    given, taken = (side.loc[order].reset_index(drop=True) for side in sides)
    return (given, taken) if len(reuses) else (given.iloc[:0], taken.iloc[:0])


def flows(reuses: pd.DataFrame, names: dict[str, str]) -> pd.DataFrame:
    """Adoptions from region to region: territory, name (``A → B``), value, sign, status; the largest first."""
    count = (
        reuses.assign(status=status_of(reuses)).groupby(["from_region", "to_region"], sort=True)
        .agg(value=("practice_id", "size"), status=("status", "first")).reset_index()
    )  # fmt: skip
    found = count.assign(
        territory=count["from_region"] + ">" + count["to_region"],
        name=[f"{names[a]} → {names[b]}" for a, b in zip(count["from_region"], count["to_region"], strict=True)],
        value=count["value"].astype(float),
        sign="",
    )
    return found.sort_values(["value", "name"], ascending=[False, True], ignore_index=True)


def who_stays_out(reuses: pd.DataFrame, recorded: pd.DataFrame, *, whole: bool, words: Words) -> list[str]:
    """The regions from which, and into which, no practice went; ``recorded``: territory, name, value (practices).

    ``whole``: False where ``reuses`` are of one association, whose recordings by region are not published.
    """
    if not recorded["value"].notna().any():
        return [words.t("No data on good practices by region.")]
    given, taken = set(reuses["from_region"]), set(reuses["to_region"])
    empty = recorded[recorded["value"].fillna(0).eq(0)]  # the register is one for all: who is not in it has none
    idle = recorded[~recorded["territory"].isin(given) & recorded["value"].gt(0)]
    closed = recorded[~recorded["territory"].isin(taken)]
    said = []
    if whole and len(empty):
        said.append(words.t("The register holds no practice of: {names}.", names=words.list_of(list(empty["name"]))))
    if whole and len(idle):
        text = words.t("Recorded but not reused in another province: {names}.", names=words.list_of(list(idle["name"])))
        said.append(text)
    if len(closed):
        text = words.t(
            "No practice of another province was adopted in: {names}.", names=words.list_of(list(closed["name"]))
        )
        said.append(text)
    return said


def adoptions_table(reuses: pd.DataFrame, names: dict[str, str], words: Words) -> pd.DataFrame:
    """Every adoption with its practice, from where to where, when, who recorded it; latest first."""
    return pd.DataFrame(
        {
            words.t("Practice"): reuses["title"].fillna(reuses["practice_id"]),
            words.t("Code"): reuses["practice_id"],
            words.t("From (province)"): [names[code] for code in reuses["from_province"]],
            words.t("From (region)"): [names[code] for code in reuses["from_region"]],
            words.t("To (province)"): [names[code] for code in reuses["to_province"]],
            words.t("To (region)"): [names[code] for code in reuses["to_region"]],
            words.t("Date"): [words.day(day) for day in reuses["record_date"]],
            words.t("Status of the figure"): [words.t(BADGES[status][1]) for status in status_of(reuses)],
        }
    )
