"""Times reading and checking a CSV of PID activity beside DuckDB's bare typed read of the same file.

`python -m bench --rows N`: medians of five, the ratio, and the versions; nothing is compared across runs.
"""

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path

import duckdb

from catalogue import load
from etl.inbox import Inbound
from etl.sample.generate import DEFAULT_SEED, DEFAULT_UNTIL, generate
from etl.stage import open_file, read_rows
from etl.validate import validate

RUNS = 5


def main() -> None:
    """Print the medians and their ratio."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000, help="PID activities")
    rows = parser.parse_args().rows
    with tempfile.TemporaryDirectory() as folder:
        path = one_file(Path(folder), rows)
        ours, peer = median(lambda: checked(path)), median(lambda: bare(path))
    print(f"duckdb {version('duckdb')}; {rows:,} rows; medians of {RUNS}")
    print(f"read and checked on every rule: {ours:.3f} s; bare typed read_csv: {peer:.3f} s; ratio {ours / peer:.1f}")


def one_file(folder: Path, rows: int) -> Path:
    """All CSV activities of a sample in one file."""
    generate(folder / "sample", rows=rows, seed=DEFAULT_SEED, until=DEFAULT_UNTIL, tell=lambda *_: None)
    whole = folder / "activities.csv"
    parts = sorted((folder / "sample" / "pid").glob("pid_*.csv"))
    with whole.open("w", encoding="utf-8") as out:
        for place, part in enumerate(parts):
            lines = part.read_bytes().decode("utf-8", errors="replace").splitlines(keepends=True)
            out.writelines(lines if place == 0 else lines[1:])
    return whole


def checked(path: Path) -> None:
    """Recognise, read and hold the file against its contract."""
    file = Inbound(path.name, path, "bench")
    match = open_file(file, load())
    rows = read_rows(file, match) if match else None
    if match is None or rows is None:
        raise ValueError(f"{path.name} was not read: {file.problem}")
    with duckdb.connect() as connection:
        validate(connection, match.feed, rows)


def bare(path: Path) -> None:
    """DuckDB's own typed table of the same file."""
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE bare AS SELECT * FROM read_csv(?, delim = ';')", [str(path)])


def median(work: Callable[[], None]) -> float:
    """The median of RUNS timings, in seconds."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
