"""What readers expect of any site: Back and Forward, titles, colours, a menu that closes, a server that comes back."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.helpers.browser import Visit, Visitors, visit
from tests.helpers.journeys import choose, free_port, reads, start
from ui.style.theme import DARK

pytestmark = pytest.mark.browser


@pytest.fixture
def wide(visitors: Visitors, dashboard: str) -> Iterator[Visit]:
    yield from visit(visitors(1280, 720, "light"), dashboard)


def test_back_and_forward_undo_and_redo_a_choice(wide: Visit) -> None:
    wide.open("/kpi")
    for name in ("Toscana", "Lombardia"):
        choose(wide.page, name)
        reads(wide.page, name)
    wide.page.go_back()
    reads(wide.page, "Toscana")
    wide.page.go_back()
    reads(wide.page, "Italia")
    assert "territory" not in wide.page.url
    wide.page.go_forward()
    reads(wide.page, "Toscana")
    assert "territory=ITI1" in wide.page.url and wide.troubles == []
    assert wide.page.title() == "Cooperative raggiunte · Indicatore · Toscana · Osservatorio COOP 4.0"


def test_a_choice_of_colours_holds_on_every_page(wide: Visit) -> None:
    dark = f"getComputedStyle(document.documentElement).getPropertyValue('--text') === '{DARK.text}'"
    wide.open("/?territory=ITH5")
    wide.page.get_by_role("button", name="Scuro").click()
    wide.page.wait_for_function(dark)
    assert "territory=ITH5" in wide.page.url
    wide.open("/dati")
    wide.page.wait_for_function(dark)
    wide.page.get_by_role("button", name="Sistema").click()
    wide.page.wait_for_function(f"!({dark})")


def test_the_menu_of_a_telephone_closes_after_a_choice(visitors: Visitors, dashboard: str) -> None:
    for seen in visit(visitors(390, 844, "dark"), dashboard):
        seen.open("/")
        seen.page.get_by_test_id("stExpandSidebarButton").get_by_role("button").or_(
            seen.page.locator("button[data-testid=stExpandSidebarButton]")
        ).first.click()
        seen.page.get_by_role("link", name="Indicatore", exact=True).click()
        expect(seen.page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "true")
        expect(seen.page).to_have_title(re.compile("Indicatore"))


def test_a_link_of_the_menu_opened_in_a_new_tab_keeps_the_choices(wide: Visit) -> None:
    wide.open("/kpi?territory=ITI1&tables=open&lang=en&kpi=joint_actions")
    with wide.page.context.expect_page() as opened:
        wide.page.get_by_role("link", name="Data", exact=True).click(modifiers=["ControlOrMeta"])
    tab = opened.value
    expect(tab).to_have_title("Data · Tuscany · Osservatorio COOP 4.0", timeout=20_000)
    assert "territory=ITI1" in tab.url and "tables=open" in tab.url and "lang=en" in tab.url
    tab.close()


def test_the_first_choice_after_a_restart_counts(demo_release: Path, visitors: Visitors) -> None:
    port = free_port()
    app = start(demo_release, port)
    try:
        for seen in visit(visitors(1280, 720, "light"), f"http://127.0.0.1:{port}"):
            seen.open("/kpi?territory=ITC4")
            app.terminate()
            app.wait(timeout=20)
            seen.page.wait_for_selector('.stApp:not([data-test-connection-state="CONNECTED"])')
            app = start(demo_release, port)
            seen.page.wait_for_selector('.stApp[data-test-connection-state="CONNECTED"]', timeout=30_000)
            choose(seen.page, "Toscana")
            reads(seen.page, "Toscana")
            assert "territory=ITI1" in seen.page.url
    finally:
        app.terminate()
        app.wait(timeout=20)
