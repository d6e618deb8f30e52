"""What the demonstration's cooperatives are: category, sector and size, and how these depend on each other."""

import numpy as np

from etl.sample.calibration import Calibration
from etl.sample.world.fitting import Floats, apportion, fit_margins, tilt_to_mean

CATEGORIES = ("Produzione e lavoro", "Sociale", "Conferimento e agricola", "Edilizia di abitazione", "Consumo",
              "Trasporto", "Consorzio cooperativo", "Altra cooperativa")  # fmt: skip
WORKER, SOCIAL, AGRICULTURAL, HOUSING, CONSUMER, TRANSPORT, CONSORTIUM, OTHER = range(len(CATEGORIES))
SECTORS = tuple("ACFGHIJLMNPQRS")
FARMING = SECTORS.index("A")
SIZES = ("0-9", "10-49", "50-249", "250 e oltre")
ASSOCIATIONS = ("", "Confcooperative", "Legacoop", "AGCI", "Confcooperative|Legacoop", "AGCI|Legacoop")
NONE, CONFCOOPERATIVE, LEGACOOP, AGCI = range(4)
PRIMARY = np.array([NONE, CONFCOOPERATIVE, LEGACOOP, AGCI, CONFCOOPERATIVE, AGCI])  # the one that acts for it
# Assumptions, told as such in docs/demonstration.md.
FARMING_SHARE = 0.8  # of agricultural cooperatives in section A; the others process (C) and sell (G)
CONSORTIA = 0.02
PERSONS = np.array([2.56, 21.0, 100.0, 600.0])  # mean persons employed in each size class
SIZE_SHARES = np.array([0.74, 0.161, 0.0902, 0.0088])  # before each region is fitted to its mean
OTHER_SECTORS = {"G": 0.065, "I": 0.055, "J": 0.045, "L": 0.03, "M": 0.075, "P": 0.045, "R": 0.035, "S": 0.027}
# How many times more likely than by chance; what is not named is 1 in its row's default.
SECTOR_SEED: dict[int, dict[str, float]] = {
    WORKER: dict(zip(SECTORS, (0, 1, 1.3, 0.7, 1.5, 1, 1.3, 0.1, 1, 1.2, 0.3, 0.08, 1, 1), strict=True)),
    SOCIAL: {"Q": 40, "P": 10, "N": 4, "C": 1, "R": 3, "S": 2, "I": 1, "J": 0.5, "M": 0.5, "G": 0.3},
    AGRICULTURAL: {"C": 2, "G": 1},
    HOUSING: {"L": 6, "F": 3},
    CONSUMER: {"G": 12, "I": 1},
    TRANSPORT: {"H": 30, "N": 1},
    CONSORTIUM: {"N": 2, "F": 2, "H": 1, "M": 2, "G": 1, "C": 1},
    OTHER: dict(zip(SECTORS, (0, 1, 1, 1, 0.5, 1.5, 1.5, 0.2, 2, 1, 0.5, 0.1, 2, 2), strict=True)),
}


def category_shares(known: Calibration) -> Floats:
    """Shares of ISTAT ASIA's cooperatives: social and worker ones as in Italy, smaller ones as in Romagna's Albo."""
    romagna, rimini = "CC26", "ITH59"
    albo, small = known.one("coops_in_albo", territory=romagna), known.one("coops_in_albo", territory=rimini)
    farming = known.one("agri_coops_associated") * (1 - FARMING_SHARE) / known.cooperatives.sum()
    shares = np.zeros(len(CATEGORIES))
    shares[WORKER] = known.one("coop_type_share", "worker") / 100
    shares[SOCIAL] = known.one("coop_type_share", "social") / 100
    shares[AGRICULTURAL], shares[CONSORTIUM] = farming, CONSORTIA
    shares[HOUSING] = known.one("coops_in_albo", "housing", romagna) / albo
    shares[TRANSPORT] = known.one("coops_in_albo", "transport", romagna) / albo
    shares[CONSUMER] = known.one("coops_in_albo", "consumer", rimini) / small
    shares[OTHER] = 1 - shares.sum()
    return shares


def agricultural_by_stratum(known: Calibration) -> dict[str, int]:
    """Agricultural cooperatives: Emilia-Romagna's and Trento's as published, the rest of Italy's by size of region."""
    codes = sorted(set(known.strata))
    found = {
        "ITH5": int(known.one("agri_coops_associated", territory="ITH5")),
        "ITH20": int(known.one("trentino_federation_member_coops", "agricultural", "ITH20")),
    }
    rest = [code for code in codes if code not in found]
    size = np.array([known.cooperatives[known.strata == code].sum() for code in rest], dtype=float)
    left = apportion(int(known.one("agri_coops_associated")) - sum(found.values()), size)
    return found | dict(zip(rest, left.tolist(), strict=True))


def sectors_by_category(known: Calibration) -> Floats:
    """For each category the shares of the sectors, so that both add up to what ISTAT published."""
    published = {"F": "construction", "N": "business_support", "Q": "health_social_care", "C": "manufacturing"}
    published["H"] = "transport_storage"
    whole = known.one("coops_active_asia", end="2015-12-31")
    columns = {code: known.one("coops_active_asia", name) / whole for code, name in published.items()}
    scale = (1 - sum(columns.values())) / sum(OTHER_SECTORS.values())
    columns |= {code: share * scale for code, share in OTHER_SECTORS.items()}
    margin = np.array([columns.get(code, 0.0) for code in SECTORS])
    seed = np.array([[SECTOR_SEED[row].get(code, 0.0) for code in SECTORS] for row in range(len(CATEGORIES))])
    table = fit_margins(seed * margin, category_shares(known), np.maximum(margin, 1e-12))
    return np.asarray(table / table.sum(axis=1, keepdims=True))


def sizes(known: Calibration, stratum: str, social: bool) -> Floats:
    """Shares of the size classes under which cooperatives employ as many persons on average as ASIA counted there."""
    persons, coops = (
        (known.by_territory(name)[stratum], known.by_territory(name, "social")[stratum])
        for name in ("coop_employment_asia", "coops_active_asia")
    )
    mean = persons[1] / coops[1] if social else (persons[0] - persons[1]) / (coops[0] - coops[1])
    return tilt_to_mean(SIZE_SHARES, PERSONS, mean)


def birth_rate(known: Calibration, year: int) -> float:
    """Cooperatives founded in a year per active one: new in the Albo over active ones in the business register."""
    counted = min(max(year, 2019), 2020)
    return known.one("coops_new_in_albo", end=f"{counted}-12-31") / known.one("coops_active_register", end="2019-12-31")
