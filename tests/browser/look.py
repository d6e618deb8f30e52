"""Pictures of every page to look through: Italian and English, light and dark, wide and 390 px.

`make look` (or `python -m tests.browser.look [folder]`) writes them with an index.html into out/look, from the release
in service. Exit code 1 where a page is not the one asked for, can be scrolled sideways, shows an exception or asks
another host.
"""

import sys
from html import escape
from itertools import product
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from reads.releases import current_release, releases_folder
from tests.helpers.browser import FLAGS, chromium, serve, visit
from texts.translator import LANGUAGES, Words
from ui.state.navigation import PLACES, path

ROOT = Path(__file__).resolve().parents[2]
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = ((1280, 720), (390, 844))
TALLEST = 9000


def main(folder: Path) -> int:
    """Write the pictures into ``folder``; 0 when every page is sound."""
    if current_release(releases_folder()) is None:
        print("no release to look at: make run builds one", file=sys.stderr)
        return 2
    folder.mkdir(parents=True, exist_ok=True)
    troubles: list[str] = []
    pictures: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for base in serve(releases_folder()):
            for theme, (width, height) in product(THEMES, SIZES):
                context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme)
                for place, lang in product(PLACES, LANGUAGES):
                    name = f"{place.file}_{lang}_{theme}_{width}.png"
                    for seen in visit(context, base):
                        seen.open(f"{path(place)}?lang={lang}")
                        wrong = [*seen.troubles, *seen.outside, *seen.exceptions]
                        if (head := seen.page.inner_text("h1")) != Words(lang).t(place.question):
                            wrong.append(f"it says {head!r}")
                        if seen.sideways:
                            wrong.append(f"{seen.sideways} px to scroll sideways")
                        troubles += [f"{name}: {one}" for one in wrong]
                        tall = seen.page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
                        seen.page.set_viewport_size({"width": width, "height": min(int(tall) + 20, TALLEST)})
                        seen.page.wait_for_timeout(800)
                        seen.page.screenshot(path=folder / name)
                    pictures.append(name)
                context.close()
        browser.close()
    (folder / "index.html").write_text(index(pictures), encoding="utf-8")
    print(f"{len(pictures)} pictures: {folder / 'index.html'}")
    for one in troubles:
        print(one, file=sys.stderr)
    return 1 if troubles else 0


def index(pictures: list[str]) -> str:
    """One page with all pictures under their names."""
    body = "".join(
        f'<figure><figcaption>{escape(name)}</figcaption><img src="{escape(name)}" alt="" loading="lazy"></figure>'
        for name in pictures
    )
    style = "body{font-family:sans-serif;background:#888}figure{display:inline-block;margin:8px}img{max-width:46vw}"
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style>{body}'


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "out" / "look"))
