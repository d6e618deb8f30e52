"""Generates docs/data-dictionary.md: columns of each feed, code lists, tables and views of a release."""

import re

import md

from catalogue import CATALOGUE_DIR, Catalogue
from catalogue.model import CodeList, Feed, Field
from etl.publish.write_release import TABLES, VIEWS

MODELS = CATALOGUE_DIR.parent / "etl" / "models"
NOT_MODELS = {
    "build_parameters": "one row: as-of date, window of the agreement, smallest number of units shown, score accepted, "
    "hash of how statuses are judged",
    "agreement": "one row: title, parties, sources, and the thresholds by which figures were judged, projected, "
    "compared and kept back; pages show these, not those of the catalogue",
    "code_name": "one row per entry of a code list that figures carry, with its names and its place in the list; "
    "`part`: the Elenco of a technology",
    "code_level_bounds": "one row per level of digital maturity: its rank and the scores that it takes, the upper one "
    "excluded",
    "kpi": "one row per measure of the catalogue, with the hash of its definition and of the code that makes it",
    "kpi_rule": "one row per measure: what stands behind its figures (`units`), from when there are any (`since`), its "
    "figure of Excelsior's annexes, whether single provinces have figures, whether contributions leave again",
    "kpi_breakdown": "one row per measure and breakdown, `total` included, with the column of a contribution that "
    "gives its category (`source`; `cooperative`: the register does; `own`: `own_category` of rows of that breakdown "
    "alone)",
    "contribution": "one row per measure and record or published figure that counts in it: the months at whose ends it "
    "does (from `enters` to before `leaves`), what it adds (`num`, `den`; `figure_num`, `figure_den` of published "
    "figures), its role, place, categories, and file, hash, sheet and row of its source. Of rows alike in `once` one "
    "counts. `units`: how many stand behind it; NULL where distinct ones are counted",
    "cell_opening": "one row per measure, month, place and categories of events that make a cell a figure from then "
    "on, at zero",
    "catalogue_row": "one row per entry of the code lists that figures count or divide by, with its file and line",
    "kpi_published": "the keys of kpi_value, after disclosure control: what pages, exports and briefings read. A "
    "suppressed cell keeps its key and its sign `*`; `precision` is exact, rounded, or empty where nothing is "
    "published; `decimals` it is published with, NULL for those of its unit",
    "kpi_progress": "one row per measure, territory and month: value beside plan, paces, projection, status",
    "kpi_projection": "one row per measure, territory, as-of month and month ahead: the band",
    "load_file": "one row per file: rows read, accepted, rejected, duplicate, or why it was refused whole",
    "load_reject": "one row per broken rule of a rejected row; values only as shapes",
    "load_duplicate": "one row per duplicate row, with the row that it repeats, or that supersedes it (`reason`)",
    "load_warning": "one row per warning on an accepted row: its place and the sentence; a value only if it was read "
    "as a place or a code, with what it was taken for",
    "load_correction": "one row per cell that a correction of the catalogue changed: before, after, reason, who, when",
}
LIMITS = {"minimum": "at least {}", "maximum": "at most {}", "maxLength": "at most {} characters"}
DERIVED = "held by another list"
FEEDS = """
A file may be CSV, XLSX or XML where the feed says so; XML is recognised by its root element. A table's feed is
recognised from the header: a column is found by its title, its field name or one of its aliases, whatever the case,
accents and punctuation. Dates are read as 31/12/2019, 2019-12-31 or a spreadsheet's own dates. The separator, the
encoding and the decimal sign of a CSV are detected and reported.
"""
LISTS = """
Closed lists in `catalogue/codes/`. A value that no spelling of the list matches rejects its row, and the closest entry
is suggested. Spellings count codes, names and aliases.
"""
RELEASE = """
In `warehouse.duckdb` of every release. `kpi_published` is what pages and exports read; `kpi_value` is its state before
disclosure control and stays inside.
"""

CONTRIBUTIONS = """
A measure is written once, in its file of `catalogue/kpis/`. Its rules are compiled into `contribution`, from which
`kpi_value` is summed and by which a figure is traced. Being a view, it takes no room however many records there are.
"""
VOCABULARY = """
The events of `catalogue/events.yaml` and the names that the rules of a measure may use of each. Every event also has
the month from which it counts, its day, its place and its source.
"""


