"""What the product knows, held against the facts it stands for: measures, territories, chambers, spellings."""

from collections import Counter
from datetime import date, timedelta
from string import Formatter

import pandas as pd
import pytest

from catalogue import load
from catalogue.model import Kpi
from etl.ingest.sources import ROOT
from etl.normalise.text_key import chamber_key, text_key

LISTS = load().code_lists
MEASURES = {
    "A": {"joint_actions", "referrals", "referral_acceptance", "provinces_with_synergy"},
    "B": {"coop_content_share", "coops_reached", "coops_reached_12m", "coop_penetration", "event_participants"},
    "C": {"coop40_services_via_pid", "pids_offering_coop40", "people_trained"},
    "D": {"good_practices", "practices_reused", "virtual_interactions"},
    "E": {
        "maturity_mean", "maturity_specialist_plus", "maturity_gain", "technology_adoption", "vouchers_granted",
        "vouchers_amount", "voucher_share",
    },
    "F": {
        "hard_to_fill_rate", "skill_shortage_rate", "eskill_gap", "training_coverage", "gap_after_training",
        "years_to_close",
    },
}  # fmt: skip


def records(name: str) -> list[dict[str, str]]:
    return [dict(zip(LISTS[name].columns, row, strict=True)) for row in LISTS[name].rows]


@pytest.mark.parametrize("aim", MEASURES)
def test_every_measure_of_an_aim_is_there(aim: str) -> None:
    known = {kpi.id for kpi in load().kpis.values() if kpi.aim == aim}
    assert MEASURES[aim] <= known
    assert [entry.id for entry in load().aims] == list("ABCDEF")


@pytest.mark.parametrize("kpi", load().kpis.values(), ids=lambda kpi: kpi.id)
def test_a_measure_has_all_its_words_in_both_languages(kpi: Kpi) -> None:
    for text in ("name", "definition", "base"):
        italian, english = getattr(kpi, f"{text}_it"), getattr(kpi, f"{text}_en")
        assert italian.strip() and english.strip()
        assert italian != english or text == "name"
    assert bool(kpi.caveat_it) == bool(kpi.caveat_en)
    assert bool(kpi.spoken_it) == bool(kpi.spoken_en)
    wanted = {"whose", "own", "all"}, {"whose", "count", "total"}
    for text in filter(None, (kpi.spoken_it, kpi.spoken_en)):
        assert {name for _, name, _, _ in Formatter().parse(text) if name} in wanted
    assert kpi.formula_it and kpi.formula_en and kpi.unit and kpi.direction in {"up", "down"}
    assert kpi.confidential or (kpi.confidential_why_it and kpi.confidential_why_en), (
        "why a measure needs no protection is written down"
    )


def test_the_window_is_three_years_from_the_announcement() -> None:
    agreement = load().agreement
    assert (agreement.window_start, agreement.window_end) == (date(2018, 6, 14), date(2021, 6, 13))
    assert agreement.disclosure.minimum_units == 3


@pytest.mark.parametrize("name", sorted(LISTS))
def test_codes_are_unique_and_present(name: str) -> None:
    if name in {"chamber_aliases", "territory_aliases", "chamber_provinces"}:
        rows = LISTS[name].rows
        assert all(row[0] and row[1] for row in rows) and len(set(rows)) == len(rows)
        return
    codes = [row[0] for row in LISTS[name].rows]
    assert all(codes) and len(set(codes)) == len(codes) > 0


@pytest.mark.parametrize("name", sorted(set(LISTS) - {"chamber_aliases", "territory_aliases", "chamber_provinces"}))
def test_no_spelling_means_two_codes(name: str) -> None:
    key = chamber_key if name == "chambers" else text_key
    meanings: dict[str, set[str]] = {}
    for text, code in LISTS[name].spellings:
        meanings.setdefault(key(text), set()).add(code)
    assert {text: codes for text, codes in meanings.items() if len(codes) > 1} == {}


def test_territories_are_italy_four_areas_twenty_regions_and_107_provinces() -> None:
    rows = records("territories")
    assert Counter(row["level"] for row in rows) == {"country": 1, "area": 4, "region": 20, "province": 107}
    level = {row["code"]: row["level"] for row in rows}
    above = {"province": "region", "region": "area", "area": "country"}
    for row in rows:
        assert row["level"] == "country" or level[row["parent"]] == above[row["level"]]
    provinces = [row for row in rows if row["level"] == "province"]
    assert len({row["sigla"] for row in provinces}) == len({row["istat_code"] for row in provinces}) == 107


def valid(chamber: dict[str, str], day: date) -> bool:
    if chamber["valid_from_precision"] == "unknown":
        return False  # decreed, not set up
    return (chamber["valid_from"] or "0001-01-01") <= day.isoformat() <= (chamber["valid_to"] or "9999-12-31")


@pytest.mark.parametrize(("day", "count"), [(date(2018, 6, 14), 90), (date(2022, 5, 31), 73)])
def test_as_many_chambers_as_there_were(day: date, count: int) -> None:
    assert sum(valid(chamber, day) for chamber in records("chambers")) == count


def test_sixty_chambers_remain_and_each_merged_one_names_its_successor() -> None:
    rows = {row["chamber"]: row for row in records("chambers")}
    final = {code for code, row in rows.items() if not row["successor"]}
    assert len(final) == 60
    for row in rows.values():
        assert not row["successor"] or row["successor"] in final
        if row["valid_to"]:
            follows = date.fromisoformat(row["valid_to"]) + timedelta(days=1)
            assert rows[row["successor"]]["valid_from"] == follows.isoformat(), row["chamber"]


def test_every_province_has_one_chamber_on_any_day() -> None:
    rows = {row["chamber"]: row for row in records("chambers")}
    pairs = [(row["chamber"], row["province"]) for row in records("chamber_provinces")]
    changes = {date.fromisoformat(row[key]) for row in rows.values() for key in ("valid_from", "valid_to") if row[key]}
    days = {day + timedelta(days=step) for day in changes for step in (0, 1)} | {date(2018, 6, 14), date(2030, 1, 1)}
    for day in sorted(day for day in days if day >= date(2018, 1, 1)):
        served = Counter(province for chamber, province in pairs if valid(rows[chamber], day))
        assert len(served) == 107 and set(served.values()) == {1}, day


def test_every_target_is_proposed_and_starts_from_a_baseline() -> None:
    import csv

    from catalogue import CATALOGUE_DIR

    with (CATALOGUE_DIR / "targets.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    plans: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in rows:
        assert row["status"] == "proposed" and row["kpi"] in load().kpis
        plans.setdefault((row["kpi"], row["territory"]), []).append((row["valid_from"], row["due_on"]))
    assert all(len(set(dated)) == len(dated) for dated in plans.values()), "one value for a date and a decision"
    first = [[day for since, day in dated if since == min(dated)[0]] for dated in plans.values()]
    assert all(len(days) >= 2 for days in first), "an amendment may be one date; the first plan has a baseline"


def test_what_a_measure_takes_from_published_figures_is_there() -> None:
    figures = pd.read_csv(ROOT / "data" / "reference" / "published_figures.csv", keep_default_na=False)
    known = set(zip(figures["indicator"], figures["category"], strict=True))
    taken = {(k.published_indicator, k.published_category) for k in load().kpis.values() if k.published_indicator}
    assert taken
    assert taken <= known
