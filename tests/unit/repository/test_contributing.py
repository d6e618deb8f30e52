"""CONTRIBUTING.md: every path it names exists, every subject has its row, and the glossary is one."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SUBJECTS = (
    "a new measure", "a column of a feed", "a chart's look", "a sentence", "a threshold", "a page", "a language",
    "a file format", "a suppression rule", "a command", "a territory code", "a benchmark",
)  # fmt: skip
# A path has a folder or is a file at the top: `make test`, `coop_content` and `--option` are none.
PATH = re.compile(r"^(?:[\w.-]+/)+[\w.-]*$|^[\w-]+\.(?:md|txt|toml|lock|py|yml)$")


def section(title: str) -> str:
    found: str = PAGE.split(f"\n## {title}\n")[1].split("\n## ")[0]
    return found


def rows(text: str) -> list[list[str]]:
    """The rows of the tables in a text, without heads."""
    lines = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in text.splitlines() if line[:1] == "|"]
    heads = [number - 1 for number, cells in enumerate(lines) if set("".join(cells)) <= set("-| ")]
    return [cells for number, cells in enumerate(lines) if number not in heads and number - 1 not in heads]


def paths(text: str) -> list[str]:
    return [name for name in re.findall(r"`([^`\s]+)`", text) if PATH.match(name)]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_each_subject_has_a_row_that_names_files(subject: str) -> None:
    where = {cells[0]: cells[1:] for cells in rows(section("Where do I change…"))}
    assert len(where) >= len(SUBJECTS)
    assert len(where[subject]) == 2
    assert paths(where[subject][0]), where[subject]


def test_every_path_exists() -> None:
    named = paths(PAGE)
    assert len(named) > 40
    assert sorted({name for name in named if not (ROOT / name).exists()}) == []


def test_a_path_is_told_from_other_code() -> None:
    code = "`ui/nowhere.py` `etl/sample/` `requirements.txt` `coop_content` `a, b` `make lock` `CURRENT`"
    assert paths(code) == ["ui/nowhere.py", "etl/sample/", "requirements.txt"]


def test_the_glossary_has_thirty_terms_and_the_words_of_the_house() -> None:
    terms, words = (rows(part) for part in section("Glossary").split("The words of the house:"))
    assert len({cells[0] for cells in terms}) == len(terms) >= 30
    assert all(len(cells) == 3 and all(cells) for cells in terms)
    assert all(len(cells) == 2 and all(cells) for cells in words)
    house = {word for cells in words for word in cells[0].split(", ")}
    wanted = {
        "grain", "release", "numerator", "as-of date", "milestone", "unit", "staged", "rejected", "duplicate",
        "contribution", "slice",
    }  # fmt: skip
    assert wanted <= house


def test_names_given_as_code_are_used_in_the_product() -> None:
    folders = ("catalogue", "engine", "etl", "kpi", "reads", "texts", "ui", "briefing", "pages")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*")]
    text = "\n".join(
        path.read_text(encoding="utf-8") for path in files if path.suffix in {".py", ".sql", ".yaml", ".csv"}
    )
    used = set(re.findall(r"[a-z][a-z0-9_]*", text))
    terms = rows(section("Glossary").split("The words of the house:")[0])
    named = {name for cells in terms for name in re.findall(r"`([a-z0-9_]+)`", cells[1])}
    assert len(named) >= 30
    assert sorted(named - used) == []
