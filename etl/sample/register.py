"""The demonstration's cooperatives: as many in each province as ISTAT ASIA counted, none of them real."""

from datetime import date

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from etl.sample.calibration import Calibration

CATEGORIES = {
    "Produzione e lavoro": 0.42,
    "Sociale": 0.26,
    "Conferimento e agricola": 0.09,
    "Edilizia di abitazione": 0.07,
}
CATEGORIES |= {"Consumo": 0.03, "Trasporto": 0.05, "Consorzio cooperativo": 0.02, "Altra cooperativa": 0.06}
SECTORS = {"A": 0.05, "C": 0.08, "F": 0.14, "G": 0.06, "H": 0.12, "I": 0.05, "J": 0.05, "L": 0.03, "M": 0.08}
SECTORS |= {"N": 0.15, "P": 0.04, "Q": 0.11, "R": 0.03, "S": 0.01}
SIZES = {"0-9": 0.74, "10-49": 0.19, "50-249": 0.055, "250 e oltre": 0.015}
ASSOCIATIONS = {"": 0.40, "Confcooperative": 0.29, "Legacoop": 0.19, "AGCI": 0.09, "Confcooperative|Legacoop": 0.02}
ASSOCIATIONS |= {"AGCI|Legacoop": 0.01}
MOVED, CLOSED = 0.015, 0.04
OFFICE = "999"


def cooperatives(known: Calibration, random: Generator, until: date) -> pd.DataFrame:
    """One row per cooperative: code, province index, associations, sector, size, dates, province moved to."""
    home = np.repeat(np.arange(len(known.provinces)), known.cooperatives)
    n = len(home)
    founded = pd.to_datetime("1975-01-01") + pd.to_timedelta(random.integers(0, 15_700, n), unit="D")
    window = (pd.Timestamp(until) - pd.Timestamp("2018-08-01")).days
    changed = pd.to_datetime("2018-08-01") + pd.to_timedelta(random.integers(0, window, n), unit="D")
    fate = random.random(n)
    return pd.DataFrame(
        {
            "cooperative": tax_codes(np.arange(1, n + 1)),
            "home": home,
            "category": draw(random, CATEGORIES, n),
            "associations": draw(random, ASSOCIATIONS, n),
            "sector": draw(random, SECTORS, n),
            "size": draw(random, SIZES, n),
            "founded": founded,
            "changed": changed,
            "moved_to": np.where(fate < MOVED, random.integers(0, len(known.provinces), n), -1),
            "closed": (fate >= MOVED) & (fate < MOVED + CLOSED),
            "liveliness": random.gamma(0.6, 1.0, n),
        }
    )


def register_rows(coops: pd.DataFrame, sigle: NDArray[np.object_]) -> pd.DataFrame:
    """The register as the association sends it: two rows for a cooperative that moved."""
    moved = coops["moved_to"] >= 0
    ends = coops["changed"].where(moved | coops["closed"])
    first = _rows(coops, sigle[coops["home"]], coops["founded"], ends - pd.Timedelta(days=1))
    later = coops[moved]
    second = _rows(later, sigle[later["moved_to"]], later["changed"], pd.Series(pd.NaT, index=later.index))
    return pd.concat([first, second], ignore_index=True).sort_values(["Codice fiscale", "Valido dal"], kind="stable")


def _rows(coops: pd.DataFrame, provinces: NDArray[np.object_], start: pd.Series, end: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Codice fiscale": coops["cooperative"],
            "Denominazione": demonstration_names(coops["cooperative"]),
            "Categoria": coops["category"],
            "Associazioni": coops["associations"],
            "Provincia": provinces,
            "Sezione ATECO": coops["sector"],
            "Classe di addetti": coops["size"],
            "Valido dal": start.dt.strftime("%Y-%m-%d"),
            "Valido al": end.dt.strftime("%Y-%m-%d").fillna(""),
            "Natura del dato": "dimostrativo",
        }
    )


def demonstration_names(codes: pd.Series) -> NDArray[np.object_]:
    """A name that is plainly invented, with the number of the tax code."""
    return ("Cooperativa dimostrativa " + codes.str[:7].str.lstrip("0")).to_numpy(dtype=object)


def tax_codes(numbers: NDArray[np.int64]) -> NDArray[np.object_]:
    """Eleven-digit organisation codes of office 999 with their Luhn check digit, for numbers up to 9,999,999."""
    body = np.char.add(np.char.zfill(numbers.astype(str), 7), OFFICE)
    digits = np.frombuffer("".join(body).encode(), dtype=np.uint8).reshape(len(body), 10).astype(np.int64) - ord("0")
    doubled = digits[:, 1::2] * 2
    total = digits[:, 0::2].sum(axis=1) + (doubled - 9 * (doubled > 9)).sum(axis=1)
    return np.char.add(body, ((10 - total % 10) % 10).astype(str)).astype(object)


def draw(random: Generator, weights: dict[str, float], n: int) -> NDArray[np.object_]:
    """``n`` keys of ``weights``, drawn in proportion."""
    shares = np.array(list(weights.values()))
    return np.array(list(weights), dtype=object)[random.choice(len(weights), size=n, p=shares / shares.sum())]
