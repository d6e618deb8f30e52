"""Runs the linkage by name on tables in memory, without files."""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from catalogue import load
from engine import connect
from etl.linkage.candidates import find_candidates
from etl.load.feeds import load_code_lists
from tests.helpers.labelled import Beneficiary, Coop

Found = dict[str, dict[str, float]]


def names_to_compare(coops: Sequence[Coop], beneficiaries: Sequence[Beneficiary]) -> duckdb.DuckDBPyConnection:
    """The tables that the comparison reads."""
    connection = connect().connection
    load_code_lists(connection, load().code_lists)
    register = {"cooperative": [c.code for c in coops], "name": [c.name for c in coops]}
    _fill(connection, "dim_cooperative", register | {"province": [c.province for c in coops]})
    awards = {"cor": [a.cor for a in beneficiaries], "beneficiary_name": [a.name for a in beneficiaries]}
    awards |= {"grantor": [a.grantor for a in beneficiaries], "beneficiary_region": [a.region for a in beneficiaries]}
    _fill(connection, "named", awards)
    connection.execute("CREATE TABLE voucher_award AS SELECT *, '' AS reason, false AS code_known FROM named")
    return connection


def candidates(coops: Sequence[Coop], beneficiaries: Sequence[Beneficiary]) -> Found:
    """The candidate pairs as {award: {cooperative: score}}."""
    found: Found = {}
    for cor, coop, score, _, _ in find_candidates(names_to_compare(coops, beneficiaries), load().linkage):
        assert coop not in found.setdefault(cor, {}), "a pair has two rows"
        found[cor][coop] = score
    return found


def _fill(connection: duckdb.DuckDBPyConnection, name: str, columns: dict[str, list[str]]) -> None:
    connection.register("rows", pa.table({key: pa.array(texts, pa.string()) for key, texts in columns.items()}))
    connection.execute(f"CREATE TABLE {name} AS SELECT * FROM rows")
    connection.unregister("rows")
