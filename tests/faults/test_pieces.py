"""A file checked piece by piece comes to what it comes to as a whole: rows, rejects, notices, corrections, remarks."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from catalogue import load
from catalogue.correct import Correction
from catalogue.load import Catalogue
from etl.extract.awards import award_reader, award_tree, state_aid
from etl.extract.sheet import Piece
from etl.ingest import read_rows as reading
from etl.ingest.apply_corrections import CorrectionRun
from etl.ingest.file_states import Validated
from etl.ingest.recognise import Match
from etl.storage.layout import Store
from tests.helpers.awards import ORGANISATION, PERSON, award, listed
from tests.helpers.contracts import DIALECTS, Dialect, Drawn, drawn, write
from tests.helpers.inboxes import activities
from tests.helpers.inboxes import write as write_csv
from tests.helpers.reading import reading_here, refusals
from tests.helpers.reading import staged as staged_files

pytestmark = pytest.mark.slow
# Each example is a staging of its own: a failure is told as it was found, for shrinking it would take minutes.
quiet = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck),
                 phases=(Phase.explicit, Phase.generate))  # fmt: skip


@pytest.fixture(autouse=True, scope="module")
def _here() -> Iterator[None]:
    """The tests change the size of pieces, which a reading process would not know."""
    with reading_here():
        yield


STATE_AID = load().feeds["state_aid_award"]


def staged(folder: Path, releases: str, catalogue: Catalogue) -> dict[str, Any]:
    """All that staging the one file of ``folder``/inbox leaves behind and tells."""
    store = Store(folder / releases)
    (file,) = staged_files(folder / "inbox", store, catalogue)
    assert list(store.work.iterdir()) == []
    found = {path.stem: pq.read_table(path).to_pylist() for path in store.releases.rglob("*.parquet")}
    noted = [json.loads(path.read_text()) for path in store.releases.rglob("meta.json")]
    kept = [{name: value for name, value in one.items() if name != "parts"} for one in noted]  # files cut otherwise
    read = file.rows if isinstance(file, Validated) else 0
    return found | {"meta": kept, "problem": refusals([file]), "read": read, "remarks": file.remarks}


def cut(size: int) -> Any:
    """A reader that gives what ``etl.ingest.read_rows`` reads in pieces of ``size`` rows."""
    real = reading._sent_rows

    def sent(match: Match) -> Iterator[Piece]:
        for piece in real(match):
            for start in range(0, piece.rows.num_rows, size):
                yield Piece(piece.rows.slice(start, size))
            yield Piece(piece.rows.slice(0, 0), piece.remarks)

    return sent


@settings(quiet, max_examples=3)
@given(drawn(rows=24), st.sampled_from(DIALECTS), st.integers(2, 12))
def test_any_contract_and_table_comes_to_the_same_in_pieces(case: Drawn, how: Dialect, size: int) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        if not write(folder / "inbox", "a", case.titles, case.rows, how):
            return
        catalogue = case.catalogue(folder)
        whole = staged(folder, "whole", catalogue)
        patch.setattr(reading, "_sent_rows", cut(size))
        assert staged(folder, "pieces", catalogue) == whole


# What is decided or counted for a whole file: decimal signs, shortened tax codes, lenient readings.
ACTIVITIES = {
    "cost": ["1.500", "12,50", "12.50", "3", "tre", ""],
    "people": ["4", "1.000", "-1", ""],
    "coop": [ORGANISATION, ORGANISATION.lstrip("0"), PERSON, ""],
    "province": ["BO", "Forl\ufffd-Cesena", "Marte"],
    "day": ["2019-03-15", "ieri"],
}


SIGNS = activities(*({"cost": cost, "province": "Forl\ufffd-Cesena"} for cost in ("1.500", "12.50")))


@st.composite
def sent_activities(draw: st.DrawFn) -> list[dict[str, object]]:
    """Rows of which the first write their costs without a decimal sign, and any later one may show it."""
    later = draw(st.sampled_from([["1.500"], ["1.500", "12.50"], ["1.500", "12,50"], ACTIVITIES["cost"]]))
    plain, rows = draw(st.integers(0, 3)), draw(st.integers(1, 4))
    return activities(
        *(
            {name: draw(st.sampled_from(some)) for name, some in ACTIVITIES.items()}
            | {"cost": draw(st.sampled_from(["1.500"] if place < plain else later))}
            for place in range(rows)
        )
    )


@settings(quiet, max_examples=2)
@given(sent_activities(), st.integers(1, 4))
@example([row | {"Codice fiscale cooperativa": ORGANISATION.lstrip("0")} for row in SIGNS], 1)
def test_activities_in_pieces_of_any_size_come_to_the_same(sent: Sequence[dict[str, object]], size: int) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        write_csv(folder / "inbox" / "a.csv", sent, ";")
        whole = staged(folder, "whole", load())
        patch.setattr(reading, "_sent_rows", cut(size))
        assert staged(folder, "pieces", load()) == whole


DIRTY = {
    "CODICE_FISCALE_BENEFICIARIO": ["00123450371", PERSON, "00123450372", "", "IT00123450371"],
    "DATA_CONCESSIONE": ["2019-03-15", "15/03/2019", "ieri", "", "1999-01-01", "2019-03-15+02:00"],
    "REGIONE_BENEFICIARIO": ["Lazio", "Marte", "", "Lazio;Campania"],
    "DENOMINAZIONE_BENEFICIARIO": ["Uno soc. coop.", "Mario Rossi", ""],
    "TITOLO_MISURA": ["Voucher", "scrivere a mario@example.it", "a\x01b", "a &amp; b", " "],
    "COR": ["7", "DEMO-7", "x" * 41, ""],
}
AMOUNTS = ["20", "20.50", "1.500", "venti", "", "1,500", "20,50"]


@st.composite
def registers(draw: st.DrawFn) -> str:
    """XML of the register: awards of several instruments, some with wrong texts, cut off somewhere or whole."""
    # A point settles what a lone comma in its file means: most files have one of them, or both at any place.
    amounts = draw(st.sampled_from([AMOUNTS, AMOUNTS[:-1], ["20", "1,500", "20.50"]]))
    texts = [
        award(parts=draw(st.integers(0, 2)), **{tag: draw(st.sampled_from(some)) for tag, some in DIRTY.items()})
        .replace(">20<", f">{draw(st.sampled_from(amounts))}<")
        for _ in range(draw(st.integers(1, 6)))
    ]  # fmt: skip
    whole = listed(*texts)
    return whole[: draw(st.sampled_from([len(whole), len(whole) - 20, len(whole) // 2]))]


def small(patch: pytest.MonkeyPatch, batch: int, size: int) -> None:
    """Have the register read in pieces of about ``size`` rows, fewer bytes at a time than an award has."""
    patch.setattr(award_reader, "BLOCK_BYTES", 500)
    patch.setattr(state_aid, "BATCH_ROWS", batch)
    patch.setattr(state_aid, "PIECE_ROWS", size)


@settings(quiet, max_examples=2)
@given(registers(), st.integers(1, 4), st.integers(1, 6))
def test_the_register_in_pieces_of_any_size_comes_to_the_same(text: str, batch: int, size: int) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        (folder / "inbox").mkdir()
        (folder / "inbox" / "aiuti.xml").write_text(text, encoding="utf-8")
        whole = staged(folder, "whole", load())
        small(patch, batch, size)
        assert staged(folder, "pieces", load()) == whole


def test_a_point_in_the_last_piece_has_the_first_one_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else the property would be proved on files in which it is never decided."""
    small(monkeypatch, 1, 1)
    awards = [award("\x011").replace(">20<", ">1,500<"), award("2").replace(">20<", ">20.50<")]
    (tmp_path / "inbox").mkdir()
    (tmp_path / "inbox" / "aiuti.xml").write_text(listed(*awards), encoding="utf-8")
    found = staged(tmp_path, "releases", load())
    assert [row["nominal_amount"] for row in found["accepted"]] == [20.5]
    assert {(row["rule"], row["field"]) for row in found["rejects"]} == {("decimal_sign", "nominal_amount")}
    assert found["read"] == 2 and found["remarks"] == ("forbidden=1",)


