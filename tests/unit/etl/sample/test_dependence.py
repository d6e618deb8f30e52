"""What a demonstration's cooperatives are depends on each other as the published figures say."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from etl.sample.calibration import ASIA_YEAR_END, Calibration, calibration
from tests.helpers import demonstrations as read

PERSONS = {"0-9": 2.56, "10-49": 21, "50-249": 100, "250 e oltre": 600}
SIZES = list(PERSONS)


@pytest.fixture(scope="module")
def known() -> Calibration:
    return calibration()


@pytest.fixture(scope="module")
def stock(demo_inbox: Path) -> pd.DataFrame:
    """The cooperatives active on the day of ISTAT ASIA's count."""
    rows, day = read.register(demo_inbox), pd.Timestamp(ASIA_YEAR_END)
    there = rows[(rows["start"] <= day) & (rows["end"].isna() | (rows["end"] >= day))]
    return there.assign(region=there["province"].map(read.regions()), persons=there["Classe di addetti"].map(PERSONS))


@pytest.fixture(scope="module")
def outside_farming(stock: pd.DataFrame) -> pd.DataFrame:
    """Those that ISTAT ASIA counts: it leaves agriculture out."""
    return stock[stock["Sezione ATECO"] != "A"]


def test_agricultural_cooperatives_are_in_agriculture_and_social_ones_in_health_and_education(
    stock: pd.DataFrame,
) -> None:
    sector = stock.groupby("Categoria")["Sezione ATECO"].value_counts(normalize=True)
    assert sector["Conferimento e agricola"].get("A", 0) > 0.75
    assert sector["Sociale"].reindex(["Q", "P"]).sum() > 0.6
    assert sector["Trasporto"]["H"] > 0.9 and sector["Consumo"]["G"] > 0.9
    assert set(sector["Edilizia di abitazione"].index) == {"F", "L"}
    farming = stock.loc[stock["Sezione ATECO"] == "A", "Categoria"]
    assert set(farming) == {"Conferimento e agricola"}


def test_sectors_and_categories_have_the_published_shares(
    outside_farming: pd.DataFrame, stock: pd.DataFrame, known: Calibration
) -> None:
    share = outside_farming["Sezione ATECO"].value_counts(normalize=True)
    whole = known.one("coops_active_asia", end="2015-12-31")
    names = {"F": "construction", "N": "business_support", "Q": "health_social_care", "C": "manufacturing",
             "H": "transport_storage"}  # fmt: skip
    for code, name in names.items():
        assert share[code] == pytest.approx(known.one("coops_active_asia", name) / whole, abs=0.015), name
    category = outside_farming["Categoria"].value_counts(normalize=True)
    worker = known.one("coop_type_share", "worker") / 100
    assert category["Produzione e lavoro"] == pytest.approx(worker, abs=0.02)
    assert (stock["Categoria"] == "Conferimento e agricola").sum() == pytest.approx(
        known.one("agri_coops_associated"), abs=25
    )


def test_each_region_has_the_social_cooperatives_that_were_counted(
    outside_farming: pd.DataFrame, known: Calibration
) -> None:
    counted = outside_farming[outside_farming["Categoria"] == "Sociale"].groupby("region").size().to_dict()
    published = known.by_territory("coops_active_asia", "social")
    assert counted == {region: published[region] for region in counted} and len(counted) == 20


def test_persons_employed_are_near_asia_in_each_region_and_larger_in_social_ones(
    outside_farming: pd.DataFrame, known: Calibration
) -> None:
    mean = outside_farming.groupby("region")["persons"].mean()
    persons, coops = known.by_territory("coop_employment_asia"), known.by_territory("coops_active_asia")
    published = pd.Series({region: persons[region] / coops[region] for region in mean.index})
    assert np.corrcoef(mean, published)[0, 1] > 0.95
    assert mean["ITH5"] > 2 * mean["ITF3"]
    social = outside_farming["Categoria"] == "Sociale"
    assert outside_farming[social]["persons"].mean() > 1.4 * outside_farming[~social]["persons"].mean()
    largest = (outside_farming["Classe di addetti"] == SIZES[-1]).sum()
    assert largest == pytest.approx(known.one("coops_by_size", "staff_250_plus"), rel=0.15)


