"""What changed in a territory's figures from one release to another, and which changes are worth a sentence."""

import duckdb
import pandas as pd

from engine import told_by
from kpi.compare import Side, compare
from kpi.notable_changes import NotableRules, reasons
from reads.ask import remembered
from reads.release_rules import rules
from reads.releases import Release, ReleaseError, cursor


@remembered
def changes(release: Release, former: Release, territory: str) -> pd.DataFrame:
    """What ``every_change`` says of one territory."""
    every = every_change(release, former)
    return every if every.columns.empty else every[every["territory"] == territory].reset_index(drop=True)


@remembered
def every_change(release: Release, former: Release) -> pd.DataFrame:
    """The rows of ``kpi.compare.compare`` from the former release to this one, and ``notable``.

    Each release counts with its own as-of date. ``notable``: why to mention a change (kpi.notable_changes), or ''.
    ``release`` itself says
    what is notable. No rows and no columns where the former release is damaged or of a version that cannot be compared.
    """
    try:
        first, last = (Side(one.as_of, *told_by(cursor(one))) for one in (former, release))
    except (duckdb.Error, ReleaseError):
        return pd.DataFrame()
    found = compare(first, last)
    return found.assign(notable=reasons(found, NotableRules.of(rules(release).agreement)))
