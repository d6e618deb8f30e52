"""The audit of τ-ARGUS, which others wrote, bounds the hidden cells of the demonstration: none is given away.

It reads a table in the format of its own solver (JJ): cells with the bounds that are known of each, then equations. The
equations here are made anew from the territories and categories, without the code that suppresses and without the
outsider of the other tests.
"""

import os
from collections import defaultdict
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from catalogue import load
from engine import open_release
from tests.helpers.releases import served

pytestmark = pytest.mark.slow
OTHER = "OSSERVATORIO_ATTACK_RELEASES"  # a folder whose release in service is audited instead of the small sample's
ROUNDING = load().agreement.disclosure.rounding
MOST = 10_000_000  # more than any count
# Counts that add up over territories and over categories: of events and of persons present, not of distinct units.
ADDITIVE = ["joint_actions", "referrals", "event_participants", "coop40_services_via_pid", "people_trained"]
CELLS = """
    SELECT p.territory, p.breakdown, p.category, p.as_of, p.numerator AS told, p.sign, v.numerator AS true,
        coalesce(d.parent, '') AS parent
    FROM kpi_published p
    JOIN kpi_value v USING (kpi, as_of, territory, breakdown, category)
    LEFT JOIN dim_territory d ON d.territory = p.territory
    WHERE p.kpi = ? AND v.numerator IS NOT NULL AND list_contains(?, p.as_of)
    ORDER BY ALL
"""


def audit_of(path: Path) -> list[dict[str, float]]:
    """The bounds of each hidden cell, by τ-ARGUS."""
    engine = pytest.importorskip("pytauargus._tauargus", reason="pytauargus is not installed: make test installs it")
    return list(engine.audit_jj(str(path)))


def table_of(cells: pd.DataFrame, path: Path) -> dict[int, float]:
    """Write the JJ file of one measure; returns the true count of each hidden cell by its number.

    A whole that its parts do not make up, for some have no figure or an event has two partners, is tied to none.
    """
    keys = list(cells[["as_of", "territory", "breakdown", "category"]].itertuples(index=False, name=None))
    place = {key: at for at, key in enumerate(keys)}
    parts: dict[tuple[int, str], list[int]] = defaultdict(list)
    for at, ((day, territory, breakdown, category), parent) in enumerate(zip(keys, cells["parent"], strict=True)):
        if (above := place.get((day, parent, breakdown, category))) is not None:
            parts[above, ""].append(at)
        if breakdown != "total" and (whole := place.get((day, territory, "total", ""))) is not None:
            parts[whole, breakdown].append(at)
    true, told = cells["true"].tolist(), cells["told"].tolist()
    hidden = cells["sign"].eq("*").tolist()
    sums = [(whole, own) for (whole, _), own in parts.items() if true[whole] == sum(true[one] for one in own)]
    lines = ["0", str(len(cells))]
    for at, count in enumerate(true):
        if hidden[at]:
            low, high, status = 1, MOST, "u"
        elif told[at] == 0:
            low, high, status = 0, 0, "z"
        else:
            low, high, status = told[at] - ROUNDING // 2, told[at] + ROUNDING // 2 - 1, "m"
        lines.append(f"{at} {count:.0f} 1 {status} {low:.0f} {high:.0f} 0 0 0")
    lines.append(str(len(sums)))
    lines += [f"0 {len(own) + 1} : {whole} (-1) " + " ".join(f"{one} (1)" for one in own) for whole, own in sums]
    path.write_text("\n".join(lines) + "\n", encoding="ascii")
    return {at: true[at] for at in range(len(cells)) if hidden[at]}


def given_away(rows: list[dict[str, float]], hidden: dict[int, float]) -> list[str]:
    """Hidden cells that are determined, or 1 or 2 and known to within one."""
    found = []
    for row in rows:
        true = hidden.get(int(row["cell"]))
        if not true:
            continue
        reach = 1 if true < 3 else 0
        if row["min"] > true - reach - 0.5 and row["max"] < true + reach + 0.5:
            found.append(f"{row['cell']}: {true:g} within {row['min']:g} and {row['max']:g}")
    return found


def test_the_referee_sees_a_cell_that_is_given_away(tmp_path: Path) -> None:
    """Two provinces of 5 told as 10, a region of 14 told as 10, and what is hidden between: at most 4."""
    for true, known in (([14, 5, 5, 1, 1, 1, 1], 4), ([14, 5, 5, 4], 0)):
        hidden = [at > 2 for at in range(len(true))]
        cells = pd.DataFrame(
            {"as_of": 1, "territory": ["R", *"ABCDEF"][: len(true)], "breakdown": "total", "category": "",
             "told": [10.0 if not one else None for one in hidden], "sign": ["*" if one else "" for one in hidden],
             "true": [float(one) for one in true], "parent": ["", *["R"] * (len(true) - 1)]}
        )  # fmt: skip
        path = tmp_path / f"{known}.jj"
        secret = table_of(cells, path)
        rows = audit_of(path)
        assert {int(row["cell"]) for row in rows} >= set(secret)
        assert len(given_away(rows, secret)) == known


@pytest.fixture(scope="module")
def release(demo_release: Path) -> Path:
    return served(Path(os.environ.get(OTHER, demo_release)))


@pytest.mark.parametrize("kpi", ADDITIVE)
def test_no_hidden_cell_is_given_away_before_the_referee(release: Path, kpi: str, tmp_path: Path) -> None:
    """The first, the middle and the last month, one by one: territories by categories in three dimensions."""
    with open_release(release) as connection:
        seen = _days(connection, kpi)
        for day in {seen[0], seen[len(seen) // 2], seen[-1]}:
            cells = connection.execute(CELLS, [kpi, [day]]).df()
            path = tmp_path / f"{day}.jj"
            hidden = table_of(cells, path)
            rows = audit_of(path)
            assert {int(row["cell"]) for row in rows} >= set(hidden)
            assert given_away(rows, hidden) == [], day


def _days(connection: duckdb.DuckDBPyConnection, kpi: str) -> list[object]:
    found = connection.execute("SELECT DISTINCT as_of FROM kpi_published WHERE kpi = ? ORDER BY 1", [kpi]).fetchall()
    return [row[0] for row in found]
