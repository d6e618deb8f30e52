"""All feeds of a demonstration speak of one world: what one file says of a voucher or a firm, the others say too."""

from pathlib import Path

import pandas as pd
import pytest

from catalogue import load
from etl.sample.calibration import calibration
from tests.helpers import demonstrations as read

LATEST_REGISTERED = pd.Timedelta(days=21)  # from a voucher's activity to its award
HUBS = {"PICO": "Legacoop", "NODE": "Confcooperative", "Consorzio Ruini": "AGCI"}


@pytest.fixture(scope="module")
def given(larger: Path) -> pd.DataFrame:
    return read.vouchers(larger)


@pytest.fixture(scope="module")
def recorded(many: pd.DataFrame) -> pd.DataFrame:
    """Vouchers of the activity files."""
    return many[many["service"].str.startswith("Voucher")]


def successor() -> dict[str, str]:
    rows = load().code_lists["chambers"]
    return {row[0]: row[rows.columns.index("successor")] for row in rows.rows}


def same_chamber(one: str, other: str) -> bool:
    """Whether two chambers are one, or one took over the other."""
    return one == other or successor().get(one) == other or successor().get(other) == one


@pytest.mark.slow
def test_a_cooperatives_voucher_is_an_award_of_the_same_chamber_amount_and_days(
    given: pd.DataFrame, recorded: pd.DataFrame
) -> None:
    theirs = recorded[recorded["coop"] != ""]
    assert len(theirs) >= 40
    by_tax = given.groupby("tax")
    found = 0
    for row in theirs.itertuples():
        if row.coop not in by_tax.groups:
            continue  # an award without a tax code, or with another's: dirt of the register
        award = by_tax.get_group(row.coop).iloc[0]
        found += 1
        assert award["euro"] == row.euro
        assert pd.Timedelta(0) <= award["day"] - row.day <= LATEST_REGISTERED
        assert same_chamber(row.chamber, award["chamber"]), (row.chamber, award["chamber"])
    assert 0.85 <= found / len(theirs) < 1, "some awards name the cooperative without its code"


@pytest.mark.slow
def test_the_register_has_every_voucher_of_the_activity_files_and_no_other(
    given: pd.DataFrame, recorded: pd.DataFrame
) -> None:
    assert len(given) == len(recorded) > 3_000
    assert sorted(given["euro"]) == sorted(recorded["euro"])
    measure_a = given["title"].str.endswith("Misura A (dati dimostrativi)")
    assert measure_a.sum() == recorded["service"].str.endswith("Misura A").sum()


@pytest.mark.slow
def test_cooperatives_have_their_share_of_all_firms_vouchers(larger: Path, given: pd.DataFrame) -> None:
    known = calibration()
    share = known.one("coops_active_asia", end="2017-12-31") / known.one("firms_active_asia")
    theirs = given["name"].str.startswith("Cooperativa ")
    assert theirs.mean() == pytest.approx(share, abs=0.001)
    granted, firms = (known.one(name, territory=where) for name, where in
                      (("voucher_granted", "CC01"), ("voucher_firms", "CC01")))  # fmt: skip
    set_aside = known.one("voucher_budget_cumulated") / known.one("voucher_firms_cumulated")
    assert set_aside <= given["euro"].mean() <= granted / firms, "between Italy's and Turin's mean"


@pytest.mark.slow
def test_who_grants_and_who_serves_is_a_chamber_of_that_day_or_its_former_self(
    larger: Path, given: pd.DataFrame, many: pd.DataFrame
) -> None:
    rows = load().code_lists["chambers"]
    start, end = (rows.columns.index(name) for name in ("valid_from", "valid_to"))
    spans = {row[0]: (row[start] or "1900-01-01", row[end] or "2999-12-31") for row in rows.rows}
    for chamber, own in given.groupby("chamber"):
        first, last = spans[str(chamber)]
        assert own["day"].between(first, last).all(), chamber
    assert (many["chamber"] != "").all()
    for chamber, own in many.groupby("chamber"):
        assert (own["day"] >= spans[str(chamber)][0]).all(), "not before it was set up"
        assert own["day"].max() <= pd.Timestamp(spans[str(chamber)][1]) or successor()[str(chamber)]


@pytest.mark.slow
def test_coop40_services_go_mostly_to_the_associations_own_members(larger: Path, coops: pd.DataFrame) -> None:
    served = read.services(larger)
    served = served[served["Codice fiscale cooperativa"] != ""]
    members = coops["Associazioni"].reindex(served["Codice fiscale cooperativa"]).str.split("|")
    own = [name in of for name, of in zip(served["Associazione erogante"], members, strict=True)]
    assert 0.85 < sum(own) / len(own) < 1
    assert len(served) > 500


@pytest.mark.slow
def test_a_cooperative_is_sent_to_its_own_associations_hub(many: pd.DataFrame, coops: pd.DataFrame) -> None:
    sent = many[(many["coop"] != "") & many["Ente dell'invio"].isin(list(HUBS))]
    members = coops["Associazioni"].reindex(sent["coop"])
    belongs = members[members != ""]
    own = [HUBS[hub] in of.split("|")
           for hub, of in zip(sent["Ente dell'invio"], members, strict=True) if of]  # fmt: skip
    assert len(belongs) > 80 and all(own)
    assert set(sent["Ente dell'invio"]) == set(HUBS)


@pytest.mark.slow
def test_a_joint_action_is_held_with_the_cooperatives_own_association(many: pd.DataFrame, coops: pd.DataFrame) -> None:
    joint = many[(many["coop"] != "") & (many["Azione congiunta"] == "sì")]
    members = coops["Associazioni"].reindex(joint["coop"])
    own = [name in of.split("|") for name, of in zip(joint["Associazione"], members, strict=True) if of]
    assert len(own) > 200 and all(own)
    assert (many.loc[many["Azione congiunta"] == "no", "Associazione"] == "").all()


@pytest.mark.slow
def test_an_assessment_is_a_cooperatives_test_of_the_same_day(larger: Path, many: pd.DataFrame) -> None:
    done = read.assessments(larger)
    tests = many[many["service"].isin(["SELFI4.0", "ZOOM4.0"]) & (many["Codice fiscale cooperativa"] != "")]
    assert len(done) == len(tests) and done.groupby("day").size().equals(tests.groupby("day").size())
    assert done["Strumento"].value_counts().to_dict() == tests["service"].value_counts().to_dict()
