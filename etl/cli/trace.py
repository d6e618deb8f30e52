"""The command trace: from a figure of a release down to the rows, files and originals that it rests on."""

import argparse
import json
import os
import sys

import duckdb

from catalogue import load
from engine.release import ReleaseError, check_format, problem_of, release_of
from etl.cli.commands import DONE, ERRORS_FOUND, WRONG_USAGE, disk_reason, is_read
from etl.cli.releases import say_why
from etl.console import Voice
from etl.trace.contributions import recomputed, rows_of, tracing
from etl.trace.originals import files_behind
from etl.trace.question import WrongQuestionError, find_figure
from etl.trace.tell import Traced, as_json, tell_figure, tell_files, tell_rows, write_rows


def run_trace(options: argparse.Namespace) -> int:
    """Tell what a figure rests on; 1 when its rows do not give it again, 2 when no such figure or file can be had."""
    voice = Voice(options.lang)
    try:
        traced = trace(options)
        if options.out:
            _write(traced, options)
    except ReleaseError as error:
        say_why(voice, error)
        return WRONG_USAGE
    except WrongQuestionError as wrong:
        voice.say(wrong.italian, wrong.english, to=sys.stderr)
        return WRONG_USAGE
    try:
        _tell(voice, traced, options)
    except BrokenPipeError:  # whoever reads has seen enough, as `head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return DONE if traced.holds else ERRORS_FOUND


def _tell(voice: Voice, traced: Traced, options: argparse.Namespace) -> None:
    if options.json:
        print(json.dumps(as_json(traced, with_rows=not options.out), ensure_ascii=False, default=str))
    else:
        tell_figure(voice, traced)
        tell_files(voice, traced.files)
        if options.out:
            voice.say(f"{options.out}: righe {len(traced.rows)}", f"{options.out}: rows {len(traced.rows)}")
        else:
            tell_rows(voice, traced.rows)
    sys.stdout.flush()


def trace(options: argparse.Namespace) -> Traced:
    """The figure that the options ask for and everything behind it. Raises WrongQuestionError and ReleaseError."""
    catalogue, release = load(), release_of(options.releases, options.release)
    check_format(release)
    try:
        with tracing(release.warehouse, catalogue) as connection:
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
        raise WrongQuestionError(
            "Le righe non vanno scritte nella cartella d'arrivo né in quella delle release: --out altrove.",
            "The rows go neither into the inbox nor into the releases folder: give --out elsewhere.",
        )
    try:
        options.out.parent.mkdir(parents=True, exist_ok=True)
        write_rows(traced, options.out)
    except OSError as error:
        italian, english = disk_reason(error)
        raise WrongQuestionError(f"Impossibile scrivere {options.out}: {italian}.",
                                 f"{options.out} could not be written: {english}.") from error  # fmt: skip
