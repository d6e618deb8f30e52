"""The feeds of public statistics side by side: one set of columns, whichever of them a feed has."""

import duckdb

from catalogue.load import Catalogue
from catalogue.model import Feed
from etl.validate.contract_sql import SQL_TYPES, literal

# What an observation may have; a feed whose contract lacks one has NULL there.
COLUMNS = {
    "dataset": "string", "territory_code": "string", "series": "string", "series_label": "string",
    "breakdown": "string", "time": "string", "value": "number", "sign": "string", "flag": "string",
    "unit": "string", "rounding": "number",
}  # fmt: skip
PLACE = ("source_file", "source_sha", "source_sheet", "source_row")
NEEDED = {"territory_code", "series", "breakdown", "time", "value", "sign"}


def statistics_feeds(catalogue: Catalogue) -> list[Feed]:
    """The feeds whose contract is that of an observation: a territory, a series, a breakdown, a time, a value."""
    return [feed for feed in catalogue.feeds.values() if {field.name for field in feed.fields} >= NEEDED]


def load_observations(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create ``observation`` (feed, the columns above, the place) over the accepted rows of those feeds."""
    typed = (f'CAST(NULL AS {SQL_TYPES[kind]}) AS "{name}"' for name, kind in COLUMNS.items())
    places = (
        "NULL::VARCHAR AS source_file",
        "NULL AS source_sha",
        "NULL AS source_sheet",
        "NULL::BIGINT AS source_row",
    )
    parts = [f"SELECT '' AS feed, {', '.join((*typed, *places))} WHERE false"]
    for feed in statistics_feeds(catalogue):
        known = {field.name for field in feed.fields}
        chosen = [
            f'"{name}"' if name in known else f'CAST(NULL AS {SQL_TYPES[kind]}) AS "{name}"'
            for name, kind in COLUMNS.items()
        ]
        columns = ", ".join((f"{literal(feed.name)} AS feed", *chosen, *PLACE))
        parts.append(f"SELECT {columns} FROM loaded_{feed.name}")
    connection.execute(f"CREATE OR REPLACE VIEW observation AS {' UNION ALL '.join(parts)}")
