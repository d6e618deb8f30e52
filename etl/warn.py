"""Warnings on accepted rows: what should be looked at though no rule is broken. Only places are kept, no values."""

from datetime import date

import duckdb

from etl.contract import literal
from etl.parameters import dated_feeds
from etl.problem import messages

# (warning, feed, condition over the row `a`); a chamber stands for those it came from and the one it became.
FAMILY = (
    "SELECT DISTINCT coalesce(nullif(c.successor, ''), c.chamber) AS family, p.province "
    "FROM code_chamber_provinces p JOIN code_chambers c ON c.chamber = p.chamber"
)
STRANGER = (
    "NOT EXISTS (SELECT 1 FROM chamber_family f JOIN code_chambers c ON c.chamber = a.chamber "
    "WHERE f.family = coalesce(nullif(c.successor, ''), c.chamber) AND f.province = a.province)"
)
UNFINISHED = "a.referral_direction IS NOT NULL AND (a.counterpart IS NULL OR a.referral_outcome IS NULL)"

# A decision that has nothing to decide on is not followed, and somebody has to hear of it.
SETTLED = (
    "SELECT w.cor FROM loaded_state_aid_award w JOIN loaded_cooperative_register c ON c.cooperative = w.beneficiary"
)
DECISIONS = {
    "decision_award_gone": "a.cor NOT IN (SELECT cor FROM loaded_state_aid_award)",
    "decision_cooperative_gone": "a.cooperative NOT IN (SELECT cooperative FROM loaded_cooperative_register)",
    "decision_incomplete": "a.belongs IS NOT NULL AND (a.decided_by IS NULL OR a.decided_on IS NULL)",
    "decision_two_cooperatives": (
        "a.belongs AND a.cor IN "
        "(SELECT cor FROM loaded_voucher_decision WHERE belongs GROUP BY cor HAVING count(*) > 1)"
    ),
    "decision_settled_by_code": f"a.belongs IS NOT NULL AND a.cor IN ({SETTLED})",
}


def load_warnings(connection: duckdb.DuckDBPyConnection, window_start: date, as_of: date | None) -> None:
    """Create ``load_warning`` (file, feed, sheet, row, warning, message_it, message_en) from loaded_<feed>.

    Needs the code lists in the connection. Without ``as_of``, when files are checked by themselves, no row is late and
    no decision is held against awards and register. Assessments of the time before the
    window count as a cooperative's first standing, so only activities can be too early.
    """
    connection.execute(
        "CREATE OR REPLACE TABLE load_warning (file VARCHAR, feed VARCHAR, sheet VARCHAR, row BIGINT, "
        "warning VARCHAR, message_it VARCHAR, message_en VARCHAR)"
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE chamber_family AS {FAMILY}")
    early = f"a.date < DATE {literal(window_start.isoformat())}"
    found = [
        ("before_window", "pid_activity", early),
        ("chamber_province", "pid_activity", STRANGER),
        ("referral_incomplete", "pid_activity", UNFINISHED),
    ]
    if as_of:
        late = f"a.date > DATE {literal(as_of.isoformat())}"
        found += [("after_release", feed, late) for feed in dated_feeds()]
        found += [(warning, "voucher_decision", condition) for warning, condition in DECISIONS.items()]
    for warning, feed, condition in found:
        said = messages()["warnings"][warning]
        connection.execute(
            f"INSERT INTO load_warning SELECT source_file, {literal(feed)}, source_sheet, source_row, "
            f"{literal(warning)}, {literal(said['it'])}, {literal(said['en'])} FROM loaded_{feed} a "
            f"WHERE {condition} ORDER BY source_file, source_sheet, source_row"
        )


def warn_of_disagreements(connection: duckdb.DuckDBPyConnection) -> None:
    """Add a warning for each published figure that a loaded Excelsior annex contradicts. Needs the models."""
    said = messages()["warnings"]["annex_differs"]
    connection.execute(
        "INSERT INTO load_warning SELECT source_file, 'published_figure', source_sheet, source_row, 'annex_differs', "
        "?, ? FROM published_beside_annex WHERE differs ORDER BY source_file, source_row",
        [said["it"], said["en"]],
    )
