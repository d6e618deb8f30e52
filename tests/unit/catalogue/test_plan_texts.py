"""The reasons of the proposed plans say what their milestones say: every number in them is held against the numbers."""

import csv
import re
from collections.abc import Callable, Mapping
from datetime import date

import pytest

from catalogue import CATALOGUE_DIR, load

PROVINCES, REGIONS, ACTIVE, NAMED_POSTS = 107, 20, 57_418, 60_000
LEVEL = 0.8  # between two cut-offs of maturity
SHARE_OF_FIRMS = 1.3
with (CATALOGUE_DIR / "targets.csv").open(encoding="utf-8", newline="") as _file:
    ROWS = list(csv.DictReader(_file))
Plan = Mapping[date, float]


def plan(kpi: str, territory: str = "IT") -> Plan:
    own = [row for row in ROWS if row["kpi"] == kpi and row["territory"] == territory]
    return {date.fromisoformat(row["due_on"]): float(row["value"]) for row in sorted(own, key=lambda r: r["due_on"])}


def last(kpi: str) -> float:
    return list(plan(kpi).values())[-1]


def first(kpi: str) -> float:
    return next(iter(plan(kpi).values()))


def about(number: float, told: float) -> bool:
    """Whether a number is what is told, to half of its last digit that is not nought, or to 5 %."""
    return abs(number - told) <= 0.05 * told


# What each reason says of Italy's plan: its words in both languages, and whether the milestones bear them out.
CLAIMS: dict[str, tuple[str, str, Callable[[], bool]]] = {
    "joint_actions": ("circa 75", "about 75", lambda: about(last("joint_actions") / PROVINCES, 75)),
    "referrals": ("circa 70", "about 70", lambda: about(last("referrals") / PROVINCES, 70)),
    "referral_acceptance": ("tre invii accolti su cinque", "three referrals in five",
                            lambda: last("referral_acceptance") == 60),
    "provinces_with_synergy": ("ogni provincia alla fine", "every province by the end",
                               lambda: last("provinces_with_synergy") == 100),
    "coops_reached": ("una cooperativa attiva su cinque (57.418", "one active cooperative in five (57,418",
                      lambda: about(last("coops_reached"), ACTIVE / 5)),
    "coop_penetration": ("una cooperativa attiva su cinque", "one active cooperative in five",
                         lambda: last("coop_penetration") == 20),
    "coop_content_share": ("tre servizi su dieci", "three services in ten", lambda: last("coop_content_share") == 30),
    "event_participants": ("circa 1.400", "about 1,400", lambda: about(last("event_participants") / PROVINCES, 1_400)),
    "coop40_services_via_pid": ("circa 47", "about 47",
                                lambda: about(last("coop40_services_via_pid") / PROVINCES, 47)),
    "pids_offering_coop40": ("quattro PID su cinque", "four PID in five", lambda: last("pids_offering_coop40") == 80),
    "people_trained": ("un terzo dei 60.000", "a third of the 60,000",
                       lambda: about(last("people_trained"), NAMED_POSTS / 3)),
    "good_practices": ("circa sei pratiche per regione", "about six practices a region",
                       lambda: about(last("good_practices") / REGIONS, 6)),
    "practices_reused": ("tre pratiche su dieci", "three practices in ten", lambda: last("practices_reused") == 30),
    "virtual_interactions": ("circa dieci interazioni per cooperativa", "about ten interactions per active",
                             lambda: about(last("virtual_interactions") / ACTIVE, 10)),
    "maturity_mean": ("mezzo livello sopra la partenza", "half a level above the start",
                      lambda: 0.5 <= (last("maturity_mean") - first("maturity_mean")) / LEVEL < 0.6),
    "maturity_specialist_plus": ("più della metà", "more than half",
                                 lambda: 50 < last("maturity_specialist_plus") < 60),
    "maturity_gain": ("oltre un terzo di livello", "more than a third of a level",
                      lambda: 1 / 3 < last("maturity_gain") / LEVEL < 0.4),
    "technology_adoption": ("quattro cooperative valutate su cinque", "four assessed cooperatives in five",
                            lambda: last("technology_adoption") == 80),
    "vouchers_granted": ("circa una cooperativa su cento", "about one cooperative in a hundred",
                         lambda: about(last("vouchers_granted"), ACTIVE / 100)),
    "vouchers_amount": ("circa 5.000 euro per voucher", "about 5,000 euro a voucher",
                        lambda: all(about(amount, 5_000 * plan("vouchers_granted")[day])
                                    for day, amount in plan("vouchers_amount").items())),
    "voucher_share": ("oltre la quota delle cooperative tra le imprese (1,3 %", "among firms (1.3 %",
                      lambda: last("voucher_share") > SHARE_OF_FIRMS),
}  # fmt: skip


def test_every_plan_of_italy_has_a_reason_that_is_checked() -> None:
    assert {row["kpi"] for row in ROWS if row["territory"] == "IT"} == set(CLAIMS)


@pytest.mark.parametrize("kpi", CLAIMS)
def test_a_reason_says_what_the_milestones_say(kpi: str) -> None:
    italian, english, holds = CLAIMS[kpi]
    own = [row for row in ROWS if row["kpi"] == kpi and row["territory"] == "IT"]
    assert all(italian in row["reason_it"] and english in row["reason_en"] for row in own)
    assert holds(), (kpi, own[0]["reason_en"], plan(kpi))


def test_no_reason_names_another_time_than_the_end() -> None:
    """ "Within a year" stood beside 60 % after a year: a reason speaks of the last date, or names a milestone's day."""
    window = load().agreement
    for row in ROWS:
        for text, time in (
            (row["reason_it"], r"\bentro\b|\bprimo anno\b"),
            (row["reason_en"], r"\bwithin\b|first year"),
        ):
            assert not re.search(time, text), (row["kpi"], text)
    assert {max(plan(kpi)) for kpi in CLAIMS} == {window.window_end}
    assert {min(plan(kpi)) for kpi in CLAIMS} == {window.window_start}


def test_what_is_the_same_as_italys_is_the_same() -> None:
    same = [row for row in ROWS if row["reason_en"].startswith("the same ")]
    assert len(same) > 500
    for row in same:
        assert float(row["value"]) == plan(row["kpi"])[date.fromisoformat(row["due_on"])], row


def test_what_is_split_adds_up_to_italys() -> None:
    split = [row for row in ROWS if row["reason_en"].startswith("the number proposed for Italy, split")]
    assert {row["basis"] for row in split} == {"allocated"}
    regions = {row[0] for row in load().code_lists["territories"].rows if row[1] == "region"}
    for kpi in {row["kpi"] for row in split}:
        for day, whole in plan(kpi).items():
            parts = [float(row["value"]) for row in split if row["kpi"] == kpi and row["due_on"] == day.isoformat()
                     and row["territory"] in regions]  # fmt: skip
            assert len(parts) == REGIONS and sum(parts) == pytest.approx(whole, abs=len(parts)), (kpi, day)


def test_a_plan_never_turns_back() -> None:
    for kpi in CLAIMS:
        values = list(plan(kpi).values())
        assert values == sorted(values) and values[0] < values[-1], kpi
