"""The demonstration's PID activity: when, where, which service, for whom; and the assessments it led to."""

from datetime import date

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from etl.sample.calibration import LEVELS, Calibration
from etl.sample.register import draw

OTHER_SERVICES = {
    "Orientamento": 0.24,
    "Formazione": 0.12,
    "Evento informativo": 0.16,
    "Webinar": 0.14,
    "ZOOM4.0": 0.08,
}
OTHER_SERVICES |= {"Mentoring": 0.05, "PID-LAB": 0.05, "Digital Skill Voyager": 0.03, "Voucher Misura B": 0.05}
OTHER_SERVICES |= {"Invio a DIH o Competence Center": 0.08}
GROUP = {"Formazione", "Evento informativo", "Webinar", "PID-LAB"}
COUNTERPARTS = {"PICO": 0.27, "NODE": 0.27, "Consorzio Ruini": 0.08, "Confcooperative": 0.13, "Legacoop": 0.13}
COUNTERPARTS |= {"AGCI": 0.04, "Competence Center": 0.08}
TECHNOLOGIES = {
    "Cloud": 0.34,
    "Cyber security": 0.22,
    "E-commerce": 0.2,
    "Digital marketing": 0.24,
    "Smart working": 0.16,
}
TECHNOLOGIES |= {
    "IoT": 0.12,
    "Big data": 0.08,
    "Stampa 3D": 0.05,
    "Robotica": 0.05,
    "Fintech": 0.04,
    "Blockchain": 0.02,
}
TESTS_AT = 100_000  # rows at which SELFI4.0 activities equal the tests published for all firms
TWO_CHAMBERS = 0.02
# How lively each region's network is: spread on purpose, so that no region looks like another.
PACE = {"ITH5": 1.9, "ITI1": 1.45, "ITH3": 1.25, "ITC4": 1.2, "ITC1": 1.2, "ITDA": 1.5, "ITI3": 1.1, "ITI2": 1.15}
PACE |= {"ITF3": 0.55, "ITF6": 0.4, "ITG1": 0.5, "ITF4": 0.75, "ITI4": 0.6, "ITC2": 0.35, "ITF2": 0.3, "ITG2": 0.8}


def months(start: date, until: date) -> pd.DatetimeIndex:
    """Month starts from the agreement's first full month to the month of ``until``."""
    return pd.date_range(pd.Timestamp(start) + pd.offsets.MonthBegin(1), until, freq="MS")


def activities(
    known: Calibration, coops: pd.DataFrame, rows: int, random: Generator, start: date, until: date
) -> pd.DataFrame:
    """``rows`` activities, one row each: date, place (province index), service, coop (row index or -1), the rest."""
    calendar = months(start, until)
    month, service = _when_and_what(known, calendar, rows, random)
    time = month / max(1, len(calendar) - 1)
    pace = np.array([PACE.get(region, 1.0) for region in known.regions]) ** 0.6
    weight = pace * np.sqrt(known.cooperatives)
    place = random.choice(len(weight), size=rows, p=weight / weight.sum())
    group = np.isin(service, list(GROUP))
    for_coop = random.random(rows) < (0.07 + 0.15 * time) * np.minimum(pace[place], 1.5) * np.where(group, 0.5, 1.0)
    coop = np.where(for_coop, _coop_of(coops, place, known, random), -1)
    day = calendar.to_numpy()[month] + random.integers(0, 28, rows).astype("timedelta64[D]")
    content = for_coop | (random.random(rows) < 0.05 + 0.08 * time)
    joint = content & (random.random(rows) < (0.10 + 0.25 * time) * np.minimum(pace[place], 1.3))
    member = coops["associations"].to_numpy()[np.maximum(coop, 0)]
    partner = np.where((coop >= 0) & (member != ""), [m.split("|")[0] for m in member], draw(random, _PARTNERS, rows))
    referral = service == "Invio a DIH o Competence Center"
    accepted = {"accolto": 0.52, "non accolto": 0.2, "in attesa": 0.28}
    return pd.DataFrame(
        {
            "date": day,
            "place": place,
            "service": service,
            "coop": coop,
            "content": content,
            "joint": joint,
            "partner": np.where(joint, partner, ""),
            "direction": np.where(referral, draw(random, {"da PID": 0.68, "a PID": 0.32}, rows), ""),
            "counterpart": np.where(referral, draw(random, COUNTERPARTS, rows), ""),
            "outcome": np.where(referral, draw(random, accepted, rows), ""),
            "channel": np.where(random.random(rows) < np.where(month < 20, 0.25, 0.8), "a distanza", "in presenza"),
            "participants": np.where(group, random.poisson(14, rows) + 3, -1),
            "cost": np.round(random.gamma(2.0, 120.0, rows), 2),
        }
    ).sort_values("date", kind="stable", ignore_index=True)


