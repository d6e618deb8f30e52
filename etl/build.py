"""The build, top to bottom: list the files, read the new ones, bring rows together, run the models, publish."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from catalogue import Catalogue, load
from catalogue.correct import Correction, corrections, digest
from engine import connect
from engine.integrity import file_faults
from engine.release import Release, all_releases, current_release, read_only
from etl.ingest.apply_corrections import StaleCorrectionError
from etl.ingest.archives import corrections_for, unpack
from etl.ingest.copies import own_copies
from etl.ingest.file_states import Final, Probed, Refused, Sent, Stale, Validated
from etl.ingest.inbox import is_demonstration
from etl.ingest.sources import Sources
from etl.ingest.stage import ReportProgress, is_staged, stage
from etl.load.feeds import load_code_lists, load_feeds
from etl.load.parameters import last_month_with_data, load_parameters, month_end
from etl.load.row_warnings import load_warnings, warn_of_disagreements
from etl.load.summary import Summary, summary_of
from etl.publish.identity import identity_of, manifest_of
from etl.publish.write_release import make_current, write_release
from etl.stopping import end_if_asked
from etl.storage.layout import Store
from etl.transform.plan_progress import store_progress
from etl.transform.run_models import make_figures


@dataclass
class NothingToPublishError(Exception):
    """Every file of the inbox was refused; the release served before stays."""

    files: Sequence[Refused]


class DemonstrationError(Exception):
    """The demonstration would take the place of a release of real data, and was not asked for by name."""


@dataclass(frozen=True)
class Outcome:
    """What a build did. ``new``: whether the release was not there before; else no file was opened.

    ``files``: those of a new release with their states. ``summary``: what became of their rows. ``originals``: the file
    of the inbox that each file of the release, by its name, was sent in.
    """

    release: str
    new: bool
    files: Sequence[Validated | Refused]
    originals: Mapping[str, Path]
    summary: Summary

    @property
    def parsed(self) -> int:
        """How many files were opened and read in this build."""
        return sum(isinstance(file, Validated) and file.parsed for file in self.files)

    @property
    def aside(self) -> list[str]:
        """The files whose programme data leave no place for the demonstration."""
        programme = {feed.name for feed in load().feeds.values() if feed.programme}
        sent = [str(row["file"]) for row in self.summary.counts if row["feed"] in programme]
        return [name for name in sent if not is_demonstration(name)]


def build(
    sources: Sources,
    releases: Path,
    *,
    as_of: date | None,
    progress: ReportProgress,
    catalogue: Catalogue | None = None,
) -> Outcome:
    """Publish a release of the sources and make it CURRENT; the same sources again cost no work.

    ``as_of`` cuts every figure at the end of its month; without it the last month that the data reach is taken.
    ``catalogue``: another one than the product's.
    Raises NothingToPublishError when nothing was accepted, BusyError while another build is at work on the same
    folder, CorrectionError and StaleCorrectionError where a correction breaks its shape or no longer fits its source,
    UnlistedFolderError where the inbox cannot be listed, DemonstrationError where generated data would replace real
    ones unasked, StoppedError where the command is told to end, and OSError as the disk gives it.
    """
    job = _Job(sources, Store(releases), catalogue or load(), corrections(sources.shipped.corrections), as_of, progress)
    with job.store.locked():
        job.store.prepare()
        try:
            return _built(job)
        finally:
            job.store.clear()


def _built(job: "_Job") -> Outcome:
    """The release of the sources as they are listed; where one of them changed meanwhile, of what was copied."""
    job.report("list", 0, 1)
    files, demo = job.sources.own_files(), job.sources.demonstration_files()
    if known := job.known(files, demo):
        return _served_again(job, known, files, demo)
    copied, made = job.copies(files, "sent"), job.copies(demo, "sent_demo")
    if job.identity(copied, made) != job.identity(files, demo) and (known := job.known(copied, made)):
        return _served_again(job, known, copied, made)
    return _published(job, _staged(job, copied, made), job.identity(copied, made))


def _served_again(
    job: "_Job", known: Release, files: Sequence[Sent | Refused], demo: Sequence[Sent | Refused]
) -> Outcome:
    """A release that is there already, put in service again; no file is opened."""
    if any(is_demonstration(file.file) for file in known.manifest.inputs):
        job.refuse_demonstration()
    make_current(job.store, known.id)
    sent = [file.sent if isinstance(file, Refused) else file for file in (*files, *demo)]
    with read_only(known) as connection:
        summary = summary_of(connection)
    return Outcome(known.id, False, (), {file.name: file.place for file in sent}, summary)


@dataclass(frozen=True)
class _Job:
    """What the steps of one build share."""

    sources: Sources
    store: Store
    catalogue: Catalogue
    corrections: tuple[Correction, ...]
    as_of: date | None
    progress: ReportProgress

    def report(self, step: str, done: int, total: int) -> None:
        """Tell how far the work is; between two steps the build ends where it was told to."""
        end_if_asked()
        self.progress(step, done, total)

    def identity(self, files: Sequence[Sent | Refused], demo: Sequence[Sent | Refused]) -> str:
        """What names the release of these files."""
        return identity_of([*files, *demo], self.catalogue, digest(self.corrections), self.as_of)

    def known(self, files: Sequence[Sent | Refused], demo: Sequence[Sent | Refused]) -> Release | None:
        """The release of these files, where there is a sound one; a damaged one is made anew."""
        end = f"-{self.identity(files, demo)[:12]}"
        found = (one for one in all_releases(self.store.releases) if one.id.endswith(end))
        return next((one for one in found if not file_faults(one.folder)), None)

    def copies(self, files: Sequence[Sent | Refused], folder: str) -> list[Sent | Refused]:
        """The files as the build itself keeps them; what happens to the inbox from now on changes nothing."""
        return own_copies(files, self.store, self.store.work / folder, self._is_read)

    def _is_read(self, file: Sent) -> bool:
        return is_staged(Probed(file, "", corrections_for(file.name, self.corrections)), self.store, self.catalogue)

    def stage(self, files: Sequence[Sent | Refused], folder: str) -> list[Final]:
        """Probe the files, read and check them, and keep their rows; archives are expanded into ``folder``."""
        probed = unpack(files, self.store.work / folder, self.corrections, self.store.releases)
        return stage(probed, self.store, self.catalogue, self.report)

    def refuse_demonstration(self) -> None:
        """Raise DemonstrationError where the release in service holds real data of the programme."""
        served = None if self.sources.demo_asked else current_release(self.store.releases)
        programme = {feed.name for feed in self.catalogue.feeds.values() if feed.programme}
        for file in served.manifest.inputs if served else ():
            if file.feed in programme and not file.demonstration and not is_demonstration(file.file):
                raise DemonstrationError


def _staged(job: _Job, files: Sequence[Sent | Refused], demo: Sequence[Sent | Refused]) -> list[Validated | Refused]:
    """Read what is new, and add the demonstration where no file of the programme takes its place."""
    found = job.stage(files, "unpacked")
    sent = [file for file in found if not job.sources.is_shipped(file.sent)]
    refused = [file for file in sent if isinstance(file, Refused)]
    if sent and len(refused) == len(sent):
        raise NothingToPublishError(refused)
    if demo and not any(file.feed and file.feed.programme for file in found):
        job.refuse_demonstration()
        found += job.stage(demo, "unpacked_demo")
    if unmet := [one for file in found if isinstance(file, Stale) for one in file.unmet]:
        raise StaleCorrectionError(unmet)
    return [file for file in found if not isinstance(file, Stale)]


def _published(job: _Job, files: Sequence[Validated | Refused], identity: str) -> Outcome:
    """Load, run the models, and write the release."""
    engine = connect(spill=job.store.work)
    try:
        job.report("load", 0, 1)
        day = _load(engine.connection, job, files)
        job.report("models", 0, 1)
        models = make_figures(engine, job.catalogue, job.store)
        warn_of_disagreements(engine.connection)
        job.report("progress", 0, 1)
        store_progress(engine.connection, job.catalogue.agreement)
        job.report("publish", 0, 1)
        release, found = f"{day.isoformat()}-{identity[:12]}", summary_of(engine.connection)
        manifest = manifest_of(release, day, identity, job.catalogue, found, models)
        end_if_asked()
        write_release(job.store, release, engine.connection, manifest)
    finally:
        engine.connection.close()
    originals = {file.sent.name: file.sent.place for file in files}
    return Outcome(release, True, files, originals, found)


def _load(connection: duckdb.DuckDBPyConnection, job: _Job, files: Sequence[Validated | Refused]) -> date:
    """Load the rows of all files and what the models need besides; returns the as-of date of the release."""
    catalogue, start = job.catalogue, job.catalogue.agreement.window_start
    load_feeds(connection, files, job.store, catalogue, job.sources.demonstration)
    load_code_lists(connection, catalogue.code_lists)
    day = month_end(job.as_of) if job.as_of else last_month_with_data(connection, start)
    load_parameters(connection, catalogue, day, cut=job.as_of is not None)
    load_warnings(connection, start, day)
    return day
