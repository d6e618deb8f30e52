"""What changed in a territory's figures from one release to another, and which changes are worth a sentence."""

from collections.abc import Mapping

import duckdb

from engine import read_comparison_side
from kpi.change_records import Change, changes_of
from kpi.compare import Side, compare
from kpi.notable_changes import NotableRules, reasons
from reads.cache import cached
from reads.records import grouped
from reads.release_rules import rules
from reads.releases import Release, ReleaseError, cursor


def changes(release: Release, former: Release, territory: str) -> tuple[Change, ...] | None:
    """The changes of one territory from the former release to this one; None where the two cannot be compared.

    Each release counts with its own as-of date. The former one may be damaged, or of another version.
    """
    every = _every_change(release, former)
    return None if every is None else tuple(every.get(territory, ()))


@cached
def _every_change(release: Release, former: Release) -> Mapping[str, list[Change]] | None:
    """The rows of ``kpi.compare.compare`` by territory; the comparison itself works column by column, on frames."""
    try:
        first, last = (Side(one.as_of, *read_comparison_side(cursor(one))) for one in (former, release))
    except (duckdb.Error, ReleaseError):
        return None
    found = compare(first, last)
    found = found.assign(notable=reasons(found, NotableRules.of(rules(release).agreement)))
    return grouped(changes_of(found), lambda row: row["territory"])
