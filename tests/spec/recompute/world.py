"""Reads an inbox into the rows that count up to a date, and computes any measure of the programme from them."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pandas as pd

from tests.spec.recompute import adoption, codes, networks
from tests.spec.recompute.awards import vouchers
from tests.spec.recompute.programme import SHAPES, accepted, until
from tests.spec.recompute.slices import Asked, Figure, World

Compute = Callable[[Asked, str], Iterator[tuple[str, Figure]]]
# Measure -> how it is computed, and by what it is broken down.
PROGRAMME: Mapping[str, tuple[Compute, tuple[str, ...]]] = {
    "joint_actions": (networks.joint_actions, ("association", "service")),
    "referrals": (networks.referrals, ("counterpart", "direction")),
    "referral_acceptance": (networks.referral_acceptance, ("counterpart", "direction")),
    "provinces_with_synergy": (networks.provinces_with_synergy, ()),
    "coops_reached": (networks.coops_reached, ("association", "sector", "size", "service")),
    "coops_reached_12m": (networks.coops_reached_12m, ("association", "sector", "size")),
    "coop_penetration": (networks.coop_penetration, ("association", "sector", "size")),
    "coop_content_share": (networks.coop_content_share, ("service",)),
    "event_participants": (networks.event_participants, ("service",)),
    "coops_active": (networks.coops_active, ("association", "sector", "size")),
    "coops_accompanied": (networks.coops_accompanied, ("association", "sector", "size")),
    "coop40_services_via_pid": (networks.coop40_services_via_pid, ("association",)),
    "pids_offering_coop40": (adoption.pids_offering_coop40, ()),
    "people_trained": (networks.people_trained, ("association",)),
    "good_practices": (networks.good_practices, ("association",)),
    "practices_reused": (networks.practices_reused, ()),
    "virtual_interactions": (networks.virtual_interactions, ("channel",)),
    "maturity_mean": (adoption.maturity_mean, ("association", "sector", "size")),
    "maturity_specialist_plus": (adoption.maturity_specialist_plus, ("association", "sector", "size")),
    "maturity_gain": (adoption.maturity_gain, ("association", "sector", "size")),
    "technology_adoption": (adoption.technology_adoption, ("technology",)),
    "coops_assessed": (adoption.coops_assessed, ("association", "sector", "size", "level")),
    "coops_reassessed": (adoption.coops_reassessed, ("move",)),
    "vouchers_granted": (adoption.vouchers_granted, ()),
    "vouchers_amount": (adoption.vouchers_amount, ()),
    "voucher_share": (adoption.voucher_share, ()),
    "coops_funded": (adoption.coops_funded, ()),
}
PARTNERS = {"joint_actions": {"association": "partner"}}  # the association of the record, not of the cooperative


def read_world(inbox: Path, raw: Mapping[str, pd.DataFrame], as_of: date, named: Mapping[str, str]) -> World:
    """The rows up to the as-of date; of the programme's own those since the agreement began."""
    start: date = codes.agreement()["window_start"]  # type: ignore[assignment]
    found = {kind: until(accepted(kind, raw.get(kind)), as_of) for kind in SHAPES}
    for kind in ("activities", "services", "practices"):
        found[kind] = found[kind][found[kind]["day"].map(lambda own: own >= start)]
    first = pd.Timestamp(start) + pd.offsets.MonthEnd(0)
    found["channels"] = found["channels"][found["channels"]["month"] >= first]
    assessed = found["assessments"].sort_values(["coop", "day", "id"])
    found["assessments"] = assessed.assign(
        score=assessed["score"].astype(float), level=[adoption.level(score) for score in assessed["score"]]
    )
    register = found["register"]
    found["register"] = register.assign(ends=pd.to_datetime(register["ends"]))
    awarded = until(vouchers(inbox, found["register"], start, named), as_of)
    return World(first_month=first, **found, vouchers=awarded, categories=_categories(found["register"]))


def _categories(register: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Each cooperative in each part of a breakdown, by its latest row; without any association in ``none``."""
    last = register.sort_values("day").drop_duplicates("coop", keep="last")
    of_associations = last.assign(part=[sorted(own) or ["none"] for own in last["associations"]])
    found = {name: last[["coop"]].assign(part=last[name]) for name in ("sector", "size")}
    return found | {"association": of_associations[["coop", "part"]].explode("part")}


def figures(kpi: str, breakdown: str, asked: Asked) -> dict[str, Figure]:
    """The figure of each category at a territory and month; none where nothing was reported."""
    compute, _ = PROGRAMME[kpi]
    return dict(compute(asked, PARTNERS.get(kpi, {}).get(breakdown, breakdown)))
