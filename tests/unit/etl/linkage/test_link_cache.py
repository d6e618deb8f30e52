"""What names were found alike is taken from the build before where nothing it rests on has changed, and only there."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from catalogue import load
from etl.linkage import link_cache
from etl.linkage.candidates import Candidate
from etl.linkage.link_cache import link_names
from etl.storage.layout import Store
from tests.helpers.labelled import made
from tests.helpers.linking import names_to_compare

NOBODY: list[Candidate] = [("nobody", "compared", 1.0, "these", "IT")]
# Each changes one thing that the comparison reads, at a row of the tables chosen by ``place``.
CHANGES = [
    "UPDATE dim_cooperative SET name = concat(name, ' x') WHERE rowid = {place}",
    "UPDATE dim_cooperative SET name = NULL WHERE rowid = {place}",
    "UPDATE dim_cooperative SET province = CASE province WHEN 'ITH55' THEN 'ITH59' ELSE 'ITH55' END "
    "WHERE rowid = {place}",
    "UPDATE dim_cooperative SET cooperative = concat(cooperative, '1') WHERE rowid = {place}",
    "DELETE FROM dim_cooperative WHERE rowid = {place}",
    "INSERT INTO dim_cooperative FROM dim_cooperative WHERE rowid = {place}",
    "UPDATE voucher_award SET beneficiary_name = concat(beneficiary_name, ' x') WHERE rowid = {place}",
    "UPDATE voucher_award SET cor = concat(cor, '1') WHERE rowid = {place}",
    "UPDATE voucher_award SET grantor = NULL WHERE rowid = {place}",
    "UPDATE voucher_award SET beneficiary_region = concat(beneficiary_region, '1') WHERE rowid = {place}",
    "UPDATE voucher_award SET code_known = true WHERE rowid = {place}",
    "UPDATE voucher_award SET reason = 'other_title' WHERE rowid = {place}",
]


@pytest.fixture(scope="module")
def names() -> Iterator[duckdb.DuckDBPyConnection]:
    """Forty cooperatives and their awards, to be compared. A change is rolled back."""
    with names_to_compare(*made(40, 1)) as connection:
        yield connection


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory, names: duckdb.DuckDBPyConnection) -> tuple[Store, bytes]:
    """A store in which the comparison of these names is kept, and what it keeps."""
    store = Store(tmp_path_factory.mktemp("linked") / "releases")
    store.prepare()
    link_names(names, load(), store)
    return store, store.linked.read_bytes()


@pytest.fixture
def store(compared: tuple[Store, bytes]) -> Store:
    """That store as it was."""
    store, kept = compared
    store.linked.write_bytes(kept)
    return store


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[Candidate]]:
    """What is found when names are linked, NOBODY where they had to be compared anew."""
    monkeypatch.setattr(link_cache, "find_candidates", lambda *_: NOBODY)

    def found(names: duckdb.DuckDBPyConnection, store: Store, catalogue: object = None) -> list[Candidate]:
        link_names(names, catalogue or load(), store)  # type: ignore[arg-type]
        return names.execute("FROM name_candidate").fetchall()

    return found


def test_the_same_names_give_the_same_candidates_without_a_comparison(
    names: duckdb.DuckDBPyConnection, store: Store, watched: Callable[..., list[Candidate]]
) -> None:
    first = names.execute("FROM name_candidate").fetchall()
    assert len(first) > 10
    names.execute("CREATE OR REPLACE TEMP TABLE turned AS FROM dim_cooperative ORDER BY rowid DESC")
    names.execute("BEGIN; DELETE FROM dim_cooperative; INSERT INTO dim_cooperative FROM turned")
    assert watched(names, store) == first, "the order of the register tells nothing"
    names.execute("ROLLBACK")
    assert {path.name for path in store.work.iterdir()} == set()


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_a_comparison_rests_on_is_compared_anew(
    names: duckdb.DuckDBPyConnection, store: Store, watched: Callable[..., list[Candidate]], change: str
) -> None:
    names.execute("BEGIN")
    names.execute(change.format(place=7))
    assert watched(names, store) == NOBODY
    assert watched(names, store) == NOBODY, "and kept"
    names.execute("ROLLBACK")


def test_another_catalogue_or_other_code_compares_anew(
    names: duckdb.DuckDBPyConnection,
    store: Store,
    watched: Callable[..., list[Candidate]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    kept = store.linked.read_bytes()
    assert watched(names, store, replace(load(), digest="another")) == NOBODY
    store.linked.write_bytes(kept)
    monkeypatch.setattr(link_cache, "method_digest", lambda: "another")
    assert watched(names, store) == NOBODY


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_what_is_damaged_is_compared_anew(
    names: duckdb.DuckDBPyConnection, store: Store, watched: Callable[..., list[Candidate]], data: st.DataObject
) -> None:
    kept = store.linked.read_bytes()
    place = data.draw(st.integers(0, len(kept) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != kept[place]))
    torn = data.draw(st.sampled_from([kept[:place], kept[:place] + bytes([other]) + kept[place + 1 :]]))
    store.linked.write_bytes(torn)
    assert watched(names, store) == NOBODY
    store.linked.write_bytes(kept)
