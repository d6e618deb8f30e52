"""PID that offer COOP 4.0, maturity and vouchers by their definitions (aims C and E)."""

from collections import Counter
from collections.abc import Iterator

import pandas as pd

from tests.spec.recompute import codes
from tests.spec.recompute.slices import Asked, Figure, counted, mean, share

Cells = Iterator[tuple[str, Figure]]
CHAMBERS = {row["chamber"]: row for row in codes.rows("chambers")}
TECHNOLOGIES = [row["code"] for row in codes.rows("technologies")]
BOUNDS = {str(k): float(v) for k, v in codes.agreement()["maturity_cutoffs"]["lower_bounds"].items()}  # type: ignore[index]


def pids_offering_coop40(asked: Asked, breakdown: str) -> Cells:
    """A PID offers what it carried in twelve months, and what those carried that its chamber came from."""
    lately = asked.lately(asked.by_now(asked.world.services))
    if asked.whole_only or not len(lately):
        return
    day = f"{asked.month:%Y-%m-%d}"
    there = {
        code: row for code, row in CHAMBERS.items()
        if row["valid_from_precision"] != "unknown"
        and (row["valid_from"] or "0") <= day <= (row["valid_to"] or "9")
        and asked.territory in codes.wholes(row["region"])
    }  # fmt: skip
    through = lately[lately["via_pid"].eq(True) & lately["chamber"].notna()]
    named = zip(through["chamber"], through["province"], through["day"], strict=True)
    carried = {_at_work(chamber, province, f"{on:%Y-%m-%d}") for chamber, province, on in named}
    family = {CHAMBERS[code]["successor"] for code in carried}
    offering = [code for code in there if code in carried or code in family]
    yield "", share(len(offering), len(there), float(len(offering)))


def _at_work(named: str, province: str, day: str) -> str:
    """The chamber that a record is of: who is named, or who served its province before that one was there."""
    before = {code for code, row in CHAMBERS.items() if row["successor"] == named}
    serving = {row["chamber"] for row in codes.rows("chamber_provinces") if row["province"] == province}
    if CHAMBERS[named]["valid_from"] > day and before & serving:
        return next(iter(before & serving))
    return CHAMBERS[named]["successor"] if "" < CHAMBERS[named]["valid_to"] < day else named


def _latest(asked: Asked, breakdown: str, rows: pd.DataFrame) -> Iterator[tuple[str, pd.DataFrame]]:
    """Of each cooperative the last of the rows, where it was then; parts that every one has left are empty."""
    by_now = asked.by_now(rows).assign(place=range(len(asked.by_now(rows))))
    last = by_now.groupby("coop")["place"].transform("max") == by_now["place"]
    for category, part in asked.parts(asked.here(by_now.assign(last=last)), breakdown):
        yield category, part[part["last"]]


def coops_assessed(asked: Asked, breakdown: str) -> Cells:
    for category, rows in _latest(asked, breakdown, asked.world.assessments):
        yield category, counted(len(rows), float(len(rows)))


def coops_reassessed(asked: Asked, breakdown: str) -> Cells:
    for category, rows in _latest(asked, breakdown, repeated(asked.world.assessments)):
        yield category, counted(len(rows), float(len(rows)))


def maturity_mean(asked: Asked, breakdown: str) -> Cells:
    for category, rows in _latest(asked, breakdown, asked.world.assessments):
        yield category, mean(rows["score"].sum(), len(rows))


def maturity_specialist_plus(asked: Asked, breakdown: str) -> Cells:
    for category, rows in _latest(asked, breakdown, asked.world.assessments):
        able = (rows["score"] >= BOUNDS["specialista"]).sum()
        yield category, share(able, len(rows), float(len(rows)))


def maturity_gain(asked: Asked, breakdown: str) -> Cells:
    for category, rows in _latest(asked, breakdown, repeated(asked.world.assessments)):
        yield category, mean((rows["score"] - rows["first"]).sum(), len(rows))


def technology_adoption(asked: Asked, breakdown: str) -> Cells:
    for _, rows in _latest(asked, "total", asked.world.assessments):
        if breakdown == "total":
            yield "", share(rows["technologies"].map(bool).sum(), len(rows), float(len(rows)))
        elif not asked.whole_only:
            used = Counter(code for own in rows["technologies"] for code in own)
            yield from ((code, share(used[code], len(rows), float(len(rows)))) for code in TECHNOLOGIES)


def level(score: float) -> str:
    """The level of a score."""
    return max((bound, name) for name, bound in BOUNDS.items() if score >= bound)[1]


def repeated(rows: pd.DataFrame) -> pd.DataFrame:
    """The assessments by a tool that the cooperative was assessed by before, with the first score by it."""
    own = rows.groupby(["coop", "tool"])
    again = rows.assign(first=own["score"].transform("first"), first_level=own["level"].transform("first"))
    again = again[own.cumcount() > 0]
    return again.assign(move=again["first_level"] + ">" + again["level"])


def _vouchers(asked: Asked) -> pd.DataFrame:
    rows = asked.by_now(asked.world.vouchers)
    own = [asked.territory == "IT" or (isinstance(region, str) and asked.territory in codes.wholes(region))
           for region in rows["region"]]  # fmt: skip
    return rows[pd.Series(own, rows.index, dtype=bool)]


def vouchers_granted(asked: Asked, breakdown: str) -> Cells:
    rows = _vouchers(asked)
    if len(rows):
        yield "", counted(rows["coop"].notna().sum(), float(rows["coop"].notna().sum()))


def vouchers_amount(asked: Asked, breakdown: str) -> Cells:
    """The vouchers of cooperatives are the denominator, those of known amount the units."""
    rows = _vouchers(asked)
    own = rows[rows["coop"].notna()]
    known = own["amount"].dropna()
    if len(rows):
        total = None if len(own) and not len(known) else float(known.sum())
        yield "", (total, float(len(own)) if len(own) else None, total, float(len(known)))


def voucher_share(asked: Asked, breakdown: str) -> Cells:
    rows = _vouchers(asked)
    if len(rows):
        yield "", share(rows["coop"].notna().sum(), len(rows), float(rows["coop"].notna().sum()))


def coops_funded(asked: Asked, breakdown: str) -> Cells:
    rows = _vouchers(asked)
    if len(rows):
        yield "", counted(rows["coop"].dropna().nunique(), float(rows["coop"].dropna().nunique()))
