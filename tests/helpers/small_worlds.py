"""Small worlds of a few cooperatives in five provinces, as cells before disclosure control: for attacks upon them."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st

from tests.helpers.outsider import CELL

TREE = {"P1": "R1", "P2": "R1", "P3": "R2", "P4": "R2", "P5": "R2", "R1": "A1", "R2": "A1", "R3": "A2", "A1": "IT",
        "A2": "IT"}  # fmt: skip
LEVELS = {"P": "province", "R": "region", "A": "area", "I": "country"}


@st.composite
def small_world(draw: st.DrawFn) -> pd.DataFrame:
    """A measure of a few units in five provinces, two or three categories and three months, of every kind."""
    random = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    units = draw(st.one_of(st.integers(1, 160), st.integers(990, 1500)))
    kind = draw(st.sampled_from(["count", "distinct", "share", "mean"]))
    places = np.array([*"12345"])
    weight = random.dirichlet(np.full(len(places), draw(st.sampled_from([0.3, 1.0, 5.0]))))
    events = pd.DataFrame(
        {
            "place": np.char.add("P", random.choice(places, units, p=weight)),
            "category": random.choice(list("abc"), units, p=random.dirichlet([0.6, 0.6, 0.6])),
            "month": random.integers(1, 4, units),
            "yes": random.random(units) < draw(st.sampled_from([0.05, 0.3, 0.9])),
        }
    )
    return cells_of(events, kind, everywhere=draw(st.booleans()))


NAMES = [*CELL[:2], "territory_level", *CELL[2:], "numerator", "denominator", "value", "units", "status", "kind",
         "public_base", "largest"]  # fmt: skip


def cells_of(events: pd.DataFrame, kind: str, everywhere: bool, kpi: str = "m") -> pd.DataFrame:
    """Every cell of one measure in the shape that the gate takes: totals everywhere, categories above the province."""
    return _placed(pd.DataFrame(_rows(events, kind, everywhere, kpi), columns=NAMES))


def measures_of(events: pd.DataFrame, everywhere: bool, months: int = 3) -> pd.DataFrame:
    """The cells of five measures of the same cooperatives, tied as those of the catalogue are: who is reached, and of
    them who is assessed, at which mean, with what share of specialists; and the services' share with content."""
    assessed = events[events["assessed"]]
    rows = _rows(events, "distinct", everywhere, "coops_reached", months)
    rows += _rows(events, "share", everywhere, "coop_content_share", months)
    rows += _rows(assessed, "distinct", everywhere, "coops_assessed", months)
    rows += _rows(assessed, "mean", everywhere, "maturity_mean", months)
    rows += _rows(assessed, "share", everywhere, "maturity_specialist_plus", months)
    return _placed(pd.DataFrame(rows, columns=NAMES))


def _rows(events: pd.DataFrame, kind: str, everywhere: bool, kpi: str, months: int = 3) -> list[tuple[object, ...]]:
    place, category, month, yes = (events[name].to_numpy() for name in ("place", "category", "month", "yes"))
    scores = events["score"].to_numpy() if "score" in events else np.full(len(events), 1.5)
    rows: list[tuple[object, ...]] = []
    for territory in ("P1", "P2", "P3", "P4", "P5", "R1", "R2", "A1", "IT"):
        inside = np.isin(place, [one for one in TREE if within(one, territory)])
        parts = {("total", ""): inside}
        if not territory.startswith("P") or everywhere:
            parts |= {("kind", one): inside & (category == one) for one in "abc"}
        for (breakdown, one), part in parts.items():
            for last in range(1, months + 1):
                own = part & (month <= last)
                count = float(own.sum())
                top, base = (float((own & yes).sum()) if kind == "share" else count), count
                value = top if kind in ("count", "distinct") else np.nan
                if kind == "mean":
                    top = float(scores[own].sum())
                if count:
                    value = {"share": 100 * top / base, "mean": top / base}.get(kind, value)
                cell = (kpi, pd.Timestamp(2020, last, 28), LEVELS[territory[0]], territory, breakdown, one)
                under = base if kind in ("share", "mean") else np.nan
                rows.append((*cell, top, under, value, int(count), "observed", kind, False, np.nan))
    return rows


def _placed(cells: pd.DataFrame) -> pd.DataFrame:
    """With the place of each cell's whole, one territory up and in its territory's total."""
    place = {key: at for at, key in enumerate(cells[CELL].itertuples(index=False, name=None))}
    cells["above"] = [
        place.get((k, d, TREE.get(t, ""), b, c), -1) for k, d, t, b, c in cells[CELL].itertuples(index=False)
    ]
    cells["total"] = [place.get((k, d, t, "total", ""), -1) if b != "total" else -1
                      for k, d, t, b, c in cells[CELL].itertuples(index=False)]  # fmt: skip
    return cells


def within(place: str, territory: str) -> bool:
    while place != territory and place in TREE:
        place = TREE[place]
    return place == territory


def events_of(random: np.random.Generator, units: int) -> pd.DataFrame:
    """Records of as many cooperatives: province, category, month, whether assessed and how, whether yes."""
    return pd.DataFrame(
        {
            "place": np.char.add("P", random.choice([*"12345"], units, p=random.dirichlet(np.full(5, 0.8)))),
            "category": random.choice(list("abc"), units, p=random.dirichlet([0.6, 0.6, 0.6])),
            "month": random.integers(1, 4, units),
            "yes": random.random(units) < random.choice([0.05, 0.3, 0.9]),
            "assessed": random.random(units) < random.choice([0.1, 0.5, 0.9]),
            "score": random.uniform(0, 4, units).round(2),
        }
    )
