"""The commands build, check, sample and template: what each does, prints and returns."""

import argparse
import errno
import json
import os
import shlex
import sys
from pathlib import Path

import duckdb

from catalogue import load
from catalogue.correct import CorrectionError, corrections
from engine.release import CURRENT
from etl.build import DemonstrationError, NothingToPublishError, Outcome, build
from etl.check import check
from etl.cli import report
from etl.cli.verify import what_is_served
from etl.console import Console, Progress
from etl.ingest.apply_corrections import StaleCorrectionError
from etl.ingest.demo_inbox import ensure_demonstration
from etl.ingest.file_states import Stale, Validated
from etl.ingest.inbox import UnlistedFolderError, is_demonstration, printable
from etl.ingest.sources import ROOT, Sources
from etl.load.parameters import as_of_bounds
from etl.messages import WrongUsageError
from etl.normalise.personal_data import masked
from etl.sample.generate import generate
from etl.storage.layout import BusyError, Store
from etl.workbooks.template import write_template
from output.exit_codes import ExitCode
from texts.message import Localised, Message, day, english_only, of
from texts.messages.load_messages import DISK, UNLISTED

DATA = ROOT / "data"
# What the database says when its disk is full or gone.
DISK_ERRORS = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException)


def run_build(options: argparse.Namespace) -> ExitCode:
    """Publish a release from the inbox; 3 when nothing could be published and the last release stays."""
    console = Console(options.lang)
    _require(options)
    progress = Progress(console, as_json=options.json)
    try:
        with Store(options.releases).locked():
            demo = None if options.no_demo else ensure_demonstration(DATA / "demo", progress)
            sources = Sources(options.inbox, demo, options.shipped, demo_asked=options.demo)
            outcome = build(sources, options.releases, as_of=options.as_of, progress=progress)
    except BusyError:
        progress.close()
        console.error(Message("Another build is at work on this folder: this one has touched nothing."))
        return ExitCode.NOT_PUBLISHED
    except NothingToPublishError as problem:
        progress.close()
        report.print_problems(console, report.problems_of(problem.files))
        return _failed(console, Message("Nothing to publish: no file of the folder was accepted."), options.releases)
    except UnlistedFolderError as unlisted:
        progress.close()
        return _failed(console, unlisted_message(unlisted), options.releases)
    except DemonstrationError:
        progress.close()
        return _failed(
            console,
            Message(
                "The folder holds no data of the programme, and the release in service does: the demonstration does "
                "not take its place. Check the folder; --no-demo publishes without a demonstration, --demo with it."
            ),
            options.releases,
        )
    except StaleCorrectionError as stale:
        progress.close()
        report.print_unmet(console, stale.unmet)
        return _failed(console, Message("A correction no longer holds: nothing was published."), options.releases)
    except CorrectionError as error:
        progress.close()
        return _failed(console, _not_valid(error), options.releases)
    except (OSError, *DISK_ERRORS) as error:
        progress.close()
        reason = Message("The release could not be written: {reason}.", reason=disk_reason(error))
        return _failed(console, reason, options.releases)
    progress.close()
    if options.json:
        print(json.dumps(_as_json(outcome), default=str))
    else:
        _print_build(console, outcome, options)
    return ExitCode.DONE


def _require(options: argparse.Namespace) -> None:
    """Raise WrongUsageError for an inbox that cannot be listed, a folder's name that is no text, a date far away."""
    try:
        os.fsencode(options.releases.absolute()).decode("utf-8")
    except UnicodeDecodeError as error:
        name = printable(str(options.releases))
        raise WrongUsageError(
            Message("The name of the releases folder ({folder}) is no UTF-8: the database cannot open it.", folder=name)
        ) from error
    try:
        with os.scandir(options.inbox):
            pass
    except OSError as error:
        raise WrongUsageError(unlisted_message(UnlistedFolderError(options.inbox, "", error))) from error
    first, last = as_of_bounds(load().agreement)
    if options.as_of and not first <= options.as_of <= last:
        raise WrongUsageError(
            Message(
                "--as-of {day} lies more than ten years outside the agreement: it may be from {first} to {last}.",
                day=options.as_of.isoformat(),
                first=first.isoformat(),
                last=last.isoformat(),
            )
        )


