"""Readers' tasks with their clicks counted: a review, a president, the house; an analyst's is in test_browser.py."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.browser import Visit, Visitors, serve, visit

pytestmark = pytest.mark.browser


class Clicks:
    """Counts what a reader clicks or taps on a page."""

    def __init__(self, seen: Visit) -> None:
        self.page, self.count = seen.page, 0

    def click(self, selector: str, **options: object) -> None:
        self.page.locator(selector, **options).first.click()  # type: ignore[arg-type]
        self.count += 1


@pytest.fixture
def wide(visitors: Visitors, dashboard: str) -> Iterator[Visit]:
    yield from visit(visitors(1280, 720, "light"), dashboard)


def on_screen(seen: Visit, selector: str) -> bool:
    """Whether an element is seen without scrolling."""
    box = seen.page.locator(selector).first.bounding_box()
    size = seen.page.viewport_size
    return bool(box and size and box["y"] >= 0 and box["y"] + box["height"] <= size["height"])


def test_a_review_sees_the_worst_three_what_got_worse_and_how_sure_without_a_click(wide: Visit) -> None:
    wide.open("/")
    behind = wide.page.locator(".board-lines").first
    assert behind.inner_text().startswith("Più indietro") and behind.locator("a").count() == 3
    assert on_screen(wide, ".board-lines")
    lead = wide.page.inner_text(".first-screen .lead")
    assert "Dal 30 giugno 2020" in lead and ("arretra" in lead or "nessun indicatore" in lead)
    outlooks = wide.page.locator(".board-outlook:not(:empty)")
    assert outlooks.count() > 5 and all("%" in text for text in outlooks.all_inner_texts())
    assert on_screen(wide, ".board-outlook:not(:empty)")


def test_a_president_has_five_sentences_of_legacoop_in_two_taps(visitors: Visitors, dashboard: str) -> None:
    for seen in visit(visitors(390, 844, "light"), dashboard):
        seen.open("/")
        reader = Clicks(seen)
        reader.click(".board-lines a", has_text="Legacoop")
        seen.page.wait_for_selector("ol.spoken")
        assert reader.count <= 2 and seen.page.locator("ol.spoken").count() == 1
        said = seen.page.locator("ol.spoken li").all_inner_texts()
        assert len(said) == 5 and all("Legacoop" in one for one in said)
        assert seen.sideways == 0 and seen.exceptions == []


def test_the_house_sees_the_rows_behind_a_number_in_three_clicks(
    visitors: Visitors, demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OSSERVATORIO_ROLE", "internal")
    for base in serve(demo_release, "--server.address", "127.0.0.1"):
        for seen in visit(visitors(1280, 720, "light"), base):
            seen.open("/")
            reader = Clicks(seen)
            reader.click(".board a", has_text="Coop raggiunte")
            seen.page.wait_for_url("**/kpi?**")
            seen.page.wait_for_selector("summary", state="visible")
            reader.click("summary", has_text="Da dove viene questo numero?")
            told = seen.page.get_by_text("righe delle fonti")
            told.wait_for()
            assert reader.count <= 3 and seen.exceptions == []
            seen.page.locator('[data-testid="stDataFrame"]').nth(1).wait_for()  # the files, then the rows
