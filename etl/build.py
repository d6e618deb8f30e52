"""The build, top to bottom: list the files, read the new ones, bring rows together, run the models, publish."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import duckdb

from catalogue import Catalogue, load
from engine import connect
from etl.identity import identity_of, manifest_of
from etl.load import load_code_lists, load_feeds
from etl.parameters import last_month_with_data, load_parameters, month_end
from etl.progress import store_progress
from etl.publish import make_current, write_release
from etl.sources import Sources
from etl.stage import Inbound, stage
from etl.store import Store

MODELS = Path(__file__).resolve().parent / "models"
LAYERS = ("staging", "star", "marts")

Tell = Callable[[str, int, int], None]


@dataclass
class NothingToPublishError(Exception):
    """No file of the inbox could be taken; the release served before stays. ``files`` say why."""

    files: Sequence[Inbound]


@dataclass(frozen=True)
class Outcome:
    """What a build did: the release, whether it is new, and what became of each file."""

    release: str
    new: bool
    files: Sequence[Inbound] = field(default_factory=list)
    counts: Sequence[dict[str, object]] = field(default_factory=list)

    @property
    def parsed(self) -> int:
        """How many files were opened and read in this build."""
        return sum(file.parsed for file in self.files)


def build(sources: Sources, releases: Path, *, as_of: date | None, tell: Tell) -> Outcome:
    """Publish a release of the sources and make it CURRENT; the same sources again cost no work.

    ``as_of`` cuts every figure at the end of its month; without it the last month with data is taken.
    Raises NothingToPublishError when nothing was accepted, and OSError as the disk gives it.
    """
    catalogue = load()
    store = Store(releases)
    store.prepare()
    tell("list", 0, 1)
    files, demo = sources.own_files(), sources.demonstration_files()
    identity = identity_of([*files, *demo], catalogue, as_of)
    known = sorted(releases.glob(f"*-{identity[:12]}"))
    if known:
        make_current(store, known[0].name)
        return Outcome(known[0].name, new=False, files=files)
    stage(files, store, catalogue, tell)
    sent = [file for file in files if not sources.is_shipped(file)]
    if sent and all(file.problem for file in sent):
        raise NothingToPublishError(sent)
    if demo and not any(file.feed and file.feed.programme for file in files):
        stage(demo, store, catalogue, tell)
        files += demo
    engine = connect(store.work / "build.duckdb")
    try:
        tell("load", 0, 1)
        day = _load(engine.connection, files, store, catalogue, as_of, sources.demonstration)
        tell("models", 0, 1)
        models = engine.run_models(MODELS / layer for layer in LAYERS)
        tell("progress", 0, 1)
        store_progress(engine.connection, catalogue)
        tell("publish", 0, 1)
        release = f"{day.isoformat()}-{identity[:12]}"
        counts = _counts(engine.connection)
        write_release(store, release, engine.connection, manifest_of(release, day, identity, catalogue, counts, models))
    finally:
        engine.connection.close()
    store.prepare()
    return Outcome(release, new=True, files=files, counts=counts)


def _load(
    connection: duckdb.DuckDBPyConnection,
    files: Sequence[Inbound],
    store: Store,
    catalogue: Catalogue,
    as_of: date | None,
    demonstration: bool,
) -> date:
    """Bring all rows in and return the as-of date of the release."""
    load_feeds(connection, files, store, catalogue, demonstration)
    load_code_lists(connection, catalogue.code_lists)
    day = month_end(as_of) if as_of else last_month_with_data(connection, catalogue.agreement.window_start)
    load_parameters(connection, catalogue, day, cut=as_of is not None)
    return day


def _counts(connection: duckdb.DuckDBPyConnection) -> list[dict[str, object]]:
    columns = (
        "file",
        "sha256",
        "feed",
        "read",
        "accepted",
        "rejected",
        "duplicate",
        "problem_it",
        "problem_en",
        "remarks",
    )
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM load_file").fetchall()
    return [dict(zip(columns, row, strict=True)) for row in rows]
