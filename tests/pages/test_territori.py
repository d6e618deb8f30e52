"""Territori: one territory beside its peers, measures by territories in one file, reasons where there is no place."""

from pathlib import Path

import pandas as pd
import pytest

from reads.every_place import compared_measures, every_place
from reads.known_range import known
from reads.releases import current_release
from reads.slice import Slice
from reads.spine import SpineLine, spine
from tests.helpers.pages import Seen, lead, open_page, said, walk
from ui.content.tile_places import TILES

REGIONS = 20


@pytest.fixture(scope="module")
def compared(demo_release: Path) -> Seen:
    chosen = {"compare": "ITH5,ITF6", "measures": "joint_actions,coop_penetration,maturity_mean", "territory": "ITH5"}
    return walk(demo_release, ("territori",), **chosen)["territori"]


def lines_of(releases: Path, territory: str) -> tuple[SpineLine, ...]:
    release = current_release(releases)
    assert release
    return spine(release, Slice.of_whole(territory, release.as_of), 10)


def test_measures_and_territories_stand_in_one_file(compared: Seen, demo_release: Path) -> None:
    table, notes = compared.given["compared_measures"]
    release = current_release(demo_release)
    assert release
    found = every_place(release, Slice.of_whole("IT", release.as_of))
    names = {"Azioni congiunte": "joint_actions", "Penetrazione tra le cooperative attive": "coop_penetration",
             "Maturità digitale media": "maturity_mean"}  # fmt: skip
    pairs = [(names[row["Indicatore"]], row["Codice"]) for _, row in table.iterrows()]
    assert pairs == [(kpi, place) for kpi in names.values() for place in ("ITH5", "ITF6", "IT")]
    for (kpi, place), value in zip(pairs, table["Valore"], strict=True):
        true = found[kpi][place]["value"]
        assert pd.isna(value) if true is None else value == pytest.approx(true, abs=0.01)
    assert set(table.loc[table["Indicatore"] == "Azioni congiunte", "Rispetto a"]) == {"ogni 1.000 cooperative attive"}
    assert "dati dimostrativi" in " ".join(notes.values())
    (shown,) = [body for body in compared.bodies if "board places" in body]
    assert all(f">{name}</th>" in shown for name in ("Emilia-Romagna", "Calabria", "Italia"))
    assert shown.count('<th scope="row">') == 3


def test_the_spine_has_every_measure_and_only_places_that_rounding_leaves_open(demo_release: Path) -> None:
    lines = lines_of(demo_release, "ITH5")
    assert len(lines) == 30
    for line in lines:
        if line.place is None or line.own is None or line.own["value"] is None:
            continue
        unit, kind = line.measure["unit"], line.measure["kind"]
        own = known(line.own, unit, kind, 10)
        others = [known(row, unit, kind, 10) for row in line.others if row["value"] is not None]
        assert line.place.best == 1 + sum(other.low > own.high for other in others)
        assert line.place.worst == sum(other.high >= own.low for other in others)
        assert 1 <= line.place.best <= line.place.worst <= len(line.values) <= REGIONS
        assert min(line.values) <= line.own["value"] <= max(line.values)


def test_the_regions_of_a_measure_have_one_date_and_italy_the_same(demo_release: Path) -> None:
    for line in lines_of(demo_release, "ITH5"):
        dates = {row["as_of"] for row in (line.own, line.italy, *line.others) if row}
        assert len(dates) <= 1, line.measure["kpi"]


def test_the_page_shows_the_spine_of_the_chosen_territory(compared: Seen) -> None:
    table, _ = compared.given["spine"]
    assert set(table["Territorio"]) == {"Emilia-Romagna"} and len(table) == 30
    assert table["Valore"].notna().sum() > 10
    text = said(compared.app)
    assert "Emilia-Romagna: tutti gli indicatori accanto all'Italia, al piano e alle regioni" in text


def test_every_measure_has_its_tiles_or_a_reason(compared: Seen, demo_release: Path) -> None:
    release = current_release(demo_release)
    assert release
    text = said(compared.app)
    table, _ = compared.given["tile_maps"]
    for measure in compared_measures(release, Slice.of_whole("IT", release.as_of)):
        rows = table[table["Indicatore"] == measure["name"].it]
        assert len(rows) == REGIONS or f"{measure['name'].it}" in text
        if measure["places_why"].it:
            assert measure["places_why"].it.rstrip(".") in text and rows.empty
    assert len(TILES) == len({place[:2] for place in TILES.values()}) == REGIONS
    assert set(table["Codice"]) == set(TILES)


def test_a_measure_without_territories_says_why(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answer = lead(open_page("territori", demo_release, monkeypatch, kpi="virtual_interactions"))
    assert answer.startswith("Interazioni della rete virtuale: né regioni né province. Siti, forum")


@pytest.mark.parametrize(("figures", "kpi"), [("rate", "joint_actions"), ("count", "joint_actions")])
def test_counts_are_rates_unless_the_reader_asks(
    figures: str, kpi: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = open_page("territori", demo_release, monkeypatch, kpi=kpi, figures=figures)
    assert not app.exception
    assert ("Ogni 1.000 cooperative attive" in lead(app)) == (figures == "rate")
    ranking = next(one.value for one in app.dataframe if "Territorio" in one.value and len(one.value) == REGIONS)
    values, bases = ranking["Valore"], ranking["Base (numero)"]
    if figures == "rate":
        assert (values * bases / 1000 - ranking["Numeratore"]).abs().max() < 30  # values to two decimals
    else:
        assert pd.Series(values.dropna() % 10).eq(0).all()


def test_the_funnel_is_of_provinces_with_a_base(compared: Seen) -> None:
    (spec,) = [spec for key, spec, _ in compared.charts if "funnel" in key]
    points = [mark for mark in spec["data"] if mark.get("mode") == "markers"]
    assert {mark["name"] for mark in points} == {"inside", "outside", "far"}
    assert 50 < sum(len(mark["x"]) for mark in points) <= 107
