"""The exit codes of every command: ``python -m etl``, ``kpi``, ``briefing``, ``bench``, and the makers of the docs."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a command's caller learns without reading what it prints; docs/operations.md lists them."""

    DONE = 0
    ERRORS_FOUND = 1
    WRONG_USAGE = 2  # argparse's own code for arguments that it refuses
    NOT_PUBLISHED = 3
    INTERRUPTED = 130  # as shells tell it: 128 and the number of the signal
    TERMINATED = 143
