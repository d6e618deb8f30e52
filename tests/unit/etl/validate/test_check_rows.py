"""No row is lost: each becomes accepted, rejected or duplicate, once; counted beside Python's own CSV reader."""

import csv
import tempfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue import load
from etl.load import deduplicate
from etl.load.feeds import load_feeds
from etl.storage.layout import Store
from tests.helpers.inboxes import COOPS, activities, write
from tests.helpers.reading import staged

BAD = object()
# What a sender may write in a column, and what it means; BAD where the row must be refused.
CELLS = {
    "Data": [("2019-03-15", 1), ("15/03/2019", 1), ("16.03.2019", 2), ("ieri", BAD), ("", BAD), ("31/02/2019", BAD)],
    "Camera di commercio": [("Bologna", 1), ("CCIAA di BOLOGNA ", 1), ("Milano", 2), ("Atlantide", BAD)],
    "Provincia": [("BO", 1), (" bo", 1), ("MI", 2), ("XX", BAD)],
    "Servizio": [("Orientamento", 1), ("Webinar  ", 2), ("Orientamneto di base", BAD), ("-", BAD)],
    "Codice fiscale cooperativa": [("", 0), (COOPS[0], 1), (COOPS[0].lstrip("0"), 1), ("RSSMRA80A01H501U", BAD)],
    "Contenuto cooperativo": [("sì", 1), ("SI", 1), ("no", 2), ("boh", BAD)],
    "Partecipanti": [("", 0), ("n.d.", 0), ("12", 1), ("-7", BAD), ("7,5", BAD)],
    "Costo del servizio (euro)": [("", 0), ("12,50", 1), ("12,5", 1), ("1.250,00", 2), ("dodici", BAD)],
}
good = st.fixed_dictionaries(
    {name: st.sampled_from([c for c in cells if c[1] is not BAD]) for name, cells in CELLS.items()}
)
any_cells = st.fixed_dictionaries({name: st.sampled_from(cells) for name, cells in CELLS.items()})
code = st.sampled_from(["A1", "A2", "A3", "A4", "A5"])
row = st.tuples(code, st.one_of(good, good, any_cells))
ends = st.sampled_from(["", "\n", "\n\n\n", ";" * 16 + "\n"])


def loaded(folder: Path, demo: bool = True) -> duckdb.DuckDBPyConnection:
    """The inbox of ``folder`` read and brought together."""
    catalogue, store = load(), Store(folder / "releases")
    files = staged(folder / "inbox", store, catalogue)
    connection = duckdb.connect()
    load_feeds(connection, files, store, catalogue, demo)
    return connection


def fates(connection: duckdb.DuckDBPyConnection) -> dict[tuple[str, int], str]:
    """What became of each row, by file and row; a row in two places would raise."""
    queries = {
        "accepted": "SELECT source_file, source_row FROM loaded_pid_activity",
        "rejected": "SELECT DISTINCT file, row FROM load_reject",
        "duplicate": "SELECT file, row FROM load_duplicate",
    }
    found: dict[tuple[str, int], str] = {}
    for fate, query in queries.items():
        for place in connection.execute(query).fetchall():
            assert place not in found, f"row {place} is both {found.get(place)} and {fate}"
            found[place] = fate
    return found


@pytest.mark.slow
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(row, min_size=1, max_size=14), st.lists(row, max_size=4), ends)
def test_every_row_has_the_one_fate_its_cells_give_it(first: list, second: list, end: str) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder, expected = Path(name), {}
        seen: dict[str, tuple[object, ...]] = {}
        for file, drawn in (("a.csv", first), ("b.csv", second)):
            if not drawn:
                continue
            rows = [{"Codice attività": key} | {k: cell[0] for k, cell in cells.items()} for key, cells in drawn]
            path = write(folder / "inbox" / file, activities(*rows), ";")
            path.write_text(path.read_text(encoding="utf-8") + end, encoding="utf-8")
            for place, (key, cells) in enumerate(drawn, start=2):
                meant = tuple(cells[title][1] for title in sorted(cells))  # whatever order they were drawn in
                if BAD in meant:
                    expected[file, place] = "rejected"
                    continue
                fate = "accepted" if key not in seen else "duplicate" if seen[key] == meant else "rejected"
                seen.setdefault(key, meant)
                expected[file, place] = fate
        with loaded(folder) as connection:
            assert fates(connection) == expected
            for file, read, accepted, rejected, duplicate in connection.execute(
                "SELECT file, read, accepted, rejected, duplicate FROM load_file"
            ).fetchall():
                text = (folder / "inbox" / file).open(encoding="utf-8", newline="")
                with text:
                    truth = sum(1 for cells in list(csv.reader(text, delimiter=";"))[1:] if any(cells))
                assert read == truth == accepted + rejected + duplicate


