"""The tidy table of all figures against the release: every published figure once, and nothing that follows from a
hidden one; its parts as they were chosen."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import csv
from python_calamine import CalamineWorkbook

from engine import open_release
from kpi.outlook import OutlookRules, outlook_of
from reads.latest_figures import latest_figures
from reads.release_rules import rules
from reads.releases import Release, current_release
from reads.slice import Slice
from reads.tidy_figures import PLACE, WHOLE, WITHIN, Part, part_of, row_count, tidy_figures
from tests.helpers.releases import served
from tests.helpers.words import EN, IT
from ui.export.tidy_dictionary import COLUMNS
from ui.export.tidy_files import as_csv, as_xlsx

KEY = ("kpi", "as_of", "territory_level", "territory", "breakdown", "category")
PUBLISHED = """
    SELECT kpi, as_of, territory_level, territory, breakdown, nullif(category, '') AS category, value,
        CASE WHEN value IS NULL AND sign = '' THEN '....' ELSE nullif(sign, '') END AS sign, denominator, units, status,
        nullif(precision, '') AS precision
    FROM {} ORDER BY ALL
"""
FOLLOWS = ("attainment", "progress", "projected_low", "projected_mid", "projected_high", "probability", "outlook")


@pytest.fixture(scope="module")
def release(demo_release: Path) -> Release:
    found = current_release(demo_release)
    assert found
    return found


@pytest.fixture(scope="module")
def whole(release: Release) -> pa.Table:
    return tidy_figures(release, Part(), IT)


@pytest.fixture(scope="module")
def rows(whole: pa.Table) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = whole.to_pylist()
    return found


def as_published(table: pa.Table) -> list[tuple[Any, ...]]:
    columns = [*KEY[1:], "value", "sign", "denominator", "units", "status", "precision"]
    return sorted(zip(*(table[name].to_pylist() for name in ("indicator", *columns)), strict=True), key=str)


def test_every_published_figure_is_there_once(whole: pa.Table, release: Release, demo_release: Path) -> None:
    with open_release(served(demo_release)) as connection:
        published = connection.execute(PUBLISHED.format("kpi_published")).fetchall()
    assert len(published) > 50_000 and as_published(whole) == sorted(published, key=str)
    assert row_count(release, Part()) == len(published)


def test_a_hidden_figure_has_its_sign_and_nothing_else(rows: list[dict[str, Any]]) -> None:
    hidden = [row for row in rows if row["value"] is None]
    assert {row["sign"] for row in hidden} >= {"*"} and len(hidden) > 1000
    assert {row[name] for row in hidden for name in ("numerator", "denominator", *FOLLOWS) if row["sign"] == "*"} == {
        None
    }
    assert {row["sign"] for row in rows if row["value"] is not None} == {None}
    assert {row["target_status"] for row in rows if row["target"] is not None} == {"proposed"}


def test_every_column_is_described_and_no_other(whole: pa.Table) -> None:
    assert list(COLUMNS) == whole.column_names


def test_names_stand_beside_every_code(whole: pa.Table, release: Release) -> None:
    english = tidy_figures(release, Part(), EN)
    for code in ("aim", "indicator", "territory", "category"):
        for table in (whole, english):
            pairs = {
                (row[code], row[f"{code}_name"])
                for row in table.select([code, f"{code}_name"]).to_pylist()
                if row[code]
            }
            assert len(pairs) > 4 and all(name for _, name in pairs)
    assert "Penetrazione tra le cooperative attive" in whole["indicator_name"].to_pylist()
    assert {"da esordiente a apprendista", "AGCI"} & set(whole["category_name"].to_pylist())


def test_projection_and_outlook_are_those_of_the_screen(rows: list[dict[str, Any]], release: Release) -> None:
    day, agreement = rules(release).as_of, rules(release).agreement
    outlooks = OutlookRules(agreement.outlook_likely, agreement.outlook_unlikely)
    seen = [row for row in rows if row["probability"] is not None]
    assert len({row["outlook"] for row in seen}) == 3
    assert all(row["outlook"] == outlook_of(row["probability"], outlooks) for row in seen)
    assert all(row["target_due_on"] > row["as_of"] and row["value"] is not None for row in seen)
    compared = 0
    for place in ("IT", "ITH5", "ITC4", "ITF3"):
        own_rows = {
            (row["indicator"], row["as_of"]): row for row in rows
            if row["territory"] == place and row["breakdown"] == "total"
        }  # fmt: skip
        for shown in latest_figures(release, Slice.of_whole(place, day)):
            # a figure that is older than the chosen day may have a due day between the two
            if shown["as_of"] is None or (shown["due_on"] and shown["due_on"].date() <= day):
                continue
            own = own_rows[shown["kpi"], shown["as_of"].date()]
            compared += own["outlook"] is not None
            for name in ("value", "planned", "target", "attainment", "probability", "projected_mid", "outlook"):
                assert own[name] == shown[name], (place, shown["kpi"], name)  # type: ignore[literal-required]
    assert compared > 10


@pytest.mark.parametrize(("scope", "territory"), [(WHOLE, "IT"), (WITHIN, "ITH5"), (PLACE, "ITH5"), (WITHIN, "ITI")])
def test_a_part_is_what_was_chosen(scope: str, territory: str, rows: list[dict[str, Any]], release: Release) -> None:
    day = date(2019, 12, 31)
    part = part_of(release, scope, territory, day)
    found = tidy_figures(release, part, IT)
    assert found.num_rows == row_count(release, part)
    prefix = {WHOLE: "", WITHIN: territory, PLACE: territory}[scope]
    expected = [
        row for row in rows
        if row["territory"].startswith(prefix) and (scope != PLACE or row["territory"] == territory)
        and (scope == WHOLE or row["as_of"] <= day)
    ]  # fmt: skip
    assert len(expected) > 1000 and found.to_pylist() == expected


def test_files_of_a_region_hold_the_rows_of_the_table(release: Release) -> None:
    table = tidy_figures(release, part_of(release, WITHIN, "ITH5", date(2019, 6, 30)), IT)
    rows = table.to_pylist()
    options = csv.ConvertOptions(column_types=table.schema, strings_can_be_null=True, quoted_strings_can_be_null=False)
    assert csv.read_csv(io.BytesIO(as_csv(table)), convert_options=options).to_pylist() == rows
    found = CalamineWorkbook.from_filelike(io.BytesIO(as_xlsx(table, {}, IT))).get_sheet_by_name("Dati").to_python()
    assert found[0] == table.column_names and len(found) == len(rows) + 1
    for line, row in zip(found[1:], rows, strict=True):
        assert line == ["" if kept is None else pytest.approx(kept) if isinstance(kept, float) else kept
                        for kept in row.values()]  # fmt: skip


def test_inside_the_house_the_figures_before_control_say_so(
    release: Release, demo_release: Path, monkeypatch: pytest.MonkeyPatch, whole: pa.Table
) -> None:
    assert set(whole["confidentiality"].to_pylist()) == {"public"}
    monkeypatch.setenv("OSSERVATORIO_ROLE", "internal")
    table = tidy_figures(release, part_of(release, PLACE, "ITH5", date(2020, 12, 31)), IT)
    assert set(table["confidentiality"].to_pylist()) == {"internal"} and "*" not in table["sign"].to_pylist()
    with open_release(served(demo_release)) as connection:
        kept = connection.execute(
            "SELECT count(*), count(value) FROM kpi_value WHERE territory = 'ITH5' AND as_of <= '2020-12-31'"
        ).fetchall()
    assert [(table.num_rows, table.num_rows - table["value"].null_count)] == kept
