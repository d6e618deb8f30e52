"""Writes a release whole or not at all: in a work folder, synced, read back, renamed; then CURRENT is replaced."""

import errno
import json
from collections.abc import Mapping
from pathlib import Path

import duckdb

from engine.integrity import QUALITY, WAREHOUSE, damage, file_faults, sealed
from engine.manifest import MANIFEST
from engine.plain_path import writable_path
from engine.release import NAME
from engine.sql_text import fill, literal
from etl.stopping import too_late
from etl.storage.layout import Store, sync

# What the outside may rely on, and what pages read. Everything else of a build stays behind.
TABLES = (
    "kpi_value", "kpi_published", "kpi_target", "kpi_plan", "kpi_progress", "kpi_projection", "kpi", "build_parameters",
    "agreement", "code_name", "code_level_bounds",
    "dim_territory", "dim_chamber", "dim_service", "dim_cooperative", "dim_month", "fact_pid_activity",
    "fact_maturity_assessment", "fact_coop40_service", "fact_good_practice", "fact_virtual_network",
    "fact_statistic", "fact_voucher", "voucher_left_out", "voucher_matching", "voucher_review",
    "published_figure", "load_file", "load_reject", "load_duplicate", "load_warning", "load_correction",
    "feed_coverage", "feed_freshness", "practice_reuse",
    "catalogue_row", "excelsior_total", "published_beside_annex",
)  # fmt: skip
# Views over those tables, kept as views: no row of a fact is stored twice. The first line is for readers.
VIEWS = (
    "contribution", "contribution_slice", "cell_opening", "kpi_rule", "kpi_breakdown", "territory_within",
    "agreement_activity", "coop_slice", "excelsior_cell", "dim_association", "dim_technology",
    "activity_event", "province_event", "coop40_service_event", "chamber_event", "chamber_offer_event",
    "practice_event", "practice_reuse_event", "channel_month_event", "assessment_event", "reassessment_event",
    "first_assessment_event",
    "technology_event", "voucher_event", "member_event", "reached_member_event", "statistic_event", "annex_event",
    "published_event",
)  # fmt: skip
VIEW_TEXTS = """
    SELECT sql FROM duckdb_views()
    WHERE list_contains(?, view_name) AND database_name = current_database()
    ORDER BY view_oid
"""


def write_release(
    store: Store, release: str, connection: duckdb.DuckDBPyConnection, manifest: Mapping[str, object]
) -> None:
    """Write ``release`` and make it CURRENT. An interrupted call leaves the release served before untouched.

    A folder of that name, a damaged release that is made anew, is put away. Raises OSError, also where the files are
    read back otherwise than they were written.
    """
    aside = store.work / release
    aside.mkdir(parents=True)
    with writable_path(aside / WAREHOUSE) as path:
        _write_tables(connection, path)
    _write_json(aside / QUALITY, quality(connection))
    _write_json(aside / MANIFEST, sealed(manifest, aside.iterdir()))
    for file in aside.iterdir():
        sync(file)
    sync(aside)
    if wrong := damage(file_faults(aside)):
        raise OSError(errno.EIO, ", ".join(f"{fault.file}: {fault.kind}" for fault in wrong))
    place = store.releases / release
    if place.exists() or place.is_symlink():
        place.replace(store.work / f"{release}.damaged")
    aside.replace(place)
    sync(store.releases)
    make_current(store, release)


def _write_tables(connection: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    """Write the tables and views of a release into a new database, in one commit: each forces the disk."""
    connection.execute(f"ATTACH {literal(warehouse)} AS release")
    connection.execute("RESET checkpoint_threshold")  # what is committed goes into the database, not into its log first
    connection.execute("BEGIN")
    for table in TABLES:
        connection.execute(fill("CREATE TABLE release.$table AS SELECT * FROM $table", table=table))
    texts = connection.execute(VIEW_TEXTS, [list(VIEWS)]).fetchall()
    inner = connection.execute("SELECT current_database()").fetchall()[0][0]
    connection.execute("USE release")
    for (text,) in texts:
        connection.execute(text)
    connection.execute(f"USE {inner}")
    connection.execute("COMMIT")
    connection.execute("CHECKPOINT release")
    connection.execute("DETACH release")


def make_current(store: Store, release: str) -> None:
    """Name the release that is served from now on, and put it last in HISTORY: what was served, in order.

    HISTORY is written first: an interrupted call may leave a name there that was never served, and the next call
    for the same release finds it there. A signal that comes while CURRENT is replaced is too late.
    """
    served = [name for name in _words(store.history) if NAME.fullmatch(name)]
    if not served or served[-1] != release:
        _replace(store, store.history, "".join(f"{name}\n" for name in (*served, release)))
    too_late()
    _replace(store, store.current, release + "\n")


def _words(path: Path) -> list[str]:
    """The words of a small file; what is no text among them is left out, and a file that cannot be read has none."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").split()
    except OSError:
        return []


def _replace(store: Store, path: Path, text: str) -> None:
    """The file holds the whole text or what it held before."""
    aside = store.work / path.name
    aside.write_text(text, encoding="utf-8")
    sync(aside)
    aside.replace(path)
    sync(store.releases)


def quality(connection: duckdb.DuckDBPyConnection) -> dict[str, object]:
    """Counts by feed and the rules most often broken, as quality.json holds them."""
    feeds = connection.execute(
        "SELECT feed, count(*), sum(read)::BIGINT, sum(accepted)::BIGINT, sum(rejected)::BIGINT, "
        "sum(duplicate)::BIGINT "
        "FROM load_file WHERE feed <> '' GROUP BY feed ORDER BY feed"
    ).fetchall()
    broken = connection.execute(
        "SELECT feed, rule, coalesce(field, ''), count(*) FROM load_reject GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    refused = connection.execute("SELECT file, problem_it, problem_en FROM load_file WHERE problem_it <> ''").fetchall()
    names = ("feed", "files", "read", "accepted", "rejected", "duplicate")
    return {
        "feeds": [dict(zip(names, row, strict=True)) for row in feeds],
        "rules_broken": [dict(zip(("feed", "rule", "field", "rows"), row, strict=True)) for row in broken],
        "files_refused": [dict(zip(("file", "it", "en"), row, strict=True)) for row in refused],
    }


def _write_json(path: Path, content: Mapping[str, object]) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True, default=str), encoding="utf-8")
