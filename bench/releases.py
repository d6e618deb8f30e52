"""Builds releases of any number of activities for the page benchmarks, and reuses them in later runs."""

import shutil
from pathlib import Path

from bench.inputs import SEED_ROWS, activities_csv
from engine.release import CURRENT
from etl.build import build
from etl.ingest.sources import Sources
from etl.sample.generate import DEFAULT_SEED, DEFAULT_UNTIL, generate


def release_of(folder: Path, activities: int) -> Path:
    """A releases folder with about ``activities`` PID activities: those of the sample, repeated beyond SEED_ROWS.

    Everything else (register, assessments, services, vouchers) is that of the sample.
    """
    releases, inbox = folder / f"releases_{activities}", folder / f"inbox_{activities}"
    if (releases / CURRENT).exists():
        return releases
    shutil.rmtree(inbox, ignore_errors=True)
    generate(inbox, rows=min(activities, SEED_ROWS), seed=DEFAULT_SEED, until=DEFAULT_UNTIL, progress=lambda *_: None)
    if activities > SEED_ROWS:
        for part in (inbox / "pid").glob("pid_*.csv"):
            part.unlink()
        activities_csv(folder, activities).rename(inbox / "pid" / "pid_all.csv")
    build(Sources(None, inbox), releases, as_of=None, progress=lambda *_: None)
    return releases
