"""Names of columns and codes that are written to end a statement, start a comment or fill a slot stay texts."""

import csv
from pathlib import Path

import duckdb
import pytest

from etl.build import build
from etl.check import check
from etl.ingest.sources import Sources
from tests.helpers.inboxes import ACTIVITY, COOPS, activities, write
from tests.helpers.releases import few_shipped, released, silent

pytestmark = pytest.mark.slow
NAMES = [
    'a"; DROP TABLE load_file; --', "a'; DROP TABLE kpi_value; --", "x'); DELETE FROM dim_territory; --", "$slot",
    "${table}", "$1 OR true", "/* open", "close */", "-- rest", "?", "%s", "{0}", "[x]", "\\", "`a`", "a\nb",
    "read_csv('/etc/hostname')", "SELECT 1; ATTACH 'x.db'",
]  # fmt: skip
COUNTED = "SELECT count(*) FROM load_file", "SELECT count(*) FROM dim_territory", "SELECT count(*) FROM kpi_value"


def built(folder: Path, rows: list[dict[str, object]]) -> Path:
    write(folder / "inbox" / "attivita.csv", rows)
    releases = folder / "releases"
    build(Sources(folder / "inbox", None, few_shipped(folder)), releases, as_of=None, progress=silent)
    return releases


def test_hostile_columns_and_codes_change_nothing_else(tmp_path: Path) -> None:
    """Each text is a further column, and in a row of its own the code, chamber, service and promoter."""
    good = activities({"coop": COOPS[0]}, {"coop": COOPS[1]})
    bad = [row | {"Codice attività": f"R {name}", column: name}
           for name in NAMES for column in ("Camera di commercio", "Servizio", "Provincia")
           for row in activities({"coop": COOPS[2]})]  # fmt: skip
    for place, row in enumerate(bad):
        row["Codice attività"] = f"{place} {row['Codice attività']}"
    further = dict.fromkeys(NAMES, "v")
    hostile = built(tmp_path / "hostile", [row | further for row in [*good, *bad]])
    plain = built(tmp_path / "plain", good)
    assert [released(hostile, sql) for sql in COUNTED] == [released(plain, sql) for sql in COUNTED]
    figures = "SELECT * FROM kpi_value ORDER BY ALL"
    assert released(hostile, figures) == released(plain, figures), "the rows that fit are counted as without the others"
    read, accepted, rejected, duplicate = released(
        hostile, "SELECT read, accepted, rejected, duplicate FROM load_file WHERE feed = 'pid_activity'"
    )[0]
    assert (read, accepted, rejected, duplicate) == (len(good) + len(bad), len(good), len(bad), 0)


def test_hostile_codes_that_fit_are_kept_to_the_letter(tmp_path: Path) -> None:
    """A code is any text: what was written comes out again, and each is a row of its own."""
    rows = [row | {"Codice attività": name} for name in NAMES for row in activities({"coop": COOPS[0]})]
    releases = built(tmp_path, rows)
    kept = {row[0] for row in released(releases, "SELECT activity_id FROM fact_pid_activity")}
    assert kept == set(NAMES)


@pytest.mark.parametrize("name", [*NAMES, "nul\0name"])
def test_a_needed_column_under_a_hostile_name_is_missing_and_said_so(tmp_path: Path, name: str) -> None:
    """The sender's own look: a sentence about the file, no traceback, nothing run."""
    path = tmp_path / "attivita.csv"
    titles = [name if title == "Data" else title for title in ACTIVITY]
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([titles, list(ACTIVITY.values())])
    try:
        report = check([path])
    except duckdb.Error as error:
        pytest.fail(f"the engine saw {name!r}: {error}")
    assert report
