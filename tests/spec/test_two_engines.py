"""The same measures computed a second time, by pandas from the facts: the two must agree in every cell."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from engine import open_release
from tests.helpers.releases import served

LEVELS = ("province", "region", "area", "country")


@pytest.fixture(scope="module")
def facts(demo_release: Path) -> dict[str, pd.DataFrame]:
    """The facts and dimensions as frames, and ``up``: every province beside each territory that holds it."""
    names = ("fact_pid_activity", "fact_maturity_assessment", "dim_territory", "dim_month", "kpi_value")
    with open_release(served(demo_release)) as connection:
        frames = {name: connection.execute(f"SELECT * FROM {name}").df() for name in names}
    parent = frames["dim_territory"].set_index("territory")["parent"]
    provinces = frames["dim_territory"].query("territory_level == 'province'")["territory"]
    chains = [(code, [code, parent[code], parent[parent[code]], "IT"]) for code in provinces]
    frames["up"] = pd.DataFrame(
        [(code, place) for code, chain in chains for place in chain], columns=["province", "territory"]
    )
    window = frames["fact_pid_activity"]["activity_date"] >= "2018-06-14"
    frames["activity"] = frames["fact_pid_activity"][window].merge(frames["up"], on="province")
    return frames


def stored(facts: dict[str, pd.DataFrame], kpi: str) -> pd.DataFrame:
    """kpi_value's totals as months x territories; NaN where there is no row."""
    rows = facts["kpi_value"].query("kpi == @kpi and breakdown == 'total'")
    return rows.pivot(index="as_of", columns="territory", values="value")


def by_month(frame: pd.DataFrame, months: pd.Series) -> pd.DataFrame:
    """A frame of monthly increments, months x territories, as running totals from the first month of each."""
    whole = frame.reindex(pd.DatetimeIndex(months))
    started = whole.notna().cummax()
    return whole.fillna(0).cumsum().where(started)


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    right = right.loc[left.index, left.columns.tolist()]
    assert left.shape == right.shape and left.notna().to_numpy().sum() > 1_000
    np.testing.assert_allclose(left.to_numpy(dtype=float), right.to_numpy(dtype=float), rtol=1e-9, atol=0)


def test_cooperatives_reached_agree(facts: dict[str, pd.DataFrame]) -> None:
    activity, months = facts["activity"], facts["dim_month"]["month_end"]
    first = activity.dropna(subset="cooperative").groupby(["territory", "cooperative"])["month_end"].min()
    new = first.reset_index().pivot_table(index="month_end", columns="territory", aggfunc="size")
    present = activity.pivot_table(index="month_end", columns="territory", aggfunc="size").notna()
    steps = present.mask(~present).astype(float) * 0  # a month with any activity counts from zero
    again = steps.add(new.reindex(index=steps.index, columns=steps.columns).fillna(0))
    same(stored(facts, "coops_reached"), by_month(again, months))


def test_content_share_agrees(facts: dict[str, pd.DataFrame]) -> None:
    months = facts["dim_month"]["month_end"]
    count = facts["activity"].assign(content=facts["activity"]["coop_content"].astype(float))
    cells = count.groupby(["month_end", "territory"])["content"]
    with_content = by_month(cells.sum().unstack(), months)
    same(
        stored(facts, "coop_content_share"),
        100 * with_content / by_month(cells.count().unstack().astype(float), months),
    )


def test_maturity_mean_agrees(facts: dict[str, pd.DataFrame]) -> None:
    """The latest assessment of each cooperative by each month, in the province of that assessment."""
    found = facts["fact_maturity_assessment"].sort_values(["assessment_date", "assessment_id"])
    found = found.assign(score=found["score"].astype(float))
    months, rows = facts["dim_month"]["month_end"], []
    for month in months:
        latest = found[found["assessment_date"] <= month].drop_duplicates("cooperative", keep="last")
        rows.append(latest.merge(facts["up"], on="province").groupby("territory")["score"].mean().rename(month))
    left = stored(facts, "maturity_mean").dropna(axis=1, how="all")
    same(left, pd.DataFrame(rows).reindex(index=left.index, columns=left.columns))


def test_no_distinct_count_is_a_sum_of_its_parts(facts: dict[str, pd.DataFrame]) -> None:
    last = stored(facts, "coops_reached").iloc[-1]
    level = facts["dim_territory"].set_index("territory")["territory_level"].reindex(last.index)
    sums = {name: last[level == name].sum() for name in LEVELS}
    assert sums["province"] >= sums["region"] > sums["country"] > 0
    assert sums["region"] >= sums["area"] >= sums["country"]
