"""A measure of a known shape costs one YAML file: one is added to a copy of the product, built, read and traced."""

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from engine import open_release
from etl.ingest.sources import ROOT
from etl.trace.contributions import Cell, recomputed, rows_of, tracing
from tests.helpers.inboxes import COOPS, activities, members, write
from tests.helpers.releases import served

pytestmark = pytest.mark.slow
NOT_COPIED = {"tests", "bench", "ui", "pages", "briefing"}
MEASURE = """
id: guided_share
name_it: Quota dei servizi guidati
name_en: Share of guided services
short_it: Guidati
short_en: Guided
definition_it: Quota dei servizi a cooperative note che sono guidati, dall'inizio dell'accordo.
definition_en: Share of services to known cooperatives that are guided, since the start of the agreement.
formula_it: servizi guidati / servizi x 100
formula_en: guided services / services x 100
unit: percent
base_it: servizi a cooperative con codice fiscale
base_en: services to cooperatives with a tax code
direction: up
kind: share
window: cumulative
confidential: true
feeds: [pid_activity, cooperative_register]
breakdowns: {service: service, sector: cooperative}
units: cooperatives
counts:
  - events: activity
    where: {cooperative: given}
    unit: activity_id
    numerator: {service: {guided: ["yes"]}}
    denominator: 1
"""
# As senders write them, and the codes that the catalogue has for them.
SERVICES = {"Mentoring": ("mentoring", True), "ZOOM4.0": ("zoom40", True), "Webinar": ("webinar", False)}
PLACES = (("BO", "Bologna", "ITH5"), ("TO", "Torino", "ITC1"))
SECTORS = ("A", "C", "Q")


@pytest.fixture(scope="module")
def raw() -> pd.DataFrame:
    """The rows as they are sent, with the guided ones and the cooperative's sector known beside them."""
    rows = []
    for n in range(240):
        service = list(SERVICES)[n * n % 7 % 3]
        province, chamber, region = PLACES[n // 2 % 2]
        month, coop = 1 + n * n % 11 % 6, "" if n % 5 == 0 else COOPS[n % 23]
        rows.append({"day": f"2019-{month:02d}-1{n % 10}", "service": service, "province": province,
                     "chamber": chamber, "coop": coop, "region": region, "month": month,
                     "sector": SECTORS[n % 23 % 3], "code": SERVICES[service][0],
                     "guided": SERVICES[service][1]})  # fmt: skip
    return pd.DataFrame(rows)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory, raw: pd.DataFrame) -> Path:
    """The release that a copy of the product with one YAML more builds from those rows."""
    folder = tmp_path_factory.mktemp("new_measure")
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - NOT_COPIED
    for name in (*sorted(packages), "data/reference"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    targets = folder / "catalogue" / "targets.csv"
    lines = targets.read_text(encoding="utf-8").splitlines()
    targets.write_text("\n".join([lines[0], *(line for line in lines if ",IT," in line)]) + "\n", encoding="utf-8")
    (folder / "catalogue" / "kpis" / "b_content" / "guided_share.yaml").write_text(MEASURE, encoding="utf-8")
    sent = raw[["day", "service", "province", "chamber", "coop"]].to_dict("records")
    write(folder / "inbox" / "attivita.csv", activities(*sent))
    register = members(*({"coop": coop, "Sezione ATECO": SECTORS[n % 3]} for n, coop in enumerate(COOPS[:23])))
    write(folder / "inbox" / "registro.csv", register)
    command = [sys.executable, "-m", "etl", "build", "--inbox", "inbox", "--releases", "releases", "--no-demo"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return served(folder / "releases")


def share(rows: pd.DataFrame) -> float:
    return 100 * rows["guided"].sum() / len(rows)


def stored(warehouse: Path, territory: str, breakdown: str, month: int) -> dict[str, tuple[float, float, float, int]]:
    """Value, numerator, denominator and units by category, as the release holds them."""
    with open_release(warehouse) as connection:
        rows = connection.execute(
            "SELECT category, value, numerator, denominator, units FROM kpi_value WHERE kpi = 'guided_share' "
            "AND territory = ? AND breakdown = ? AND month(as_of) = ?",
            [territory, breakdown, month],
        ).fetchall()
    return {row[0]: row[1:] for row in rows}


@pytest.mark.parametrize("month", [2, 6])
@pytest.mark.parametrize(("territory", "part"), [("IT", None), ("ITH5", "region"), ("ITH55", "region")])
def test_its_values_are_those_of_the_raw_rows(
    warehouse: Path, raw: pd.DataFrame, territory: str, part: str | None, month: int
) -> None:
    rows = raw[(raw["coop"] != "") & (raw["month"] <= month)]
    rows = rows[rows["region"] == "ITH5"] if part else rows
    wanted = (share(rows), rows["guided"].sum(), len(rows), rows["coop"].nunique())
    assert wanted[1] > 5
    assert stored(warehouse, territory, "total", month)[""] == pytest.approx(wanted)
    for breakdown, column in (("service", "code"), ("sector", "sector")):
        found = stored(warehouse, territory, breakdown, month)
        parts = {code: (share(own), own["guided"].sum(), len(own), own["coop"].nunique())
                 for code, own in rows.groupby(column)}  # fmt: skip
        assert set(found) == (set() if territory == "ITH55" else set(parts))  # parts of provinces are not made
        for code in found:
            assert found[code] == pytest.approx(parts[code])


def test_its_trace_leads_to_the_rows_that_count(warehouse: Path, raw: pd.DataFrame) -> None:
    rows = raw[(raw["coop"] != "") & (raw["region"] == "ITH5") & (raw["code"] == "zoom40")]
    with tracing(warehouse) as connection:
        last = connection.execute("SELECT max(month_end) FROM dim_month").fetchall()[0][0]
        cell = Cell("guided_share", last, "ITH5", "service", "zoom40")
        found = rows_of(connection, cell)
        assert recomputed(connection, [cell])["again"].tolist() == [100.0]
        everything = rows_of(connection, Cell("guided_share", last, "IT"))
    assert set(found["source_row"]) == {number + 2 for number in rows.index}  # the header is the first row
    assert set(found["source_file"]) == {"attivita.csv"}
    assert (found["role"] == "both").all() and len(found) > 5
    assert (everything["num"].sum(), len(everything)) == (
        raw.query("coop != ''")["guided"].sum(), (raw["coop"] != "").sum(),
    )  # fmt: skip


def test_the_product_itself_does_not_have_it(demo_warehouse: duckdb.DuckDBPyConnection) -> None:
    assert demo_warehouse.execute("SELECT count(*) FROM kpi WHERE kpi = 'guided_share'").fetchall() == [(0,)]
