"""The command trace: from a figure of a release down to the rows, files and originals that it rests on."""

import argparse
import json
import os
import sys

import duckdb

from catalogue import load
from engine.release import check_format, problem_of, release_of
from etl.cli.commands import disk_reason, is_read
from etl.console import Console
from etl.messages import WrongUsageError
from etl.trace.contributions import recomputed, rows_of, tracing
from etl.trace.figure_lookup import find_figure
from etl.trace.originals import files_behind
from etl.trace.output import Traced, as_json, print_figure, print_files, print_rows, write_rows
from output.exit_codes import ExitCode
from texts.message import Message


def run_trace(options: argparse.Namespace) -> ExitCode:
    """Print the files and rows behind a figure; 1 when the rows do not add up to it.

    Raises WrongUsageError where there is no such figure, or the file of ``--out`` cannot be written; and ReleaseError.
    """
    traced = trace(options)
    if options.out:
        _write(traced, options)
    try:
        _print(Console(options.lang), traced, options)
    except BrokenPipeError:  # the reader closed the pipe, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.DONE if traced.holds else ExitCode.ERRORS_FOUND


def _print(console: Console, traced: Traced, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(as_json(traced, with_rows=not options.out), ensure_ascii=False, default=str))
    else:
        print_figure(console, traced)
        print_files(console, traced.files)
        if options.out:
            console.print(Message("{file}: rows {count}", file=options.out, count=len(traced.rows)))
        else:
            print_rows(console, traced.rows)
    sys.stdout.flush()


def trace(options: argparse.Namespace) -> Traced:
    """The figure that the options name with its files and rows. Raises WrongUsageError and ReleaseError."""
    catalogue, release = load(), release_of(options.releases, options.release)
    check_format(release)
    try:
        with tracing(release.warehouse) as connection:
            figure = find_figure(connection, options)
            rows = rows_of(connection, figure.cell)
            again = recomputed(connection, [figure.cell])["again"].astype(object)
            files = files_behind(connection, rows, options.releases, catalogue)
    except duckdb.Error as error:  # a table or column that this version reads is not there, or the file is damaged
        raise problem_of(release, error) from error
    value = again.where(again.notna(), None).iloc[0]
    return Traced(release.id, figure, rows, files, value)


def _write(traced: Traced, options: argparse.Namespace) -> None:
    if is_read(options.out.parent):
        raise WrongUsageError(
            Message("The rows go neither into the inbox nor into the releases folder: give --out elsewhere.")
        )
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        write_rows(traced, options.out)
    except OSError as error:
        message = Message("{file} could not be written: {reason}.", file=options.out, reason=disk_reason(error))
        raise WrongUsageError(message) from error