_PARTNERS = {"Confcooperative": 0.48, "Legacoop": 0.38, "AGCI": 0.14}


def _when_and_what(
    known: Calibration, calendar: pd.DatetimeIndex, rows: int, random: Generator
) -> tuple[NDArray[np.int64], NDArray[np.object_]]:
    """Months and services: SELFI4.0 follows the published tests, the rest grows with holidays and a closed spring."""
    ends = [month.date() for month in calendar + pd.offsets.MonthEnd(0)]
    tests = np.diff(np.concatenate([[0.0], known.tests_by(ends)])) * rows / TESTS_AT
    selfi = np.repeat(np.arange(len(calendar)), np.floor(tests).astype(int))[:rows]
    season = np.where(np.isin(calendar.month, [8, 12]), 0.55, 1.0) * np.linspace(0.6, 1.3, len(calendar))
    season *= np.where((calendar.year == 2020) & np.isin(calendar.month, [3, 4]), 0.5, 1.0)
    other = random.choice(len(calendar), size=rows - len(selfi), p=season / season.sum())
    services = np.concatenate([np.full(len(selfi), "SELFI4.0", dtype=object), draw(random, OTHER_SERVICES, len(other))])
    return np.concatenate([selfi, other]), services


def _coop_of(coops: pd.DataFrame, place: NDArray[np.int64], known: Calibration, random: Generator) -> NDArray[np.int64]:
    """A cooperative of the place, lively ones more often; now and then one from somewhere else."""
    start = np.concatenate([[0], np.cumsum(known.cooperatives)])
    cumulated = np.concatenate([[0.0], np.cumsum(coops["liveliness"].to_numpy())])
    aim = cumulated[start[place]] + random.random(len(place)) * (cumulated[start[place + 1]] - cumulated[start[place]])
    found = np.clip(np.searchsorted(cumulated, aim, side="right") - 1, 0, len(coops) - 1)
    elsewhere = random.random(len(place)) < TWO_CHAMBERS
    return np.where(elsewhere, random.integers(0, len(coops), len(place)), found)


def assessments(known: Calibration, coops: pd.DataFrame, acts: pd.DataFrame, random: Generator) -> pd.DataFrame:
    """One assessment per SELFI4.0 or ZOOM4.0 activity of a cooperative: level shares as published, gains on return."""
    done = acts[(acts["coop"] >= 0) & acts["service"].isin(["SELFI4.0", "ZOOM4.0"])].reset_index(drop=True)
    n = len(done)
    level = random.choice(len(LEVELS), size=len(coops), p=known.level_shares)
    base = (level + random.random(len(coops))) * 0.8
    mean = float(np.mean(list(known.maturity_by_region.values())))
    lift = np.array([known.maturity_by_region.get(region, mean) - mean for region in known.regions])
    again = done.groupby("coop").cumcount().to_numpy()
    gain = again * random.normal(0.16, 0.12, n)
    score = np.clip(base[done["coop"]] + lift[done["place"]] * 0.6 + gain, 0.0, 4.0).round(2)
    table = {
        "date": done["date"],
        "place": done["place"],
        "coop": done["coop"],
        "service": done["service"],
        "score": score,
    }
    for process in ("accounting", "customers", "technology", "people"):
        table[process] = np.clip(score + random.normal(0, 0.3, n), 0, 4).round(2)
    uses = {name: random.random(n) < share * (0.35 + score / 3) for name, share in TECHNOLOGIES.items()}
    table["technologies"] = [
        "|".join(name for name, flag in zip(uses, flags, strict=True) if flag)
        for flags in np.array(list(uses.values())).T
    ]
    return pd.DataFrame(table)
