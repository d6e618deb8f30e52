"""Questions about what came: how far each sender's data reach, what became of the rows, and what was refused."""

import pandas as pd

from reads.ask import ask, remembered
from reads.releases import Release

MOST_REFUSED = 100_000  # cells told at once: what a spreadsheet opens without trouble
QUOTING = "'key_conflict'"  # rules whose sentences are not made of shapes alone


@remembered
def freshness(release: Release) -> pd.DataFrame:
    """How far each feed and sender reaches: the table feed_freshness, senders in the order of their regions.

    Columns: feed, sender ('' where nobody is known by name), name, region, provinces, months_expected (lists of month
    ends; empty where nothing is due monthly), first_month, last_month, months_with_data, files, demonstration.
    """
    return ask(
        release,
        "SELECT f.* FROM feed_freshness f LEFT JOIN dim_territory t ON t.territory = f.region "
        "ORDER BY f.feed, t.istat_code, f.name, f.sender",
    )


@remembered
def files(release: Release) -> pd.DataFrame:
    """Every file of the release: file, feed ('' if it is of none), counts, demonstration, problem_it, problem_en, hash.

    A problem says why a file was refused whole; '' where it was taken.
    """
    return ask(
        release,
        "SELECT file, feed, read, accepted, rejected, duplicate, demonstration, problem_it, problem_en, sent_sha256 "
        "FROM load_file ORDER BY feed, file",
    )


@remembered
def remarks(release: Release) -> pd.DataFrame:
    """What was found in the rows of each feed, most often first: broken rules, warnings, corrections of the catalogue.

    Columns: what (rejected, warning or corrected), feed, kind (rule or warning), column_title, cells, and an example of
    the sentence and of what to do about it (said_it, said_en: '' where they quote a key; fix_it, fix_en).
    """
    return ask(
        release,
        f"""
        SELECT 'rejected' AS what, feed, rule AS kind, coalesce(column_title, '') AS column_title, count(*) AS cells,
            min({_open("message_it", "false")}) AS said_it, min({_open("message_en", "false")}) AS said_en,
            min_by(fix_it, (length(fix_it), fix_it)) AS fix_it,
            min_by(fix_en, (length(fix_en), fix_en)) AS fix_en
        FROM load_reject GROUP BY ALL
        UNION ALL
        SELECT 'warning', feed, warning, coalesce(column_title, ''), count(*), min(message_it), min(message_en), '', ''
        FROM load_warning GROUP BY ALL
        UNION ALL
        SELECT 'corrected', feed, '', column_title, count(*), '', '', '', '' FROM load_correction GROUP BY ALL
        ORDER BY what, cells DESC, feed, kind, column_title
        """,
    )


@remembered
def refused_cells(release: Release, feed: str, names: tuple[str, ...] | None, internal: bool) -> pd.DataFrame:
    """The refused cells of a feed ('' for all) in some files (None for all), one row per broken rule, at most 100,000.

    Columns: feed, file, sheet, row (NULL unless ``internal``), column_title, value (a shape: the release holds no
    other), rule, message_it, message_en ('' where they quote a key, unless ``internal``), fix_it, fix_en.
    """
    texts = ", ".join(f"{_open(name, '$3')} AS {name}" for name in ("message_it", "message_en"))
    return ask(
        release,
        "SELECT feed, file, sheet, CASE WHEN $3 THEN row END AS row, column_title, value, rule, "
        f"{texts}, fix_it, fix_en "
        "FROM load_reject WHERE ($1 = '' OR feed = $1) AND ($2 IS NULL OR list_contains($2, file)) "
        f"ORDER BY feed, file, load_reject.sheet, load_reject.row, rule LIMIT {MOST_REFUSED}",
        feed, list(names) if names is not None else None, internal,
    )  # fmt: skip


def _open(message: str, internal: str) -> str:
    """SQL: a message; '' for who is outside where it quotes a key as it was sent, and the row of another record."""
    return f"CASE WHEN {internal} OR rule NOT IN ({QUOTING}) THEN {message} ELSE '' END"