def test_associations_have_the_published_members_and_most_of_the_employment(
    stock: pd.DataFrame, known: Calibration
) -> None:
    def members(name: str, rows: pd.DataFrame) -> int:
        return int(rows["Associazioni"].str.contains(name).sum())

    assert members("Confcooperative", stock) == pytest.approx(
        known.one("confcooperative_member_coops", end="2019-05-31"), rel=0.1
    )
    assert members("Legacoop", stock) == pytest.approx(known.one("legacoop_member_coops"), rel=0.12)
    for indicator, name in (("confcooperative_member_coops", "Confcooperative"), ("legacoop_member_coops", "Legacoop")):
        for region in ("ITF4", "ITH4", "ITC4", "ITH5", "ITI2"):
            value = known.by_territory(indicator).get(region)
            if value:
                assert members(name, stock[stock["region"] == region]) == pytest.approx(value, rel=0.2), (name, region)
    employed = stock.loc[stock["Associazioni"] != "", "persons"].sum() / stock["persons"].sum()
    assert employed == pytest.approx(known.one("alleanza_share_of_coop_employment") / 100, abs=0.04)


def test_trentino_is_confcooperatives_and_larger_cooperatives_are_members(stock: pd.DataFrame) -> None:
    trento = stock.loc[stock["province"] == "ITH20", "Associazioni"]
    belongs = trento[trento != ""]
    assert belongs.str.contains("Confcooperative").mean() > 0.9 and len(belongs) > 400
    by_region = stock[stock["Associazioni"].str.contains("Legacoop")].groupby("region").size()
    assert (by_region / stock.groupby("region").size()).idxmax() in {"ITH5", "ITI1"}
    member = (stock["Associazioni"] != "").groupby(stock["Classe di addetti"]).mean()
    assert member[SIZES].is_monotonic_increasing


@pytest.mark.slow
def test_regions_differ_in_maturity_as_the_published_index_does(larger: Path, known: Calibration) -> None:
    first = read.assessments(larger).drop_duplicates("Codice fiscale cooperativa")
    region = first["province"].map(read.regions())
    mean, index = first.groupby(region)["score"].agg(["mean", "size"]), known.maturity_by_region
    assert mean["mean"]["ITDA"] > mean["mean"]["ITH5"] > mean["mean"]["ITG1"]
    high, low = region.isin(["ITDA", "ITC4", "ITH5"]), region.str.startswith(("ITF", "ITG"))
    apart = region[high].map(index).mean() - region[low].map(index).mean()
    found = first.loc[high, "score"].mean() - first.loc[low, "score"].mean()
    assert found == pytest.approx(apart, abs=0.12), "as many points apart as the published index is"
    mean = mean[mean["size"] >= 40]
    published = pd.Series({code: index[code] for code in mean.index})
    assert len(mean) >= 8 and mean["mean"].corr(published, method="spearman") > 0.6


@pytest.mark.slow
def test_ict_is_above_construction_and_larger_above_smaller(larger: Path, coops: pd.DataFrame) -> None:
    first = read.assessments(larger).drop_duplicates("Codice fiscale cooperativa")
    own = coops.reindex(first["Codice fiscale cooperativa"])
    by_sector = first["score"].groupby(own["Sezione ATECO"].to_numpy()).mean()
    assert by_sector["J"] > by_sector["F"] + 0.4
    by_size = first["score"].groupby(own["Classe di addetti"].to_numpy()).mean().reindex(SIZES).dropna()
    assert by_size.is_monotonic_increasing and len(by_size) >= 3


@pytest.mark.slow
def test_tests_are_as_many_as_published_and_spread_over_regions_as_firms_are(
    many: pd.DataFrame, known: Calibration
) -> None:
    tests = many[many["service"] == "SELFI4.0"]
    until = tests[tests["day"] <= "2019-10-31"]
    assert len(until) == pytest.approx(known.selfi_tests[pd.Timestamp("2019-10-31").date()] * 0.3, abs=2)
    region = tests["province"].map(read.regions())
    emilia = (region[tests["day"] <= "2019-12-31"] == "ITH5").mean()
    line = np.interp(pd.Timestamp("2019-12-31").toordinal(), *zip(*((day.toordinal(), value)
                     for day, value in known.selfi_tests.items()), strict=True))  # fmt: skip
    assert emilia == pytest.approx(known.one("selfi_tests_cumulated", territory="ITH5") / line, abs=0.03)
