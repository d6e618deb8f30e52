"""The licence is the whole EUPL-1.2, the files that name it agree, and no package to run forbids it."""

import hashlib
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LICENCE = (ROOT / "LICENSE").read_text(encoding="utf-8")
# SHA-256 of SPDX's text of EUPL-1.2 without white space, in which copies differ.
EUPL = "fd5f5f818c2513007514ce061e79dcdaca59920da090d81368bddc0fa386d6b0"
ARTICLES = [
    "Definitions", "Scope of the rights granted by the Licence", "Communication of the Source Code",
    "Limitations on copyright", "Obligations of the Licensee", "Chain of Authorship", "Disclaimer of Warranty",
    "Disclaimer of Liability", "Additional agreements", "Acceptance of the Licence", "Information to the public",
    "Termination of the Licence", "Miscellaneous", "Jurisdiction", "Applicable Law",
]  # fmt: skip
# Permissive licences (OFL-1.1: of a typeface, served unchanged).
# And the weak copyleft ones of the EUPL's appendix, whose packages are used unchanged.
COMPATIBLE = {
    "MIT", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "Zlib", "CC0-1.0", "Apache-2.0", "PSF-2.0",
    "MPL-2.0", "LGPL-2.1-or-later", "OFL-1.1",
}  # fmt: skip
STRONG = re.compile(r"(?<!L)(?<!Lesser )(?:\bA?GPL|General Public License)|Proprietary", re.IGNORECASE)


def test_the_licence_is_complete() -> None:
    numbered = re.findall(r"^(\d+)\. (.+)$", LICENCE, re.MULTILINE)
    assert numbered == [(str(number), title) for number, title in enumerate(ARTICLES, 1)]
    appendix = LICENCE.split("\nAppendix\n")[1]
    assert len(re.findall(r"^— ", appendix, re.MULTILINE)) == 10
    assert hashlib.sha256("".join(LICENCE.split()).encode()).hexdigest() == EUPL


def test_the_readme_names_the_licence_and_says_that_the_owners_may_choose_another() -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").split("\n## Licence\n")[1].split("\n## ")[0]
    assert "EUPL-1.2" in section and "](LICENSE)" in section
    assert "owners may choose another" in section


def licences() -> dict[str, str]:
    """The licence of every package to run, as docs/dependencies.md states it."""
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    section = page.split("## To run")[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \|.*\| ([^|]+) \|$", section, re.MULTILINE)[1:]
    return {package: licence for package, licence in rows if package != "---"}


def test_every_package_to_run_has_a_licence_that_goes_with_the_eupl() -> None:
    stated = licences()
    assert "streamlit" in stated
    words = {name: set(re.split(r" and | or |, ", text.replace(" and others", ""))) for name, text in stated.items()}
    assert {name: parts - COMPATIBLE for name, parts in words.items() if parts - COMPATIBLE} == {}


def test_no_installed_package_to_run_brings_a_stronger_licence() -> None:
    names = re.findall(r"^([\w.-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    seen = {}
    for name in names:
        try:
            about = metadata(name)
        except PackageNotFoundError:
            continue  # needed on another operating system alone
        classifiers = [text for text in about.get_all("Classifier", []) if text.startswith("License")]
        seen[name] = " ".join([str(about.get("License-Expression", about.get("License", ""))), *classifiers])
    assert len(seen) >= len(licences())
    assert {name: text for name, text in seen.items() if STRONG.search(text)} == {}
    assert STRONG.search("GPL-3.0-only") and STRONG.search("GNU General Public License v3")
    assert not STRONG.search("GNU Lesser General Public License v2 or later (LGPLv2+)")
