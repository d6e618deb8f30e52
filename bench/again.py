"""Times a first build, and a second one after one monthly file has changed."""

import tempfile
import time
from pathlib import Path

from etl.build import build
from etl.ingest.sources import Sources
from etl.sample.generate import DEFAULT_SEED, DEFAULT_UNTIL, generate


def first_and_second(folder: Path, rows: int) -> tuple[float, float]:
    """Seconds of a first build of ``rows`` activities, and of a second one after one file has lost its last row."""
    with tempfile.TemporaryDirectory(dir=folder) as made:
        inbox, releases = Path(made) / "inbox", Path(made) / "releases"
        generate(inbox, rows=rows, seed=DEFAULT_SEED, until=DEFAULT_UNTIL, progress=lambda *_: None)
        first = _seconds(inbox, releases)
        changed = sorted((inbox / "pid").glob("pid_*.csv"))[0]
        changed.write_bytes(b"\n".join(changed.read_bytes().split(b"\n")[:-2]) + b"\n")
        return first, _seconds(inbox, releases)


def _seconds(inbox: Path, releases: Path) -> float:
    start = time.perf_counter()
    outcome = build(Sources(None, inbox), releases, as_of=None, progress=lambda *_: None)
    if not outcome.new:
        raise ValueError("nothing was built")
    return time.perf_counter() - start
