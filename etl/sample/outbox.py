"""The files that a demonstration's senders keep: CSV grow as rows come, workbooks are written when all are there."""

from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa

from etl.sample import dirt, senders, write
from etl.sample.senders import Chambers
from etl.sample.world.cooperatives import Days
from etl.sample.world.fitting import Ints

WORKBOOK_ROWS = 18_000
CP1252_EVERY, ITALIAN_EVERY = 5, 2  # which senders write in Windows' code page, and dates the Italian way


@dataclass
class Outbox:
    """The activity files in a folder: one a chamber and year, or a chamber and month."""

    folder: Path
    chambers: Chambers
    habit: dict[str, str]  # by the code of a chamber
    waiting: dict[Path, list[pa.Table]] = field(default_factory=dict)
    begun: set[Path] = field(default_factory=set)

    def add(self, day: Days, rows: pa.Table, chamber: Ints) -> None:
        """Send on the rows, which lie in order of chambers and days."""
        monthly = np.array([self.habit.get(code) == senders.WORKBOOK_MONTHLY for code in self.chambers.codes])
        year, month = day.astype("datetime64[Y]"), day.astype("datetime64[M]")
        period = np.where(monthly[chamber], month.astype(np.int64), year.astype(np.int64))
        edges = np.flatnonzero(np.concatenate([[True], (np.diff(chamber) != 0) | (np.diff(period) != 0), [True]]))
        for start, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
            name = str(month[start] if monthly[chamber[start]] else year[start])
            self._send(self.chambers.codes[chamber[start]], name, rows.slice(start, end - start))

    def _send(self, code: str, period: str, rows: pa.Table) -> None:
        if self.habit[code] != senders.CSV_YEARLY:
            self.waiting.setdefault(self.folder / f"pid_{code}_{period}.xlsx", []).append(rows)
            return
        place = sorted(self.habit).index(code)
        text = write.with_text(rows, italian=place % ITALIAN_EVERY == 1, numeric=(dirt.COST,))
        encoding = "cp1252" if place % CP1252_EVERY == 0 else "utf-8"
        path = self.folder / f"pid_{code}_{period}.csv"
        write.csv(path, text, separator=";", encoding=encoding, further=path in self.begun)
        self.begun.add(path)

    def close(self) -> None:
        """Write the workbooks, and a copy of the first file as somebody keeps it in the same folder."""
        for path, parts in sorted(self.waiting.items()):
            write.workbook(path, "Attività", pa.concat_tables(parts))
        twin = min(self.begun | set(self.waiting))
        (self.folder / f"copia di {twin.name}").write_bytes(twin.read_bytes())


class GrowingTable:
    """One file of rows that come in parts: a workbook while it is small, a CSV with decimal commas otherwise."""

    def __init__(
        self, stem: Path, sheet: str, *, book: bool = True, numeric: tuple[str, ...] = (), encoding: str = "utf-8"
    ) -> None:
        self._stem, self._sheet, self._numeric, self._encoding = stem, sheet, numeric, encoding
        self._waiting: list[pa.Table] | None = [] if book else None
        self._begun = False

    def add(self, rows: pa.Table) -> None:
        """Take further rows."""
        if self._waiting is None:
            self._append(rows)
            return
        self._waiting.append(rows)
        if sum(len(part) for part in self._waiting) >= WORKBOOK_ROWS:
            for part in self._waiting:
                self._append(part)
            self._waiting = None

    def close(self) -> None:
        """Write what waited to be a workbook."""
        if self._waiting:
            write.workbook(self._stem.with_suffix(".xlsx"), self._sheet, pa.concat_tables(self._waiting))

    def _append(self, rows: pa.Table) -> None:
        text = write.with_text(rows, italian=True, numeric=self._numeric)
        path = self._stem.with_suffix(".csv")
        write.csv(path, text, separator=";", encoding=self._encoding, further=self._begun)
        self._begun = True
