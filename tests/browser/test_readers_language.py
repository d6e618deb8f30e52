"""No text of Streamlit's own stands in another language than the reader's, in names told aloud and titles neither."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.helpers.browser import Visit, Visitors, visit
from tests.helpers.foreign import SHOWN, foreign
from tests.helpers.journeys import choose, free_port, start
from ui.shell.own_texts import own_texts

pytestmark = pytest.mark.browser


@pytest.fixture
def wide(visitors: Visitors, dashboard: str) -> Iterator[Visit]:
    yield from visit(visitors(1280, 720, "light"), dashboard)


@pytest.mark.parametrize(("address", "lang"), [("/dati", "it"), ("/territori", "en")])
def test_no_open_table_has_a_text_of_another_language(address: str, lang: str, wide: Visit) -> None:
    wide.open(f"{address}?lang={lang}&tables=open")
    assert foreign(wide.page, lang) == []
    assert [one for one in wide.page.evaluate(SHOWN) if one in own_texts()[0][1:]], (
        "the table is looked for where it is"
    )


def test_nor_has_what_a_reader_opens(wide: Visit) -> None:
    page = wide.page
    wide.open("/territori")
    page.get_by_role("combobox", name="Territorio", exact=True).first.click()
    page.keyboard.type("zzzz")
    expect(page.get_by_text("Nessun risultato")).to_be_visible()
    assert foreign(page, "it") == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Chiudi il menu").click(force=True)
    expect(page.get_by_role("button", name="Apri il menu")).to_be_visible()
    assert foreign(page, "it") == []
    page.get_by_role("button", name="Apri il menu").click()  # the next visitor finds it as it was
    expect(page.get_by_test_id("stSidebar")).to_have_attribute("data-collapsed", "false")


def test_another_language_changes_them_where_they_stand(wide: Visit) -> None:
    wide.open("/territori")
    box = wide.page.get_by_role("combobox", name="Lingua")
    box.focus()
    wide.page.keyboard.type("English")
    wide.page.keyboard.press("Enter")
    expect(wide.page.get_by_role("region", name="Menu and choices")).to_be_attached(timeout=20_000)
    wide.page.wait_for_function("document.querySelector('h1').innerText.startsWith('Which regions')")
    assert foreign(wide.page, "en") == []


def test_a_page_that_is_not_there_and_a_server_that_does_not_answer_are_told(
    demo_release: Path, visitors: Visitors
) -> None:
    port = free_port()
    app = start(demo_release, port)
    try:
        for seen in visit(visitors(1280, 720, "light"), f"http://127.0.0.1:{port}"):
            seen.open("/nowhere")
            expect(seen.page.get_by_role("dialog")).to_contain_text("Questa pagina non esiste")
            assert foreign(seen.page, "it") == []
            seen.page.get_by_role("button", name="Chiudi").click()
            app.terminate()
            app.wait(timeout=20)
            expect(seen.page.get_by_role("dialog")).to_contain_text("Il server non risponde", timeout=60_000)
            expect(seen.page.get_by_role("dialog")).not_to_contain_text("streamlit")
            assert foreign(seen.page, "it") == []
            app = start(demo_release, port)
            seen.page.wait_for_selector('.stApp[data-test-connection-state="CONNECTED"]', timeout=60_000)
            seen.page.keyboard.press("Escape")
            choose(seen.page, "Toscana")
            expect(seen.page.locator("h1")).to_be_visible()
    finally:
        app.terminate()
        app.wait(timeout=20)
