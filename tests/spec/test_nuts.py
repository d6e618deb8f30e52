"""NUTS codes of earlier versions: the same territory under a new code is found, a split one has no value today."""

from pathlib import Path

import openpyxl
import pytest

from catalogue import load
from engine import connect
from etl.extract.statistics.known_places import known_places
from etl.ingest.sources import ROOT
from etl.load.feeds import load_code_lists
from etl.transform.run_models import MODELS
from tests.spec.test_statistics import asked

NUTS = ROOT.parent / "shared" / "real" / "nuts"
CHANGES = {row[0]: dict(zip(load().code_lists["nuts_changes"].columns, row, strict=True))
           for row in load().code_lists["nuts_changes"].rows}  # fmt: skip
TODAY = {row[0] for row in load().code_lists["territories"].rows}
# NUTS level 1 of the Mezzogiorno is two areas, of which the product makes one: a half has no territory here.
HALVES = {"ITF", "ITG"}


@pytest.fixture(scope="module")
def known() -> dict[str, dict[str, str]]:
    """kind -> spelling -> territory, as the models know them."""
    engine = connect()
    load_code_lists(engine.connection, load().code_lists)
    text = (MODELS / "staging" / "statistic_territory.sql").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for kind, source, code in engine.connection.execute(text).fetchall():
        assert found.setdefault(kind, {}).setdefault(source, code) == code
    engine.connection.close()
    return found


@pytest.mark.skipif(not NUTS.is_dir(), reason="Eurostat's tables of NUTS changes are not beside the project")
@pytest.mark.parametrize(
    ("file", "sheet", "rows"),
    [("NUTS2013-NUTS2016", "NUTS2013-NUTS2016", 140), ("NUTS2016-NUTS2021", "Changes detailed NUTS 2016-2021", 141)],
)
def test_every_italian_row_of_the_change_tables_is_resolved(
    known: dict[str, dict[str, str]], file: str, sheet: str, rows: int
) -> None:
    lines = list(openpyxl.load_workbook(NUTS / f"{file}.xlsx", read_only=True)[sheet].values)
    head = next(line for line in lines if any(str(cell).startswith("Code 20") for cell in line))
    first = next(place for place, cell in enumerate(head) if str(cell).startswith("Code 20"))
    found = [tuple(str(cell or "") for cell in line[first : first + 2]) for line in lines]
    italian = [pair for pair in found if any(code.startswith("IT") for code in pair)]
    assert len(italian) == rows
    for old, new in italian:
        for code in {old, new} - {"", *HALVES} - {code for code in (old, new) if code.startswith("ITZ")}:
            change = CHANGES.get(code)
            if change and not change["territory"]:
                assert code not in known["nuts"] and len(change["parts"].split("|")) >= 1, code
                assert change["change"] in {"split", "part"}
            else:
                assert known["nuts"][code] in TODAY, code
        if old and new and old != new:
            assert old in CHANGES and new in CHANGES[old]["parts"].replace("|", " ").split(), (old, new)


def test_a_recode_is_found_and_what_was_split_or_merged_is_not_given_away(known: dict[str, dict[str, str]]) -> None:
    nuts = known["nuts"]
    same = {"ITD5": "ITH5", "ITE4": "ITI4", "ITD": "ITH", "ITE1": "ITI1", "ITD10": "ITH10", "ITD1": "ITH10",
            "ITE43": "ITI43", "ITG28": "ITG2G", "ITG21": "ITG2D"}  # fmt: skip
    assert {code: nuts[code] for code in same} == same
    for code in ("ITC45", "ITE34", "ITF42", "ITG27", "ITG24", "ITG25", "ITG26", "ITG29", "ITG2A", "ITG2B", "ITG2C"):
        assert code not in nuts and not CHANGES[code]["territory"]
    assert known["istat"]["ITC45"] == "ITC4C" and known["istat"]["ITG27"] == "ITG2F", "ISTAT's codes stay the same"


def test_readers_count_as_unknown_what_the_models_give_no_territory(known: dict[str, dict[str, str]]) -> None:
    """But for codes of earlier versions without a territory of today, which are told by a warning of their own."""
    assert known_places("istat") == known["istat"].keys() and known_places("label") >= known["label"].keys()
    assert known_places("nuts") == known["nuts"].keys() | CHANGES.keys()


def test_no_two_old_territories_are_one_today(known: dict[str, dict[str, str]]) -> None:
    """Otherwise two values of one year would stand for one territory."""
    for version in {change["last_version"] for change in CHANGES.values()}:
        level = [(len(code) if code not in {"ITD1", "ITD2"} else 5, change["territory"])
                 for code, change in CHANGES.items()
                 if change["last_version"] == version and change["territory"]
                 and code not in {"ITD10", "ITD20"}]  # fmt: skip
        assert len(set(level)) == len(level), version


def test_a_split_territory_is_kept_without_a_territory_and_told(tmp_path: Path) -> None:
    codes = ["ITG27", "ITD5", "ITF41", "ITC1"]
    lines = "freq,unit,geo\\TIME_PERIOD\t2008 \n" + "".join(f"A,PC,{code}\t{n}\n" for n, code in enumerate(codes, 1))
    facts, warned = asked(
        tmp_path, {"a.tsv": lines.encode()},
        ("SELECT source_territory, territory FROM fact_statistic WHERE source_file = 'a.tsv' ORDER BY value", []),
        ("SELECT row, warning FROM load_warning WHERE file = 'a.tsv' ORDER BY row", []),
    )  # fmt: skip
    assert facts == [("ITG27", None), ("ITD5", "ITH5"), ("ITF41", "ITF46"), ("ITC1", "ITC1")]
    assert warned == [(2, "territory_changed"), (4, "territory_boundary")]
