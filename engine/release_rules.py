"""The rules that a release was built with, read from it as one frozen record: nothing is looked up in the catalogue."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from catalogue.model import Agreement, DisclosureRules, VariationRules

SETTINGS = "SELECT * FROM build_parameters CROSS JOIN agreement"
LEVELS = "SELECT level, lower_bound FROM code_level_bounds ORDER BY rank"
CONFIDENTIAL = "SELECT DISTINCT unnest(string_split(feeds, '|')) FROM kpi WHERE confidential"


@dataclass(frozen=True)
class ReleaseRules:
    """What the figures of a release depend on besides its data.

    ``as_of``: the last month with data. ``agreement``: window, parties and every threshold. ``pace_months``: the months
    that the recent pace is the mean of. ``programme_feeds``: feeds that the programme's own senders owe, in the
    catalogue's order. ``confidential_feeds``: those behind a confidential measure. ``judging_digest``: the hash of how
    statuses are judged.
    """

    as_of: date
    agreement: Agreement
    pace_months: int
    programme_feeds: tuple[str, ...]
    confidential_feeds: frozenset[str]
    judging_digest: str

    @property
    def levels(self) -> tuple[str, ...]:
        """The levels of digital maturity, lowest first."""
        return tuple(self.agreement.level_bounds)


def read_rules(connection: duckdb.DuckDBPyConnection) -> ReleaseRules:
    """Read the rules of a release that is open. Raises duckdb.Error where a table or column is missing."""
    cursor = connection.execute(SETTINGS)
    names = [str(column[0]) for column in cursor.description or ()]
    row = dict(zip(names, cursor.fetchall()[0], strict=True))
    levels = dict(connection.execute(LEVELS).fetchall())
    confidential = frozenset(feed for (feed,) in connection.execute(CONFIDENTIAL).fetchall() if feed)
    return ReleaseRules(
        as_of=row["as_of"],
        agreement=_agreement(row, levels),
        pace_months=row["pace_months"],
        programme_feeds=tuple(row["programme_feeds"]),
        confidential_feeds=confidential,
        judging_digest=row["judging_digest"],
    )


def _agreement(row: dict[str, Any], levels: dict[str, float]) -> Agreement:
    return Agreement(
        title_it=row["title_it"],
        title_en=row["title_en"],
        announced_on=row["announced_on"],
        parties=tuple(row["parties"]),
        sources=tuple((source["title"], source["status"]) for source in row["sources"]),
        targets_status=row["targets_status"],
        window_start=row["window_start"],
        window_end=row["window_end"],
        on_track=row["on_track"],
        slightly_late=row["slightly_late"],
        minimum_points=row["minimum_points"],
        implausible=row["implausible"],
        interval=row["projection_interval"],
        recent_months=row["recent_months"],
        outlook_likely=row["outlook_likely"],
        outlook_unlikely=row["outlook_unlikely"],
        variation=VariationRules(
            months=row["variation_months"],
            fewest=row["variation_fewest"],
            provisional=row["variation_provisional"],
            run=row["variation_run"],
        ),
        small_base=row["small_base"],
        disclosure=DisclosureRules(
            minimum_units=row["minimum_units"],
            dominance=row["dominance"],
            rounding=row["rounding"],
            share_base=row["share_base"],
            whole_percent_below=row["whole_percent_below"],
            mean_tenths_below=row["mean_tenths_below"],
            complementary=row["complementary"],
        ),
        notable_journey=row["notable_journey"],
        notable_relative=row["notable_relative"],
        notable_revision=row["notable_revision"],
        level_bounds=levels,
        cutoffs_assumed=row["cutoffs_assumed"],
    )
