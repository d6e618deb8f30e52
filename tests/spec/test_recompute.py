"""Every measure of the demonstration is computed twice, by code that shares nothing, and both give the same figures."""

import ast
import math
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest
from numpy.random import default_rng

from catalogue import load
from engine import open_release
from tests.helpers.annexes import reasons, skills, write
from tests.helpers.inboxes import modelled
from tests.helpers.releases import served
from tests.spec.recompute import annexes, codes, statistics, world
from tests.spec.recompute.raw import tables
from tests.spec.recompute.slices import Asked, Figure, World

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent / "recompute"
OUTSIDE = {"pandas", "lxml", "openpyxl", "yaml", "stdnum"}
CELLS = """
    SELECT kpi, breakdown, territory, CAST(as_of AS VARCHAR), category, numerator, denominator, value, units
    FROM kpi_value
"""
Cells = dict[tuple[str, ...], Figure]


def test_the_second_computation_shares_no_code_with_the_product() -> None:
    modules = list(HERE.glob("*.py"))
    assert len(modules) > 5
    for path in modules:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            for name in names:
                top, own = name.partition(".")[0], name.startswith("tests.spec.recompute")
                assert own or top in OUTSIDE | sys.stdlib_module_names, f"{path.name} imports {name}"


def test_every_measure_and_breakdown_of_the_catalogue_is_computed_twice() -> None:
    period = {*statistics.PUBLISHED, *statistics.WITHOUT_SOURCE, "ict_hard_to_fill_rate"}
    assert {*world.PROGRAMME, *period} == set(load().kpis)
    assert {kpi: parts for kpi, (_, parts) in world.PROGRAMME.items()} == {
        k.id: k.breakdowns for k in load().kpis.values() if k.id not in period
    }


@pytest.fixture(scope="module")
def raw(demo_inbox: Path) -> dict[str, pd.DataFrame]:
    return tables(demo_inbox)


