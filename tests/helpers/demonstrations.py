"""Reads the files of a demonstration back as plain tables, whatever dialect each sender writes."""

import re
from functools import cache
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd

from catalogue import load
from etl.normalise.tax_codes import organisation_tax_code

DAY = "day"


def is_utf8(path: Path) -> bool:
    """Whether a file is in UTF-8; those that are not are in Windows' code page."""
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def table(path: Path) -> pd.DataFrame:
    """A CSV or workbook, all text."""
    if path.suffix == ".xlsx":
        return pd.read_excel(path, dtype=str, keep_default_na=False, engine="calamine")
    return pd.read_csv(
        path, sep=";", dtype=str, keep_default_na=False, encoding="utf-8" if is_utf8(path) else "cp1252"
    )  # fmt: skip


def tables(paths: list[Path]) -> pd.DataFrame:
    """Several of one kind under each other, with the file and the day of each row."""
    whole = pd.concat([table(path).assign(file=path.name) for path in sorted(paths)], ignore_index=True)
    iso = pd.to_datetime(whole["Data"].str[:10], format="%Y-%m-%d", errors="coerce")
    return whole.assign(day=iso.fillna(pd.to_datetime(whole["Data"], format="%d/%m/%Y", errors="coerce")))


def activities(inbox: Path) -> pd.DataFrame:
    """Every activity, without the copied file; ``service`` and ``coop`` as they were meant, '' where they cannot be."""
    rows = tables([path for path in (inbox / "pid").iterdir() if not path.name.startswith("copia di ")])
    known = {text: organisation_tax_code(text) or "" for text in rows["Codice fiscale cooperativa"].unique()}
    return rows.assign(
        service=rows["Servizio"].str.strip(),
        coop=rows["Codice fiscale cooperativa"].map(known),
        euro=rows["Costo del servizio (euro)"].str.replace(",", ".").astype(float),
        province=rows["Provincia"].map(provinces()),
        chamber=rows["Camera di commercio"].map(chamber_of_name),
    )


def assessments(inbox: Path) -> pd.DataFrame:
    """Every assessment, with its score."""
    rows = tables(list(inbox.glob("valutazioni*")))
    return rows.assign(
        score=rows["Punteggio"].str.replace(",", ".").astype(float), province=rows["Provincia"].map(provinces())
    )


def services(inbox: Path) -> pd.DataFrame:
    """Every COOP 4.0 service."""
    return tables(list(inbox.glob("coop40_*")))


def register(inbox: Path) -> pd.DataFrame:
    """The register of cooperatives, with its days."""
    rows = table(inbox / "registro_cooperative.csv")
    return rows.assign(
        start=pd.to_datetime(rows["Valido dal"]),
        end=pd.to_datetime(rows["Valido al"], errors="coerce"),
        province=rows["Provincia"].map(provinces()),
    )


def awards(inbox: Path) -> pd.DataFrame:
    """The awards of the State-aid file: one row each, with the sum of its parts."""
    text = (inbox / "OpenData_Aiuti_dimostrativi.xml").read_text(encoding="utf-8").replace("\x1f", "")
    root = ElementTree.fromstring(re.sub(r' xmlns="[^"]+"', "", text, count=1))  # noqa: S314 - our own file
    rows = [
        {
            "title": one.findtext("TITOLO_MISURA"),
            "grantor": one.findtext("SOGGETTO_CONCEDENTE"),
            "day": str(one.findtext("DATA_CONCESSIONE"))[:10],
            "tax": one.findtext("CODICE_FISCALE_BENEFICIARIO"),
            "name": one.findtext("DENOMINAZIONE_BENEFICIARIO"),
            "euro": sum(float(part.text or 0) for part in one.iter("ELEMENTO_DI_AIUTO")),
        }
        for one in root
    ]
    found = pd.DataFrame(rows)
    return found.assign(day=pd.to_datetime(found["day"]), chamber=found["grantor"].map(chamber_of_name))


def vouchers(inbox: Path) -> pd.DataFrame:
    """The awards that are digital vouchers of a chamber."""
    found = awards(inbox)
    return found[(found["chamber"] != "") & found["title"].str.contains("Voucher Digitali")]


@cache
def provinces() -> dict[str, str]:
    """Codes of the provinces by their two letters."""
    names = load().code_lists["provinces"]
    return {row[names.columns.index("sigla")]: row[0] for row in names.rows}


@cache
def regions() -> dict[str, str]:
    """Regions by province."""
    return {row[0]: row[2] for row in load().code_lists["territories"].rows}


@cache
def chamber_of_name(text: str) -> str:
    """The code of the chamber that a text names, '' if none."""
    plain = re.sub(r"^(CCIAA|Camera di commercio)( di)? ", "", text.strip())
    return {row[1]: row[0] for row in load().code_lists["chambers"].rows}.get(plain, "")
