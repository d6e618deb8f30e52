"""What an observation of public statistics is told from others by: its data set, territory, series, breakdown and time.

Many exports do not name their data set. Such a file is the data set that its name says; else the one with which it
agrees, in at least half of the values they share, or whose measure it calls alike; else one of its own, called by its
file.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pyarrow as pa

from catalogue import load
from catalogue.model import Feed
from engine.sql_text import Sql, fill, identifier, queries, read_sql

SQL = queries(__file__)
KEY = ("dataset", "territory", "series", "dimensions", "time")
CONTENT = ("value", "sign")  # what an observation says; labels, flags and spellings of its key may differ
ROWS = "observed"  # the view that ``identify`` makes
# The model that gives each fact its territory: a key and its fact have one and the same.
MODEL = Path(__file__).resolve().parents[1] / "models" / "staging" / "statistic_territory.sql"
LISTS = ("territories", "territory_aliases", "nuts_changes", "istat_indicator_dimensions")  # that this reads
# What publishers and browsers add to a data set's code in the name of a file: the extraction, a time stamp, a copy.
EXPORTS = "_(?:linear|tabular|page|spreadsheet|filtered)(?![a-z])"
ADDED = re.compile(rf"(?:__custom|\$| ?\(\d+\)|[_-]\d{{8,}}|{EXPORTS}).*$", re.IGNORECASE)
FULL_NAME = re.compile(r"\b(IT1|ESTAT)[,:]([A-Z0-9_]+)")  # as ISTAT's portal names its files: (IT1,22_289_DF_X,1.0)


@dataclass(frozen=True)
class Shared:
    """What two sources have in common: how many values are the same, how many not, and whether measures are alike."""

    same: int
    different: int
    alike: bool

    @property
    def is_one_data_set(self) -> bool:
        """A later edition revises some of its values; another data set has hardly one in common."""
        return self.alike or (self.same > 0 and self.same >= self.different)


def identify(connection: duckdb.DuckDBPyConnection, feed: Feed) -> None:
    """Create the view ``observed``: the rows of ``latest_revision`` with their data set, and their ``territory``."""
    lists = load().code_lists
    for name in LISTS:
        texts = {title: [row[i] for row in lists[name].rows] for i, title in enumerate(lists[name].columns)}
        connection.register(f"code_{name}", pa.table({key: pa.array(v, pa.string()) for key, v in texts.items()}))
    connection.execute(fill(SQL["territories"], model=Sql(read_sql(MODEL))))
    connection.execute(SQL["measure_dimensions"])
    for name in LISTS:
        connection.unregister(f"code_{name}")
    connection.execute(SQL["placed"])
    unnamed = Sql(SQL["unnamed"])
    files = connection.execute(fill(SQL["unnamed_files"], unnamed=unnamed)).fetchall()
    named = {str(name) for (name,) in connection.execute(fill(SQL["data_sets"], unnamed=unnamed)).fetchall()}
    alike = Sql(SQL["alike"] if _has_measures(feed) else "false")
    shared = connection.execute(fill(SQL["shared"], unnamed=unnamed, alike=alike)).fetchall() if files else []
    names = _names([(str(file), str(agency)) for file, agency in files], named, shared)
    rows = {"file": [file for file, _ in names], "agency": [agency for _, agency in names],
            "data_set": list(names.values())}  # fmt: skip
    connection.register("name_rows", pa.table({title: pa.array(v, pa.string()) for title, v in rows.items()}))
    connection.execute(SQL["names"])
    connection.unregister("name_rows")
    connection.execute(SQL["observed"])


def key_in_words(feed: Feed) -> Sql:
    """SQL: the whole key of a row, every dimension by its name."""
    series = Sql(SQL["series_in_words"]) if _has_measures(feed) else identifier("series")
    return fill(SQL["key_in_words"], series=series)


def _has_measures(feed: Feed) -> bool:
    return "series_dimension" in {field.name for field in feed.fields}


def name_of_file(file: str, agency: str) -> str:
    """The data set that a file's name says, with its agency: ``ESTAT:NAMA_10_GDP`` for ``estat_nama_10_gdp.tsv``."""
    stem = file.rpartition("/")[2]
    if (full := FULL_NAME.search(stem)) and agency in ("", f"{full[1]}:"):
        return f"{full[1]}:{full[2]}"
    while re.search(r"\.(csv|tsv|txt|xlsx?|xlsb|ods|gz)$", stem, re.IGNORECASE):
        stem = stem.rpartition(".")[0]
    short = ADDED.sub("", stem)
    code = re.sub(r"\W+", "_", short or stem).strip("_").upper()
    return f"{agency}{code.removeprefix('ESTAT_')}"


def _names(
    files: Sequence[tuple[str, str]], named: set[str], shared: Sequence[tuple[object, ...]]
) -> Mapping[tuple[str, str], str]:
    """The data set of each file, in their order, by file and agency."""
    found: dict[tuple[str, str], str] = {}
    known = set(named)
    for file, agency in files:
        own = name_of_file(file, agency)
        if own not in known:
            alike: dict[str, list[Shared]] = {}
            for of_file, of_agency, data_set, other, *counts in shared:
                if (of_file, of_agency) == (file, agency):
                    name = str(data_set) if data_set is not None else found[str(other), agency]
                    alike.setdefault(name, []).append(Shared(*counts))  # type: ignore[arg-type]
            fitting = {name: total for name, parts in alike.items() if (total := _sum(parts)).is_one_data_set}
            own = max(fitting, key=lambda name: (fitting[name].same, name), default=own)
        found[file, agency] = own
        known.add(own)
    return found


def _sum(parts: Sequence[Shared]) -> Shared:
    """What a file has in common with all files of one data set."""
    same, different = sum(part.same for part in parts), sum(part.different for part in parts)
    return Shared(same, different, all(part.alike for part in parts))
