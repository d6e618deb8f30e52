"""An outsider with everything published and a solver finds no hidden cell; one who meets naive figures does."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from hypothesis import given, settings

from catalogue import load
from catalogue.model import DisclosureRules
from engine import open_release
from etl.build import build
from etl.disclosure.gate import protected
from etl.ingest.sources import Sources
from tests.helpers.outsider import CELL, Outsider, laws
from tests.helpers.releases import served, silent
from tests.helpers.small_worlds import TREE, cells_of, small_world

pytestmark = pytest.mark.slow
EVERY = "OSSERVATORIO_ATTACK_EVERY_MONTH"  # some minutes instead of one
OTHER = "OSSERVATORIO_ATTACK_RELEASES"  # a folder whose release in service is attacked instead of the small sample's
RULES = load().agreement.disclosure
TRUTH = "SELECT kpi, as_of, territory, breakdown, category, numerator, denominator FROM kpi_value"


def attacked(published: pd.DataFrame, truth: pd.DataFrame, above: dict[str, str], rules: DisclosureRules) -> list[str]:
    found = []
    for _, own in published.groupby("kpi"):
        found += Outsider(own, above, rules, truth).given_away()
    return found


@settings(max_examples=200)
@given(cells=small_world())
def test_no_small_table_gives_a_hidden_cell_away(cells: pd.DataFrame) -> None:
    published = protected(cells, RULES).assign(kind=cells["kind"], public_base=False, running=True)
    assert attacked(published, cells[[*CELL, "numerator", "denominator"]], TREE, RULES) == []


def test_without_complementary_suppression_a_hidden_cell_comes_out() -> None:
    """Two in one province, thirty in its neighbour, and the region's total beside them."""
    places = ["P1"] * 2 + ["P2"] * 30
    events = pd.DataFrame({"place": places, "category": "a", "month": 1, "yes": True})
    cells = cells_of(events, "count", everywhere=False)
    for rules, wanted in ((replace(RULES, complementary=False), True), (RULES, False)):
        published = protected(cells, rules).assign(kind="count", public_base=False, running=True)
        found = attacked(published, cells[[*CELL, "numerator", "denominator"]], TREE, rules)
        assert any("P1/total" in name for name in found) == wanted


@pytest.fixture(scope="module")
def sample(demo_release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_release(served(Path(os.environ.get(OTHER, demo_release)))) as connection:
        yield connection


def never_falls(truth: pd.DataFrame) -> bool:
    """As the definition of a measure tells."""
    steps = (
        truth.sort_values("as_of").groupby(["territory", "breakdown", "category"])[["numerator", "denominator"]].diff()
    )
    return not (steps < 0).any(axis=None)


def confidential() -> list[str]:
    return [kpi.id for kpi in load().kpis.values() if kpi.confidential]


@pytest.mark.parametrize("kpi", confidential())
def test_no_cell_of_the_sample_is_given_away(sample: duckdb.DuckDBPyConnection, kpi: str) -> None:
    """Totals over all months at once; each breakdown over pairs of months, all of them when EVERY asks for it."""
    published = sample.execute(
        "SELECT p.*, k.kind, k.public_base FROM kpi_published p JOIN kpi k USING (kpi) WHERE kpi = ?", [kpi],
    ).df()  # fmt: skip
    truth = sample.execute(f"{TRUTH} WHERE kpi = ?", [kpi]).df()
    published["running"] = never_falls(truth)
    above = dict(sample.execute("SELECT territory, parent FROM dim_territory WHERE parent <> ''").fetchall())
    known, days = laws(truth, above), sorted(published["as_of"].unique())
    pairs = list(pairwise(days))
    found = Outsider(published[published["breakdown"] == "total"], above, RULES, truth, known).given_away()
    few = sample.execute("SELECT count(*) FROM kpi_value WHERE kpi = ? AND units IN (1, 2)", [kpi]).fetchall()[0][0]
    assert (published["sign"] == "*").sum() >= few
    for breakdown in set(published["breakdown"]) - {"total"}:
        part = published[published["breakdown"].isin(["total", breakdown])]
        for pair in pairs if os.environ.get(EVERY) else {pairs[0], pairs[-1]}:
            found += Outsider(part[part["as_of"].isin(pair)], above, RULES, truth, known).given_away()
    assert found == []


def test_no_total_of_the_country_is_hidden_for_a_cell_elsewhere(sample: duckdb.DuckDBPyConnection) -> None:
    """What gives a cell away is hidden next to it: a stubborn cell of a region never costs the country's figure."""
    hidden = sample.execute(
        "SELECT kpi, as_of, v.numerator FROM kpi_published p JOIN kpi_value v "
        "USING (kpi, as_of, territory, breakdown, category) JOIN kpi k USING (kpi) "
        "WHERE territory = 'IT' AND breakdown = 'total' AND sign = '*' AND v.units >= 100 AND k.kind <> 'mean' "
        "AND coalesce(v.denominator, 100) >= 100"
    ).fetchall()
    assert hidden == []
    shown = sample.execute("SELECT count(*) FROM kpi_published WHERE territory = 'IT' AND sign = ''").fetchall()[0][0]
    assert shown > 500


def test_two_releases_side_by_side_give_nothing_away(demo_release: Path, demo_inbox: Path, tmp_path: Path) -> None:
    """What a former release of the same files showed is added to what the later one shows."""
    releases = tmp_path / "both"
    shutil.copytree(demo_release, releases)
    later = served(releases)
    build(Sources(None, demo_inbox), releases, as_of=date(2019, 12, 31), progress=silent)
    question = (
        "SELECT p.*, k.kind, k.public_base FROM kpi_published p JOIN kpi k USING (kpi) WHERE kpi = 'joint_actions'"
    )
    frames = []
    for path in (served(releases), later):
        with open_release(path) as connection:
            frames.append(connection.execute(question).df())
            truth = connection.execute(f"{TRUTH} WHERE kpi = 'joint_actions'").df()
            above = dict(
                connection.execute("SELECT territory, parent FROM dim_territory WHERE parent <> ''").fetchall()
            )
    first, last = (frame.set_index(CELL) for frame in frames)
    both = first.index.intersection(last.index)
    assert len(both) > 1000 and len(first) < len(last)
    seen = first.loc[both]
    told = seen[(seen["sign"] == "") & (last.loc[both, "sign"] == "")]
    assert (told["value"] == last.loc[told.index, "value"]).all(), "one figure is the same everywhere"
    added = seen.index[(seen["sign"] == "") & (last.loc[both, "sign"] == "*")]
    last.loc[added, first.columns] = first.loc[added]
    union = last.reset_index().assign(running=never_falls(truth))
    assert Outsider(union[union["breakdown"] == "total"], above, RULES, truth).given_away() == []