def text(catalogue: Catalogue) -> str:
    """The whole page."""
    parts = [
        md.NOTICE,
        "# Data dictionary",
        "## Feeds",
        FEEDS.strip(),
        *[_feed(feed) for feed in catalogue.feeds.values()],
        "## Code lists",
        LISTS.strip(),
        _lists(catalogue),
        "## Tables of a release",
        RELEASE.strip(),
        md.table(["Table", "Grain"], [[f"`{name}`", _grain(name)] for name in TABLES]),
        "### Views over those tables",
        CONTRIBUTIONS.strip(),
        md.table(["View", "Grain"], [[f"`{name}`", _grain(name)] for name in VIEWS]),
        "## What measures can count",
        VOCABULARY.strip(),
        _vocabulary(catalogue),
    ]
    return "\n\n".join(parts) + "\n"


def _feed(feed: Feed) -> str:
    notes = [
        f"{feed.name_it}. From: {feed.sender}. Formats: {', '.join(feed.formats)}"
        + (f"; sheet *{feed.sheet}*" if feed.sheet else "")
        + f". Grain: {feed.grain_en}. Key: {md.code(feed.primary_key)}.",
        "It carries the agreement's own data: once one such file is in the inbox, the whole demonstration steps aside."
        if feed.programme
        else "It carries reference data: the demonstration stays beside it.",
        f"Empty, or one of {md.code(value for value in feed.missing_values if value)}, means missing."
        if any(feed.missing_values)
        else "An empty cell means missing.",
    ]
    rows = [
        [field.title, f"`{field.name}`", field.type, md.yes(field.required), _meaning(field), _example(field)]
        for field in feed.fields
    ]
    heads = ["Column", "Field", "Type", "Required", "Meaning", "Example"]
    return f"### `{feed.name}`: {feed.name_en}\n\n" + " ".join(notes) + "\n\n" + md.table(heads, rows)


def _meaning(field: Field) -> str:
    limits = field.constraints
    more = [LIMITS[key].format(value) for key, value in limits.items() if key in LIMITS]
    allowed = limits.get("enum")
    if isinstance(allowed, list):
        more.append("one of: " + ", ".join(str(value) for value in allowed))
    if "pattern" in limits:
        more.append(f"form `{limits['pattern']}`")
    if field.code_list:
        more.append(f"list `{field.code_list}`")
    if field.check:
        more.append("check digit verified; a person's code is refused")
    if field.personal:
        more.append("personal: read and never stored")
    if field.unit_field:
        more.append(f"a percentage (31.6%) where `{field.unit_field}` says so")
    if field.folded:
        more.append("made by the reader from the file's own dimensions")
    if field.aliases:
        more.append("also titled: " + ", ".join(field.aliases))
    return field.description + "".join(f"; {item}" for item in more)


def _example(field: Field) -> str:
    return f"`{field.example}`" if field.example else ""


def _lists(catalogue: Catalogue) -> str:
    rows = [
        [f"`{name}`", len(entries.rows), len({text for text, _ in entries.spellings}), _source(entries)]
        for name, entries in sorted(catalogue.code_lists.items())
    ]
    return md.table(["List", "Entries", "Spellings", "Columns"], rows)


def _vocabulary(catalogue: Catalogue) -> str:
    rows = [
        [f"`{one.name}`", one.about, *map(md.code, (one.units, one.flags, one.amounts, one.codes, one.until))]
        for one in catalogue.events.values()
    ]
    return md.table(["Event", "Meaning", "Units", "Flags", "Amounts", "Codes", "Counts until"], rows)


def _source(entries: CodeList) -> str:
    path = CATALOGUE_DIR / "codes" / f"{entries.name}.csv"
    return ", ".join(entries.columns) + ("" if path.exists() else f" ({DERIVED})")


def _grain(name: str) -> str:
    """The grain from the first comment of a model, or from NOT_MODELS for a table that no model makes."""
    if name in NOT_MODELS:
        return NOT_MODELS[name]
    model = next(MODELS.rglob(f"{name}.sql"))
    comment = re.match(r"(?:--.*\n)+", model.read_text(encoding="utf-8"))
    words = re.sub(r"\s*--\s*", " ", comment[0] if comment else "").strip()
    return words.removeprefix("Grain: ").removesuffix(".")
