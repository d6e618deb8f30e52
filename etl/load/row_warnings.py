"""Warnings on accepted rows: what should be looked at though no rule is broken.

Only places are kept. A value is told with what it was taken for where it had a place or a code as its only reading.
"""

from datetime import date

import duckdb

from etl.load.parameters import dated_feeds
from etl.messages import warning_texts
from etl.validate.contract_sql import literal

# (warning, feed, condition over the row `a`); a chamber stands for those it came from and the one it became.
FAMILY = (
    "SELECT DISTINCT coalesce(nullif(c.successor, ''), c.chamber) AS family, p.province "
    "FROM code_chamber_provinces p JOIN code_chambers c ON c.chamber = p.chamber"
)
STRANGER = (
    "NOT EXISTS (SELECT 1 FROM chamber_family f JOIN code_chambers c ON c.chamber = a.chamber "
    "WHERE f.family = coalesce(nullif(c.successor, ''), c.chamber) AND f.province = a.province)"
)
# A chamber exists from valid_from to valid_to, both included; a day known to its year alone says nothing within it.
# The day after valid_to is the successor's first, and known as well as that.
CHAMBER = "EXISTS (SELECT 1 FROM code_chambers c LEFT JOIN code_chambers n ON n.chamber = c.successor WHERE {0})"
NOT_YET = CHAMBER.format(
    "c.chamber = a.chamber AND a.date < CAST(nullif(c.valid_from, '') AS DATE) AND (c.valid_from_precision = 'day' "
    "OR year(a.date) < year(CAST(nullif(c.valid_from, '') AS DATE)))"
)
NO_MORE = CHAMBER.format(
    "c.chamber = a.chamber AND a.date > CAST(nullif(c.valid_to, '') AS DATE) AND (n.valid_from_precision = 'day' "
    "OR year(a.date) > year(CAST(nullif(c.valid_to, '') AS DATE)))"
)
# Public statistics under a NUTS code of an earlier version; ISTAT's own codes stay the same over changed borders.
OLD_NUTS = "EXISTS (SELECT 1 FROM code_nuts_changes n WHERE n.code = a.territory_code AND n.change IN ({0})){1}"
EUROSTAT = {"sdmx_csv": " AND coalesce(a.dataset, 'ESTAT:') LIKE 'ESTAT:%'", "eurostat_spreadsheet": ""}
NOTICES = """
    INSERT INTO load_warning
    SELECT n.file, n.feed, n.sheet, n.row, n.notice, {texts}, n.column_title, n.value, n.taken
    FROM load_notice n
    JOIN loaded_{feed} a ON a.source_file = n.file AND a.source_sheet = n.sheet AND a.source_row = n.row
    WHERE n.feed = ? AND n.notice = ?
    ORDER BY n.file, n.sheet, n.row, n.field
"""
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
    """Create ``load_warning`` from loaded_<feed> and load_notice.

    Columns: file, feed, sheet, row, warning, message_it, message_en, column_title, value, taken.
    Needs the code lists in the connection. Without ``as_of``, when files are checked by themselves, no row is late and
    no decision is held against awards and register. Assessments of the time before the
    window count as a cooperative's first standing, so only activities can be too early.
    """
    connection.execute(
        "CREATE OR REPLACE TABLE load_warning (file VARCHAR, feed VARCHAR, sheet VARCHAR, row BIGINT, "
        "warning VARCHAR, message_it VARCHAR, message_en VARCHAR, column_title VARCHAR, value VARCHAR, taken VARCHAR)"
    )
    connection.execute(f"CREATE OR REPLACE TEMP TABLE chamber_family AS {FAMILY}")
    early = f"a.date < DATE {literal(window_start.isoformat())}"
    found = [
        ("before_window", "pid_activity", early),
        ("chamber_province", "pid_activity", STRANGER),
        ("referral_incomplete", "pid_activity", UNFINISHED),
        *((warning, feed, condition) for feed in ("pid_activity", "coop40_service")
          for warning, condition in (("chamber_not_yet", NOT_YET), ("chamber_no_more", NO_MORE))),
        *((warning, feed, OLD_NUTS.format(kinds, where)) for feed, where in EUROSTAT.items()
          for warning, kinds in (("territory_changed", "'split', 'part'"), ("territory_boundary", "'boundary'"))),
    ]  # fmt: skip
    if as_of:
        late = f"a.date > DATE {literal(as_of.isoformat())}"
        found += [("after_release", feed, late) for feed in dated_feeds()]
        found += [(warning, "voucher_decision", condition) for warning, condition in DECISIONS.items()]
    for warning, feed, condition in found:
        said = warning_texts(warning)
        connection.execute(
            f"INSERT INTO load_warning SELECT source_file, {literal(feed)}, source_sheet, source_row, "
            f"{literal(warning)}, {literal(said['it'])}, {literal(said['en'])}, NULL, NULL, NULL FROM loaded_{feed} a "
            f"WHERE {condition} ORDER BY source_file, source_sheet, source_row"
        )
    _tell_notices(connection)


def warn_of_disagreements(connection: duckdb.DuckDBPyConnection) -> None:
    """Add a warning for each published figure that a loaded Excelsior annex contradicts. Needs the models."""
    said = warning_texts("annex_differs")
    connection.execute(
        "INSERT INTO load_warning SELECT source_file, 'published_figure', source_sheet, source_row, 'annex_differs', "
        "?, ?, NULL, NULL, NULL FROM published_beside_annex WHERE differs ORDER BY source_file, source_row",
        [said["it"], said["en"]],
    )


def _tell_notices(connection: duckdb.DuckDBPyConnection) -> None:
    """What the cells of accepted rows were taken for; a row that was refused or repeats another one is told as such."""
    found = connection.execute("SELECT DISTINCT feed, notice FROM load_notice ORDER BY ALL").fetchall()
    for feed, notice in found:
        texts = []
        for language in ("it", "en"):
            text = literal(warning_texts(notice)[language])
            for name, column in (("column", "column_title"), ("taken", "taken"), ("value", "value")):
                text = f"replace({text}, '{{{name}}}', n.{column})"
            texts.append(text)
        connection.execute(NOTICES.format(texts=", ".join(texts), feed=feed), [feed, notice])
