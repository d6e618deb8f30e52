"""The skills page's slices: from what a release holds by a date to the frames that its pictures draw."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from ui.words import N_, UNKNOWN, Words

INDICATORS = (
    "ict_positions_unfilled", "ict_web_vacancies_area_share", "ict_graduates_gap", "its_employment_rate",
    "hard_to_fill_share_year", "hard_to_fill_share_month", "no_candidates_share", "no_candidates_count",
    "inadequate_preparation_share", "inadequate_preparation_count", "eskill_high_count", "eskill_high_hard_share",
    "eskill_high_hard_count", "eskill_required_count", "eskill_required_hard_count", "eskill_required_hard_share",
    "automation_risk_workers", "automation_high_risk_employment",
)  # fmt: skip
MEASURES = (
    "hard_to_fill_rate", "hard_to_fill_rate_month", "ict_hard_to_fill_rate", "skill_shortage_rate", "eskill_gap",
    "training_coverage",
)  # fmt: skip
# unit: no candidates, inadequate preparation, all hard-to-fill entries on the same base
REASONS = {
    "percent": ("no_candidates_share", "skill_shortage_rate", "hard_to_fill_rate"),
    "number": ("no_candidates_count", "inadequate_preparation_count", ""),
}
EXPOSED = {
    "manufacturing": N_("manufacturing"),
    "commerce": N_("commerce"),
    "agriculture_fishing": N_("agriculture and fishing"),
    "hotels_restaurants": N_("hotels and restaurants"),
    "finance_insurance": N_("finance and insurance"),
}


def known_by(published: pd.DataFrame, indicator: str, day: date, *, begun: bool = False) -> pd.DataFrame:
    """An indicator's figures of periods that had ended by a day, or only ``begun`` by it (an exposure looks ahead)."""
    column = "period_start" if begun else "period_end"
    known = (published["indicator"] == indicator) & (published[column] <= pd.Timestamp(day))
    found: pd.DataFrame = published[known]
    return found


