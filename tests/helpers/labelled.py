"""Labelled data for the linkage: generated cooperatives and awards whose true beneficiary is known."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from catalogue import load

HEADS = ("Arca", "Quercia", "Aurora", "Girasole", "Alba", "Solidarietà", "Nuova Vita", "San Giuseppe", "Futura",
         "Il Ponte", "La Rondine", "Agricola Valle", "Ceramisti", "Facchini", "Edile Costruttori", "Primavera",
         "L'Orizzonte", "Santa Lucia", "Logos", "Progetto Uomo")  # fmt: skip
TAILS = ("", "", "Servizi", "Nord", "Sud", "Verde", "Bianca", "dei Colli", "del Mare", "Lavoro", "Trasporti", "2000",
         "90", "Assistenza", "Edilizia", "Insieme", "Giovani", "della Valle", "Rosso", "Est", "Ovest")  # fmt: skip
REGISTERED = ("{} Società Cooperativa Sociale", "{} - Società Cooperativa", "Cooperativa Sociale {} Onlus",
              "Società Cooperativa {} a responsabilità limitata")  # fmt: skip
WRITTEN = ("{} SOC. COOP. A R.L.", "{} S.C.A R.L.", "Coop. Soc. {}", "SOCIETA' COOPERATIVA SOCIALE \"{}\" ONLUS",
           "{} scarl",
           "«{}» soc. coop. sociale", "{} SOC COOP ARL IN LIQUIDAZIONE", "{} Società Coop.va")  # fmt: skip


@dataclass(frozen=True)
class Coop:
    """A cooperative as the register writes it."""

    code: str
    name: str
    province: str
    stem: str


@dataclass(frozen=True)
class Beneficiary:
    """A beneficiary as written in an award. ``truth``: its code in the register, '' for one that is not in it."""

    cor: str
    name: str
    grantor: str
    region: str
    truth: str


def made(n: int, seed: int) -> tuple[list[Coop], list[Beneficiary]]:
    """``n`` cooperatives with made-up names, a third of them not in the register, and one award for each."""
    random = np.random.default_rng(seed)
    territories = load().code_lists["territories"].rows
    region_of = {row[0]: row[2] for row in territories if row[1] == "province"}
    label = {row[0]: row[3] for row in territories}
    chambers = {row[0]: row[1] for row in load().code_lists["chambers"].rows}
    chamber_of = {row[1]: chambers[row[0]] for row in load().code_lists["chamber_provinces"].rows}
    provinces = list(region_of)
    coops, beneficiaries = [], []
    for place in range(n):
        stem = _stem(random)
        province = provinces[random.integers(len(provinces))]
        coop = Coop(f"{place:011d}", _pick(random, REGISTERED).format(stem), province, stem)
        inside = random.random() < 2 / 3
        if inside:
            coops.append(coop)
        region = "" if random.random() < 0.1 else label[region_of[province]]
        name = _pick(random, WRITTEN).format(_spoilt(stem, random))
        beneficiaries.append(
            Beneficiary(str(place), name, f"CCIAA di {chamber_of[province]}", region, coop.code if inside else "")
        )
    return coops, beneficiaries


def _stem(random: Generator) -> str:
    """A name: a common word in a third of cases, otherwise a random one, with or without an addition."""
    word = "".join(_pick(random, "bcdfglmnprstv") + _pick(random, "aeio") for _ in range(random.integers(2, 5)))
    head = _pick(random, HEADS) if random.random() < 0.35 else word.capitalize()
    return f"{head} {_pick(random, TAILS)}".strip()


def _spoilt(text: str, random: Generator) -> str:
    """The name with random typing errors: a letter dropped, replaced or swapped, words reversed or lost, upper case."""
    chance = random.random()
    place = int(random.integers(1, len(text) - 1))
    if chance < 0.08:
        text = text[:place] + text[place + 1 :]
    elif chance < 0.14:
        text = text[: place - 1] + text[place] + text[place - 1] + text[place + 1 :]
    elif chance < 0.20:
        text = text[:place] + _pick(random, "aeirst") + text[place + 1 :]
    elif chance < 0.26:
        text = " ".join(reversed(text.split()))
    elif chance < 0.30:
        text = text.split()[0] if len(text.split()) > 1 else text
    if random.random() < 0.4:
        text = text.upper().replace("À", "A'")
    return text


def _pick(random: Generator, choices: Sequence[str]) -> str:
    return choices[int(random.integers(len(choices)))]
