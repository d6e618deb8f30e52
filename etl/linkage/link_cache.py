"""Keeps which names were found alike: a build that would compare the same names takes them from the one before."""

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

    What ``store`` keeps counts only if it is whole and came of the same names, catalogue and code; without a store
    nothing is kept. Raises OSError as the disk gives it.
    """
    if not connection.execute(fill(SQL["any_award"], awards=Sql(COMPARED["awards"]))).fetchall():
        store = None  # with no award there is nothing to cache
    key = _key_of(connection, catalogue) if store else ""
    rows = _kept(store, key) if store else None
    if rows is None:
        rows = find_candidates(connection, catalogue.linkage)
        if store:
            _keep(store, key, rows)
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


def _kept(store: Store, key: str) -> Sequence[Candidate] | None:
    """What was kept under this key; None where nothing was, or where it is damaged."""
    try:
        said, text = store.linked.read_text(encoding="utf-8").split("\n", 1)
    except (OSError, ValueError):
        return None
    if said != hashlib.sha256(text.encode()).hexdigest():
        return None
    known = json.loads(text)
    return [tuple(row) for row in known["rows"]] if known["key"] == key else None


def _keep(store: Store, key: str, rows: Sequence[Candidate]) -> None:
    """Keep the last comparison alone: written aside, synced, renamed."""
    text = json.dumps({"key": key, "rows": rows}, ensure_ascii=False)
    aside = store.work / "linked.json"
    aside.write_text(f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}", encoding="utf-8")
    sync(aside)
    store.linked.parent.mkdir(parents=True, exist_ok=True)
    aside.replace(store.linked)
