"""Generates the demonstration inbox: one world first, then the files in which each sender speaks of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.random import Generator, default_rng
from numpy.typing import NDArray

from catalogue import load
from etl.sample import alleanza, senders, write
from etl.sample.assessments import AssessmentFiles
from etl.sample.calibration import Calibration, calibration
from etl.sample.dirt import Spellings, dirty_activities
from etl.sample.istat import write_istat
from etl.sample.outbox import WORKBOOK_ROWS, GrowingTable, Outbox
from etl.sample.register import register_rows, tax_codes
from etl.sample.senders import Chambers
from etl.sample.state_aid import write_state_aid
from etl.sample.world.activity import Activities, World, activities, joined, part_of
from etl.sample.world.cooperatives import cooperatives
from etl.sample.world.fitting import Ints, apportion
from etl.sample.world.maturity import Maturity
from etl.sample.world.membership import members_by_province
from etl.sample.world.network import network, selfi_by_month, share_of_firms, vouchers_in_all
from etl.sample.world.vouchers import vouchers
from etl.sample.world.working_days import Calendar, calendar

DEFAULT_ROWS, DEFAULT_SEED, DEFAULT_UNTIL = 100_000, 2018, date(2020, 12, 31)
BATCH = 150_000  # activities that are put into words at once
# The parts of a demonstration draw by themselves: a change in one leaves the others as they were.
PARTS = ("cooperatives", "network", "vouchers", "activities", "maturity", "dirt", "alleanza", "state_aid")
ReportProgress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Sample:
    """What was written: files, and the rows of each kind (before the duplicate file)."""

    files: int
    activities: int
    assessments: int
    cooperatives: int


def generate(out: Path, *, rows: int, seed: int, until: date, progress: ReportProgress) -> Sample:
    """Write the inbox into ``out`` (made if missing). The same arguments give the same bytes.

    Raises ValueError when ``until`` lies before the agreement's first full month or ``rows`` is not positive.
    """
    start = load().agreement.window_start
    if rows < 1 or (until.year, until.month) <= (start.year, start.month):
        raise ValueError("rows must be positive and the last date after the agreement's first month")
    random = {part: default_rng([seed, number]) for number, part in enumerate(PARTS)}
    known, days = calibration(), calendar(start, until)
    steps = len(days.months) + 1
    progress("sample", 0, steps)
    world, tests = _world(known, days, rows, until, random)
    tax, sigla = tax_codes(np.arange(1, len(world.coops) + 1)), _sigle(known)
    chambers = senders.chambers(known, days)
    out.mkdir(parents=True, exist_ok=True)
    write_istat(out / "istat_ict_2019.csv", known)
    write.csv(out / "registro_cooperative.csv", register_rows(world.coops, tax, sigla), separator=";")
    write_state_aid(out / "OpenData_Aiuti_dimostrativi.xml", known, world, chambers, tax, random["state_aid"])
    services = alleanza.coop40_services(world, chambers, sigla, tax, rows, random["alleanza"])
    _write_alleanza(out, services, alleanza.good_practices(world, sigla, random["alleanza"]))
    counters = write.with_text(alleanza.virtual_network(days, random["alleanza"]), italian=True)
    write.csv(out / "rete_virtuale.csv", counters, separator=";")
    progress("sample", 1, steps)
    weight = np.array([days.weight[month].sum() for month in days.months])
    others = apportion(rows - sum(tests) - len(world.vouchers.day), weight)
    outbox = _outbox(out / "pid", chambers, chambers.expected_rows(world.network.weight, days, rows))
    spelt = Spellings.of(tax, sigla, chambers.name)
    maturity = Maturity(known, world.coops, world.network, random["maturity"])
    found, written = AssessmentFiles(out, tax, sigla), 0
    for months, acts in _batches(activities(world, tests, others, random["activities"])):
        found.add(maturity.assess(acts, random["maturity"]))
        _write_activities(outbox, acts, written, spelt, random["dirt"])
        written += len(acts)
        progress("sample", 1 + months, steps)
    outbox.close()
    found.close()
    return Sample(sum(1 for _ in out.rglob("*.*")), written, found.rows, len(world.coops))


def _world(
    known: Calibration, days: Calendar, rows: int, until: date, random: dict[str, Generator]
) -> tuple[World, list[int]]:
    """Everything that the files tell of but the activities themselves, and the SELFI4.0 tests of each month."""
    coops = cooperatives(known, random["cooperatives"], until)
    links = network(known, random["network"])
    tests = selfi_by_month(known, days, rows)
    most = min(vouchers_in_all(known, days, rows), rows - sum(tests))
    given = vouchers(links, coops, days, most, share_of_firms(known), random["vouchers"])
    members = members_by_province(coops.home, coops.association, len(known.provinces))
    return World(links, coops, days, given, members), tests


def _batches(months: Iterator[Activities]) -> Iterator[tuple[int, Activities]]:
    """Months together, and large ones in parts, of about ``BATCH`` activities, with the number of months done."""
    parts: list[Activities] = []
    number = 0
    for number, month in enumerate(months, start=1):
        parts.append(month)
        if sum(len(part) for part in parts) >= BATCH:
            whole, parts = joined(parts), []
            for first in range(0, len(whole), BATCH):
                yield number, part_of(whole, first, first + BATCH)
    if parts:
        yield number, joined(parts)


def _write_activities(outbox: Outbox, acts: Activities, before: int, spelt: Spellings, random: Generator) -> None:
    """The activities of some months, numbered by day, each into the file of its chamber."""
    chamber: Ints = outbox.chambers.writing(acts.place, acts.day)
    order = np.argsort(chamber, kind="stable")
    rows = dirty_activities(acts, chamber, before + 1, spelt, random)
    outbox.add(acts.day[order], rows.take(pa.array(order)), chamber[order])


def _outbox(folder: Path, chambers: Chambers, expected: dict[str, float]) -> Outbox:
    folder.mkdir(exist_ok=True)
    return Outbox(folder, chambers, senders.habits(expected, WORKBOOK_ROWS))


def _write_alleanza(out: Path, services: Iterator[tuple[str, pa.Table]], practices: pa.Table) -> None:
    """One file an association, and the exchange register."""
    files: dict[str, GrowingTable] = {}
    for association, rows in services:
        if association not in files:
            files[association] = GrowingTable(out / f"coop40_{association.lower()}", "Servizi COOP 4.0")
        files[association].add(rows)
    for file in files.values():
        file.close()
    write.workbook(out / "buone_pratiche.xlsx", "Buone pratiche", practices)


def _sigle(known: Calibration) -> NDArray[np.object_]:
    names = load().code_lists["provinces"]
    sigle = {row[0]: row[names.columns.index("sigla")] for row in names.rows}
    return np.array([sigle[code] for code in known.provinces], dtype=object)
