"""The commands build, check, sample and template: what each does, says and returns."""

import argparse
import errno
import json
import shlex
import sys
from pathlib import Path

import duckdb

from catalogue import load
from catalogue.correct import CorrectionError, corrections
from engine.release import CURRENT
from etl.build import NothingToPublishError, Outcome, build
from etl.check import check
from etl.cli import report
from etl.console import Progress, Voice, day_words
from etl.ingest.apply_corrections import StaleCorrectionError
from etl.ingest.demo_inbox import ensure_demonstration
from etl.ingest.inbox import is_demonstration
from etl.ingest.sources import ROOT, Sources
from etl.messages import messages
from etl.normalise.personal_data import masked
from etl.sample.generate import generate
from etl.storage.layout import BusyError, Store
from etl.workbooks.template import write_template

DONE, ERRORS_FOUND, WRONG_USAGE, NOT_PUBLISHED = 0, 1, 2, 3
DATA = ROOT / "data"
# What the database says when its disk is full or gone.
DISK_ERRORS = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException)


def run_build(options: argparse.Namespace) -> int:
    """Publish a release from the inbox; 3 when nothing could be published and the last release stays."""
    voice = Voice(options.lang)
    tell = Progress(voice, as_json=options.json)
    try:
        with Store(options.releases).locked():
            demo = None if options.no_demo else ensure_demonstration(DATA / "demo", tell)
            outcome = build(Sources(options.inbox, demo), options.releases, as_of=options.as_of, progress=tell)
    except BusyError:
        tell.close()
        voice.say("Un'altra costruzione è al lavoro su questa cartella: questa non ha toccato nulla.",
                  "Another build is at work on this folder: this one has touched nothing.", to=sys.stderr)  # fmt: skip
        return NOT_PUBLISHED
    except NothingToPublishError as problem:
        tell.close()
        report.tell_problems(voice, report.problems_of(problem.files))
        return _failed(voice, "Nulla da pubblicare: nessun file della cartella è stato accettato.",
                       "Nothing to publish: no file of the folder was accepted.")  # fmt: skip
    except StaleCorrectionError as stale:
        tell.close()
        report.tell_unmet(voice, stale.unmet)
        return _failed(voice, "Una correzione non vale più: nulla è stato pubblicato.",
                       "A correction no longer holds: nothing was published.")  # fmt: skip
    except CorrectionError as error:
        tell.close()
        return _failed(voice, f"Correzione non valida, catalogue/corrections/{error}.",
                       f"Correction not valid, catalogue/corrections/{error}.")  # fmt: skip
    except (OSError, *DISK_ERRORS) as error:
        tell.close()
        italian, english = disk_reason(error)
        return _failed(voice, f"Impossibile scrivere la release: {italian}.",
                       f"The release could not be written: {english}.")  # fmt: skip
    tell.close()
    if options.json:
        print(json.dumps(_as_json(outcome), default=str))
    else:
        _tell_build(voice, outcome, options)
    return DONE


def run_check(options: argparse.Namespace) -> int:
    """Validate files, alone and against each other; 1 when any row or file would be refused."""
    voice = Voice(options.lang)
    if options.rejects and is_read(options.rejects):
        voice.say("Le righe da correggere non vanno nella cartella d'arrivo né in quella delle release.",
                  "Rows to correct go neither into the inbox nor into the releases folder.", to=sys.stderr)  # fmt: skip
        return WRONG_USAGE
    try:
        if options.rejects:
            options.rejects.mkdir(parents=True, exist_ok=True)
        verdicts = check(options.files, options.rejects)
    except CorrectionError as error:
        voice.say(f"Correzione non valida, catalogue/corrections/{error}.",
                  f"Correction not valid, catalogue/corrections/{error}.", to=sys.stderr)  # fmt: skip
        return WRONG_USAGE
    except OSError as error:
        italian, english = disk_reason(error)
        voice.say(f"Impossibile scrivere le righe da correggere: {italian}.",
                  f"The rows to correct could not be written: {english}.", to=sys.stderr)  # fmt: skip
        return WRONG_USAGE
    for verdict in verdicts:
        file = verdict.file
        report.tell_problems(voice, report.problems_of([file]))
        report.tell_remarks(voice, [file], most=None)
        report.tell_unmet(voice, file.unmet)
        report.tell_corrections(voice, verdict.applied, most=None)
        report.tell_rejects(voice, file.name, verdict.rejects)
        report.tell_duplicates(voice, file.name, verdict.duplicates)
        report.tell_warnings(voice, verdict.warnings, most=None)
        if file.problem is None and file.feed and not file.unmet:
            counts = vars(verdict)
            voice.say(f"{file.name}: {file.feed.name_it}: {report.counted(counts, 'it')}.",
                      f"{file.name}: {file.feed.name_en}: {report.counted(counts, 'en')}.")  # fmt: skip
        for path in verdict.corrections:
            voice.say(f"· {file.name}: righe da correggere, per il solo mittente: {path}",
                      f"· {file.name}: rows to correct, for the sender alone: {path}")  # fmt: skip
    return DONE if all(verdict.clean for verdict in verdicts) else ERRORS_FOUND


