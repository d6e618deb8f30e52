"""The README's picture: the page Sintesi in Italian and light, 1280 x 720, of the demonstration in service.

`make screenshot` writes it to docs/images/sintesi.png. Exit code 1 where there is no release, the release is no
demonstration, or the page has a trouble: a picture of it would mislead.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

from reads.releases import current_release, releases_folder
from tests.helpers.browser import FLAGS, ROOT, chromium, serve, visit

FILE = ROOT / "docs" / "images" / "sintesi.png"
DEMONSTRATION = "△"  # the sign at the head of the banner that says that data are generated


def main(file: Path) -> int:
    """Write the picture to ``file``; 0 when the page is sound and says that its data are generated."""
    if current_release(releases_folder()) is None:
        print("no release to take a picture of: make run builds one", file=sys.stderr)
        return 1
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        context = browser.new_context(viewport={"width": 1280, "height": 720}, color_scheme="light", locale="it-IT")
        for base in serve(releases_folder()):
            for seen in visit(context, base):
                seen.open("/")
                troubles = [*seen.troubles, *seen.outside, *seen.exceptions]
                if not seen.page.locator(".banner", has_text=DEMONSTRATION).first.is_visible():
                    troubles.append("no banner says that the data are generated")
                if not troubles:
                    file.parent.mkdir(parents=True, exist_ok=True)
                    seen.page.screenshot(path=file)
        browser.close()
    for one in troubles:
        print(one, file=sys.stderr)
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main(FILE))
