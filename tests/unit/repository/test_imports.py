"""Import directions hold and a breach is caught; the screen cannot write a database; only reads opens a release."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from etl.storage.code_digest import FIGURING, READING

ROOT = Path(__file__).resolve().parents[3]
LINT = Path(sys.executable).parent / "lint-imports"
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"]
PACKAGES = SETTINGS["root_packages"]
LAYERS = [contract for contract in SETTINGS["contracts"] if contract["type"] == "layers"]
MOST_MODULES, MOST_AT_THE_TOP_OF_UI = 15, 3
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
    """The product's packages and rooms, empty, under the product's own contracts."""
    for package in PACKAGES:
        for folder in (ROOT / package, *(path.parent for path in (ROOT / package).rglob("__init__.py"))):
            (tmp_path / folder.relative_to(ROOT)).mkdir(parents=True, exist_ok=True)
            (tmp_path / folder.relative_to(ROOT) / "__init__.py").touch()
    for room in {layer for contract in LAYERS for layer in ordered(contract) if "." in layer}:
        if not (path := tmp_path / room.replace(".", "/")).is_dir():
            path.with_suffix(".py").touch()
    for module in {name for contract in SETTINGS["contracts"] for name in contract.get("forbidden_modules", [])}:
        if (ROOT / (path := f"{module.replace('.', '/')}.py")).is_file():
            (tmp_path / path).touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def ordered(contract: dict[str, Any]) -> dict[str, int]:
    """The rooms of a contract of layers by their full name, with the number of their layer from the top."""
    containers = contract.get("containers", [""])
    return {
        f"{container}.{room.strip()}".lstrip("."): number
        for container in containers
        for number, layer in enumerate(contract["layers"])
        for room in layer.split("|")
    }


def upward(contract: dict[str, Any]) -> list[tuple[str, str]]:
    """For each room of a contract one import that the contract forbids: of the room above, or of one beside."""
    rooms = list(ordered(contract).items())
    return [
        (room, next(other for other, above in reversed(rooms) if other != room and above <= number))
        for room, number in rooms
        if any(other != room and above <= number for other, above in rooms)
    ]


FORBIDDEN = [
    (source, forbidden)
    for contract in SETTINGS["contracts"] if contract["type"] == "forbidden"
    for source in contract["source_modules"] for forbidden in contract["forbidden_modules"]
]  # fmt: skip


def test_packages_and_rooms_that_import_nothing_are_clean(mini_tree: Path) -> None:
    done = lint(mini_tree)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("contract", LAYERS, ids=lambda contract: contract["name"])
def test_a_planted_import_of_a_room_above_is_caught(mini_tree: Path, contract: dict[str, Any]) -> None:
    """One breach in every room of a contract, in one run: each is named."""
    planted = upward(contract)
    assert len({room for room, _ in planted}) >= len(ordered(contract)) - 1  # the highest has nothing above it
    for room, above in planted:
        folder = mini_tree / room.replace(".", "/")
        file = folder / "breach.py" if folder.is_dir() else folder.with_suffix(".py")
        file.write_text(f"def later() -> None:\n    import {above}\n", encoding="utf-8")
    done = lint(mini_tree)
    told = done.stdout.replace("\n", " ")
    assert done.returncode == 1, done.stdout + done.stderr
    for room, above in planted:
        assert f"{room} is not allowed to import {above}" in " ".join(told.split()), (room, above)


def test_a_planted_import_of_what_is_forbidden_is_caught(mini_tree: Path) -> None:
    for number, (source, forbidden) in enumerate(FORBIDDEN):
        file = mini_tree / source.replace(".", "/") / f"breach_{number}.py"
        file.write_text(f"import {forbidden}\n", encoding="utf-8")
    done = lint(mini_tree)
    assert done.returncode == 1, done.stdout + done.stderr
    for number, (source, forbidden) in enumerate(FORBIDDEN):
        assert f"{source}.breach_{number} -> {forbidden}" in " ".join(done.stdout.split()), (source, forbidden)


def test_every_room_of_ui_and_etl_stands_in_a_contract_and_is_no_drawer() -> None:
    """No folder holds more than 15 modules, and the screen's top level three at most."""
    named_in = {room for contract in LAYERS for room in ordered(contract)}
    for package in ("ui", "etl"):
        folders = [path.parent for path in (ROOT / package).rglob("__init__.py")]
        modules = {folder: [path for path in folder.glob("*.py") if path.name != "__init__.py"] for folder in folders}
        assert {folder.name: len(own) for folder, own in modules.items() if len(own) > MOST_MODULES} == {}
        rooms = {
            ".".join(folder.relative_to(ROOT).parts) for folder in folders if len(folder.relative_to(ROOT).parts) == 2
        }
        assert rooms <= named_in
    assert len(list((ROOT / "ui").glob("*.py"))) <= MOST_AT_THE_TOP_OF_UI


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
        "etl.stopping",
    }  # where rows are kept, and when a command ends, says nothing about them
    assert len(seen) > 30 and seen - keeping <= named(seen, READING)


def test_whatever_makes_a_value_of_checked_rows_is_part_of_a_definition() -> None:
    """A release that code outside this list changed would be told as revised data."""
    seen = reached({"etl.load.feeds", "etl.transform.run_models"})
    keeping = {"etl.ingest.stage", "etl.storage.layout", "etl.storage.code_digest", "etl.stopping"}
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


def test_no_page_reads_the_catalogue_of_today() -> None:
    """Pages stand in no package, so that no contract holds them."""
    names = {path.name: imported(path.read_text(encoding="utf-8")) for path in sources("pages")}
    assert len(names) == 9 and not [page for page, own in names.items() if any(n.startswith("catalogue") for n in own)]


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
    openers = {"duckdb", "engine", "engine.open_release", "engine.duck", "engine.duck.open_release", "engine.release"}
    paths = [*sources(*NEVER_OPENS), *ROOT.glob("dashboard.py")]
    assert [path.name for path in paths if imported(path.read_text(encoding="utf-8")) & openers] == []
    readers = [
        path for path in sources("reads") if "engine.release.read_only" in imported(path.read_text(encoding="utf-8"))
    ]
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
