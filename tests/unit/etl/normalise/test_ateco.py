"""ATECO codes of three editions, however they are written, become sections of ATECO 2007, assumptions told."""

import pytest

from catalogue import load
from etl.normalise.ateco import read_ateco

ROWS = load().code_lists["ateco_codes"].rows
USED = {row[0] for row in load().code_lists["ateco_sections"].rows}


@pytest.mark.parametrize(
    ("text", "section", "notice"),
    [
        ("62.01", "J", None), ("6201", "J", None), ("62.01.00", "J", None), ("J62.01", "J", None),
        ("J 62.01", "J", None),
        ("62.10", "J", "ateco_edition"), ("K62.10", "J", "ateco_edition"), ("K.62.10.00", "J", "ateco_edition"),
        ("1.11", "A", "ateco_edition"), ("111", "A", "ateco_edition"), ("01.11", "A", None), ("01", "A", None),
        ("46.11", "G", None), ("ATECO 2025: 46.11", "G", "ateco_split"), ("ATECO 2007 46.11", "G", None),
        ("84.11.2", "O", "ateco_edition"), ("ATECO 2025 84.11.2", "N", "ateco_edition"), ("68.31", "L", None),
        ("ATECO 2025 R", "Q", "ateco_split"),
    ],
)  # fmt: skip
def test_a_code_becomes_its_section(text: str, section: str, notice: str | None) -> None:
    found = read_ateco(text)
    assert found and (found.value, found.notice) == (section, notice)
    assert bool(found.taken) == bool(notice)


@pytest.mark.parametrize(
    "text", ["99.99", "J 62.10", "97.00", "ABC", "62.01 Produzione", "1234567", "9" * 5_000, "..", "V"]
)
def test_what_is_no_code_of_the_breakdown_is_none(text: str) -> None:
    assert read_ateco(text) is None


def test_every_code_of_2007_and_2022_is_read_as_its_own_section_in_every_writing() -> None:
    read = 0
    for code, in_2007, in_2022, _, _ in ROWS:
        section = in_2007 or in_2022
        if len(code) == 1 or section not in USED:
            continue
        plain = code.replace(".", "")
        for text in (code, f"{section}{code}", f"{section} {plain}", f"ATECO 2022 {code}" if in_2022 else code):
            found = read_ateco(text)
            assert found and found.value == section, text
            read += 1
        bare = read_ateco(plain)
        assert bare and (bare.value == section or (bare.value is None and code in str(bare.candidates))), plain
        if code.startswith("0") and len(plain) == 6:
            short = read_ateco(plain[1:])  # a spreadsheet's number
            assert short and (short.value == section or short.candidates), plain
    assert read > 10_000


def test_every_code_of_2025_is_mapped_and_a_split_names_all_its_sections() -> None:
    for code, _, _, in_2025, mapped in ROWS:
        wanted = [section for section in mapped.split("|") if section in USED]
        if not in_2025 or not wanted:
            continue
        found = read_ateco(f"ATECO 2025 {code}")
        assert found and found.value == wanted[0] and found.taken, code
        assert found.notice == ("ateco_split" if len(wanted) > 1 else "ateco_edition")
        assert all(section in found.taken.partition("→")[2] for section in wanted)


def test_the_list_says_what_the_package_says() -> None:
    ateco = pytest.importorskip("ateco", reason="only the maker of the list needs the package")
    for code, *sections in ROWS:
        for edition, section in zip(("2007", "2022", "2025"), sections, strict=False):
            assert ateco.validate(code, edition=edition) == bool(section), (code, edition)
