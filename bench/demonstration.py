"""Times the making of a demonstration, and the memory it takes: rows are made and written a month at a time."""

import tempfile
from functools import partial
from pathlib import Path

from bench.measure import Timing, timed
from etl.sample.generate import DEFAULT_SEED, DEFAULT_UNTIL, generate


def made(folder: Path, rows: int, runs: int) -> Timing:
    """Seconds and peak memory of ``python -m etl sample`` with so many activities."""
    return timed({"the product": partial(_make, rows)}, folder, runs)["the product"]


def _make(rows: int, folder: Path) -> None:
    with tempfile.TemporaryDirectory(dir=folder) as out:
        generate(Path(out), rows=rows, seed=DEFAULT_SEED, until=DEFAULT_UNTIL, progress=lambda *_: None)
