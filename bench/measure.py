"""Times functions in fresh processes, in turns, so that noise of the machine affects all alike."""

import multiprocessing
import re
import resource
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

Work = Callable[[Path], None]


@dataclass(frozen=True)
class Timing:
    """Seconds of each run, and the peak memory of the largest run in megabytes."""

    seconds: Sequence[float]
    megabytes: float

    @property
    def median(self) -> float:
        """The median of the runs, in seconds."""
        return statistics.median(self.seconds)


def timed(works: Mapping[str, Work], path: Path, runs: int) -> dict[str, Timing]:
    """Run each function ``runs`` times on the path, in turns, each time in a new process."""
    results: dict[str, list[tuple[float, float]]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            results[name].append(alone(work, path))
    return {name: Timing([one[0] for one in many], max(one[1] for one in many)) for name, many in results.items()}


def alone(work: Work, path: Path) -> tuple[float, float]:
    """Seconds and peak megabytes of one run in a new process; importing its module is not timed.

    Raises RuntimeError where the process ends without a result.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run, args=(work, path, theirs))
    process.start()
    theirs.close()
    try:
        seconds, megabytes = ours.recv()
    except EOFError as error:
        raise RuntimeError(f"{work} ended before it was done") from error
    process.join()
    return seconds, megabytes


def _run(work: Work, path: Path, back: Connection) -> None:
    start = time.perf_counter()
    work(path)
    seconds = time.perf_counter() - start
    back.send((seconds, _peak()))


def _peak() -> float:
    """Peak memory of this process in megabytes, without that of its parent, which ru_maxrss would include."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(re.findall(r"VmHWM:\s+(\d+)", status.read_text(encoding="ascii"))[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
