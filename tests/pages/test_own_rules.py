"""A release built with amended thresholds and names tells them on every page, whatever the catalogue says today."""

import csv
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from engine.release import current_release, release_of
from reads.release_rules import rules
from tests.helpers.checkouts import View, build_demonstration, checkout, run_in, sent_by
from tests.helpers.pages import PAGES
from tests.helpers.releases import once

pytestmark = pytest.mark.slow
AMENDED: dict[str, dict[str, Any]] = {
    "status_rules": {"on_track": 0.02, "slightly_late": 0.31, "minimum_points": 9, "implausible": 4.25},
    "projection": {"interval": 0.62, "recent_months": 7},
    "samples": {"small_base": 47},
    "comparison": {"journey": 0.007, "relative": 0.013, "revision": 0.003},
    "disclosure": {"share_base": 60, "dominance": 0.72},
}
TITLE = "Impresa 4.0, un patto rinnovato"
RENAMED = {
    ("technologies", "cloud"): "Nuvola, come si chiamava",
    ("associations", "legacoop"): "Legacoop, come si chiamava",
    ("feed_names", "pid_activity"): "attività dei PID, come si chiamavano",
    ("maturity_levels", "apprendista"): "Apprendista, come si chiamava",
}
# Pages, and what they say with the thresholds and names of the release: today's catalogue has none of it.
SHOWN: list[tuple[str, dict[str, str], list[str]]] = [
    ("sintesi", {}, []),
    ("kpi", {}, ["62 volte su 100", "ultimi 7 mesi", "intervallo 62%"]),
    ("kpi", {"kpi": "coops_assessed", "lang": "en"}, ["62 times in 100", "If the last 7 months repeat"]),
    ("adozione", {}, [RENAMED["technologies", "cloud"], RENAMED["maturity_levels", "apprendista"]]),
    ("competenze", {}, []),
    ("territori", {"kpi": "maturity_mean"}, ["meno di 47 unità"]),
    ("sinergia", {"association": "legacoop"}, [RENAMED["associations", "legacoop"]]),
    ("associazioni", {}, [RENAMED["associations", "legacoop"]]),
    ("dati", {}, [RENAMED["feed_names", "pid_activity"]]),
    ("metodo", {}, ["A ≥ 4,25", "A ≥ P − 0,02", "A ≥ P − 0,31", "meno di 9 valori mensili", "62\u00a0%",
                    "degli ultimi 7", "0,7\u00a0%", "1,3\u00a0%", "0,3\u00a0%", "sotto 60", "72\u00a0%",
                    TITLE, "da un punteggio di 0,9"]),
]  # fmt: skip
VIEWS: list[View] = [(page, {"tables": "open"} | parameters) for page, parameters, _ in SHOWN]
SAID = [words for _, _, words in SHOWN]
assert {page for page, _, _ in SHOWN} == set(PAGES)
COMMANDS = """
import sys
from etl.__main__ import main
for command in (["disclosure"], ["backtest"], ["compare", "CURRENT", "CURRENT", "--json"]):
    assert main([*command, "--releases", sys.argv[1]]) == 0
"""


