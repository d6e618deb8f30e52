"""In how many files of the product the id of a measure stands: the catalogue names it, code seldom has to."""

import re
from pathlib import Path

from catalogue import load

ROOT = Path(__file__).resolve().parents[3]
ASIDE = ("catalogue", "tests", "docs", "bench")
MOST = 2.0  # files a measure, on average


def files_of(folder: Path) -> dict[str, list[str]]:
    """The product's Python and SQL files that name each measure, by its id."""
    texts = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*"))
        if path.suffix in {".py", ".sql"} and path.relative_to(folder).parts[0] not in ASIDE
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }  # fmt: skip
    return {
        kpi: [name for name, text in texts.items() if re.search(rf"(?<![A-Za-z0-9_]){kpi}(?![A-Za-z0-9_])", text)]
        for kpi in load().kpis
    }


def test_a_measure_stands_in_two_files_at_most_on_average() -> None:
    found = files_of(ROOT)
    listed = "\n".join(f"{kpi}: {', '.join(files)}" for kpi, files in found.items())
    assert sum(map(len, found.values())) / len(found) <= MOST, listed


def test_no_model_and_no_template_names_a_measure() -> None:
    named = {kpi: [file for file in files if file.endswith(".sql")] for kpi, files in files_of(ROOT).items()}
    assert {kpi: files for kpi, files in named.items() if files} == {}


def test_a_name_is_counted_as_a_whole(tmp_path: Path) -> None:
    (tmp_path / "etl").mkdir()
    (tmp_path / "etl" / "a.sql").write_text("SELECT 'coops_reached' AS kpi")
    (tmp_path / "etl" / "b.py").write_text("KPI = 'coops_reached_12m'")
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "c.py").write_text("KPI = 'coops_reached'")
    found = files_of(tmp_path)
    assert (found["coops_reached"], found["coops_reached_12m"]) == (["etl/a.sql"], ["etl/b.py"])
