"""The demonstration's file of the State-aid register: the vouchers of the PIDs, and what else is granted to firms."""

from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from catalogue import load
from etl.sample.calibration import Calibration
from etl.sample.register import OFFICE, demonstration_names, tax_codes
from etl.sample.senders import Chambers
from etl.sample.world.activity import World
from etl.sample.world.fitting import drawn, pick_within

OTHER_AWARDS, FEWEST = 0.35, 60  # awards that are no vouchers of a PID, per voucher; at least so many
TITLES = ("Voucher Digitali Impresa 4.0", "Bando Voucher Digitali I4.0 - Misura B")
TITLE_A = "Bando Voucher Digitali I4.0 - Misura A"
OTHER_TITLES = ("Bando per l'internazionalizzazione", "Contributi per fiere e mercati", "Voucher Digitali I4.0")
OTHER_GRANTORS = ("", "Regione", "Ministero dello sviluppo economico")  # the first: the chamber
OTHER_AMOUNTS = (1_500, 2_500, 4_000, 8_000)
PERSONS = 0.2  # of the other beneficiaries
# Of every so many cooperatives one stands by its name alone and one beside another firm's code.
UNCODED = 24
IN_TWO_PARTS, ZONED, SEVERAL_REGIONS, ACRONYM = 0.06, 0.3, 0.01, 0.2
FIRST_FIRM = 5_000_001  # codes of firms that do not exist: above those of the cooperatives
PERSON = "XXXXXX00A01X000X"  # has the form of a code and is invented
NAMESPACE = 'xmlns="http://www.rna.it/RNA_aiuto/schema"'


def write_state_aid(
    path: Path, known: Calibration, world: World, chambers: Chambers, tax: NDArray[np.object_], random: Generator
) -> int:  # fmt: skip
    """Write the XML and return the number of awards. Every COR begins with DEMO-, so each award says what it is."""
    given, days = world.vouchers, world.days
    vouchers = len(given.day)
    others = max(FEWEST, round(vouchers * OTHER_AWARDS))
    n = vouchers + others
    on = days.days[drawn(random, days.weight, others)]
    where = drawn(random, world.network.weight, others)
    day, place = np.concatenate([given.granted_on, on]), np.concatenate([given.place, where])
    chance = world.network.coop_share[where]
    there = world.coops.active(days.days[0], days.last) & (world.coops.moved_to < 0)
    theirs = pick_within(random, there.astype(float), world.coops.starts, where)
    free = np.where(random.random(others) < chance, theirs, -1)
    coop = np.concatenate([given.coop, free])
    amount = np.concatenate([given.amount, np.array(OTHER_AMOUNTS)[random.integers(0, len(OTHER_AMOUNTS), others)]])
    title = np.concatenate(
        [np.where(given.measure_a == 1, TITLE_A, np.array(TITLES)[random.integers(0, 2, vouchers)]),
         np.array(OTHER_TITLES)[random.integers(0, 2, others)]]
    ).astype(object)  # fmt: skip
    by = np.concatenate([np.zeros(vouchers, dtype=np.int64), random.choice(3, others, p=[0.6, 0.25, 0.15])])
    title[by == 2] = OTHER_TITLES[2]  # a digital voucher, and no chamber's
    firm = tax_codes(np.arange(FIRST_FIRM, FIRST_FIRM + n))
    codes = np.where(coop >= 0, tax[coop], np.where(random.random(n) < PERSONS, PERSON, firm))
    place_among = np.cumsum(coop >= 0)
    codes = np.where((coop >= 0) & (place_among % UNCODED == UNCODED // 4), "", codes)
    codes = np.where((coop >= 0) & (place_among % UNCODED == UNCODED // 2), firm, codes)
    names = demonstration_names(coop)
    regions = {row[0]: row[3] for row in load().code_lists["territories"].rows}
    chamber = chambers.granting(place, day)
    parts, zoned, several, acronym = (
        random.random(n) < share for share in (IN_TWO_PARTS, ZONED, SEVERAL_REGIONS, ACRONYM)
    )
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<LISTA_AIUTI {NAMESPACE}>']
    for number, i in enumerate(np.argsort(day, kind="stable").tolist(), start=1):
        named = ("CCIAA " if acronym[i] else "Camera di commercio di ") + chambers.plain[chamber[i]]
        lines.append(
            _award(
                number=number,
                title=f"{title[i]} (dati dimostrativi)",
                grantor=OTHER_GRANTORS[by[i]] or named,
                day=str(day[i])[:10] + ("+02:00" if zoned[i] else ""),
                tax=codes[i],
                name=names[i] if coop[i] >= 0 else "Beneficiario dimostrativo",
                region=regions[known.regions[place[i]]] + (";Lazio;Campania" if several[i] else ""),
                amounts=[amount[i] / 2, amount[i] / 2] if parts[i] else [float(amount[i])],
                noise="\x1f" if number == n // 2 else "",
            )
        )
    path.write_bytes("\n".join([*lines, "</LISTA_AIUTI>\n"]).encode())
    return n


def _award(
    number: int, title: str, grantor: str, day: str, tax: str, name: str, region: str, amounts: list[float], noise: str
) -> str:
    """One award as the register writes it, a component for each amount."""
    fields = {
        "CAR": "DEMO", "TITOLO_MISURA": title + noise, "DES_TIPO_MISURA": "Regime di aiuti",
        "SOGGETTO_CONCEDENTE": grantor, "COR": f"DEMO-{OFFICE}{number:06d}", "DATA_CONCESSIONE": day,
        "DENOMINAZIONE_BENEFICIARIO": name, "CODICE_FISCALE_BENEFICIARIO": tax,
        "REGIONE_BENEFICIARIO": region,
    }  # fmt: skip
    own = "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in fields.items())
    components = "".join(
        f"<COMPONENTE_AIUTO><ID_COMPONENTE_AIUTO>DEMO-{number:06d}-{place}</ID_COMPONENTE_AIUTO><STRUMENTI_AIUTO>"
        f"<STRUMENTO_AIUTO><DES_STRUMENTO>Sovvenzione</DES_STRUMENTO><ELEMENTO_DI_AIUTO>{money:.2f}</ELEMENTO_DI_AIUTO>"
        f"<IMPORTO_NOMINALE>{money:.2f}</IMPORTO_NOMINALE></STRUMENTO_AIUTO></STRUMENTI_AIUTO></COMPONENTE_AIUTO>"
        for place, money in enumerate(amounts, start=1)
    )
    return f"<AIUTO>{own}<COMPONENTI_AIUTO>{components}</COMPONENTI_AIUTO></AIUTO>"
