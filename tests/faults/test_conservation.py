"""No row is lost, whatever the contract and however dirty the file: contracts and files are made up by Hypothesis."""

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from catalogue import load
from catalogue.model import Feed, Field
from etl.load import feeds as loading
from etl.load.feeds import load_feeds
from etl.storage.layout import Store
from tests.helpers.contracts import DIALECTS, FALSE, MISSING, ODD, TRUE, Dialect, Drawn, drawn, is_row, write
from tests.helpers.inboxes import activities
from tests.helpers.inboxes import write as write_csv
from tests.helpers.reading import refusals, staged

pytestmark = pytest.mark.slow
PARTS = ("a", "b")
# A comma anywhere changes how a whole column of a file is read, so a part of a file may be read otherwise.
STEADY = tuple(text for text in ODD if text not in {"12,5", "1e3", "1e999"})
quiet = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
Rows = Mapping[tuple[str, int], Mapping[str, object]]


@contextmanager
def loaded(folder: Path, case: Drawn) -> Iterator[tuple[duckdb.DuckDBPyConnection, Feed]]:
    """Every file of ``folder``/inbox staged and brought together under the made-up contract."""
    catalogue, store = case.catalogue(folder), Store(folder / "releases")
    files = staged(folder / "inbox", store, catalogue)
    assert refusals(files) == []
    with duckdb.connect() as connection:
        load_feeds(connection, files, store, catalogue, True)
        yield connection, catalogue.feeds["made_up"]


