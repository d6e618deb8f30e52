"""Primary suppression and rounding of confidential cells."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from catalogue.model import DisclosureRules

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
COUNTS, SHARE, MEAN = ("count", "distinct", "euro"), "share", "mean"


def rounded(counts: Floats, base: int) -> Floats:
    """To the nearest multiple of ``base``, halves up."""
    found: Floats = np.floor(counts / base + 0.5) * base
    return found


def primary(cells: pd.DataFrame, rules: DisclosureRules) -> Flags:
    """Cells to suppress for their own content: too few units, a count that rounds to nothing, one dominant unit.

    Of a share also those whose base is so small that rounding would change the percentage by more than it is worth.
    """
    numerator, base = of(cells, "numerator"), of(cells, "denominator")
    counted, share = cells["kind"].isin(COUNTS).to_numpy(), cells["kind"].eq(SHARE).to_numpy()
    counted = counted | (share & cells["public_base"].to_numpy(dtype=bool))
    few = _between(of(cells, "units"), 1, rules.minimum_units - 1)
    half = rules.rounding / 2 if rules.complementary else rules.minimum_units
    counts = np.where(cells["kind"].eq(MEAN), base, numerator)
    small = _between(counts, 1, half - 1)
    if rules.complementary:
        # of a public base also where rounding would publish more than the base; a zero is not confidential
        unsure = _between(base, 1, rules.share_base - 1) | (rounded(numerator, rules.rounding) > base)
        small |= share & unsure & ~(cells["public_base"].to_numpy(dtype=bool) & (numerator == 0))
    with np.errstate(invalid="ignore", divide="ignore"):
        dominated = of(cells, "largest") > rules.dominance * numerator
    return np.asarray(few | small | dominated)


def shown(cells: pd.DataFrame, hidden: Flags, rules: DisclosureRules) -> pd.DataFrame:
    """value, sign, numerator, denominator, units, precision and decimals of each cell as it is published.

    precision: ``rounded``, or '' where nothing is shown; ``exact`` under rules without complementary suppression, which
    show what naive figures give away. No total is exact: two releases of which one has a record more would differ by
    it, and a cell that was 0 and is hidden then holds that one. decimals: of a percentage or mean of few units, NaN
    for as many as its unit has. A zero is published as 0.
    """
    kind, numerator, base = cells["kind"], of(cells, "numerator"), of(cells, "denominator")
    exact = not rules.complementary
    counted, share = kind.isin(COUNTS).to_numpy(), kind.eq(SHARE).to_numpy()
    public = cells["public_base"].to_numpy(dtype=bool)
    top, bottom = rounded(numerator, rules.rounding), np.where(public, base, rounded(base, rules.rounding))
    value = of(cells, "value")
    few = base < np.where(share, rules.whole_percent_below, rules.mean_tenths_below)
    with np.errstate(invalid="ignore", divide="ignore"):
        near = np.select(
            [counted, share],
            [top, to_step(100 * top / bottom, np.where(few, 1.0, 0.1))],
            default=to_step(value, np.where(few, 0.1, 0.01)),
        )
    published = pd.DataFrame(
        {
            "value": value if exact else near,
            "numerator": numerator if exact else np.where(counted | share, top, np.nan),
            "denominator": base if exact else bottom,
            # the units behind a count are another count, which is not published beside it
            "units": np.select(
                [kind.eq("distinct") | (share & public), share | kind.eq(MEAN)],
                [numerator if exact else top, base if exact else bottom],
                default=np.nan,
            ),
        }
    )
    published[hidden] = np.nan
    present = published["value"].notna().to_numpy()
    precision = np.where(hidden | ~present, "", "exact" if exact else "rounded")
    decimals = np.where(few & ~counted & present & (not exact), np.where(share, 0.0, 1.0), np.nan)
    return published.assign(sign=np.where(hidden, "*", ""), precision=precision, decimals=decimals)


def to_step(value: Floats, step: Floats) -> Floats:
    """To the nearest multiple of ``step``, halves up."""
    found: Floats = np.round(np.floor(value / step + 0.5) * step, 2)
    return found


def _between(numbers: Floats, low: float, high: float) -> Flags:
    with np.errstate(invalid="ignore"):
        found: Flags = (numbers >= low) & (numbers <= high)
    return found


def of(cells: pd.DataFrame, name: str) -> Floats:
    """A column of numbers, NaN where there is none."""
    return cells[name].to_numpy(dtype=np.float64, na_value=np.nan)
