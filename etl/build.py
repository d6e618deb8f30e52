"""The build, top to bottom: list the files, read the new ones, bring rows together, run the models, publish."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from catalogue import Catalogue, load
from catalogue.correct import corrections, digest
from engine import connect
from engine.release import all_releases, read_only
from etl.ingest.apply_corrections import StaleCorrectionError
from etl.ingest.archives import unpacked
from etl.ingest.inbox import Inbound, is_demonstration
from etl.ingest.sources import Sources
from etl.ingest.stage import ReportProgress, stage
from etl.load.feeds import load_code_lists, load_feeds
from etl.load.parameters import last_month_with_data, load_parameters, month_end
from etl.load.row_warnings import load_warnings, warn_of_disagreements
from etl.load.summary import Summary, summary_of
from etl.publish.identity import identity_of, manifest_of
from etl.publish.write_release import make_current, write_release
from etl.storage.layout import Store
from etl.transform.plan_progress import store_progress
from etl.transform.run_models import make_figures


@dataclass
class NothingToPublishError(Exception):
    """No file of the inbox could be taken; the release served before stays. ``files`` say why."""

    files: Sequence[Inbound]


@dataclass(frozen=True)
class Outcome:
    """What a build did: the release, whether it is new, the files it looked at, and what became of their rows."""

    release: str
    new: bool
    files: Sequence[Inbound]
    summary: Summary

    @property
    def parsed(self) -> int:
        """How many files were opened and read in this build."""
        return sum(file.parsed for file in self.files)

    @property
    def aside(self) -> list[str]:
        """The files whose programme data leave no place for the demonstration."""
        programme = {feed.name for feed in load().feeds.values() if feed.programme}
        sent = [str(row["file"]) for row in self.summary.counts if row["feed"] in programme]
        return [name for name in sent if not is_demonstration(name)]


def build(sources: Sources, releases: Path, *, as_of: date | None, progress: ReportProgress) -> Outcome:
    """Publish a release of the sources and make it CURRENT; the same sources again cost no work.

    ``as_of`` cuts every figure at the end of its month; without it the last month that the data reach is taken.
    Raises NothingToPublishError when nothing was accepted, BusyError while another build is at work on the same
    folder, CorrectionError and StaleCorrectionError where a correction breaks its shape or no longer fits its source,
    and OSError as the disk gives it.
    """
    store, corrected = Store(releases), digest(corrections())
    with store.locked():
        store.prepare()
        progress("list", 0, 1)
        catalogue, files, demo = load(), sources.own_files(), sources.demonstration_files()
        identity = identity_of([*files, *demo], catalogue, corrected, as_of)
        known = next((one for one in all_releases(releases) if one.id.endswith(f"-{identity[:12]}")), None)
        if known:
            make_current(store, known.id)
            with read_only(known) as connection:
                return Outcome(known.id, False, files, summary_of(connection))
        files = _staged(sources, unpacked(files, store.work / "unpacked"), demo, store, progress)
        unmet = [one for file in files for one in file.unmet]
        if unmet:
            raise StaleCorrectionError(unmet)
        outcome = _published(sources, files, store, identity, as_of, progress)
        store.prepare()
        return outcome


def _staged(
    sources: Sources, files: list[Inbound], demo: list[Inbound], store: Store, progress: ReportProgress
) -> list[Inbound]:
    """Read what is new, and add the demonstration where no file of the programme takes its place."""
    catalogue = load()
    stage(files, store, catalogue, progress)
    sent = [file for file in files if not sources.is_shipped(file)]
    if sent and all(file.problem for file in sent) and not any(file.unmet for file in sent):
        raise NothingToPublishError(sent)
    if demo and not any(file.feed and file.feed.programme for file in files):
        stage(demo, store, catalogue, progress)
        return files + demo
    return files


def _published(
    sources: Sources, files: list[Inbound], store: Store, identity: str, as_of: date | None, progress: ReportProgress
) -> Outcome:
    """Load, run the models, and write the release."""
    catalogue, engine = load(), connect(spill=store.work)
    try:
        progress("load", 0, 1)
        day = _load(engine.connection, files, store, catalogue, as_of, sources.demonstration)
        progress("models", 0, 1)
        models = make_figures(engine, catalogue, store)
        warn_of_disagreements(engine.connection)
        progress("progress", 0, 1)
        store_progress(engine.connection, catalogue)
        progress("publish", 0, 1)
        release, found = f"{day.isoformat()}-{identity[:12]}", summary_of(engine.connection)
        manifest = manifest_of(release, day, identity, catalogue, found, models)
        write_release(store, release, engine.connection, manifest)
    finally:
        engine.connection.close()
    return Outcome(release, True, files, found)


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
    load_warnings(connection, catalogue.agreement.window_start, day)
    return day