def test_a_file_that_is_refused_at_its_end_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small(monkeypatch, 1, 1)
    monkeypatch.setattr(award_tree, "MOST_NODES", 300)
    (tmp_path / "inbox").mkdir()
    text = listed(award("1"), award("2"), award("3", CUP="<a/>" * 400))
    (tmp_path / "inbox" / "aiuti.xml").write_text(text, encoding="utf-8")
    found = staged(tmp_path, "releases", load())
    assert found["problem"] and (found["read"], found["meta"]) == (0, []) and "accepted" not in found


TEXTS = ["a", "b", "c", " a ", "", "a\t"]


@settings(quiet, max_examples=150)
@given(
    st.lists(st.tuples(*[st.sampled_from(TEXTS)] * 3), min_size=1, max_size=8),
    st.lists(st.tuples(*[st.sampled_from(["a", "b", "c"])] * 3, st.sampled_from(["", "", "other"])), max_size=3),
    st.integers(1, 8),
)
def test_corrections_expect_of_a_file_what_its_pieces_together_hold(
    rows: Sequence[tuple[str, str, str]], wanted: Sequence[tuple[str, str, str, str]], size: int
) -> None:
    columns = dict(zip(("cor", "component", "measure_title"), map(list, zip(*rows, strict=True)), strict=True))
    table = pa.table({"_sheet": [""] * len(rows), "_row": list(range(len(rows))), **columns})
    ones = tuple(
        Correction(str(place), "state_aid_award", "x.xml", sha, (("cor", key),), "component", before, after, "", "",
                   date(2020, 1, 1))
        for place, (key, before, after, sha) in enumerate(wanted)
    )  # fmt: skip
    whole, parts = (CorrectionRun(STATE_AID, "x.xml", "sha", ones) for _ in range(2))
    mended = whole.apply(table)
    pieces = [parts.apply(table.slice(start, size)) for start in range(0, len(rows), size)]
    assert pa.concat_tables(pieces).to_pylist() == mended.to_pylist()
    assert parts.corrected.to_pylist() == whole.corrected.to_pylist() and parts.unmet == whole.unmet
    changed = {row["_row"] for row in whole.corrected.to_pylist()}
    untouched = [row for row in table.to_pylist() if row["_row"] not in changed]
    assert [row for row in mended.to_pylist() if row["_row"] not in changed] == untouched
