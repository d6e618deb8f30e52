"""A misspelt column in a page or in a section of one fails the check of types, which names it."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).resolve().parents[3]
CHECKED = ("catalogue", "output", "texts", "engine", "etl", "kpi", "reads", "ui", "briefing", "pages", "bench")
# One column in a page and one in a view: file, a line of it, what stands in its place, and the column that is none.
PLANTED = (
    ("pages/kpi.py", 'row["unit"]', 'row["unti"]', "unti"),
    ("ui/views/kpi/answer.py", 'row["feeds"]', 'row["feds"]', "feds"),
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sources, with what the last check of types has already found out."""
    copy = tmp_path_factory.mktemp("checked")
    for name in CHECKED:
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("dashboard.py", "pyproject.toml"):
        shutil.copy2(ROOT / name, copy / name)
    if (ROOT / ".mypy_cache").is_dir():
        shutil.copytree(ROOT / ".mypy_cache", copy / ".mypy_cache")
    return copy


def check(tree: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "mypy"], cwd=tree, capture_output=True, text=True, check=False)


def test_a_misspelt_column_fails_the_check_and_is_named(tree: Path) -> None:
    sound = check(tree)
    assert sound.returncode == 0, sound.stdout
    for file, right, wrong, _ in PLANTED:
        text = (tree / file).read_text(encoding="utf-8")
        assert right in text
        (tree / file).write_text(text.replace(right, wrong, 1), encoding="utf-8")
    planted = check(tree)
    assert planted.returncode == 1
    errors = [line for line in planted.stdout.splitlines() if ": error: " in line]
    assert len(errors) == len(PLANTED), planted.stdout
    for file, _, _, column in PLANTED:
        assert [line for line in errors if line.startswith(file) and f'"{column}"' in line]