def table(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    return list(connection.sql(query).to_arrow_table().to_pylist())


def meant(field: Field, text: str) -> object:
    """What a text that was taken says, read without the product's own readers."""
    text = text.replace("\u00a0", " ").strip(" ")
    if text in MISSING:
        return None
    if field.code_list:
        return dict(load().code_lists[field.code_list].spellings)[text]
    if field.type == "boolean":
        return {**dict.fromkeys(TRUE, True), **dict.fromkeys(FALSE, False)}[text]
    if field.type == "date":
        parts = [int(part) for part in text.replace("/", "-").replace(".", "-").split("-")]
        return date(*parts) if parts[0] > 31 else date(*reversed(parts))
    if field.type == "integer" and text.isdigit():
        return int(text)
    if field.type in {"number", "integer"}:
        return float(text.replace(".", "").replace(",", ".") if "," in text else text)
    return text


def held(folder: Path, case: Drawn, sent: Mapping[str, Mapping[int, Sequence[str]]]) -> Rows:
    """Check everything that must hold for the files ``sent``; returns the accepted rows by file and row."""
    with loaded(folder, case) as (connection, feed):
        accepted = table(connection, "SELECT * FROM loaded_made_up")
        rejected = table(connection, "SELECT * FROM load_reject")
        duplicate = table(connection, "SELECT * FROM load_duplicate")
        counts = table(connection, "SELECT * FROM load_file")
    taken = [(row["source_file"], row["source_sheet"], row["source_row"]) for row in accepted]
    refused = {(row["file"], row["sheet"], row["row"]) for row in rejected}
    repeated = [(row["file"], row["sheet"], row["row"]) for row in duplicate]
    sheet = {name: "Dati" if name.endswith("xlsx") else "" for name in sent}
    everything = sorted((name, sheet[name], number) for name, rows in sent.items() for number in rows)
    assert sorted([*taken, *refused, *repeated]) == everything, "each row has one fate, and none is lost"
    for row in counts:
        own = [[place for place in fate if place[0] == row["file"]] for fate in (taken, refused, repeated)]
        assert row["read"] == len(sent[row["file"]])
        assert [row["accepted"], row["rejected"], row["duplicate"]] == [len(places) for places in own]
    titles = {field.title for field in feed.fields}
    for row in rejected:
        assert row["column_title"] in titles or row["rule"] == "key_conflict"
        assert all(
            row[name] and "{column}" not in row[name] for name in ("message_it", "message_en", "fix_it", "fix_en")
        )
    for row in duplicate:
        assert (row["of_file"], sheet[row["of_file"]], row["of_row"]) in taken
    for row in accepted:
        texts = sent[row["source_file"]][row["source_row"]]
        for field, text in zip(feed.fields, texts, strict=True):
            if "enum" in field.constraints:
                assert row[field.name] in (None, text)
            else:
                assert row[field.name] == meant(field, text), (field.name, text)
    names = [field.name for field in feed.fields]
    return {(row["source_file"], row["source_row"]): {name: row[name] for name in names} for row in accepted}


def key_and_rest(rows: Rows) -> list[str]:
    return sorted(map(repr, (list(row.items()) for row in rows.values())))


@settings(quiet, max_examples=25)
@given(st.data())
def test_every_row_of_every_file_has_one_fate_and_keeps_its_values(data: st.DataObject) -> None:
    case = data.draw(drawn(rows=24))
    how = [data.draw(st.sampled_from(DIALECTS)) for _ in PARTS]
    cut = data.draw(st.integers(0, len(case.rows)))
    halves = dict(zip(PARTS, (case.rows[:cut], case.rows[cut:]), strict=True))
    with tempfile.TemporaryDirectory() as name:
        sent = {}
        for (stem, rows), dialect in zip(halves.items(), how, strict=True):
            if any(is_row(row, dialect) for row in rows):
                file = f"{stem}.{'csv' if dialect.separator else 'xlsx'}"
                sent[file] = write(Path(name) / "inbox", stem, case.titles, rows, dialect)
        held(Path(name), case, sent)


@settings(quiet, max_examples=6)
@given(drawn(odd=STEADY), st.sampled_from(DIALECTS), st.randoms(use_true_random=False))
def test_order_and_cutting_do_not_change_what_is_accepted(case: Drawn, how: Dialect, chance: Any) -> None:
    rows = [row for row in case.rows if is_row(row, how)]
    assume(len(rows) > 1)
    suffix = "csv" if how.separator else "xlsx"
    turned = chance.sample(rows, len(rows))
    found = []
    for parts in ({"a": rows}, {"a": rows[: len(rows) // 2], "b": rows[len(rows) // 2 :]}, {"a": turned}):
        with tempfile.TemporaryDirectory() as name:
            sent = {f"{stem}.{suffix}": write(Path(name) / "inbox", stem, case.titles, part, how)
                    for stem, part in parts.items()}  # fmt: skip
            found.append(held(Path(name), case, sent))
    whole, cut, other = found
    assert key_and_rest(whole) == key_and_rest(cut)
    assert {row["key"] for row in whole.values()} == {row["key"] for row in other.values()}
    # Of rows that contradict each other the first counts; every other row is taken in whichever order it comes.
    contents: dict[object, set[str]] = {}
    for accepted in (whole, other):
        for row in accepted.values():
            contents.setdefault(row["key"], set()).add(repr(row))
    assert all(len(texts) == 1 for key, texts in contents.items() if sum(r[0].strip() == key for r in rows) == 1)


@pytest.mark.parametrize("harm", [
    "DELETE FROM load_duplicate",
    "DELETE FROM loaded_pid_activity WHERE source_row = 2",
    # A row lost and another told twice: the counts alone would still add up.
    "UPDATE load_duplicate SET row = 2",
])  # fmt: skip
def test_a_build_that_would_lose_a_row_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str) -> None:
    """The build itself holds conservation, so it is held for every file of every test that builds."""
    separate = loading.separate

    def harmed(connection: duckdb.DuckDBPyConnection, feed: Feed, names: list[str], demo: bool) -> None:
        separate(connection, feed, names, demo)
        if feed.name == "pid_activity":
            connection.execute(harm)

    monkeypatch.setattr(loading, "separate", harmed)
    write_csv(tmp_path / "inbox" / "a.csv", activities({}, {"Codice attività": "A1"}, {"day": "ieri"}))
    store, catalogue = Store(tmp_path / "releases"), load()
    files = staged(tmp_path / "inbox", store, catalogue)
    with duckdb.connect() as connection, pytest.raises(ValueError, match="rows not conserved"):
        load_feeds(connection, files, store, catalogue, True)
