"""Synergy, content, COOP 4.0 and the exchange by their definitions (aims A to D)."""

from collections.abc import Iterator

import pandas as pd

from tests.spec.recompute import codes
from tests.spec.recompute.slices import Asked, Figure, counted, share

Cells = Iterator[tuple[str, Figure]]
GROUP = {row["code"]: row["group"] for row in codes.rows("pid_services")}
GUIDED = {row["code"] for row in codes.rows("pid_services") if row["guided"] == "yes"}


def distinct(rows: pd.DataFrame, name: str = "coop") -> float:
    """How many different ones; empty cells are none."""
    return float(rows[name].dropna().nunique())


def joint_actions(asked: Asked, breakdown: str) -> Cells:
    for category, rows in asked.parts(asked.here(asked.world.activities), breakdown):
        joint = rows[rows["joint"].eq(True)]
        yield category, counted(len(joint), distinct(joint))


def referrals(asked: Asked, breakdown: str) -> Cells:
    for category, rows in asked.parts(asked.here(asked.world.activities), breakdown):
        sent = rows[rows["direction"].notna()]
        yield category, counted(len(sent), distinct(sent))


def referral_acceptance(asked: Asked, breakdown: str) -> Cells:
    rows = asked.here(asked.world.activities)
    for category, sent in asked.parts(rows[rows["direction"].notna()], breakdown):
        yield category, share(sent["outcome"].eq("accolto").sum(), len(sent), distinct(sent))


def provinces_with_synergy(asked: Asked, breakdown: str) -> Cells:
    lately = asked.lately(asked.here(asked.world.activities))
    if len(lately) and not asked.whole_only:
        active = distinct(lately[lately["joint"].eq(True)], "province")
        yield "", share(active, len(asked.provinces), active)


def coops_reached(asked: Asked, breakdown: str) -> Cells:
    for category, rows in asked.parts(_of_coops(asked, breakdown), breakdown):
        yield category, counted(distinct(rows), distinct(rows))


def coops_reached_12m(asked: Asked, breakdown: str) -> Cells:
    if len(asked.lately(asked.here(asked.world.activities))):  # somebody has reported in these months
        for category, rows in asked.parts(_of_coops(asked, breakdown), breakdown):
            found = distinct(asked.lately(rows))
            yield category, counted(found, found)


def coops_accompanied(asked: Asked, breakdown: str) -> Cells:
    rows = _of_coops(asked, breakdown)
    guided = rows["service"].isin(GUIDED)
    for category, part in asked.parts(rows if breakdown == "total" else rows[guided], breakdown):
        found = distinct(part[part["service"].isin(GUIDED)])
        yield category, counted(found, found)


def _of_coops(asked: Asked, breakdown: str) -> pd.DataFrame:
    """The activities; by the register's categories those with a cooperative alone."""
    rows = asked.here(asked.world.activities)
    return rows[rows["coop"].notna()] if breakdown in asked.world.categories else rows


def coop_content_share(asked: Asked, breakdown: str) -> Cells:
    for category, rows in asked.parts(asked.here(asked.world.activities), breakdown):
        yield category, share(rows["content"].eq(True).sum(), len(rows), distinct(rows))


def event_participants(asked: Asked, breakdown: str) -> Cells:
    rows = asked.here(asked.world.activities)
    told = rows[rows["service"].map(GROUP).isin(("event", "training")) & rows["people"].notna()]
    for category, part in asked.parts(told, breakdown):
        present = float(part.loc[part["content"].eq(True), "people"].sum())
        yield category, counted(present, present)


def coop_penetration(asked: Asked, breakdown: str) -> Cells:
    world = asked.world
    if not len(asked.here(world.activities)):
        return
    reached = set(asked.by_now(world.activities)["coop"].dropna())
    rows = world.register
    known = rows[rows["province"].isin(asked.provinces) & (rows["month"] <= asked.month)
                 & ~(rows["ends"] < world.first_month)]  # fmt: skip
    for category, part in asked.parts(known, breakdown):
        active = part[part["ends"].isna() | (part["ends"] >= asked.month)]
        found = active["coop"].isin(reached).sum()
        yield category, share(found, len(active), float(found))


def coops_active(asked: Asked, breakdown: str) -> Cells:
    rows, world = asked.world.register, asked.world
    known = rows[rows["province"].isin(asked.provinces) & (rows["month"] <= asked.month)
                 & ~(rows["ends"] < world.first_month)]  # fmt: skip
    for category, part in asked.parts(known, breakdown):
        active = part[part["ends"].isna() | (part["ends"] >= asked.month)]
        yield category, counted(len(active), float(len(active)))


def coop40_services_via_pid(asked: Asked, breakdown: str) -> Cells:
    for category, rows in asked.parts(asked.here(asked.world.services), _partner(breakdown)):
        carried = rows[rows["via_pid"].eq(True)]
        yield category, counted(len(carried), distinct(carried))


def people_trained(asked: Asked, breakdown: str) -> Cells:
    rows = asked.here(asked.world.services)
    told = rows[rows["kind"].eq("formazione") & rows["people"].notna()]
    for category, part in asked.parts(told, _partner(breakdown)):
        yield category, counted(part["people"].sum(), float(part["people"].sum()))


def good_practices(asked: Asked, breakdown: str) -> Cells:
    rows = asked.here(asked.world.practices)
    for category, part in asked.parts(rows[rows["record"].eq("registrazione")], _partner(breakdown)):
        yield category, counted(len(part), float(len(part)))


def practices_reused(asked: Asked, breakdown: str) -> Cells:
    rows = asked.here(asked.world.practices)
    recorded = rows[rows["record"].eq("registrazione")]
    adopted = asked.by_now(asked.world.practices)
    pairs = recorded.merge(adopted[adopted["record"].eq("adozione")], on="practice", suffixes=("", "_to"))
    elsewhere = pairs[pairs["province"] != pairs["province_to"]].drop_duplicates(["practice", "province"])
    if len(recorded):
        yield "", share(len(elsewhere), len(recorded), float(len(recorded)))


def virtual_interactions(asked: Asked, breakdown: str) -> Cells:
    rows = asked.by_now(asked.world.channels)
    for category, part in asked.parts(rows if asked.territory == "IT" else rows.iloc[:0], breakdown):
        yield category, counted(part["interactions"].sum(), None)


def _partner(breakdown: str) -> str:
    return "partner" if breakdown == "association" else breakdown
