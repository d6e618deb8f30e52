"""Reads a file in a process of its own with at most so much memory, so that what the file costs is measured."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from etl.ingest.sources import ROOT

MOST_MB, MOST_SECONDS = 1_000, 30.0
PROGRAM = """
import json, resource, sys, time
from pathlib import Path
from etl.messages import FileProblem
from tests.helpers.reading import read
resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[2]) << 20, resource.RLIM_INFINITY))
started = time.monotonic()
try:
    rows, file = read(Path(sys.argv[1]))
    said = f"read {file.rows}"
except FileProblem as problem:
    said = problem.kind
status = Path("/proc/self/status")  # what getrusage says begins with the memory of the process that started this one
peak = status.read_text().partition("VmHWM:")[2].split()[0] if status.exists() else 0
print(json.dumps({"said": said, "mb": int(peak) >> 10, "seconds": time.monotonic() - started}))
"""


@dataclass(frozen=True)
class Cost:
    """``said``: the kind of the problem, or ``read`` and the number of rows; ``mb`` and ``seconds`` at their peak."""

    said: str
    mb: int
    seconds: float


def cost_of(path: Path) -> Cost:
    """What reading the file costs. Fails where it does not end: no memory was left, or the process crashed."""
    if sys.platform == "win32":
        pytest.skip("this system limits no memory of a process")
    command = [sys.executable, "-c", PROGRAM, str(path), str(MOST_MB)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=4 * MOST_SECONDS, check=False)
    assert done.returncode == 0, done.stderr[-2_000:]
    return Cost(**json.loads(done.stdout))


def said(path: Path) -> str:
    """What is said of a file, whose cost is held to the bounds."""
    cost = cost_of(path)
    assert cost.mb < MOST_MB, f"{cost.mb} MB"
    assert cost.seconds < MOST_SECONDS, f"{cost.seconds} s"
    return cost.said
