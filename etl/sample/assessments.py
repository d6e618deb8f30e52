"""The demonstration's assessments as files: one a year, a workbook for the first and CSV after."""

from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from etl.sample import write
from etl.sample.outbox import GrowingTable
from etl.sample.world.maturity import TECHNOLOGIES, Assessments

TOOLS = ("SELFI4.0", "ZOOM4.0")
SCORES = ("Punteggio", "Punteggio contabilità", "Punteggio clienti e mercati", "Punteggio tecnologie",
          "Punteggio risorse umane")  # fmt: skip
# What is used together, as it is written in one cell: the bits of a number name the technologies.
USES = ["|".join(name for place, (name, *_) in enumerate(TECHNOLOGIES) if bits >> place & 1)
        for bits in range(1 << len(TECHNOLOGIES))]  # fmt: skip


class AssessmentFiles:
    """Takes assessments in order of days and keeps one file for each year."""

    def __init__(self, folder: Path, tax: NDArray[np.object_], sigla: NDArray[np.object_]) -> None:
        self._folder, self._tax, self._sigla = folder, pa.array(tax.tolist(), pa.string()), sigla.tolist()
        self._files: dict[int, GrowingTable] = {}
        self._uses = pa.array(USES, pa.string())
        self.rows = 0

    def add(self, found: Assessments) -> None:
        """Write further assessments."""
        year = found.day.astype("datetime64[Y]").astype(np.int64) + 1970
        table = self._table(found)
        for one in np.unique(year).tolist():
            first, end = np.searchsorted(year, [one, one + 1]).tolist()
            if one not in self._files:
                encoding = "cp1252" if len(self._files) == 1 else "utf-8"
                self._files[one] = GrowingTable(
                    self._folder / f"valutazioni_{one}", "Valutazioni", book=not self._files, numeric=SCORES,
                    encoding=encoding,
                )  # fmt: skip
            self._files[one].add(table.slice(first, end - first))
        self.rows += len(found)

    def close(self) -> None:
        """Finish the files."""
        for file in self._files.values():
            file.close()

    def _table(self, found: Assessments) -> pa.Table:
        scores = [found.score, *found.parts.T]
        return write.marked(
            {
                "Codice valutazione": write.codes(self.rows + 1, len(found), "SELFI"),
                "Data": write.days(found.day),
                "Codice fiscale cooperativa": write.words(self._tax, found.coop),
                "Provincia": write.words(self._sigla, found.place),
                "Strumento": write.words(TOOLS, found.guided),
                **{name: pa.array(column) for name, column in zip(SCORES, scores, strict=True)},
                "Tecnologie in uso": write.words(self._uses, found.uses),
            }
        )
