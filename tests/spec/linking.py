"""Runs the comparison of names on a few tables made by hand, without files."""

from collections.abc import Sequence

import duckdb

from catalogue import load
from engine import connect
from etl.link import find_candidates
from etl.load import load_code_lists
from tests.labelled import Asked, Coop


def candidates(coops: Sequence[Coop], asked: Sequence[Asked]) -> list[tuple[str, str, float]]:
    """The (award, cooperative, score) found."""
    connection = connect().connection
    load_code_lists(connection, load().code_lists)
    _fill(connection, "dim_cooperative", ("cooperative", "name", "province"), [(c.code, c.name, c.province) for c in coops])
    columns = ("cor", "beneficiary_name", "grantor", "beneficiary_region")
    _fill(connection, "named", columns, [(a.cor, a.name, a.grantor, a.region) for a in asked])
    connection.execute("CREATE TABLE voucher_award AS SELECT *, '' AS reason, false AS code_known FROM named")
    find_candidates(connection, load().linkage)
    return connection.execute("SELECT cor, cooperative, score FROM name_candidate").fetchall()


def _fill(connection: duckdb.DuckDBPyConnection, name: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    connection.execute(f"CREATE TABLE {name} ({', '.join(f'{column} VARCHAR' for column in columns)})")
    connection.execute(
        f"INSERT INTO {name} SELECT unnest(x, recursive := true) FROM (SELECT unnest(?::STRUCT({', '.join(f'{c} VARCHAR' for c in columns)})[]) AS x)",
        [[dict(zip(columns, row, strict=True)) for row in rows]],
    )
