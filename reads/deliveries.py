"""Questions about deliveries: how far each sender's data reach, what became of the rows, and what was rejected."""

from datetime import datetime
from typing import TypedDict

from reads.cache import cached
from reads.query import query
from reads.releases import Release
from texts.translator import Bilingual

MOST_REJECTED = 100_000  # cells at once: what a spreadsheet opens without trouble
QUOTING = "'key_conflict'"  # rules whose sentences are not made of shapes alone


class Sender(TypedDict):
    """How far one feed of one sender reaches; ``sender`` is '' where nobody is known by name.

    ``months_expected``: month ends, empty where nothing is due monthly; ``name`` and ``region``: of a chamber.
    """

    feed: str
    sender: str
    name: str | None
    region: str | None
    provinces: tuple[str, ...]
    months_expected: tuple[datetime, ...]
    first_month: datetime | None
    last_month: datetime | None
    months_with_data: tuple[datetime, ...]
    files: tuple[str, ...]
    demonstration: bool


class LoadedFile(TypedDict):
    """A file of the release with the counts of its rows; ``feed`` is '' if it is of none.

    ``problem``: why it was rejected whole, '' where it was loaded; ``sent_sha256``: of the file as it was sent.
    """

    file: str
    feed: str
    read: int
    accepted: int
    rejected: int
    duplicate: int
    demonstration: bool
    problem: Bilingual
    sha256: str
    sent_sha256: str


class Remark(TypedDict):
    """What was found in the rows of a feed: ``what`` is rejected, warning or corrected; ``kind`` a rule or warning.

    ``cells``: how often; ``said`` and ``fix``: an example of the sentence ('' where it would quote a key) and of what
    to do about it.
    """

    what: str
    feed: str
    kind: str
    column_title: str
    cells: int
    said: Bilingual
    fix: Bilingual


class RejectedCell(TypedDict):
    """A rule that a row breaks; ``value`` is a shape: the release holds no other. ``row``: None outside the house."""

    feed: str
    file: str
    sheet: str
    row: int | None
    column_title: str | None
    value: str | None
    rule: str
    message: Bilingual
    fix: Bilingual


@cached
def senders(release: Release) -> tuple[Sender, ...]:
    """How far each feed and sender reaches, senders in the order of their regions."""
    return query(
        Sender,
        release,
        "SELECT f.feed, f.sender, f.name, f.region, f.provinces, f.months_expected, f.first_month, f.last_month, "
        "f.months_with_data, f.files, f.demonstration "
        "FROM feed_freshness f LEFT JOIN dim_territory t ON t.territory = f.region "
        "ORDER BY f.feed, t.istat_code, f.name, f.sender",
    )


@cached
def files(release: Release) -> tuple[LoadedFile, ...]:
    """Every file of the release, by feed and name."""
    return query(
        LoadedFile,
        release,
        "SELECT file, feed, read, accepted, rejected, duplicate, demonstration, problem_it, problem_en, sha256, "
        "sent_sha256 FROM load_file ORDER BY feed, file",
    )


@cached
def remarks(release: Release) -> tuple[Remark, ...]:
    """What was found in the rows of each feed: broken rules, warnings, corrections; most often first."""
    return query(
        Remark,
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
        """,  # noqa: S608  columns named here; no value
    )


def rejected_cells(
    release: Release, feed: str, names: tuple[str, ...] | None, internal: bool
) -> tuple[RejectedCell, ...]:  # fmt: skip
    """The rejected cells of a feed ('' for all) in some files (None for all), at most MOST_REJECTED.

    Rows are numbered, and keys quoted, for the role ``internal`` alone. The answer is large and made for a download: it
    is not cached.
    """
    texts = ", ".join(f"{_open(name, '$3')} AS {name}" for name in ("message_it", "message_en"))
    return query(
        RejectedCell,
        release,
        "SELECT feed, file, sheet, CASE WHEN $3 THEN row END AS row, column_title, value, rule, "  # noqa: S608  as above
        f"{texts}, fix_it, fix_en "
        "FROM load_reject WHERE ($1 = '' OR feed = $1) AND ($2 IS NULL OR list_contains($2, file)) "
        f"ORDER BY feed, file, load_reject.sheet, load_reject.row, rule LIMIT {MOST_REJECTED}",
        feed, list(names) if names is not None else None, internal,
    )  # fmt: skip


def _open(message: str, internal: str) -> str:
    """SQL: a message; '' for who is outside where it quotes a key as it was sent, and the row of another record."""
    return f"CASE WHEN {internal} OR rule NOT IN ({QUOTING}) THEN {message} ELSE '' END"
