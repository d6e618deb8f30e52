"""Cuts of the frames of reads.figures: one date across territories, a few territories over time, statuses by region."""

from collections.abc import Sequence
from datetime import date

import pandas as pd

NAMES = ["territory", "name_it", "name_en", "short_it"]
FIGURE = ["value", "sign", "precision", "decimals", "numerator", "denominator", "units", "status", "judgement"]
ITALY = "IT"


def part(frame: pd.DataFrame, breakdown: str, category: str) -> pd.DataFrame:
    """The rows of one category of ``reads.figures.everywhere``."""
    own: pd.DataFrame = frame[(frame["breakdown"] == breakdown) & (frame["category"] == category)]
    return own


def across(rows: pd.DataFrame, known: pd.DataFrame, level: str, as_of: date, inside: str = "") -> pd.DataFrame:
    """One row per territory of a level (below ``inside`` unless it is ''), at one common date.

    ``rows``: one category of a measure; ``known``: reads.territories.territories. The date is the measure's latest by
    ``as_of`` at that level, so that territories are compared like with like. A territory without a figure at that date
    has missing values: no data, not zero.
    """
    own = rows[(rows["territory_level"] == level) & (rows["as_of"] <= pd.Timestamp(as_of))]
    moment = own["as_of"].max()
    places = known[(known["territory_level"] == level) & ((inside == "") | (known["parent"] == inside))]
    figures = own.loc[own["as_of"] == moment, ["territory", *FIGURE]]
    found = places[NAMES].merge(figures, on="territory", how="left").assign(as_of=moment)
    return found.assign(sign=found["sign"].fillna(""))


def categories_at(rows: pd.DataFrame, territory: str, as_of: date) -> pd.DataFrame:
    """A measure by breakdown and category in one territory, at its latest date by ``as_of``."""
    own = rows[(rows["territory"] == territory) & (rows["as_of"] <= pd.Timestamp(as_of))]
    latest = own["as_of"] == own["as_of"].max()
    parts: pd.DataFrame = own[latest & (own["breakdown"] != "total")]
    return parts.sort_values(["breakdown", "category"])


def italy_at(rows: pd.DataFrame, day: date) -> float | None:
    """Italy's figure at exactly ``day``; None where there is none: two periods are never compared as one."""
    found = rows.loc[(rows["territory"] == ITALY) & (rows["as_of"] == pd.Timestamp(day)), "value"].dropna()
    return float(found.iloc[0]) if len(found) else None


def over_time(rows: pd.DataFrame, places: Sequence[str], as_of: date) -> pd.DataFrame:
    """The figures of some territories up to ``as_of``, in their order; the date is called ``month``."""
    own = rows[rows["territory"].isin(list(places)) & (rows["as_of"] <= pd.Timestamp(as_of))]
    order = own["territory"].map({place: number for number, place in enumerate(places)})
    return own.assign(order=order).sort_values(["order", "as_of"]).rename(columns={"as_of": "month"})


def milestones(path: pd.DataFrame, plan: pd.DataFrame) -> pd.DataFrame:
    """The dates of a plan in the form of ``over_time`` (``path``: none of its rows), no figure at any of them."""
    days = pd.to_datetime(plan["due_on"].drop_duplicates()).sort_values().to_numpy()
    return path.iloc[:0].reindex(range(len(days))).assign(month=days, sign="")


def statuses(latest: pd.DataFrame, known: pd.DataFrame, measures: pd.DataFrame) -> pd.DataFrame:
    """Regions beside their plans at each measure's latest month: territory, kpi, attainment, judgement, status, sign.

    ``latest``: reads.figures.latest of the whole. Measures without a target are left out.
    """
    judged = latest[latest["judgement"].notna()]
    moment = judged.groupby("kpi")["as_of"].transform("max")
    own = judged[
        (judged["territory_level"] == "region") & (judged["judgement"] != "no_target") & (judged["as_of"] == moment)
    ]
    columns = ["territory", "kpi", "attainment", "judgement", "status", "sign"]
    placed = own[columns].merge(known[["territory", "short_it", "name_en"]], on="territory")
    order = {kpi: number for number, kpi in enumerate(measures["kpi"])}
    places = {territory: number for number, territory in enumerate(known["territory"])}
    return placed.sort_values(
        ["territory", "kpi"], key=lambda column: column.map(places if column.name == "territory" else order)
    ).reset_index(drop=True)


def profile(latest: pd.DataFrame, measures: pd.DataFrame, territory: str) -> pd.DataFrame:
    """Every measure of one territory with its latest figure, missing where there is none."""
    found = measures.merge(latest[latest["territory"] == territory].drop(columns="territory"), on="kpi", how="left")
    return found.assign(sign=found["sign"].fillna(""))
