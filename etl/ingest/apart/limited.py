"""How much a file may cost, by its size, and the limits that a process sets itself where its system has them."""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from etl.extract import limits
from etl.ingest.file_states import Probed

MEMORY_GONE = 77  # the exit code of a process that ran out of memory and could say so


@dataclass(frozen=True)
class Allowance:
    """The memory, beyond what the program itself takes, and the seconds in which a file is to be read."""

    mb: int
    seconds: float


def allowance(file: Probed) -> Allowance:
    """In proportion to what was sent: small files that unfold without measure are the ones that do harm."""
    sent = file.sent.original.path.stat().st_size / limits.MB
    size = file.sent.path.stat().st_size / limits.MB
    least = limits.READER_MB + limits.READER_TIMES * sent
    most = limits.READER_MOST_MB + limits.READER_MOST_TIMES * size
    return Allowance(int(min(least, most)), limits.READER_SECONDS + limits.READER_SECONDS_PER_MB * size)


def limit(allowed: Allowance, baseline: int) -> None:
    """Let this process take no more than that, and ``baseline`` bytes of data: on Linux; elsewhere it is watched."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - not on every system

    most = baseline + allowed.mb * limits.MB
    resource.setrlimit(resource.RLIMIT_DATA, (most, resource.getrlimit(resource.RLIMIT_DATA)[1]))
    # A process whose parent was killed has nobody to watch it.
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = int(used.ru_utime + used.ru_stime + allowed.seconds * (os.cpu_count() or 1)) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, resource.getrlimit(resource.RLIMIT_CPU)[1]))


def data_bytes() -> int:
    """How much data memory this process has now, 0 where the system does not say."""
    if sys.platform != "linux":
        return 0
    lines = Path("/proc/self/status").read_text(encoding="ascii", errors="replace").splitlines()
    line = next((line for line in lines if line.startswith("VmData:")), "VmData: 0 kB")
    return int(line.split()[1]) << 10
