"""Says which grantors of State aid are chambers: by the list of chambers, then by the words of their names."""

import duckdb
import pyarrow as pa

from catalogue.load import Catalogue
from engine.sql_text import queries
from etl.normalise.code_readers import chamber_of
from etl.normalise.text_key import text_key

SQL = queries(__file__)


def name_grantors(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create ``chamber_grantor``: grantor as written, and its chamber, '' for one that no list knows.

    A chamber is what the list of chambers names by any of its spellings, unless a territory is called just so: a
    grantor "Molise" may be the region. So is one whose name carries words of ``chamber_words``, as all chambers' do.
    """
    lists = catalogue.code_lists
    places = {text_key(spelling) for name in ("territories", "provinces") for spelling, _ in lists[name].spellings}
    words = tuple(f" {row[0]} " for row in lists["chamber_words"].rows)
    found = []
    for (grantor,) in connection.execute(SQL["grantors"]).fetchall():
        key, chamber = text_key(grantor), chamber_of(grantor)
        if any(part in f" {key} " for part in words) or (chamber is not None and key not in places):
            found.append((grantor, chamber or ""))
    kinds = pa.schema([("grantor", pa.string()), ("chamber", pa.string())])
    rows = [dict(zip(kinds.names, row, strict=True)) for row in found]
    connection.register("grantor_rows", pa.Table.from_pylist(rows, kinds))
    connection.execute(SQL["chamber_grantor"])
    connection.unregister("grantor_rows")
