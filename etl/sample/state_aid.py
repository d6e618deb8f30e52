"""The demonstration's file of the State-aid register: who grants what to whom, vouchers of cooperatives among it."""

from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pandas as pd
from numpy.random import Generator

from catalogue import load
from etl.sample.activity import months
from etl.sample.calibration import Calibration
from etl.sample.register import OFFICE, demonstration_names, draw, tax_codes

AWARDS, AWARDS_PER_ACTIVITY, FEWEST = 3_000, 0.03, 60
TITLES = {"Voucher Digitali Impresa 4.0": 0.4, "Bando Voucher Digitali I4.0 - Misura B": 0.3}
TITLES |= {"Bando per l'internazionalizzazione": 0.15, "Contributi per fiere e mercati": 0.15}
GRANTORS = {
    "Camera di commercio di {}": 0.6,
    "CCIAA {}": 0.15,
    "Regione": 0.15,
    "Ministero dello sviluppo economico": 0.1,
}
TYPES = {"cooperative": 0.25, "firm": 0.6, "person": 0.15}
UNCODED = 0.06
# Codes of firms that do not exist: above those of the cooperatives.
FIRST_FIRM = 5_000_001
PERSON = "XXXXXX00A01X000X"  # has the form of a code and is invented
NAMESPACE = 'xmlns="http://www.rna.it/RNA_aiuto/schema"'


def write_state_aid(
    path: Path, known: Calibration, coops: pd.DataFrame, rows: int, random: Generator, span: tuple[date, date]
) -> int:
    """Write the XML and return the number of awards. Every COR begins with DEMO-, so each award says what it is."""
    n = min(AWARDS, max(FEWEST, int(rows * AWARDS_PER_ACTIVITY)))
    calendar = months(*span)
    day = np.sort(calendar.to_numpy()[random.integers(0, len(calendar), n)] + random.integers(0, 28, n).astype("m8[D]"))
    owner = random.integers(0, len(coops), n)
    place = coops["home"].to_numpy()[owner]
    kind, title, grantor = draw(random, TYPES, n), draw(random, TITLES, n), draw(random, GRANTORS, n)
    firm = tax_codes(np.arange(FIRST_FIRM, FIRST_FIRM + n))
    tax = np.where(
        kind == "cooperative", coops["cooperative"].to_numpy()[owner], np.where(kind == "firm", firm, PERSON)
    )
    names = {row[0]: row[3] for row in load().code_lists["territories"].rows}
    chambers = _chamber_of_province()
    amount = random.choice([1_500, 2_500, 4_000, 5_000, 8_000], n)
    parts, zoned, several = (random.random(n) < share for share in (0.06, 0.3, 0.01))
    name = np.where(
        kind == "cooperative", demonstration_names(coops["cooperative"].iloc[owner]), "Beneficiario dimostrativo"
    )
    slip = (random.random(n) < UNCODED) & (kind == "cooperative")  # the name alone, or beside another's code
    tax = np.where(slip, np.where(random.random(n) < 0.5, "", firm), tax)
    lines = [f'<?xml version="1.0" encoding="UTF-8"?>\n<LISTA_AIUTI {NAMESPACE}>']
    for i in range(n):
        region = names[known.regions[place[i]]] + (";Lazio;Campania" if several[i] else "")
        lines.append(
            _award(
                number=i + 1,
                title=f"{title[i]} (dati dimostrativi)",
                grantor=grantor[i].format(chambers.get(known.provinces[place[i]], "Roma")),
                day=str(day[i])[:10] + ("+02:00" if zoned[i] else ""),
                tax=tax[i],
                name=name[i],
                region=region,
                amounts=[amount[i] / 2, amount[i] / 2] if parts[i] else [float(amount[i])],
                noise="\x1f" if i == n // 2 else "",
            )
        )
    path.write_bytes("\n".join([*lines, "</LISTA_AIUTI>\n"]).encode())
    return n


def _chamber_of_province() -> dict[str, str]:
    """The name of some chamber of each province, without the words around it."""
    names = {row[0]: row[1] for row in load().code_lists["chambers"].rows}
    return {row[1]: names[row[0]] for row in load().code_lists["chamber_provinces"].rows}


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
