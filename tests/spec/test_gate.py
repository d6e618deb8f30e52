"""The gate: what pages can ask for, what they render, who may see more, and how much is kept back."""

import re
from pathlib import Path

import pandas as pd
import pytest

from catalogue import load
from engine import open_release
from etl.__main__ import main
from reads.releases import current_release, cursor
from tests.helpers.pages import listings, open_page, said
from tests.helpers.releases import served

ROOT = Path(__file__).resolve().parents[2]
# What the screen may ask a release for. kpi_value and the facts are not among it.
# feed_freshness tells whether a sender has data for a month, never how many; load_reject holds values as shapes, of
# rows that count nowhere; load_warning is asked for numbers over all Italy alone, which are rounded as figures are.
# practice_reuse is of a public register, made to be read; it names practices and places alone.
OPEN = {"kpi_published", "kpi_progress", "kpi_projection", "kpi_plan", "kpi", "build_parameters", "agreement",
        "code_name", "code_level_bounds", "dim_territory",
        "feed_coverage", "load_file", "load_correction", "published_figure", "feed_freshness", "load_reject",
        "load_warning", "practice_reuse"}  # fmt: skip
ASKED = re.compile(r"\b(?:FROM|JOIN)\s+([a-z][a-z0-9_]*)")
CONFIDENTIAL = [kpi.id for kpi in load().kpis.values() if kpi.confidential and kpi.kind in ("count", "distinct")]


def tables_asked(source: str) -> set[str]:
    """Tables that the SQL of a module names, but for those that it makes itself."""
    made = set(re.findall(r"\b([a-z_]+) AS (?:MATERIALIZED )?\(", source))
    return set(ASKED.findall(source)) - made


def test_the_screen_asks_for_nothing_before_disclosure_control() -> None:
    places = [
        *sorted((ROOT / "reads").glob("*.py")),
        ROOT / "engine" / "comparison_side.py",
        ROOT / "engine" / "release_rules.py",
    ]
    asked = {path.name: tables_asked(path.read_text(encoding="utf-8")) for path in places}
    # the two exceptions stand under the role's name
    assert asked.pop("releases.py") == {"kpi_value"}
    assert asked.pop("rows_behind.py") == {"contribution_slice", "territory_within"}
    assert set().union(*asked.values()) <= OPEN and "kpi_published" in asked["measures.py"]
    for folder in ("ui", "pages", "briefing"):
        for path in (ROOT / folder).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            assert not tables_asked(source) & {"kpi_value"} and "import duckdb" not in source, path


@pytest.mark.parametrize("place", ["IT", "ITH5", "ITF2", "ITH55"])
@pytest.mark.parametrize("kpi", ["coops_reached", "joint_actions"])
def test_no_page_renders_a_confidential_count_to_the_unit(
    kpi: str, place: str, demo_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every table of both pages: a count is a multiple of ten, Italy's too, and so is what a rate is made of."""
    seen = 0
    for page, form, column in (("kpi", "rate", "Valore"), ("territori", "count", "Valore"),
                               ("territori", "rate", "Numeratore")):  # fmt: skip
        app = open_page(page, demo_release, monkeypatch, kpi=kpi, territory=place, figures=form)
        assert not app.exception
        for table in [*(frame.value for frame in app.dataframe), *listings(app)]:
            if {"Come si legge", "Valore", "Segno"} <= set(table.columns):
                told = pd.to_numeric(table[column]).dropna()
                wrong = [value for value in told if value % 10]
                assert wrong == [], (page, wrong)
                seen += len(told)
    assert seen > 10


def test_no_percentage_is_told_above_a_hundred_or_on_a_small_base(demo_release: Path) -> None:
    base = load().agreement.disclosure.share_base
    with open_release(served(demo_release)) as connection:
        shares = connection.execute(
            "SELECT max(p.value), count(*) FILTER (v.denominator < ? AND v.numerator > 0), count(p.value) "
            "FROM kpi_published p JOIN kpi_value v USING (kpi, as_of, territory, breakdown, category) "
            "JOIN kpi k USING (kpi) "
            "WHERE k.confidential AND k.kind = 'share' AND p.value IS NOT NULL AND p.precision = 'rounded'", [base]
        ).fetchall()[0]  # fmt: skip
    assert shares[0] <= 100 and shares[1] == 0 and shares[2] > 100


def test_the_role_internal_sees_all_under_a_mark(demo_release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    release = current_release(demo_release)
    assert release
    question = "SELECT count(*) FILTER (sign = '*'), count(*) FILTER (precision = 'rounded') FROM kpi_published"
    monkeypatch.delenv("OSSERVATORIO_ROLE", raising=False)
    outside = cursor(release).execute(question).fetchall()[0]
    assert "Vista interna" not in said(open_page("kpi", demo_release, monkeypatch))
    monkeypatch.setenv("OSSERVATORIO_ROLE", "internal")
    assert min(outside) > 100 and cursor(release).execute(question).fetchall() == [(0, 0)]
    assert "Vista interna: cifre prima del controllo di riservatezza." in said(
        open_page("kpi", demo_release, monkeypatch)
    )
    monkeypatch.setenv("OSSERVATORIO_ROLE", "Internal ")  # only the word itself opens
    assert cursor(release).execute(question).fetchall()[0] == outside


def test_the_command_tells_how_much_is_kept_back(demo_release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["disclosure", "--releases", str(demo_release), "--lang", "en"]) == 0
    lines = capsys.readouterr().out.splitlines()
    with open_release(served(demo_release)) as connection:
        cells, hidden = connection.execute(
            "SELECT count(*), avg((p.sign = '*')::INT) FROM kpi_value v JOIN kpi_published p "
            "USING (kpi, as_of, territory, breakdown, category) JOIN kpi k USING (kpi) WHERE k.confidential "
            "AND v.value IS NOT NULL AND v.territory_level = 'province' AND v.breakdown = 'total'"
        ).fetchall()[0]
    row = next(line for line in lines if line.startswith("province") and "month" in line)
    assert f"{cells:,}" in row and f"{100 * hidden:.1f} %" in row
    assert main(["disclosure", "--releases", str(demo_release / "none"), "--lang", "en"]) == 2
