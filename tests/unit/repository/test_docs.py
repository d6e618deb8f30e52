"""What the documents leave out or get wrong fails here: stale pages, options, packages, machine paths, dead links."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from catalogue import load
from etl.publish.write_release import TABLES
from tests.helpers.repository import ROOT, tracked

DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("*.md")), *sorted(DOCS.rglob("*.md"))]
GENERATED = {"method.md", "data-dictionary.md"}
LONGEST_PAGE = 150  # lines, of what is written by hand
REQUIREMENTS = {
    "requirements.txt": "## To run",
    "requirements-dev.txt": "## To develop",
    "requirements-maps.txt": "## To rebuild",
}
# Written so that this file does not match itself.
MACHINE = [
    r"(?<![\w.])/(?:wor[k]|roo[t]|hom[e]|User[s]|op[t]|tm[p])/", r"[A-Z]:\\User[s]",
    r"\bpyp[i]\.org", r"pythonhoste[d]\.org", r"registry\.npmj[s]", r"proxy\.golan[g]", r"index-ur[l]", r"find-link[s]",
]  # fmt: skip


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def test_the_generated_pages_are_up_to_date() -> None:
    command = [sys.executable, "-B", "docs/make_docs.py", "--check"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_measure_feed_column_list_and_table_is_documented() -> None:
    catalogue, method, dictionary = load(), read(DOCS / "method.md"), read(DOCS / "data-dictionary.md")
    for kpi in catalogue.kpis.values():
        for text in (kpi.id, kpi.name_it, kpi.name_en, kpi.definition_it, kpi.definition_en, kpi.formula_en):
            assert text.replace("|", "\\|") in method, (kpi.id, text)
        assert kpi.confidential or (kpi.confidential_why_it and kpi.confidential_why_en), kpi.id
    names = [*catalogue.feeds, *catalogue.code_lists, *TABLES]
    names += [field.name for feed in catalogue.feeds.values() for field in feed.fields]
    assert [name for name in names if f"`{name}`" not in dictionary] == []


def commands() -> Iterator[tuple[str, str]]:
    """(file, word): every subcommand and option that some ``__main__.py`` adds to its parser."""
    for path in sorted(ROOT.glob("*/__main__.py")):
        for node in ast.walk(ast.parse(read(path))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr not in {"add_argument", "add_parser"}:
                    continue
                words = [arg.value for arg in node.args if isinstance(arg, ast.Constant)]
                prefix = f"python -m {path.parent.name} " if node.func.attr == "add_parser" else ""
                options = [str(word) for word in words if prefix or str(word).startswith("-")]
                yield from ((path.parent.name, prefix + word) for word in options)


def test_every_command_and_option_is_documented() -> None:
    operations = read(DOCS / "operations.md") + read(DOCS / "performance.md")
    missing = [(package, word) for package, word in commands() if f"`{word}" not in operations]
    assert missing == []
    assert {word for _, word in commands()} >= {"python -m etl build", "--as-of"}


def test_every_make_target_is_documented() -> None:
    targets = re.findall(r"^([a-z-]+):.*## ", read(ROOT / "Makefile"), re.MULTILINE)
    assert [name for name in targets if f"`make {name}" not in read(DOCS / "operations.md")] == []


def required(name: str) -> list[str]:
    return re.findall(r"^([A-Za-z0-9_.-]+)==\S+$", read(ROOT / name), re.MULTILINE)


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_package_has_its_row_and_every_row_its_package(name: str) -> None:
    section = read(DOCS / "dependencies.md").split(REQUIREMENTS[name])[1].split("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \|(.*)\|$", section, re.MULTILINE)[2:]
    assert [package for package, _ in rows] == required(name)
    assert all(cell.strip() for _, cells in rows for cell in cells.split("|"))


@pytest.mark.parametrize("name", REQUIREMENTS)
def test_every_package_is_pinned(name: str) -> None:
    lines = [line for line in read(ROOT / name).splitlines() if line and not line.startswith("#")]
    assert [
        line for line in lines if not re.fullmatch(r"[A-Za-z0-9_.-]+==[0-9][\w.]*|-r requirements\.txt", line)
    ] == []


def test_every_package_needed_to_run_is_imported() -> None:
    folders = ("catalogue", "output", "texts", "engine", "etl", "kpi", "reads", "ui", "pages", "briefing")
    paths = [*ROOT.glob("*.py"), *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]
    roots = {module.split(".")[0] for path in paths for module in modules(read(path))}
    by_package: dict[str, set[str]] = {}
    for module, packages in packages_distributions().items():
        for package in packages:
            by_package.setdefault(package.lower().replace("_", "-"), set()).add(module)
    needed = required("requirements.txt")
    assert sorted(name for name in needed if not by_package.get(name.lower(), set()) & roots) == []


def modules(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def test_no_file_names_a_machine_or_a_package_registry() -> None:
    wrong = re.compile("|".join(MACHINE))
    found = []
    for path in tracked():
        text = re.sub(r"https?://[^\s,;\"')>]+", lambda link: link[0].split("/")[2], read_any(path))
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in wrong.finditer(text)]
    assert found == []


def read_any(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def test_the_scan_sees_a_machine_path() -> None:
    wrong = re.compile("|".join(MACHINE))
    for text in ("/".join(["", "home", "anna", "x"]), "/".join(["", "tmp", "x"]), "pypi" + ".org"):
        assert wrong.search(text)
    assert not wrong.search("/".join(["data", "work", "x"]) + " at http://localhost:8501")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    text = read(page)
    prose = re.sub(r"`[^`]*`", "", text)
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", prose) if "://" not in link]
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_page_is_short_and_has_one_title(page: Path) -> None:
    outside_code = [line for line in read(page).splitlines() if not line.startswith("    ")]
    assert sum(line.startswith("# ") for line in outside_code) == 1
    assert page.name in GENERATED or len(outside_code) <= LONGEST_PAGE


def test_the_readme_names_every_folder() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in tracked() if len(path.relative_to(ROOT).parts) > 1}
    listed = read(ROOT / "README.md").split("\nFolders: ")[1].split("\n\n")[0]
    assert set(re.findall(r"`(\w+)/`", listed)) == {name for name in folders if not name.startswith(".")}
