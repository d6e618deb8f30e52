"""Caches the comparison of names: a build that would compare the same names reads the last result."""

import hashlib
import json
from collections.abc import Sequence

import duckdb
import pyarrow as pa

from catalogue.load import Catalogue
from engine.sql_text import Sql, fill, queries
from etl.linkage.candidates import SQL as COMPARED
from etl.linkage.candidates import Candidate, find_candidates
from etl.storage.code_digest import method_digest
from etl.storage.layout import Store, sync

SQL = queries(__file__)
COLUMNS = ("cor", "cooperative", "score", "candidate_name", "candidate_province")


def link_names(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue, store: Store | None) -> None:
    """Create ``name_candidate``: cor, cooperative, score (probability, 0 to 1), candidate_name, candidate_province.

    A cached result counts only if it is whole and of the same names, catalogue and code; without a store nothing is
    cached. Raises OSError as the disk gives it.
    """
    if not connection.execute(fill(SQL["any_award"], awards=Sql(COMPARED["awards"]))).fetchall():
        store = None  # with no award there is nothing to cache
    key = _key_of(connection, catalogue) if store else ""
    rows = _cached(store, key) if store else None
    if rows is None:
        rows = find_candidates(connection, catalogue.linkage)
        if store:
            _store_result(store, key, rows)
    kinds = {name: pa.float64() if name == "score" else pa.string() for name in COLUMNS}
    columns = {name: pa.array([row[place] for row in rows], kinds[name]) for place, name in enumerate(COLUMNS)}
    connection.register("candidate_rows", pa.table(columns))
    connection.execute(SQL["name_candidate"])
    connection.unregister("candidate_rows")


def _key_of(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> str:
    """The hash of everything that the comparison rests on."""
    digest = hashlib.sha256(f"{catalogue.digest} {method_digest()}".encode())
    for query in COMPARED.values():
        rows = connection.execute(fill(SQL["hash_of_rows"], query=Sql(query))).fetchall()
        digest.update(repr(rows).encode())
    return digest.hexdigest()


def _cached(store: Store, key: str) -> Sequence[Candidate] | None:
    """The result cached under this key; None where there is none, or where it is damaged."""
    try:
        checksum, text = store.linked.read_text(encoding="utf-8").split("\n", 1)
    except (OSError, ValueError):
        return None
    if checksum != hashlib.sha256(text.encode()).hexdigest():
        return None
    cached = json.loads(text)
    return [tuple(row) for row in cached["rows"]] if cached["key"] == key else None


def _store_result(store: Store, key: str, rows: Sequence[Candidate]) -> None:
    """Cache this result in place of the last one: written aside, synced, renamed."""
    text = json.dumps({"key": key, "rows": rows}, ensure_ascii=False)
    aside = store.work / "linked.json"
    aside.write_text(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}", encoding="utf-8")
    sync(aside)
    store.linked.parent.mkdir(parents=True, exist_ok=True)
    aside.replace(store.linked)
