"""The comparison of releases finds a planted difference in rows, columns, types and tables, and nothing else."""

from pathlib import Path

import duckdb
import pytest

from tests.same.release import compare, main

KPI = (
    "CREATE TABLE kpi AS SELECT * FROM (VALUES ('a', 1, 'x1'), ('b', 2, 'x2'), ('b', 2, 'x2')) t(kpi, value, {digest})"
)
EVENTS = "CREATE TABLE events AS SELECT range AS month, [range] AS units FROM range(10)"
VIEW = "CREATE VIEW total AS SELECT sum(month) AS total FROM events"


def build(folder: Path, *statements: str) -> Path:
    """A release folder whose warehouse holds what ``statements`` make."""
    folder.mkdir()
    with duckdb.connect(str(folder / "warehouse.duckdb")) as connection:
        for statement in (*(statements or (KPI.format(digest="definition_digest"), EVENTS)), VIEW):
            connection.execute(statement)
    return folder


def lines(first: Path, second: Path, *leave_out: str) -> list[str]:
    results = compare(first / "warehouse.duckdb", second / "warehouse.duckdb", leave_out)
    return [line for result in results if not result.equal for line in result.lines]


@pytest.fixture
def base(tmp_path: Path) -> Path:
    return build(tmp_path / "base")


def test_rows_in_another_order_and_other_digests_are_equal(
    base: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kpi = KPI.format(digest="definition_digest").replace("x", "y")
    build(tmp_path / "other", kpi, f"{EVENTS} ORDER BY 1 DESC")
    (tmp_path / "CURRENT").write_text("other\n")
    assert main([str(base), str(tmp_path)]) == 0
    assert "kpi: equal, 3 rows, 2 columns" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("UPDATE events SET month = 77 WHERE month = 3", ["  1 rows only in A", "    A month=3 units=[3]",
                                                           "  1 rows only in B", "    B month=77 units=[3]"]),
        ("DELETE FROM events WHERE month = 3", ["  1 rows only in A", "    A month=3 units=[3]"]),
        ("INSERT INTO events VALUES (3, [3])", ["  1 rows only in B", "    B month=3 units=[3]"]),
        ("UPDATE events SET units = [1, 1] WHERE month = 1", ["  1 rows only in A", "    A month=1 units=[1]",
                                                              "  1 rows only in B", "    B month=1 units=[1, 1]"]),
        ("ALTER TABLE events ADD COLUMN trace INTEGER", ["  column only in B: trace"]),
        ("ALTER TABLE events ALTER month TYPE DOUBLE", ["  type of month: BIGINT in A, DOUBLE in B"]),
    ],
)  # fmt: skip
def test_a_changed_table_is_found(base: Path, tmp_path: Path, change: str, expected: list[str]) -> None:
    other = build(tmp_path / "other", KPI.format(digest="definition_digest"), EVENTS, change)
    found = lines(base, other)
    assert found[0].startswith("events: different, 10 rows")
    assert [line for line in found if line.startswith(" ")][: len(expected)] == expected
    assert main([str(base), str(other)]) == 1


def test_a_view_over_changed_rows_is_compared_too(base: Path, tmp_path: Path) -> None:
    other = build(tmp_path / "other", KPI.format(digest="definition_digest"), EVENTS, "UPDATE events SET month = 0")
    assert "    A total=45" in lines(base, other)
    assert "    B total=0" in lines(base, other)


def test_three_rows_a_side_are_printed(base: Path, tmp_path: Path) -> None:
    other = build(tmp_path / "other", KPI.format(digest="definition_digest"), EVENTS, "DELETE FROM events")
    found = lines(base, other, "total")
    assert found == [
        "events: different, 10 rows in A, 0 in B, 2 columns", "  10 rows only in A",
        "    A month=0 units=[0]", "    A month=1 units=[1]", "    A month=2 units=[2]",
    ]  # fmt: skip


def test_a_table_or_column_of_one_release_is_different_until_left_out(base: Path, tmp_path: Path) -> None:
    other = build(tmp_path / "other", KPI.format(digest="digest"), EVENTS, "CREATE TABLE contribution AS SELECT 1 AS n")
    assert lines(base, other) == [
        "contribution: only in B, 1 rows", "kpi: different, 3 rows, 2 columns",
        "  column only in A: definition_digest", "  column only in B: digest",
    ]  # fmt: skip
    left_out = ["--leave-out", "contribution", "--leave-out", "kpi.digest"]
    assert main([str(base), str(other), *left_out]) == 0
    assert main([str(base), str(other), *left_out[:2]]) == 1


def test_a_folder_without_a_release_is_wrong_usage(base: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        main([str(base), str(tmp_path)])