def run_check(options: argparse.Namespace) -> ExitCode:
    """Validate files, alone and against each other; 1 when any row or file would be refused. Raises WrongUsageError."""
    console = Console(options.lang)
    if options.rejects and is_read(options.rejects):
        raise WrongUsageError(Message("Rows to correct go neither into the inbox nor into the releases folder."))
    try:
        if options.rejects:
            options.rejects.mkdir(parents=True, exist_ok=True)
        verdicts = check(options.files, options.rejects, shipped=options.shipped, log=DATA / "releases")
    except CorrectionError as error:
        raise WrongUsageError(_not_valid(error)) from error
    except (OSError, *DISK_ERRORS) as error:
        reason = disk_reason(error)
        raise WrongUsageError(Message("The rows to correct could not be written: {reason}.", reason=reason)) from error
    for verdict in verdicts:
        file, name = verdict.file, verdict.file.sent.name
        report.print_problems(console, report.problems_of([file]))
        report.print_remarks(console, [file], most=None)
        report.print_unmet(console, file.unmet if isinstance(file, Stale) else ())
        report.print_corrections(console, verdict.applied, most=None)
        report.print_rejects(console, name, verdict.rejects)
        report.print_duplicates(console, name, verdict.duplicates)
        report.print_warnings(console, verdict.warnings, most=None)
        if isinstance(file, Validated):
            values = {"file": name, "feed": of(file.feed, "name"), "counts": report.counted(vars(verdict))}
            console.print(Message("{file}: {feed}: {counts}.", **values))
        for path in verdict.corrections:
            console.print(Message("· {file}: rows to correct, for the sender alone: {path}", file=name, path=path))
    return ExitCode.DONE if all(verdict.clean for verdict in verdicts) else ExitCode.ERRORS_FOUND


def is_read(folder: Path) -> bool:
    """Whether a folder is in the inbox or in a releases folder: no report or workbook may be written there."""
    above = [folder.resolve(), *folder.resolve().parents]
    return (DATA / "inbox").resolve() in above or any((path / CURRENT).is_file() for path in above)


def run_sample(options: argparse.Namespace) -> ExitCode:
    """Write a demonstration inbox."""
    console = Console("both")
    progress = Progress(console, ("sample",))
    try:
        made = generate(options.out, rows=options.rows, seed=options.seed, until=options.until, progress=progress)
    except ValueError as error:
        print(error, file=sys.stderr)
        return ExitCode.WRONG_USAGE
    progress.close()
    console.print(
        Message("{folder}: demonstration data: files {files}, activities {activities}, assessments {assessments}, "
                "cooperatives {cooperatives}", folder=options.out, **vars(made))
    )  # fmt: skip
    return ExitCode.DONE


