"""Makes kpi_published from kpi_value: public measures as they are, confidential ones as the disclosure rules allow."""

from functools import partial

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from catalogue.load import Catalogue
from catalogue.model import DisclosureRules
from engine.sql_text import queries
from etl.disclosure.absent import most_in_part, wholes_behind
from etl.disclosure.audit import LEAST_SLACK, TARGET_SLACK, bounds, exposed, sum_law
from etl.disclosure.cells import Flags, primary, shown
from etl.disclosure.complement import Binding, Bounds, next_to_hide
from etl.disclosure.counts import counts_of, series_of, sums_of

SQL = queries(__file__)


def publish_cells(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create ``kpi_published``: the keys of kpi_value, what is published of each cell, and its sign.

    ``*`` suppressed; precision ``exact``, ``rounded`` or '' without a value; ``decimals`` to print, NULL for those of
    its unit.
    """
    cells = connection.execute(SQL["confidential_cells"]).df()
    published = protected(cells, catalogue.agreement.disclosure)
    connection.register("confidential_cells", pa.Table.from_pandas(published, preserve_index=False))
    connection.execute(SQL["published"])
    connection.unregister("confidential_cells")


def protected(cells: pd.DataFrame, rules: DisclosureRules) -> pd.DataFrame:
    """The cells with value, sign, numerator, denominator, units, precision and decimals as they are published.

    ``cells``: kpi, as_of, territory_level, territory, breakdown, category, numerator, denominator, value, units,
    status, kind, public_base, largest (what one unit has of the numerator at most, NaN where unknown), above and
    total (the places in the frame of the same cell one territory up and of the territory's total, -1 for none).
    """
    hidden = primary(cells, rules)
    if rules.complementary:
        _hide_more(cells, hidden, rules)
    keys = cells[["kpi", "as_of", "territory_level", "territory", "breakdown", "category", "status"]]
    return pd.concat([keys, shown(cells, hidden, rules)], axis=1)


def _hide_more(cells: pd.DataFrame, hidden: Flags, rules: DisclosureRules) -> None:
    """Complementary suppression, in place, until no hidden cell is exposed.

    In the first round small counts are kept apart as if all that is told were exact: by how much a neighbour's rounding
    covers a count is luck, which another release of the same cell, with other neighbours, does not have. Later rounds
    take what is told as it is told, and only measures with an exposed cell are checked again.
    """
    part = cells.assign(
        kpi_code=pd.factorize(cells["kpi"])[0],
        breakdown_code=pd.factorize(cells["breakdown"])[0],
        measure_code=pd.factorize(cells["kpi"].astype(str) + "|" + cells["breakdown"].astype(str))[0],
        month_code=pd.factorize(cells["as_of"], sort=True)[0],
        series_code=cells.groupby(["kpi", "territory", "breakdown", "category"], sort=False).ngroup(),
    )
    places, laws, slack = np.arange(len(cells)), None, TARGET_SLACK
    while len(places):
        counts = counts_of(part, hidden[places], rules)
        sums, series = sums_of(part, counts), series_of(part, counts)
        laws = laws or [sum_law(counts, way) for way in sums]
        small = counts.true < rules.rounding / 2
        ways = list(zip(sums, laws, strict=True))[:2]
        absent = np.minimum.reduce([most_in_part(*way, counts, hidden[places], rules.rounding) for way in ways])
        first = slack == TARGET_SLACK
        seen = counts.told_exactly(rules.rounding) if first else counts
        limits = Bounds(*bounds(seen, sums, laws, series, absent))
        out = exposed(counts, hidden[places], limits.low, limits.high, small, slack)
        out = out & small if first else out
        binding = Binding(out, out & ~small)
        behind = partial(wholes_behind, ways, counts, hidden[places], limits.high, base=rules.rounding)
        hide = next_to_hide(counts, sums, laws, series, limits, binding, hidden[places], behind, first=first)
        hidden[places[hide]] = True
        slack = LEAST_SLACK
        again = np.ones(len(part), dtype=bool) if first else part["kpi"].isin(part["kpi"][hide]).to_numpy()
        part, places = _only(part, again), places[again]


def _only(cells: pd.DataFrame, chosen: Flags) -> pd.DataFrame:
    """The chosen cells, whose wholes are among them, renumbered."""
    moved = np.append(np.cumsum(chosen) - 1, -1)  # the last place is that of no whole
    return cells[chosen].assign(**{name: moved[cells.loc[chosen, name].to_numpy()] for name in ("above", "total")})
