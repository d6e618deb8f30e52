"""The gate between kpi_value and kpi_published: public measures pass, confidential ones as the rules allow."""

import duckdb
import numpy as np
import pandas as pd
import pyarrow as pa

from catalogue.load import Catalogue
from catalogue.model import DisclosureRules
from engine.sql_text import queries
from etl.disclosure.audit import LEAST, SOUGHT, bounds, given_away, law_of, next_to_hide
from etl.disclosure.cells import Flags, Floats, primary, shown
from etl.disclosure.counts import counts_of, series_of, sums_of

SQL = queries(__file__)


def publish_cells(connection: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Create ``kpi_published``: the keys of kpi_value, what may be seen of each cell, and its sign.

    ``*`` suppressed; precision ``exact``, ``rounded`` or '' without a value; the decimals it is told with, NULL for
    those of its unit.
    """
    cells = connection.execute(SQL["confidential_cells"]).df()
    published = protected(cells, catalogue.agreement.disclosure)
    connection.register("confidential_cells", pa.Table.from_pandas(published, preserve_index=False))
    connection.execute(SQL["published"])
    connection.unregister("confidential_cells")


def protected(cells: pd.DataFrame, rules: DisclosureRules) -> pd.DataFrame:
    """The cells with value, sign, numerator, denominator, units, precision and decimals as they may leave the house.

    ``cells``: kpi, as_of, territory_level, territory, breakdown, category, numerator, denominator, value, units,
    status, kind, public_base, largest (what one unit has of the numerator at most, NaN where unknown), above and
    total (the places in the frame of the same cell one territory up and of the territory's total, -1 for none).
    """
    hidden, exact = primary(cells, rules), exact_totals(cells, rules)
    exact &= ~hidden
    if rules.complementary:
        _hide_more(cells, hidden, exact, rules)
    keys = cells[["kpi", "as_of", "territory_level", "territory", "breakdown", "category", "status"]]
    return pd.concat([keys, shown(cells, hidden, exact, rules)], axis=1)


def _hide_more(cells: pd.DataFrame, hidden: Flags, exact: Flags, rules: DisclosureRules) -> None:
    """Complementary suppression, in place: until nothing that is hidden comes out any more.

    After the first look only those measures are looked at again in which something came out.
    """
    part = cells.assign(
        kpi_code=pd.factorize(cells["kpi"])[0],
        breakdown_code=pd.factorize(cells["breakdown"])[0],
        measure_code=pd.factorize(cells["kpi"].astype(str) + "|" + cells["breakdown"].astype(str))[0],
        month_code=pd.factorize(cells["as_of"], sort=True)[0],
        series_code=cells.groupby(["kpi", "territory", "breakdown", "category"], sort=False).ngroup(),
    )
    places, laws, slack = np.arange(len(cells)), None, SOUGHT
    while len(places):
        counts = counts_of(part, hidden[places], exact[places], rules)
        sums, series = sums_of(part, counts), series_of(part, counts)
        laws = laws or [law_of(counts, way) for way in sums]
        small = counts.true < rules.rounding / 2
        out = given_away(counts, hidden[places], *bounds(counts, sums, laws, series), small, slack)
        hide, soften = next_to_hide(counts, sums, series, out, hidden[places], exact[places])
        hidden[places[hide]], exact[places[hide | soften]] = True, False
        slack = LEAST
        kept = part["kpi"].isin(part["kpi"][hide | soften]).to_numpy()
        part, places = _only(part, kept), places[kept]


def _only(cells: pd.DataFrame, kept: Flags) -> pd.DataFrame:
    """Some cells, whose wholes are among them, under new places."""
    moved = np.append(np.cumsum(kept) - 1, -1)  # the last place is that of no whole
    return cells[kept].assign(**{name: moved[cells.loc[kept, name].to_numpy()] for name in ("above", "total")})


def exact_totals(cells: pd.DataFrame, rules: DisclosureRules) -> Flags:
    """Totals of the country that are large enough to be told to the unit, month by month.

    From one exact month to the next no count behind the figure changes by less than ``minimum_units`` but for nothing:
    the difference would be a small cell of its own.
    """
    exact = np.zeros(len(cells), dtype=bool)
    if not rules.complementary:
        return np.ones(len(cells), dtype=bool)
    total = cells["territory_level"].eq("country") & cells["breakdown"].eq("total")
    for _, own in cells[total].sort_values("as_of").groupby("kpi", sort=False):
        numerator, base = (
            own[name].to_numpy(dtype=np.float64, na_value=np.nan) for name in ("numerator", "denominator")
        )
        share = own["kind"].eq("share").to_numpy()
        counts = np.stack([np.where(own["kind"].eq("mean"), np.nan, numerator), base,
                           np.where(share, base - numerator, np.nan)])  # fmt: skip
        last: Floats | None = None
        for place, now in zip(own.index, counts.T, strict=True):
            steps = np.abs(now - (0 if last is None else last))
            tells = np.any((steps > 0) & (steps < rules.minimum_units))
            if np.nanmax(now, initial=0) >= rules.exact_from and not tells:
                exact[place], last = True, now
    return exact