def _print_build(console: Console, outcome: Outcome, options: argparse.Namespace) -> None:
    """Refused files, remarks, rejected rows, warnings, the table; at the end the release and how far its data go."""
    counts, found = outcome.summary.counts, outcome.summary
    report.print_problems(console, [(str(row["file"]), of(row, "problem")) for row in counts if row["problem_it"]])
    report.print_remarks(console, [file for file in outcome.files if not is_demonstration(file.sent.name)])
    shown = {name: str(path) for name, path in outcome.originals.items()}
    paths = {name: outcome.originals[name] for name, text in shown.items() if masked(printable(text)) == text}
    commands = {name: _check_command(path) for name, path in paths.items()}
    report.print_rejected(console, counts, found.rejects, commands)
    rejected = [row for row in counts if row["rejected"] and not is_demonstration(str(row["file"]))]
    report.print_more_rejected(console, len(rejected) - len(found.rejects))
    report.print_corrections(console, found.corrections)
    applied = {row["correction"] for row in found.corrections}
    report.print_idle(
        console, [one.name for one in corrections(options.shipped.corrections) if one.name not in applied]
    )
    report.print_warnings(console, [row for row in found.warnings if not is_demonstration(str(row["file"]))])
    report.print_repeats(console, [row for row in found.repeats if not is_demonstration(str(row["file"]))])
    report.print_counts(console, counts)
    report.print_matching(console, found.matching)
    if options.no_demo or outcome.aside:
        console.print(_aside(outcome, options.no_demo))
    values = {"release": outcome.release, "day": day(found.as_of), "files": outcome.parsed}
    console.print(
        Message("release {release}: published, data up to {day}; files read: {files}", **values)
        if outcome.new
        else Message("release {release}: already published, data up to {day}; files read: {files}", **values)
    )


def _aside(outcome: Outcome, no_demo: bool) -> Message:
    """Why there is no demonstration in the release."""
    if no_demo:
        return Message("The demonstration is not part of this release: --no-demo leaves it out.")
    names = ", ".join(outcome.aside[:3]) + (f", … (+{len(outcome.aside) - 3})" if len(outcome.aside) > 3 else "")
    return Message(
        "The demonstration is not part of this release: the folder holds programme data ({names}).", names=names
    )


def _check_command(path: Path) -> str:
    """The command that prints every rejected row of a file, ready to be copied."""
    near = Path(os.path.realpath(path))  # Path.resolve raises where links lead in a circle
    shown = near.relative_to(Path.cwd()) if near.is_relative_to(Path.cwd()) else path
    return f"python -m etl check {shlex.quote(str(shown))}"


def _as_json(outcome: Outcome) -> dict[str, object]:
    found = outcome.summary
    return {
        "release": outcome.release,
        "new": outcome.new,
        "as_of": found.as_of,
        "parsed": outcome.parsed,
        "files": list(found.counts),
        "rejects": found.rejects,
        "warnings": list(found.warnings),
        "repeats": list(found.repeats),
        "matching": list(found.matching),
        "corrections": list(found.corrections),
        "instead_of_demonstration": outcome.aside,
    }


def unlisted_message(unlisted: UnlistedFolderError) -> Message:
    """Which folder cannot be listed and why; what is sent in it would vanish from the release without a word."""
    error = unlisted.error
    known = UNLISTED.get(errno.errorcode.get(error.errno or 0, ""))
    other = Message("{reason}{system}", reason=Message(UNLISTED["other"]), system=english_only(f" ({error.strerror})"))
    reason = Message(known) if known else other
    folder = unlisted.name or masked(printable(str(unlisted.folder)))
    return Message("The folder {folder} cannot be listed: {reason}. Nothing was read.", folder=folder, reason=reason)


def disk_reason(error: Exception) -> Localised:
    """Why the disk refuses, as a message; the operating system's own text is added in English only."""
    code = getattr(error, "errno", None)
    known = DISK.get(errno.errorcode.get(code or 0, ""))
    if known:
        return Message(known)
    system = getattr(error, "strerror", None) or str(error).splitlines()[0]
    return Message("{reason}{system}", reason=Message(DISK["other"]), system=english_only(f" ({system})"))


def _not_valid(error: CorrectionError) -> Message:
    return Message("Correction not valid, catalogue/corrections/{error}.", error=error)


def _failed(console: Console, reason: Message, releases: Path) -> ExitCode:
    console.error(Message("{reason} {served}", reason=reason, served=what_is_served(releases)))
    return ExitCode.NOT_PUBLISHED


def run_template(options: argparse.Namespace) -> ExitCode:
    """Write a feed's template."""
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_template(load().feeds[options.feed], options.out)
    print(options.out)
    return ExitCode.DONE