def test_a_file_that_came_twice_is_duplicate_and_not_lost(tmp_path: Path) -> None:
    rows = activities({}, {"day": "ieri"}, {})
    write(tmp_path / "inbox" / "a.csv", rows)
    write(tmp_path / "inbox" / "copia di a.csv", rows)
    with loaded(tmp_path) as connection:
        counts = connection.execute("SELECT file, read, accepted, rejected, duplicate FROM load_file").fetchall()
        twins = connection.execute("SELECT file, row, of_file, of_row FROM load_duplicate ORDER BY ALL").fetchall()
    assert counts == [("a.csv", 3, 2, 1, 0), ("copia di a.csv", 3, 0, 1, 2)]
    assert twins == [("copia di a.csv", 2, "a.csv", 2), ("copia di a.csv", 4, "a.csv", 4)]


def test_the_same_code_with_other_data_is_told_where_it_was_first(tmp_path: Path) -> None:
    write(tmp_path / "inbox" / "a.csv", activities({"Codice attività": "X"}))
    write(tmp_path / "inbox" / "b.csv", activities({"Codice attività": "X", "service": "Webinar"}))
    with loaded(tmp_path) as connection:
        told = connection.execute("SELECT file, row, rule, message_it, message_en, fix_it FROM load_reject").fetchall()
    assert [row[:3] for row in told] == [("b.csv", 2, "key_conflict")]
    assert "«X»" in told[0][3] and "a.csv, riga 2" in told[0][3] and "a.csv, row 2" in told[0][4] and told[0][5]


def test_keys_that_share_a_number_are_told_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deduplicate, "KEY_NUMBER", "least(1::UBIGINT, hash($key))")
    write(tmp_path / "inbox" / "a.csv", activities(*({"Codice attività": key} for key in ("X", "Y", "Z", "X"))))
    write(tmp_path / "inbox" / "b.csv", activities({"Codice attività": "Y", "service": "Webinar"}))
    with loaded(tmp_path) as connection:
        assert fates(connection) == {
            ("a.csv", 2): "accepted", ("a.csv", 3): "accepted", ("a.csv", 4): "accepted",
            ("a.csv", 5): "duplicate", ("b.csv", 2): "rejected",
        }  # fmt: skip


def test_texts_are_stored_without_what_surrounds_them_and_in_their_own_row(tmp_path: Path) -> None:
    sent = {"B1": "B1", " B2 ": "B2", "B3\u00a0": "B3", "-": None, "B 4": "B 4", "": None, "B" * 41: None, "B6": "B6"}
    write(tmp_path / "inbox" / "a.csv", activities(*({"Codice attività": text} for text in sent)))
    with loaded(tmp_path) as connection:
        stored = connection.execute("SELECT source_row, activity_id FROM loaded_pid_activity ORDER BY 1").fetchall()
    assert stored == [(row, text) for row, text in enumerate(sent.values(), start=2) if text]


def test_keys_that_look_alike_are_one(tmp_path: Path) -> None:
    """A sign that nobody sees, and an accent written apart from its letter, make no other key."""
    alike = ["B-é1", "B-e\u03011", "B-\u200bé1", "\ufeffB-é1\u00ad", "B-é1\u200f"]
    write(tmp_path / "inbox" / "a.csv", activities(*({"Codice attività": key} for key in [*alike, "B-e1"])))
    with loaded(tmp_path) as connection:
        stored = connection.execute("SELECT source_row, activity_id FROM loaded_pid_activity ORDER BY 1").fetchall()
        twins = connection.execute("SELECT row, of_row FROM load_duplicate ORDER BY 1").fetchall()
    assert stored == [(2, "B-é1"), (7, "B-e1")]
    assert twins == [(3, 2), (4, 2), (5, 2), (6, 2)]


def test_demonstration_rows_step_aside_and_take_no_real_row_with_them(tmp_path: Path) -> None:
    write(tmp_path / "inbox" / "a.csv", activities({"origin": "dimostrativo"}, {"origin": "dimostrativo"}))
    write(tmp_path / "inbox" / "b.csv", activities({"origin": "reale"}, {"origin": ""}))
    with loaded(tmp_path, demo=False) as connection:
        assert set(fates(connection).items()) == {
            (("a.csv", 2), "rejected"), (("a.csv", 3), "rejected"),
            (("b.csv", 2), "accepted"), (("b.csv", 3), "accepted"),
        }  # fmt: skip
        assert connection.execute("SELECT DISTINCT rule FROM load_reject").fetchall() == [("demonstration",)]
        assert connection.execute("SELECT bool_or(demonstration) FROM loaded_pid_activity").fetchall() == [(False,)]