def is_read(folder: Path) -> bool:
    """Whether a folder is the inbox or lies in it, or in a releases folder: what lies there is loaded, or kept."""
    above = [folder.resolve(), *folder.resolve().parents]
    return (DATA / "inbox").resolve() in above or any((path / CURRENT).is_file() for path in above)


def run_sample(options: argparse.Namespace) -> int:
    """Write a demonstration inbox."""
    voice = Voice("both")
    tell = Progress(voice, ("sample",))
    try:
        made = generate(options.out, rows=options.rows, seed=options.seed, until=options.until, progress=tell)
    except ValueError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    tell.close()
    voice.say(
        f"{options.out}: dati dimostrativi: file {made.files}, attività {made.activities}, "
        f"valutazioni {made.assessments}, cooperative {made.cooperatives}",
        f"{options.out}: demonstration data: files {made.files}, activities {made.activities}, "
        f"assessments {made.assessments}, cooperatives {made.cooperatives}",
    )
    return DONE


def _tell_build(voice: Voice, outcome: Outcome, options: argparse.Namespace) -> None:
    """Refused files, remarks, refused rows, warnings, the table; at the end the release and how far its data go."""
    counts, found = outcome.summary.counts, outcome.summary
    report.tell_problems(voice, [(str(r["file"]), str(r["problem_it"]), str(r["problem_en"]))
                                 for r in counts if r["problem_it"]])  # fmt: skip
    report.tell_remarks(voice, [file for file in outcome.files if not is_demonstration(file.name)])
    told = [file for file in outcome.files if masked(str(file.sent.path)) == str(file.sent.path)]
    report.tell_refused(voice, counts, found.rejects, {file.name: _check_command(file.sent.path) for file in told})
    refused = [row for row in counts if row["rejected"] and not is_demonstration(str(row["file"]))]
    report.tell_more_refused(voice, len(refused) - len(found.rejects))
    report.tell_corrections(voice, found.corrections)
    applied = {row["correction"] for row in found.corrections}
    report.tell_idle(voice, [one.name for one in corrections() if one.name not in applied])
    report.tell_warnings(voice, [row for row in found.warnings if not is_demonstration(str(row["file"]))])
    report.tell_repeats(voice, [row for row in found.repeats if not is_demonstration(str(row["file"]))])
    report.tell_counts(voice, counts)
    report.tell_matching(voice, found.matching)
    for italian, english in [_aside(outcome, options.no_demo)] if options.no_demo or outcome.aside else []:
        voice.say(italian, english)
    states = ("pubblicata", "published") if outcome.new else ("già pubblicata", "already published")
    voice.say(f"release {outcome.release}: {states[0]}, dati fino al {day_words(found.as_of, 'it')}; "
              f"file letti: {outcome.parsed}",
              f"release {outcome.release}: {states[1]}, data up to {day_words(found.as_of, 'en')}; "
              f"files read: {outcome.parsed}")  # fmt: skip


def _aside(outcome: Outcome, no_demo: bool) -> tuple[str, str]:
    """Why there is no demonstration in the release."""
    if no_demo:
        return ("La dimostrazione non entra in questa release: è esclusa da --no-demo.",
                "The demonstration is not part of this release: --no-demo leaves it out.")  # fmt: skip
    names = ", ".join(outcome.aside[:3]) + (f", … (+{len(outcome.aside) - 3})" if len(outcome.aside) > 3 else "")
    return (f"La dimostrazione non entra in questa release: la cartella contiene dati del programma ({names}).",
            f"The demonstration is not part of this release: the folder holds programme data ({names}).")  # fmt: skip


def _check_command(path: Path) -> str:
    """The command that tells every refused row of a file, ready to be copied."""
    near = path.resolve()
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


def disk_reason(error: Exception) -> tuple[str, str]:
    """Why the disk refuses, in our own words; what the system says stands in the English sentence alone."""
    known, code = messages()["disk"], getattr(error, "errno", None)
    entry = known.get(errno.errorcode.get(code or 0, ""))
    if entry:
        return entry["it"], entry["en"]
    said = getattr(error, "strerror", None) or str(error).splitlines()[0]
    return known["other"]["it"], f"{known['other']['en']} ({said})"


def _failed(voice: Voice, italian: str, english: str) -> int:
    voice.say(f"{italian} L'ultima release resta in servizio.",
              f"{english} The last release stays in service.", to=sys.stderr)  # fmt: skip
    return NOT_PUBLISHED


def run_template(options: argparse.Namespace) -> int:
    """Write a feed's template."""
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_template(load().feeds[options.feed], options.out)
    print(options.out)
    return DONE
