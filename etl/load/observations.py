"""The feeds of public statistics side by side: one set of columns, whichever of them a feed has."""

import duckdb

from catalogue.load import Catalogue
from catalogue.model import Feed
from engine.sql_text import Sql, fill, identifier, joined, literal, queries
from etl.validate.contract_sql import SQL_TYPES

SQL = queries(__file__)
# What an observation may have; a feed whose contract lacks one has NULL there.
COLUMNS = {
    "dataset": "string", "territory_code": "string", "series": "string", "series_label": "string",
    "breakdown": "string", "time": "string", "value": "number", "sign": "string", "flag": "string",
    "unit": "string", "rounding": "number",
}  # fmt: skip
NEEDED = {"dataset", "territory_code", "series", "breakdown", "time", "value", "sign", "series_label"}


def is_statistics(feed: Feed) -> bool:
    """Whether a contract is that of an observation: data set, territory, series, breakdown, time, value and sign."""
    return {field.name for field in feed.fields} >= NEEDED


def statistics_feeds(catalogue: Catalogue) -> list[Feed]:
    """The feeds of public statistics."""
    return [feed for feed in catalogue.feeds.values() if is_statistics(feed)]


def load_observations(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create ``observation`` (feed, the columns above, the place) over the accepted rows of those feeds."""
    missing = {name: fill(SQL["missing"], type=Sql(SQL_TYPES[kind]), field=name) for name, kind in COLUMNS.items()}
    parts = [fill(SQL["no_rows"], typed=joined(missing.values(), ", "))]
    for feed in statistics_feeds(catalogue):
        known = {field.name for field in feed.fields}
        fields = joined((identifier(name) if name in known else missing[name] for name in COLUMNS), ", ")
        parts.append(fill(SQL["of_feed"], feed=literal(feed.name), fields=fields, loaded=f"loaded_{feed.name}"))
    connection.execute(fill(SQL["observation"], parts=joined(parts, " UNION ALL ")))
