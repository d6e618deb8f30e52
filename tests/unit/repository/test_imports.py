"""Import directions hold and a breach is caught; the screen cannot write a database; only reads opens a release."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from etl.storage.code_digest import FIGURING, READING

ROOT = Path(__file__).resolve().parents[3]
LINT = Path(sys.executable).parent / "lint-imports"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
PACKAGES = SETTINGS["root_packages"]
SCREEN = ("ui", "pages", "reads", "briefing")
# Who else may open a release: the engine says how, the loading half made it.
NEVER_OPENS = ("catalogue", "kpi", "ui", "pages", "briefing")


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True, check=False)


def sources(*places: str) -> Iterator[Path]:
    for place in places:
        yield from sorted((ROOT / place).rglob("*.py"))


def imported(source: str) -> set[str]:
    """The dotted names a source imports: modules, and what it takes from them."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def writable_connections(source: str) -> list[int]:
    """Lines that open a database without ``read_only=True``, or take an opener that can write."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "duckdb.connect":
            options = {word.arg: ast.unparse(word.value) for word in node.keywords}
            if options.get("read_only") != "True":
                found.append(node.lineno)
        if isinstance(node, ast.ImportFrom) and node.module in {"duckdb", "engine", "engine.duck"}:
            found += [node.lineno for alias in node.names if alias.name in {"connect", "Engine", "*"}]
    return found


def test_the_contracts_hold() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def mini_tree(tmp_path: Path) -> Path:
    """Empty packages of the product's names under the product's own contracts."""
    for package in PACKAGES:
        (tmp_path / package).mkdir()
        (tmp_path / package / "__init__.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_packages_that_import_nothing_are_clean(mini_tree: Path) -> None:
    done = lint(mini_tree)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("package", "line"),
    [
        ("kpi", "import reads"),
        ("kpi", "import duckdb"),
        ("kpi", "import streamlit"),
        ("reads", "import ui"),
        ("reads", "import etl"),
        ("ui", "import briefing"),
        ("ui", "from etl import planted"),
        ("catalogue", "import kpi"),
        ("engine", "import etl"),
        ("engine", "import kpi"),
        ("etl", "import reads"),
        ("etl", "def later() -> None:\n    import ui"),
    ],
)
def test_a_planted_upward_import_is_caught(mini_tree: Path, package: str, line: str) -> None:
    (mini_tree / "etl" / "planted.py").touch()
    (mini_tree / package / "breach.py").write_text(line + "\n", encoding="utf-8")
    done = lint(mini_tree)
    assert done.returncode == 1, done.stdout + done.stderr
    assert f"{package}.breach" in done.stdout


def test_every_package_of_the_product_is_under_contract() -> None:
    folders = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "pages", "bench"}
    assert folders <= set(PACKAGES)


def test_whatever_turns_a_file_into_checked_rows_names_them() -> None:
    """Staged rows are kept under a hash of the code that read them: a module left out of it would leave stale rows."""
    seen = reached({"etl.ingest.stage"})
    keeping = {
        "etl.ingest.stage",
        "etl.storage.layout",
        "etl.storage.code_digest",
    }  # where rows are kept says nothing about them
    assert len(seen) > 30 and seen - keeping <= named(seen, READING)


def test_whatever_makes_a_value_of_checked_rows_is_part_of_a_definition() -> None:
    """A release that code outside this list changed would be told as revised data."""
    seen = reached({"etl.load.feeds", "etl.transform.run_models"})
    keeping = {"etl.ingest.stage", "etl.storage.layout", "etl.storage.code_digest"}
    assert {
        "etl.load.deduplicate",
        "etl.linkage.candidates",
        "etl.linkage.splink_model",
    } <= seen and seen - keeping <= named(seen, (*READING, *FIGURING))


def reached(todo: set[str]) -> set[str]:
    """The modules of etl that some modules import, whatever the way."""
    seen = set[str]()
    while todo:
        seen |= todo
        paths = [path for name in todo if (path := ROOT / f"{name.replace('.', '/')}.py").exists()]
        todo = {name for path in paths for name in imported(path.read_text(encoding="utf-8"))
                if name.startswith("etl.") and (ROOT / f"{name.replace('.', '/')}.py").exists()} - seen  # fmt: skip
    return seen


def named(modules: set[str], places: tuple[str, ...]) -> set[str]:
    return {name for name in modules if any(f"{name.replace('.', '/')}.py".startswith(place) for place in places)}


def test_nothing_imports_a_page() -> None:
    pages = {"dashboard", *(f"pages.{path.stem}" for path in sources("pages"))}
    breaches = [path.name for path in sources(*PACKAGES) if imported(path.read_text(encoding="utf-8")) & pages]
    assert breaches == []


def test_the_screen_opens_no_database_for_writing() -> None:
    found = {
        str(path.relative_to(ROOT)): writable_connections(path.read_text(encoding="utf-8")) for path in sources(*SCREEN)
    }
    assert {name: lines for name, lines in found.items() if lines} == {}


def test_only_reads_opens_a_release() -> None:
    openers = {"duckdb", "engine", "engine.open_release", "engine.duck", "engine.duck.open_release"}
    paths = [*sources(*NEVER_OPENS), *ROOT.glob("dashboard.py")]
    assert [path.name for path in paths if imported(path.read_text(encoding="utf-8")) & openers] == []
    readers = [path for path in sources("reads") if "engine.open_release" in imported(path.read_text(encoding="utf-8"))]
    assert len(readers) == 1


@pytest.mark.parametrize(
    "source",
    [
        "import duckdb\nduckdb.connect('x')",
        "import duckdb\nduckdb.connect('x', read_only=False)",
        "from duckdb import connect",
        "from engine import connect",
    ],
)
def test_the_scan_sees_a_writable_connection(source: str) -> None:
    assert writable_connections(source)
    assert not writable_connections("import duckdb\nduckdb.connect('x', read_only=True)")
