"""Files, folders, modules and names that documents, docstrings and comments mention exist."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.helpers.repository import ROOT, listed, tracked

ROOMS = "bench|briefing|catalogue|data|docs|engine|etl|kpi|output|pages|reads|tests|texts|ui"
PATH = re.compile(rf"(?<![\w./-])((?:{ROOMS})/[\w.*/-]*[\w*])")
MODULE = re.compile(rf"(?<![\w./-])((?:{ROOMS})(?:\.[A-Za-z_]\w*)+)(?![\w/])")
FILE = re.compile(r"(?<![\w./*<>{}-])([\w-]+\.(?:py|sql|po))\b(?!\()")
ENDINGS = re.compile(r"\.(?:py|md|sql|yaml|csv|po|json|js|css|html|toml|duckdb)$")
QUOTED = re.compile(r"``([A-Za-z_]*[A-Za-z](?:\.[A-Za-z_]*[A-Za-z])*)``")
MADE = ("data/releases", "data/demo", "data/bench")  # by the product, not kept by git
OUTSIDE = {"theme.light.textColor", "ForwardMsg"}  # names of Streamlit
# How a comment begins. A Markdown page is text as a whole; of Python docstrings are read too.
COMMENTS = {".sql": "--", ".yaml": "#", ".yml": "#", ".toml": "#", "": "#"}
Documented = ast.Module | ast.ClassDef | ast.FunctionDef


def words_of(path: Path) -> str:
    """What a file says in words: a page, or docstrings and comments."""
    source = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".md":
        return source
    return "\n".join(python_words(source) if path.suffix == ".py" else re.findall(f"{COMMENTS[path.suffix]}.*", source))


def python_words(source: str) -> Iterator[str]:
    yield docstrings(source)
    if "#" in source:
        for token in tokenize.generate_tokens(io.StringIO(source).readline):
            if token.type == tokenize.COMMENT:
                yield token.string


def docstrings(source: str) -> str:
    found = (ast.get_docstring(node) for node in ast.walk(ast.parse(source)) if isinstance(node, Documented))
    return "\n".join(filter(None, found))


def without_docstrings(source: str) -> str:
    lines = source.splitlines()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, Documented) and ast.get_docstring(node):
            first, last = node.body[0].lineno - 1, node.body[0].end_lineno or 0
            lines[first:last] = [""] * (last - first)
    return "\n".join(lines)


@cache
def places() -> frozenset[str]:
    """Every file of the repository and every folder that holds one."""
    files = [path.relative_to(ROOT) for path in listed()]
    return frozenset(place.as_posix() for file in files for place in (file, *file.parents))


@cache
def file_names() -> frozenset[str]:
    return frozenset(path.name for path in listed())


@cache
def names_in(path: Path) -> frozenset[str]:
    """What a module defines or imports at its top, and the fields and methods of its classes."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    blocks = [tree, *(node for node in tree.body if isinstance(node, ast.ClassDef))]
    nodes = [node for block in blocks for node in block.body]
    found = {node.name for node in nodes if isinstance(node, ast.ClassDef | ast.FunctionDef)}
    for node in nodes:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        found |= {one.id for target in targets if target for one in ast.walk(target) if isinstance(one, ast.Name)}
        if isinstance(node, ast.ImportFrom):
            found |= {alias.asname or alias.name for alias in node.names}
    return frozenset(found)


def is_place(name: str) -> bool:
    """Whether a file or folder of this path exists; ``*`` stands for any part of it."""
    return name.startswith(MADE) or (any(ROOT.glob(name)) if "*" in name else name in places())


def is_module(name: str) -> bool:
    """Whether a dotted name leads to a package, a module, or something that a module holds."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        place, rest = "/".join(parts[:count]), parts[count:]
        module = next((file for file in (f"{place}.py", f"{place}/__init__.py") if file in places()), None)
        if module:
            return set(rest) <= names_in(ROOT / module)
        if place in places():
            return not rest
    return False


def unknown(text: str) -> list[str]:
    """The paths, modules and file names in a text that lead nowhere."""
    wrong = [name for name in PATH.findall(text) if not is_place(name)]
    wrong += [name for name in MODULE.findall(text) if not ENDINGS.search(name) and not is_module(name)]
    return wrong + [name for name in FILE.findall(text) if name not in file_names()]


@pytest.mark.parametrize("suffix", [".md", ".py", *COMMENTS])
def test_every_file_and_module_that_is_named_exists(suffix: str) -> None:
    read = [path for path in tracked() if path.suffix == suffix]
    assert [(path.relative_to(ROOT).as_posix(), name) for path in read for name in unknown(words_of(path))] == []
    assert read


def test_every_name_that_a_docstring_quotes_is_in_the_code() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in tracked()
               if path.suffix in {".py", ".sql", ".yaml", ".csv"}}  # fmt: skip
    code = (without_docstrings(text) if path.suffix == ".py" else text for path, text in sources.items())
    known = {word for text in code for word in re.findall(r"\w+", text)}
    quoted = {name: path for path, text in sources.items() if path.suffix == ".py"
              for name in QUOTED.findall(docstrings(text))}  # fmt: skip
    wrong = {name for name in quoted.keys() - OUTSIDE if not known.issuperset(name.split("."))}
    assert {name: quoted[name].relative_to(ROOT).as_posix() for name in wrong} == {}
    assert len(quoted) > 300


def test_names_that_lead_nowhere_are_seen() -> None:
    for text in (
        "see `kpi/told.py`", "docs/adr/0099-none.md", "etl.trace.contributions.NOWHERE", "reads.asked.answer",
        "kpi.compare.Side.colour", "etl/models/*/nothing.sql", "traced_vouchers.sql", "tests/unit/test_docs.py",
    ):  # fmt: skip
        assert unknown(text), text
    for text in (
        "kpi/compare.py", "kpi.compare.Side.as_of", "etl/models/", "docs/adr", "etl/models/*/*.sql", "the kpi. It",
        "data/releases/CURRENT", "kpi_value.sql", "texts/it.po", "reads.measures",
    ):  # fmt: skip
        assert unknown(text) == [], text


def test_docstrings_and_comments_are_read_and_code_is_not() -> None:
    source = '"""A module of ``f``."""\n\n\ndef f():\n    """Of it."""\n    return "kpi/told.py"  # why\n'
    assert list(python_words(source)) == ["A module of ``f``.\nOf it.", "# why"]
    assert QUOTED.findall(docstrings(source)) == ["f"]
    assert re.findall(r"\w+", without_docstrings(source)) == ["def", "f", "return", "kpi", "told", "py", "why"]
