"""The pictures of the documents: small, of the size that is stated, and each shown by a page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PICTURES = sorted((ROOT / "docs" / "images").iterdir())
LARGEST = 300_000  # bytes
SIGNATURE = b"\x89PNG\r\n\x1a\n"


@pytest.mark.parametrize("picture", PICTURES, ids=lambda path: path.name)
def test_a_picture_is_small_and_of_the_size_of_the_window(picture: Path) -> None:
    head = picture.read_bytes()[:24]
    assert head.startswith(SIGNATURE)
    assert picture.stat().st_size < LARGEST
    assert (int.from_bytes(head[16:20]), int.from_bytes(head[20:24])) == (1280, 720)


def test_every_picture_is_shown_and_says_what_it_shows() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    shown = [(text, (page.parent / link).resolve()) for page in pages
             for text, link in re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", page.read_text(encoding="utf-8"))]  # fmt: skip
    assert sorted({path for _, path in shown}) == PICTURES
    assert all(len(text) > 20 for text, _ in shown)
