"""A province written otherwise than in the list: read where only one can be meant, told, and never guessed."""

import csv
from collections import defaultdict
from datetime import date

import pytest

from catalogue import load
from etl.ingest.sources import ROOT
from etl.normalise.provinces import read_province
from etl.normalise.text_key import text_key

LISTS = load().code_lists
REAL = ROOT.parent / "shared" / "real" / "istat_codes" / "istat_elenco_comuni_2020-01-01.csv"
SIGLE = {row[LISTS["provinces"].columns.index("sigla")]: row[0] for row in LISTS["provinces"].rows}


def told(text: str) -> tuple[str | None, str | None]:
    """(sigla, what is told) of a text; no sigla where it is not read."""
    found = read_province(text)
    assert found is not None, text
    return next((sigla for sigla, code in SIGLE.items() if code == found.value), None), found.notice


@pytest.mark.parametrize(
    ("text", "sigla", "notice"),
    [
        ("Forlì-Cesena", "FC", None), ("FC", "FC", None), ("forli cesena", "FC", None), ("FO", "FC", "place_former"),
        ("Forl\ufffd", "FC", "place_damaged"), ("Forl\ufffd-Cesena", "FC", "place_damaged"),
        ("ForlÃ¬", "FC", "place_damaged"), ("Forli'-Cesena", "FC", "place_damaged"), ("PS", "PU", "place_former"),
        ("CI", "SU", "place_former"), ("VS", "SU", "place_former"), ("OG", "NU", "place_former"),
        ("OT", "SS", "place_former"), ("Bolzano/Bozen", "BZ", None), ("Südtirol", "BZ", None), ("Bozen", "BZ", None),
        ("S\ufffdtirol", None, "none"), ("SÃ¼dtirol", "BZ", "place_damaged"), ("L?Aquila", "AQ", "place_damaged"),
        ("Valle d'Aosta/Vallée d'Aoste", "AO", None),
        ("Vall\ufffd\ufffde d'Aoste", "AO", "place_damaged"),
        ("Imola", "BO", "place_comune"), ("Brixen", "BZ", "place_comune"), ("Cant\ufffd", "CO", "place_comune"),
        ("CittÃ  di Castello", "PG", "place_comune"), ("Bologna (BO)", "BO", None),
        ("Imola (BO)", "BO", "place_comune"),
        ("Bra", "CN", "place_comune"), ("RHO", "MI", "place_comune"), ("Ala", "TN", "place_comune"),
        ("Oria", "BR", "place_comune"), ("Castegnero Nanto", "VI", "place_comune"), ("Faedo", "TN", "place_comune"),
        ("Misiliscemi", "TP", "place_comune"), ("Montagna sulla strada del vino", "BZ", "place_comune"),
        ("Gallura Nord-Est Sardegna", "SS", "place_former"), ("Sulcis Iglesiente", "SU", "place_former"),
        ("Samone (TN)", "TN", "place_comune"), ("RE", "RE", None), ("Re", "RE", None),
    ],
)  # fmt: skip
def test_a_place_is_read_and_the_fix_is_told(text: str, sigla: str | None, notice: str | None) -> None:
    if notice == "none":
        assert read_province(text) is None
    else:
        assert told(text) == (sigla, notice)


@pytest.mark.parametrize("text", ["Samone", "San Teodoro", "Castro", "Livo", "Montecopiolo"])
def test_a_comune_of_two_provinces_is_not_read_and_they_are_named(text: str) -> None:
    found = read_province(text)
    assert found and found.value is None and found.candidates and found.candidates.count("(") == 2


@pytest.mark.parametrize(
    "text",
    [
        "Mario Rossi",
        "$1",
        "#TO",
        "_1",
        "Ne",
        "Vo",
        "Imola (MI)",
        "?",
        "Vi?",
        "M\ufffdI",
        "\ufffd\ufffd\ufffd",
        "",
        "x" * 5_000,
    ],
)
def test_what_is_no_place_is_none(text: str) -> None:
    assert read_province(text) is None


def test_every_comune_leads_to_its_province_or_to_all_that_it_may_mean() -> None:
    """Also with each accented letter lost, and with UTF-8 read as Windows-1252."""
    where: dict[str, set[str]] = defaultdict(set)
    for _, name, _, province in [*LISTS["comuni"].rows, *(row[:4] for row in LISTS["comuni_changes"].rows)]:
        where[name].add(province)
    damaged = mojibake = 0
    for name, provinces in where.items():
        spoilt = "".join(letter if letter.isascii() else "\ufffd" for letter in name)
        written = [name] if len(text_key(name)) >= 3 else []
        if spoilt != name and len(name) >= 4:
            damaged += 1
            written.append(spoilt)
            try:
                written.append(name.encode().decode("cp1252").replace("\xa0", " ").strip())
                mojibake += 1
            except UnicodeDecodeError:
                pass
        for text in written:
            found = read_province(text)
            assert found is not None, (name, text)
            if found.value is not None:
                # A province's name counts as the province: Reggio is one, whatever comuni are called.
                assert found.value in provinces or found.notice is None or found.notice == "place_former", text
            else:
                assert found.candidates, text
    assert damaged > 100 and mojibake > 90


@pytest.mark.skipif(not REAL.exists(), reason="ISTAT's list of comuni is not beside the project")
def test_the_list_says_what_istat_says() -> None:
    with REAL.open(encoding="cp1252", newline="") as file:
        rows = [row for row in list(csv.reader(file, delimiter=";"))[1:] if row and row[4].strip()]
    ours = {row[0]: (row[1], row[3]) for row in LISTS["comuni"].rows}
    assert ours == {row[4].strip(): (row[6].strip(), SIGLE[row[13].strip()]) for row in rows} and len(ours) == 7_904


def test_a_change_of_a_comune_has_its_day_and_its_province() -> None:
    provinces = {row[0] for row in LISTS["provinces"].rows}
    for _, name, _, province, since, until in LISTS["comuni_changes"].rows:
        assert province in provinces and (since or until), name
        assert all(date.fromisoformat(day) >= date(2018, 6, 14) for day in (since, until) if day), name
