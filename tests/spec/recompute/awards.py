"""The digital vouchers in the State-aid register's XML: whose, how much, when, and in which region."""

import re
from collections.abc import Mapping
from datetime import date
from fnmatch import fnmatchcase
from io import BytesIO
from pathlib import Path

import pandas as pd
from lxml import etree

from tests.spec.recompute import codes
from tests.spec.recompute.programme import month_ends
from tests.spec.recompute.raw import BAD, tax_code

COLUMNS = ("cor", "day", "region", "coop", "amount")


def vouchers(inbox: Path, register: pd.DataFrame, start: date, named: Mapping[str, str]) -> pd.DataFrame:
    """One row a voucher of a chamber since ``start``. ``named``: the cooperative of each award found by name alone.

    Names are compared by a model with chances, which has tests of its own; which awards it found is taken as given.
    """
    periods = dict(iter(register.sort_values("day").groupby("coop")))
    found: dict[str, tuple[object, ...]] = {}
    for path in sorted(inbox.rglob("*.xml")):
        content = re.sub(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", b"", path.read_bytes())
        for award in etree.parse(BytesIO(content)).getroot().iter("{*}AIUTO"):
            own = {etree.QName(child).localname: (child.text or "").strip() for child in award}
            granted = date.fromisoformat(own["DATA_CONCESSIONE"][:10])
            if granted < start or not (_by_chamber(own["SOGGETTO_CONCEDENTE"]) and _digital(own["TITOLO_MISURA"])):
                continue
            code = tax_code(own.get("CODICE_FISCALE_BENEFICIARIO"))
            coop = code if code in periods else named.get(own["COR"])
            region = _region(own.get("REGIONE_BENEFICIARIO", ""))
            if coop in periods:
                region = codes.above()[_seat(periods[coop], granted)]
            found.setdefault(own["COR"], (own["COR"], granted, region, coop, _amount(award)))
    table = pd.DataFrame(list(found.values()), columns=list(COLUMNS)).astype({"region": object, "coop": object})
    table = table[table["coop"].map(lambda own: own is not BAD)]
    return table.assign(month=month_ends(table["day"]))


def _amount(award: etree._Element) -> float | None:
    """The sum of the aid of all instruments; None where there is none, or one is not given."""
    given = [(tool.findtext("{*}ELEMENTO_DI_AIUTO") or "").strip() for tool in award.iter("{*}STRUMENTO_AIUTO")]
    return sum(map(float, given)) if given and all(given) else None


def _by_chamber(grantor: str) -> bool:
    name = codes.plain(grantor)
    words = any(f" {row['words']} " in f" {name} " for row in codes.rows("chamber_words"))
    return words or (name in codes.chambers() and name not in codes.provinces() and name not in codes.regions())


def _digital(title: str) -> bool:
    wanted: dict[str, bool] = {"title": False, "other_title": False}
    for row in codes.rows("voucher_patterns"):
        wanted[row["kind"]] |= fnmatchcase(title.lower(), row["pattern"].replace("%", "*"))
    return wanted["title"] and not wanted["other_title"]


def _region(text: str) -> str | None:
    """The one region that is named."""
    named = {codes.regions().get(codes.plain(part), "") for part in re.split("[;,|/]", text) if part.strip()}
    whole = codes.regions().get(codes.plain(text))
    only = {whole} if whole else named
    return (only.pop() or None) if len(only) == 1 else None


def _seat(periods: pd.DataFrame, granted: date) -> str:
    """The province of the register's row that held on the day, else of the last one."""
    ends = periods["ends"].map(lambda own: own.date() if pd.notna(own) else date.max)
    held = periods[(periods["day"] <= granted) & (ends >= granted)]
    return str((held if len(held) else periods)["province"].iloc[-1])
