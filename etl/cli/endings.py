"""How a command ends that did not do what it was to do: exit code and sentence, never a traceback."""

from pathlib import Path

import duckdb

from engine.release import ReleaseError
from etl.cli.commands import disk_reason
from etl.ingest.error_log import NAME, note_error
from etl.messages import WrongUsageError
from etl.stopping import Stop
from output.exit_codes import ExitCode
from texts.message import Localised, Message
from texts.messages.release_messages import release_message

STOPPED = Message("Interrupted: nothing was published, nothing half-done is left. The last release stays in service.")


def ended_by(error: BaseException, stop: Stop, log: Path) -> tuple[ExitCode, Localised]:
    """Exit code and sentence for what a command raised. ``log``: the folder of the error log."""
    if stop.signal or isinstance(error, KeyboardInterrupt):  # a library may have made another error of the signal
        return ExitCode(128 + stop.signal) if stop.signal else ExitCode.INTERRUPTED, STOPPED
    if isinstance(error, WrongUsageError):
        return ExitCode.WRONG_USAGE, error.message
    if isinstance(error, ReleaseError):
        return ExitCode.WRONG_USAGE, release_message(error.kind, error.values)
    if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
        return ExitCode.NOT_PUBLISHED, Message(
            "Memory was too little for this: close other programs, or build on a larger machine. "
            "The last release stays in service."
        )
    if isinstance(error, OSError):
        reason = disk_reason(error)
        return ExitCode.WRONG_USAGE, Message("A file or folder cannot be used: {reason}.", reason=reason)
    reference = note_error(log, error)
    return ExitCode.NOT_PUBLISHED, Message(
        "A fault of the program that nobody foresaw (reference {reference}): the details are in {log}. "
        "The last release stays in service.",
        reference=reference,
        log=log / NAME,
    )
