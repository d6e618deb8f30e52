"""The commands of the ETL, from build to trace. `python -m etl --help` lists them."""

from etl.stopping import hear_early

if __name__ == "__main__":
    hear_early()  # the imports below take a second

import argparse
import sys
from datetime import date
from pathlib import Path
from typing import NoReturn

from catalogue import load
from etl.cli.backtest import run_backtest
from etl.cli.commands import DATA, run_build, run_check, run_sample, run_template
from etl.cli.compare import run_compare
from etl.cli.disclosure import run_disclosure
from etl.cli.endings import ended_by
from etl.cli.review import run_review
from etl.cli.trace import run_trace
from etl.cli.verify import run_verify
from etl.console import LANGUAGES, Console
from etl.ingest.sources import SHIPPED, Shipped
from etl.sample.generate import DEFAULT_ROWS, DEFAULT_SEED, DEFAULT_UNTIL
from etl.stopping import deaf, stoppable, too_late
from etl.trace.figure_lookup import BREAKDOWNS
from output.console_letters import tolerate
from output.exit_codes import ExitCode


def main(arguments: list[str] | None = None, *, shipped: Shipped = SHIPPED) -> ExitCode:
    """Run one command and return its exit code. ``shipped``: what the product itself brings to a release."""
    options = argparse.Namespace(shipped=shipped)
    with stoppable() as stop:
        try:
            tolerate()
            _parser().parse_args(arguments, options)
            code: ExitCode = options.run(options)
            too_late()
            return code
        except (Exception, KeyboardInterrupt) as error:
            code, message = ended_by(error, stop, Path(getattr(options, "releases", DATA / "releases")))
    Console(getattr(options, "lang", "both")).error(message)
    return code


def run(arguments: list[str] | None = None, *, shipped: Shipped = SHIPPED) -> NoReturn:
    """Run one command and end the process with its exit code, which a signal in the last moment does not change."""
    code = main(arguments, shipped=shipped)
    deaf()
    sys.exit(code)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m etl", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    _add_build(commands.add_parser("build", help="publish a release from the inbox"))
    check = commands.add_parser("check", help="validate files without loading; exit 1 when rows would be rejected")
    check.add_argument("files", type=Path, nargs="+", metavar="FILE")
    check.add_argument("--rejects", type=Path, metavar="DIR", help="folder for workbooks of the rows to correct")
    _add_lang(check)
    check.set_defaults(run=run_check)
    sample = commands.add_parser("sample", help="write a demonstration inbox in the true source formats")
    sample.add_argument("--out", type=Path, required=True, help="folder to write into")
    sample.add_argument("--rows", type=int, default=DEFAULT_ROWS, help="PID activities")
    sample.add_argument("--seed", type=int, default=DEFAULT_SEED)
    sample.add_argument("--until", type=date.fromisoformat, default=DEFAULT_UNTIL, help="last day of the activities")
    sample.set_defaults(run=run_sample)
    template = commands.add_parser("template", help="write the workbook that a sender fills in")
    template.add_argument("feed", choices=sorted(name for name, feed in load().feeds.items() if feed.filled_in))
    template.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx", help="file to write")
    template.set_defaults(run=run_template)
    review = commands.add_parser("review", help="write the vouchers that wait for a decision as a workbook")
    review.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx", help="file to write")
    review.add_argument("--releases", type=Path, default=DATA / "releases", help="folder of the releases")
    _add_lang(review)
    review.set_defaults(run=run_review)
    backtest = commands.add_parser("backtest", help="tell how well the projection would have held, beside simple peers")
    _add_release(backtest)
    backtest.set_defaults(run=run_backtest)
    compare = commands.add_parser("compare", help="tell what changed between two releases, and why")
    compare.add_argument("before", metavar="RELEASE", help="the former release; CURRENT: the one in service")
    compare.add_argument("after", metavar="RELEASE", help="the later release; the same one compares two dates")
    compare.add_argument("--from", type=date.fromisoformat, dest="from_day", metavar="DATE", help="date in the former")
    compare.add_argument("--to", type=date.fromisoformat, dest="to_day", metavar="DATE", help="date in the later one")
    compare.add_argument("--kpi", metavar="ID", help="one measure alone")
    compare.add_argument("--territory", metavar="CODE", help="one territory alone")
    compare.add_argument("--releases", type=Path, default=DATA / "releases", help="folder of the releases")
    compare.add_argument("--json", action="store_true", help="every row as JSON, provinces included")
    _add_lang(compare)
    compare.set_defaults(run=run_compare)
    disclosure = commands.add_parser("disclosure", help="tell how much disclosure control keeps back, by level")
    _add_release(disclosure)
    _add_lang(disclosure)
    disclosure.set_defaults(run=run_disclosure)
    _add_verify(commands.add_parser("verify", help="tell whether a release's files are as they were published"))
    _add_trace(commands.add_parser("trace", help="tell the files and rows that a figure rests on"))
    return parser


def _add_verify(verify: argparse.ArgumentParser) -> None:
    _add_release(verify)
    _add_lang(verify)
    verify.set_defaults(run=run_verify)


def _add_build(build: argparse.ArgumentParser) -> None:
    build.add_argument("--inbox", type=Path, default=DATA / "inbox", help="folder of the files to load")
    build.add_argument("--releases", type=Path, default=DATA / "releases", help="folder of the releases")
    build.add_argument("--as-of", type=date.fromisoformat, help="YYYY-MM-DD; default: the last month the data reach")
    demo = build.add_mutually_exclusive_group()
    demo.add_argument("--no-demo", action="store_true", help="build from real data alone")
    demo.add_argument("--demo", action="store_true", help="let the demonstration replace a release of real data")
    build.add_argument("--json", action="store_true", help="tell the outcome as JSON")
    _add_lang(build)
    build.set_defaults(run=run_build)


def _add_trace(trace: argparse.ArgumentParser) -> None:
    trace.add_argument("kpi", metavar="KPI", help="the measure's name, as coops_reached")
    trace.add_argument("--territory", metavar="CODE", default="IT", help="default: IT")
    trace.add_argument("--month", metavar="YYYY-MM", help="default: the latest with a figure")
    part = trace.add_mutually_exclusive_group()
    for name in BREAKDOWNS:
        part.add_argument(f"--{name}", metavar="CODE", help=f"one part of the breakdown by {name}")
    _add_release(trace)
    trace.add_argument("--out", type=Path, metavar="FILE.csv", help="write the rows there instead of telling them")
    trace.add_argument("--json", action="store_true", help="tell everything as JSON")
    _add_lang(trace)
    trace.set_defaults(run=run_trace)


def _add_release(command: argparse.ArgumentParser) -> None:
    command.add_argument("--releases", type=Path, default=DATA / "releases", help="folder of the releases")
    command.add_argument("--release", metavar="ID", help="default: the one that CURRENT names")


def _add_lang(command: argparse.ArgumentParser) -> None:
    command.add_argument("--lang", choices=list(LANGUAGES), default="both", help="language of what is told")


if __name__ == "__main__":
    run()
