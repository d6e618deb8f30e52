"""What readers do in Chromium, cut off from all other hosts: choose, click, follow links, build a first release."""

import csv
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Error

from tests.helpers.browser import Visit, Visitors, serve, visit
from texts.translator import LANGUAGES, Words
from ui.state.navigation import PLACES
from ui.state.navigation import path as address

pytestmark = pytest.mark.browser
PATHS = [address(place) for place in PLACES]
FIRST_CHART = 400  # px from the top of a screen of 1280 x 720
QUESTIONS = dict(zip(PATHS, (place.question for place in PLACES), strict=True))


@pytest.fixture
def wide(visitors: Visitors, dashboard: str) -> Iterator[Visit]:
    yield from visit(visitors(1280, 720, "light"), dashboard)


@pytest.fixture
def narrow(visitors: Visitors, dashboard: str) -> Iterator[Visit]:
    yield from visit(visitors(390, 844, "dark"), dashboard)


def assert_sound(seen: Visit) -> None:
    assert seen.outside == []
    assert seen.troubles == []
    assert seen.exceptions == []
    assert seen.sideways == 0


def test_choosing_in_a_list_changes_page_and_address(wide: Visit) -> None:
    wide.open("/kpi?territory=ITH5")
    assert "Emilia-Romagna" in wide.page.inner_text(".lead")
    wide.page.get_by_role("combobox", name="Indicatore").click()
    wide.page.get_by_role("option", name="Azioni congiunte", exact=True).click()
    wide.page.wait_for_function("document.querySelector('.lead').innerText.startsWith('Azioni congiunte')")
    assert "kpi=joint_actions" in wide.page.url
    assert "territory=ITH5" in wide.page.url
    answer = wide.page.inner_text(".lead")
    wide.page.wait_for_load_state("networkidle")
    wide.page.reload()
    wide.page.wait_for_selector(".lead")
    assert wide.page.inner_text(".lead") == answer
    assert_sound(wide)


def test_choices_survive_a_change_of_page(wide: Visit) -> None:
    wide.open("/?territory=ITC4")
    wide.page.get_by_role("link", name="Territori", exact=True).click()
    wide.page.wait_for_url("**/territori**")
    wide.page.wait_for_function("location.search.includes('territory=ITC4')")
    wide.page.wait_for_function("document.querySelector('.st-key-card_spine')?.innerText.includes('Lombardia')")
    assert_sound(wide)


def test_a_line_of_the_board_leads_to_its_indicator(wide: Visit) -> None:
    wide.open("/?territory=ITI1")
    wide.page.locator(".board a", has_text="Contenuto coop").click()
    wide.page.wait_for_url("**/kpi?**")
    wide.page.wait_for_selector(".lead")
    assert wide.page.inner_text(".lead").startswith("Servizi con contenuto cooperativo, Toscana:")
    assert_sound(wide)


def test_a_region_clicked_on_the_whole_map_opens_into_its_provinces_and_joins_the_compared(wide: Visit) -> None:
    wide.open("/territori?compare=ITF6,ITC1")
    outlines = wide.page.query_selector_all(".st-key-card_map_coop_penetration_region .scatterlayer path.js-fill")
    drawn = [path for path in outlines if len(path.get_attribute("d") or "") > 200]
    assert len(drawn) >= 20
    chart = wide.page.locator(".st-key-card_map_coop_penetration_region .nsewdrag").first
    chart.scroll_into_view_if_needed()
    box = chart.bounding_box()
    assert box
    wide.page.mouse.move(box["x"] + box["width"] * 0.40, box["y"] + box["height"] * 0.27)
    wide.page.wait_for_timeout(300)
    wide.page.mouse.click(box["x"] + box["width"] * 0.40, box["y"] + box["height"] * 0.27)
    wide.page.wait_for_function("location.search.includes('level=province')", timeout=15_000)
    wide.page.wait_for_function("/ITF6%2CITC1%2C/.test(location.search)", timeout=15_000)
    address = parse_qs(urlsplit(wide.page.url).query)
    assert address["compare"] == [f"ITF6,ITC1,{address['territory'][0]}"]
    assert_sound(wide)


def test_two_regions_on_three_measures_are_five_clicks_from_the_summary(wide: Visit) -> None:
    """Menu, box, two regions, file: Emilia-Romagna beside Calabria on three measures."""
    wide.open("/")
    wide.page.get_by_role("link", name="Territori", exact=True).click()
    wide.page.wait_for_selector(".st-key-card_compared_measures")
    chart = wide.page.locator(".st-key-card_map_coop_penetration_region .stPlotlyChart").bounding_box()
    assert chart and chart["y"] <= FIRST_CHART
    wide.page.locator("[data-testid=stMultiSelect]", has_text="Territori a confronto").locator("input").click()
    for name in ("Emilia-Romagna", "Calabria"):
        wide.page.keyboard.type(name)  # the list is long: a reader scrolls or writes
        wide.page.locator("[role=option]", has_text=name).first.click()
        wide.page.wait_for_selector(f".st-key-card_compared_measures .places thead >> text={name}")
    with wide.page.expect_download() as waiting:
        wide.page.locator(".st-key-csv_compared_measures button").click()
    text = Path(waiting.value.path()).read_text(encoding="utf-8-sig")
    rows = list(csv.DictReader(text.splitlines(), delimiter=";"))
    for name in ("Emilia-Romagna", "Calabria"):
        own = [row for row in rows if row["Territorio"] == name]
        assert len({row["Indicatore"] for row in own}) == len(own) == 3
    assert_sound(wide)


def test_first_run_builds_a_release(visitors: Visitors, tmp_path: Path) -> None:
    """With no release the page offers to build one, shows its progress, and opens the dashboard."""
    for base in serve(tmp_path / "releases"):
        for seen in visit(visitors(1280, 720, "light"), base):
            seen.open("/")
            assert seen.page.inner_text("h1") == "Non è ancora stato pubblicato nulla"
            seen.page.get_by_role("button", name="Costruisci la prima release").click()
            seen.page.wait_for_selector('[data-testid="stProgress"]')
            seen.page.wait_for_selector(".lead", timeout=150_000)
            assert seen.page.inner_text("h1") == Words("it").t(QUESTIONS["/"])
            assert_sound(seen)


def test_another_host_is_not_found_and_is_told(wide: Visit) -> None:
    """What keeps the pages' other tests honest: a page that asks elsewhere gets nothing and is caught at it."""
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        wide.page.goto("http://example.org/")
    assert wide.outside == ["http://example.org/"] and wide.troubles == ["failed: http://example.org/"]


def test_the_board_of_all_measures_stands_on_the_first_screen(wide: Visit) -> None:
    """At 1280 x 720, in both languages, without scrolling: the sentence, the extremes, every line with a figure."""
    for lang in LANGUAGES:
        wide.open(f"/?lang={lang}")
        lines = wide.page.locator(".board tbody tr")
        assert lines.count() >= 20
        box = lines.last.bounding_box()
        assert box and box["y"] + box["height"] <= 720, box
        cut = wide.page.evaluate(
            "[...document.querySelectorAll('.board th, .board td')].filter(c => c.scrollWidth > c.clientWidth + 1)"
            ".map(c => c.innerText)"
        )
        assert cut == []
        assert wide.page.locator(".board-lines:not(.aloud) a").count() == 6, "three behind and three ahead"
    assert_sound(wide)