@pytest.fixture(scope="module")
def release(demo_release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_release(served(demo_release)) as connection:
        yield connection


@pytest.fixture(scope="module")
def read(demo_inbox: Path, raw: dict[str, pd.DataFrame], release: duckdb.DuckDBPyConnection) -> World:
    ((as_of,),) = release.execute("SELECT as_of FROM build_parameters").fetchall()
    named = "SELECT cor, matched FROM fact_voucher WHERE match_method IN ('name', 'decision')"
    found = world.read_world(demo_inbox, raw, as_of, dict(release.execute(named).fetchall()))
    assert min(map(len, (found.activities, found.services, found.assessments, found.practices, found.channels,
                         found.register, found.vouchers))) > 0  # fmt: skip
    return found


def chosen(read: World) -> tuple[list[str], list[pd.Timestamp]]:
    """Italy, its areas, the region of the most mergers and the most and least active ones, provinces alike; months."""
    province = read.activities["province"]
    regions = list(province.map(codes.above()).value_counts().index)
    merged = pd.Series([row["region"] for row in codes.rows("chambers") if row["successor"]]).value_counts().index[0]
    provinces = list(province.value_counts().index)
    months = sorted(read.activities["month"].unique())
    places = ["IT", "ITC", regions[0], merged, regions[-1], provinces[0], provinces[len(provinces) // 2], provinces[-1]]
    return list(dict.fromkeys(places)), [months[2], months[len(months) // 2], months[-1]]


def of_release(release: duckdb.DuckDBPyConnection, where: str, *values: object) -> Cells:
    return {tuple(row[:5]): row[5:] for row in release.execute(f"{CELLS} WHERE {where}", list(values)).fetchall()}


def differences(ours: Cells, theirs: Cells) -> list[str]:
    """Each figure that the two have not alike: numerator, denominator, value, units."""
    found = [f"{key}: the release has none, again {ours[key]}" for key in ours.keys() - theirs.keys()]
    found += [f"{key}: the release has {theirs[key]}, again none" for key in theirs.keys() - ours.keys()]
    found += [f"{key}: the release has {theirs[key]}, again {ours[key]}" for key in ours.keys() & theirs.keys()
              if not all(map(_alike, ours[key], theirs[key]))]  # fmt: skip
    return sorted(found)


def _alike(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is None and other is None
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)


@pytest.mark.parametrize("kpi", world.PROGRAMME)
def test_a_measure_of_the_programme_has_the_same_figures(
    kpi: str, read: World, release: duckdb.DuckDBPyConnection
) -> None:
    places, months = chosen(read)
    ours: Cells = {}
    for place in places:
        for month in months:
            for breakdown in ("total", *world.PROGRAMME[kpi][1]):
                for category, figure in world.figures(kpi, breakdown, Asked(read, place, month)).items():
                    ours[kpi, breakdown, place, f"{month:%Y-%m-%d}", category] = figure
    where = "kpi = ? AND list_contains(?, territory) AND list_contains(?, as_of)"
    theirs = of_release(release, where, kpi, places, [month.date() for month in months])
    assert differences(ours, theirs) == []
    assert any(figure[2] for figure in ours.values()), "nothing but zeros would prove little"


def test_what_others_published_is_what_they_published(
    raw: dict[str, pd.DataFrame], release: duckdb.DuckDBPyConnection
) -> None:
    known = statistics.published() | statistics.ict_hard_to_fill(raw.get("istat"))
    assert {kpi for kpi, *_ in known} == {*statistics.PUBLISHED, "ict_hard_to_fill_rate"}
    wrong = {key: figures for key, figures in known.items() if len(figures) > 1}
    assert wrong == {}, "two sources give two values for one figure: which one counts?"
    ours = {(kpi, "total", place, day, ""): next(iter(one)) for (kpi, place, day), one in known.items()}
    period = [*statistics.PUBLISHED, *statistics.WITHOUT_SOURCE, "ict_hard_to_fill_rate"]
    assert differences(ours, of_release(release, "list_contains(?, kpi)", period)) == []


def test_the_measures_of_excelsiors_annexes_have_the_same_figures(tmp_path: Path) -> None:
    """Numbers are drawn anew from a fixed seed; a table of a part of the firms stands beside that of all."""
    draw, ours = default_rng(4), Cells()
    (tmp_path / "inbox").mkdir()
    for place, cover in enumerate(("Italia", "Regione Lazio", "Regione Marche", "Provincia di Rieti")):
        whole = 10 * int(draw.integers(20_000, 40_000) if place == 0 else draw.integers(200, 900))
        part = [int(draw.integers(*bounds)) for bounds in ((300, 600), (100, 200), (50, 100))]  # thousandths
        cells = [whole * p // 10_000 * 10 if place == 0 else p / 10 for p in part]
        small = [whole // 20, *(whole // 60 if place == 0 else 90 for _ in part[:1]), *([10] * 2)]
        skilled = ["TOTALE", whole, *cells[:2], *(cells[1:] if place == 0 else (20.5, 55.5))]
        path = write(tmp_path / "inbox" / f"{place}.xlsx", (cover, "Anno 2019"), {
            "Tav1": reasons([("TOTALE", *small)]), "Tav2": reasons([("TOTALE", whole, *cells)]),
            "Tav9": skills(skilled),
        })  # fmt: skip
        for kpi, figure in annexes.figures(path).items():
            ours[kpi, "total", annexes.territory_of([cover]), "2019-12-31", ""] = figure
    theirs = of_release(modelled(tmp_path), "list_contains(?, kpi)", [*statistics.PUBLISHED])
    assert len(ours) == 12 and differences(ours, theirs) == []


def test_a_difference_is_found(read: World, release: duckdb.DuckDBPyConnection) -> None:
    places, months = chosen(read)
    own = of_release(release, "kpi = 'coops_reached' AND territory = ? AND as_of = ?", places[1], months[-1].date())
    key = next(iter(own))
    moved: Cells = own | {key: (*own[key][:2], (own[key][2] or 0) + 1, own[key][3])}
    assert len(differences(moved, own)) == 1 and len(differences({}, own)) == len(own)
    assert isinstance(date.fromisoformat(key[3]), date)
