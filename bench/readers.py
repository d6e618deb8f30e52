"""The command `python -m bench.readers BASE`: many readers on a running server, two seconds between choices.

Prints latency, throughput, the slowest health check meanwhile and, with --pid, memory; exit 1 where a page failed or
the 95th percentile is over --most seconds. With --crowd, others leave, stay silent or never end meanwhile.
"""

import argparse
import random
import sys
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import numpy as np

from bench.crowd import DATES, PAGES, PLACES, half_sent, idle, leave, watched
from bench.reader import reader
from output.exit_codes import ExitCode


def main() -> ExitCode:
    """Read for the given time and tell."""
    parser = argparse.ArgumentParser(prog="python -m bench.readers", description=__doc__)
    parser.add_argument("base", help="address of the server, as http://127.0.0.1:8501")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--most", type=float, default=2.0, help="seconds that the 95th percentile may take")
    parser.add_argument("--pid", type=int, help="process of the server, for its memory")
    parser.add_argument("--crowd", action="store_true", help="200 silent sockets, 60 half requests, 100 who leave")
    options = parser.parse_args()
    before = megabytes(options.pid)
    took: list[float] = []
    failed: list[str] = []
    end = time.monotonic() + options.seconds
    threads = [
        threading.Thread(target=_read, args=(options.base, seed, end, took, failed)) for seed in range(options.readers)
    ]
    with watched(options.base) as health, ExitStack() as crowd:
        if options.crowd:
            crowd.enter_context(idle(options.base, 200))
            crowd.enter_context(half_sent(options.base, 60))
        for thread in threads:
            thread.start()
        while options.crowd and time.monotonic() < end:
            leave(options.base, 100)
        for thread in threads:
            thread.join()
    middle, slow = np.percentile(took, (50, 95)) if took else (float("nan"), float("inf"))
    told = (
        f"{options.readers} readers, {len(took)} pages, {len(took) / options.seconds:.1f} a second",
        f"median {middle:.2f} s, 95th percentile {slow:.2f} s, failed {len(failed)} {failed[:2]}",
        f"slowest health {health.slowest:.2f} s, memory {before:.0f} to {megabytes(options.pid):.0f} MB",
    )
    print(", ".join(told))
    sound = not failed and slow <= options.most and health.slowest < 1
    return ExitCode.DONE if sound else ExitCode.ERRORS_FOUND


def _read(base: str, seed: int, end: float, took: list[float], failed: list[str]) -> None:
    """One reader: any page with any choices, then about two seconds of reading."""
    chance = random.Random(seed)  # noqa: S311 - choices, no secrets
    time.sleep(2 * chance.random())
    try:
        with reader(base) as session:
            while time.monotonic() < end:
                page, place, day = (chance.choice(of) for of in (PAGES, PLACES, DATES))
                took.append(session.seconds(page, territory=place, as_of=day))
                time.sleep(1 + 2 * chance.random())
    except Exception as error:  # whatever it is, it is counted
        failed.append(f"{type(error).__name__}: {str(error)[:80]}")


def megabytes(pid: int | None) -> float:
    """Resident memory of a process; 0 where none is named."""
    if pid is None:
        return 0.0
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