def amend(catalogue: Path) -> None:
    """Other thresholds, bounds, title and names."""
    path = catalogue / "agreement.yaml"
    held = yaml.safe_load(path.read_text(encoding="utf-8"))
    for section, values in AMENDED.items():
        assert all(held[section][name] != value for name, value in values.items())
        held[section] |= values
    held["maturity_cutoffs"]["lower_bounds"]["apprendista"] = 0.9
    held["title_it"] = TITLE
    path.write_text(yaml.safe_dump(held, allow_unicode=True), encoding="utf-8")
    for (name, code), words in RENAMED.items():
        with (catalogue / "codes" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        entry = next(row for row in rows if row["code"] == code)
        entry |= {title: words for title in ("name_it", "short_it") if title in entry}
        with (catalogue / "codes" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)


@pytest.fixture(scope="module")
def amended(tmp_path_factory: pytest.TempPathFactory, demo_inbox: Path, region_inbox: Path, demo_release: Path) -> Path:
    """``product``, whose catalogue is amended, and ``releases``: the demonstration's, then one with fewer chambers."""

    def make(out: Path) -> None:
        product, releases = checkout(out / "product"), out / "releases"
        amend(product / "catalogue")
        former = release_of(demo_release, None)
        shutil.copytree(former.folder, releases / former.id)
        for name in ("CURRENT", "HISTORY"):
            shutil.copy(demo_release / name, releases)
        inbox = out / "inbox"
        inbox.mkdir()
        for path in (*demo_inbox.iterdir(), *region_inbox.glob("pid_*")):
            if path.is_file():
                (inbox / path.name).symlink_to(path.resolve())
        build_demonstration(product, inbox, releases)

    return once(tmp_path_factory, "amended_product", make)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The product with a catalogue that has neither thresholds, measures, feeds nor code lists."""

    def make(out: Path) -> None:
        product = checkout(out)
        (product / "catalogue" / "agreement.yaml").write_text("status_rules: {on_track: 0.5}\n", encoding="utf-8")
        for name in ("codes", "kpis", "feeds"):
            shutil.rmtree(product / "catalogue" / name)

    return once(tmp_path_factory, "bare_product", make)


def test_every_page_tells_the_release_as_it_was_built(amended: Path, bare: Path) -> None:
    """Also where today's catalogue has none of the thresholds, names and measures that the release holds."""
    here, elsewhere = (sent_by(product, amended / "releases", VIEWS) for product in (amended / "product", bare))
    texts = [json.dumps(one, ensure_ascii=False, sort_keys=True) for one in here]
    for view, text, other in zip(VIEWS, texts, elsewhere, strict=True):
        assert '"exception": {' not in text, view
        assert json.dumps(other, ensure_ascii=False, sort_keys=True) == text, view
    for (page, parameters), words, text in zip(VIEWS, SAID, texts, strict=True):
        assert not [one for one in words if one not in text], (page, parameters)


def test_the_rules_of_a_release_are_those_of_its_build(amended: Path, demo_release: Path) -> None:
    own, demo = current_release(amended / "releases"), current_release(demo_release)
    assert own and demo
    built = rules(own).agreement
    assert (built.on_track, built.interval, built.small_base) == (0.02, 0.62, 47)
    assert (built.notable_journey, built.disclosure.share_base, built.title_it) == (0.007, 60, TITLE)
    assert rules(own).levels == ("esordiente", "apprendista", "specialista", "esperto", "campione")
    assert built.level_bounds["apprendista"] == 0.9
    assert rules(demo).agreement.on_track == 0.05, "two releases side by side keep their own"
    assert {"pid_activity", "maturity_assessment", "coop40_service"} <= rules(demo).confidential_feeds
    assert not {"published_figure", "virtual_network", "state_aid_award"} & rules(demo).confidential_feeds


def test_commands_go_by_the_release_and_not_by_the_catalogue(amended: Path, tmp_path: Path) -> None:
    """The same words in a product whose thresholds, measures and names are others."""
    other = checkout(tmp_path / "product")
    path = other / "catalogue" / "agreement.yaml"
    raw = path.read_text(encoding="utf-8")
    changed = raw.replace("minimum_units: 3", "minimum_units: 9").replace("recent_months: 12", "recent_months: 3")
    assert changed != raw
    path.write_text(changed.replace("journey: 0.05", "journey: 0.9"), encoding="utf-8")
    here, elsewhere = (
        run_in(product, "-c", COMMANDS, amended / "releases") for product in (amended / "product", other)
    )
    assert here.returncode == 0 and here.stdout and here.stdout == elsewhere.stdout, here.stderr + elsewhere.stderr
