"""Makes the large input files of the benchmarks with the demonstration's generator, and reuses them in later runs."""

import tempfile
from itertools import islice
from pathlib import Path

from bench.awards import END, HEAD, awards
from catalogue import load
from engine import scratch
from etl.sample.generate import DEFAULT_SEED, DEFAULT_UNTIL, generate
from output.xlsx import Workbook

SEED_ROWS = 500_000


def activities_csv(folder: Path, rows: int) -> Path:
    """A CSV of about ``rows`` PID activities: those of the sample, repeated with other codes beyond SEED_ROWS."""
    path = folder / f"activities_{rows}.csv"
    if not path.exists():
        with tempfile.TemporaryDirectory(dir=folder) as made:
            whole = _joined(Path(made), min(rows, SEED_ROWS))
            copies = -(-rows // SEED_ROWS)
            key = load().feeds["pid_activity"].fields[0].title
            with scratch() as connection:
                connection.sql(
                    f'SELECT concat(i, \'-\', "{key}") AS "{key}", r.* EXCLUDE ("{key}") '  # noqa: S608  own title
                    f"FROM read_csv(?, delim = ';', all_varchar = true) r, range({copies}) t(i) ORDER BY i",
                    params=[str(whole)],
                ).write_csv(str(folder / "part"), sep=";")
            (folder / "part").rename(path)
    return path


def _joined(folder: Path, rows: int) -> Path:
    """All CSV activities of a sample in one file."""
    generate(folder / "sample", rows=rows, seed=DEFAULT_SEED, until=DEFAULT_UNTIL, progress=lambda *_: None)
    whole = folder / "activities.csv"
    with whole.open("w", encoding="utf-8") as out:
        for place, part in enumerate(sorted((folder / "sample" / "pid").glob("pid_*.csv"))):
            lines = part.read_bytes().decode("utf-8", errors="replace").splitlines(keepends=True)
            out.writelines(lines if place == 0 else lines[1:])
    return whole


def activities_workbook(folder: Path, rows: int) -> Path:
    """The first ``rows`` of those activities as the workbook that a chamber sends."""
    path = folder / f"activities_{rows}.xlsx"
    if not path.exists():
        source = activities_csv(folder, max(rows, 2 * rows))
        with scratch() as connection, Workbook(folder / "part.xlsx", streamed=True) as book:
            page = book.sheet("Attività")
            cells = connection.sql(
                "FROM read_csv(?, delim = ';', all_varchar = true) LIMIT ?", params=[str(source), rows]
            )
            page.row(0, cells.columns)
            for place, row in enumerate(cells.fetchall(), start=1):
                page.row(place, ["" if cell is None else cell for cell in row])
        (folder / "part.xlsx").rename(path)
    return path


def state_aid_xml(folder: Path, megabytes: int) -> Path:
    """A file of the State-aid register of this size."""
    path = folder / f"OpenData_Aiuti_2019_03_{megabytes}_MB.xml"
    if not path.exists():
        part, lines = folder / "part.xml", awards(DEFAULT_SEED)
        with part.open("w", encoding="utf-8") as out:
            out.write(HEAD)
            while out.tell() < megabytes * 1024 * 1024:
                out.writelines(islice(lines, 1_000))
            out.write(END)
        part.rename(path)
    return path