def last_of(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows of the latest period alone."""
    latest = rows["period_end"] == rows["period_end"].max()
    found: pd.DataFrame = rows[latest]
    return found


def editions(measured: pd.DataFrame, kpis: tuple[str, ...], level: str) -> pd.DataFrame:
    """The dates at which a measure is known of Italy and of some territory of a level: kpi, as_of, count; by date."""
    own = measured[measured["kpi"].isin(kpis) & measured["value"].notna()]
    italy = own[own["territory_level"] == "country"][["kpi", "as_of"]]
    parts = own[own["territory_level"] == level].groupby(["kpi", "as_of"], as_index=False).size()
    return parts.merge(italy, on=["kpi", "as_of"]).rename(columns={"size": "count"}).sort_values(["kpi", "as_of"])


def beside_italy(measured: pd.DataFrame, kpi: str, day: pd.Timestamp, level: str, places: pd.DataFrame) -> pd.DataFrame:
    """One measure at one date in the territories of a level (``places``: territory, territory_level, name) and Italy.

    Returns key, name, value_a (Italy), value_b, sign_a, sign_b, status; from the highest down, without a figure last.
    """
    own = measured[(measured["kpi"] == kpi) & (measured["as_of"] == day)]
    italy = own[own["territory_level"] == "country"]["value"]
    here = places[places["territory_level"] == level][["territory", "name"]]
    frame = here.merge(own[["territory", "value", "status", "sign"]], how="left", on="territory")
    frame = frame.rename(columns={"territory": "key", "value": "value_b", "sign": "sign_b"})
    frame = frame.assign(value_a=float(italy.iloc[0]) if len(italy) else float("nan"), sign_a="")
    frame["sign_b"] = frame["sign_b"].fillna(UNKNOWN)
    return frame.sort_values(["value_b", "name"], ascending=[False, True], na_position="last", ignore_index=True)


def reasons(published: pd.DataFrame, measured: pd.DataFrame, territory: str, day: date) -> dict[str, Any]:
    """Why entries are hard to fill at the latest date with a reason: rows, unit, period_end, publishers; {} if unknown.

    ``rows``: reason (candidates, preparation, other), value, sign, status. Shares of planned entries before counts.
    What the two reasons leave of all hard-to-fill entries is derived as ``other``.
    """
    here = published[(published["territory"] == territory) & (published["category"] == "")]
    here = here[here["period_end"] <= pd.Timestamp(day)]
    own = measured[(measured["territory"] == territory) & measured["value"].notna()].rename(
        columns={"as_of": "period_end", "kpi": "indicator"}
    )
    given = pd.concat([frame for frame in (here, own) if len(frame)] or [here])
    latest = last_of(given[given["indicator"].isin([name for pair in REASONS.values() for name in pair[:2]])])
    for unit, (none, unprepared, every) in REASONS.items():
        known = (
            given[given["period_end"].isin(latest["period_end"])].drop_duplicates("indicator").set_index("indicator")
        )
        found = [
            (key, name) for key, name in (("candidates", none), ("preparation", unprepared)) if name in known.index
        ]
        if not found:
            continue
        rows = [(key, float(known["value"][name]), "", known["status"][name]) for key, name in found]
        if len(found) == 2 and every in known.index:
            rest = float(known["value"][every]) - sum(row[1] for row in rows)
            rows += [("other", round(rest, 6), "", "derived")] if rest >= 0 else []
        names = [name for _, name in found] + ["inadequate_preparation_share"]
        return {
            "rows": pd.DataFrame(rows, columns=["reason", "value", "sign", "status"]), "unit": unit,
            "period_end": latest["period_end"].iloc[0],
            "publishers": list(latest[latest["indicator"].isin(names)]["publisher"].dropna()),
        }  # fmt: skip
    return {}


def exposure(published: pd.DataFrame, day: date, words: Words) -> tuple[pd.DataFrame, float | None]:
    """Workers exposed to automation over fifteen years by sector, highest first, and the source's own total.

    What the named sectors leave of the total is derived; the rounded statement of the Alleanza is another figure.
    """
    rows = known_by(published, "automation_risk_workers", day, begun=True)
    rows = rows[rows["territory"] == "IT"]
    parts = rows[rows["category"] != ""].sort_values("value", ascending=False)
    whole = rows[(rows["category"] == "") & rows["period_end"].isin(parts["period_end"])]["value"]
    named = [words.t(EXPOSED[code]) if code in EXPOSED else code for code in parts["category"]]
    frame = pd.DataFrame(
        {"name": named, "value": parts["value"].to_numpy(), "sign": "", "status": list(parts["status"])}
    )
    if whole.empty or parts.empty:
        return frame, None
    rest = float(whole.iloc[0]) - float(parts["value"].sum())
    others = pd.DataFrame([(words.t("all other sectors"), rest, "", "derived")], columns=frame.columns)
    return pd.concat([frame, others], ignore_index=True) if rest > 0 else frame, float(whole.iloc[0])


def shares_by_area(published: pd.DataFrame, day: date, places: pd.DataFrame) -> pd.DataFrame:
    """Where ICT job ads on the web were posted, latest year: territory, name, value, sign, status, period_end, …."""
    rows = last_of(known_by(published, "ict_web_vacancies_area_share", day))
    rows = rows[rows["category"] == ""].merge(places[["territory", "name"]], on="territory")
    return rows.assign(sign="").sort_values("value", ascending=False, ignore_index=True)


def split_by(shares: pd.DataFrame, total: float) -> pd.DataFrame:
    """A national number by the shares of another count, to the hundreds as whole percents allow: allocated."""
    return shares.assign(value=(total * shares["value"] / 100).round(-2), status="allocated")


def posts_uncovered(published: pd.DataFrame, day: date) -> pd.DataFrame:
    """The nearest source of the 60,000: ICT posts uncovered in Italy, latest known; one row or none."""
    rows = known_by(published, "ict_positions_unfilled", day)
    return last_of(rows[(rows["category"] == "") & (rows["territory"] == "IT")]).head(1)


def employment_at_risk(published: pd.DataFrame, day: date, places: pd.DataFrame) -> pd.DataFrame:
    """People employed in jobs at high risk of automation by region, Trento and Bolzano apart, for a ranking."""
    rows = last_of(known_by(published, "automation_high_risk_employment", day))
    rows = rows.merge(places[["territory", "name"]], on="territory")
    return rows.assign(sign="", units=None, numerator=None, denominator=None)


def later_date(published: pd.DataFrame, day: date, offered: Sequence[date]) -> date | None:
    """The first date that a reader may choose by which every figure of a later period is known; None where none is.

    An exposure ends far ahead and counts from its beginning.
    """
    ends = published.loc[~published["indicator"].eq("automation_risk_workers"), "period_end"].dropna()
    ahead = [end.date() for end in ends if end.date() > day]
    found = [one for one in sorted(offered) if ahead and one > day]
    return found[-1] if found else None
