"""The commands of the ETL: build, check, sample. `python -m etl --help` lists them."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

import duckdb

from etl.build import NothingToPublishError, Outcome, build
from etl.check import check
from etl.demonstration import ensure_demonstration
from etl.report import Progress, tell_counts, tell_files, tell_rejects
from etl.sample.generate import DEFAULT_ROWS, DEFAULT_SEED, DEFAULT_UNTIL, generate
from etl.sources import ROOT, Sources

DONE, ERRORS_FOUND, WRONG_USAGE, NOT_PUBLISHED = 0, 1, 2, 3
DATA = ROOT / "data"
# What the database says when its disk is full or gone.
DISK_ERRORS = (duckdb.IOException, duckdb.TransactionException, duckdb.FatalException)


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code."""
    options = _parser().parse_args(arguments)
    return int(options.run(options))


def run_build(options: argparse.Namespace) -> int:
    """Publish a release from the inbox; 3 when nothing could be published and the last release stays."""
    tell = Progress(as_json=options.json)
    try:
        demo = None if options.no_demo else ensure_demonstration(DATA / "demo", tell)
        outcome = build(Sources(options.inbox, demo), options.releases, as_of=options.as_of, tell=tell)
    except NothingToPublishError as problem:
        tell.close()
        tell_files(problem.files)
        return _failed("Nulla da pubblicare: nessun file della cartella è stato accettato.",
                       "Nothing to publish: no file of the folder was accepted.")  # fmt: skip
    except (OSError, *DISK_ERRORS) as error:
        tell.close()
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error).splitlines()[0]
        return _failed(f"Impossibile scrivere la release: {reason}.",
                       f"The release could not be written: {reason}.")  # fmt: skip
    tell.close()
    _tell_build(outcome, options.json)
    return DONE


def run_check(options: argparse.Namespace) -> int:
    """Validate files; 1 when any row or file would be refused."""
    verdicts = [check(path) for path in options.files]
    for verdict in verdicts:
        tell_files([verdict.file])
        tell_rejects(verdict.file.name, verdict.rejects)
        if verdict.file.problem is None and verdict.file.feed:
            good = verdict.read - verdict.rejected
            counts = f"{verdict.read:,} read, {good:,} valid, {verdict.rejected:,} rejected"
            print(f"{verdict.file.name}: {verdict.file.feed.name}, {counts}")
    return DONE if all(verdict.clean for verdict in verdicts) else ERRORS_FOUND


def run_sample(options: argparse.Namespace) -> int:
    """Write a demonstration inbox."""
    tell = Progress(("sample",))
    try:
        made = generate(options.out, rows=options.rows, seed=options.seed, until=options.until, tell=tell)
    except ValueError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    tell.close()
    print(f"{options.out}: {made.files} files, {made.activities:,} activities, {made.assessments:,} assessments, "
          f"{made.cooperatives:,} cooperatives: dati dimostrativi / demonstration data")  # fmt: skip
    return DONE


def _tell_build(outcome: Outcome, as_json: bool) -> None:
    if as_json:
        print(
            json.dumps(
                {
                    "release": outcome.release,
                    "new": outcome.new,
                    "parsed": outcome.parsed,
                    "files": list(outcome.counts),
                }
            )
        )
        return
    tell_files(outcome.files)
    if outcome.counts:
        tell_counts(outcome.counts)
    state = "pubblicata / published" if outcome.new else "già pubblicata / already published"
    print(f"release {outcome.release}: {state}; file letti / files read: {outcome.parsed}")


def _failed(italian: str, english: str) -> int:
    print(
        f"{italian} L'ultima release resta in servizio.\n{english} The last release stays in service.", file=sys.stderr
    )
    return NOT_PUBLISHED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    one = commands.add_parser("build", help="publish a release from the inbox")
    one.add_argument("--inbox", type=Path, default=DATA / "inbox", help="folder of the files to load")
    one.add_argument("--releases", type=Path, default=DATA / "releases", help="folder of the releases")
    one.add_argument("--as-of", type=date.fromisoformat, help="YYYY-MM-DD; default: the last month with data")
    one.add_argument("--no-demo", action="store_true", help="build from real data alone")
    one.add_argument("--json", action="store_true", help="tell the outcome as JSON")
    one.set_defaults(run=run_build)
    two = commands.add_parser("check", help="validate files without loading; exit 1 when rows would be rejected")
    two.add_argument("files", type=Path, nargs="+", metavar="FILE")
    two.set_defaults(run=run_check)
    three = commands.add_parser("sample", help="write a demonstration inbox in the true source formats")
    three.add_argument("--out", type=Path, required=True, help="folder to write into")
    three.add_argument("--rows", type=int, default=DEFAULT_ROWS, help="PID activities")
    three.add_argument("--seed", type=int, default=DEFAULT_SEED)
    three.add_argument("--until", type=date.fromisoformat, default=DEFAULT_UNTIL, help="last day of the activities")
    three.set_defaults(run=run_sample)
    return parser


if __name__ == "__main__":
    sys.exit(main())
