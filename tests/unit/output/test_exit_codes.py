"""One set of exit codes: the documents list it, no command returns or exits with a bare number or a text."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from output.exit_codes import ExitCode

ROOT = Path(__file__).resolve().parents[3]
FOLDERS = ("bench", "briefing", "docs", "etl", "kpi")
COMMAND = re.compile(r"main|run_\w+|_failed")


def bare(tree: ast.AST) -> Iterator[int]:
    """Lines that exit with a literal, or return one from a command's function."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"sys.exit", "exit", "SystemExit", "os._exit"}:
            yield from (arg.lineno for arg in node.args if is_literal(arg))
        elif isinstance(node, ast.FunctionDef) and COMMAND.fullmatch(node.name):
            returned = (inner.value for inner in ast.walk(node) if isinstance(inner, ast.Return))
            yield from (value.lineno for value in returned if value is not None and is_literal(value))


def is_literal(value: ast.expr) -> bool:
    """Whether a number or text is written out, be it in one branch of a condition."""
    if isinstance(value, ast.IfExp):
        return is_literal(value.body) or is_literal(value.orelse)
    return isinstance(value, ast.Constant | ast.JoinedStr | ast.UnaryOp)


def test_no_command_ends_with_a_bare_number() -> None:
    files = [file for folder in FOLDERS for file in sorted((ROOT / folder).rglob("*.py"))]
    found = {
        file.relative_to(ROOT).as_posix(): lines
        for file in files
        if (lines := list(bare(ast.parse(file.read_text(encoding="utf-8")))))
    }
    assert len(files) > 100 and found == {}


@pytest.mark.parametrize(
    "source",
    [
        "sys.exit(1)",
        "sys.exit('usage')",
        "raise SystemExit(2)",
        "def run_x(options):\n    return 0",
        "def main():\n    return 1 if wrong else 0",
    ],
)
def test_the_scan_sees_a_bare_number(source: str) -> None:
    assert list(bare(ast.parse(source)))


def test_the_documents_list_every_code_under_its_name() -> None:
    section = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8").split("## Exit codes")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (\d+) \| `(\w+)` \| ([^|]+) \|$", section, re.MULTILINE)
    assert [(int(code), name) for code, name, _ in rows] == [(code.value, code.name) for code in ExitCode]


@pytest.mark.parametrize("package", ["etl", "kpi", "briefing", "bench"])
def test_a_command_that_does_not_exist_is_wrong_usage(package: str) -> None:
    command = [sys.executable, "-m", package, "no_such_command"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == ExitCode.WRONG_USAGE and f"python -m {package}" in done.stderr, done.stderr
