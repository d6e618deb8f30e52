"""Applies the catalogue's corrections to the rows of a file before they are checked."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from catalogue.correct import Correction
from catalogue.model import Feed
from texts.messages.load_messages import CORRECTIONS
from texts.translator import Words

COLUMNS = pa.schema(
    [("_sheet", pa.string()), ("_row", pa.int64())]
    + [(name, pa.string()) for name in ("field", "column_title", "before", "after", "reason", "who")]
    + [("decided_on", pa.date32()), ("correction", pa.string())]
)
# Why a correction found no cell to change, the farthest from its expectation first: no such row, another text in the
# cell, the corrected text already there.
FAILS, MET = ("gone", "other", "repaired"), ""


@dataclass(frozen=True)
class Unmet:
    """A correction whose expectation failed; ``kind`` is a key of CORRECTIONS."""

    kind: str
    correction: Correction
    file: str

    def __call__(self, words: Words) -> str:
        """One sentence: what is no longer as expected, and which file to delete or renew."""
        one = self.correction
        key = ", ".join(f"{name} {value}" for name, value in one.row)
        return words.t(CORRECTIONS[self.kind], name=one.name, file=self.file, key=key, column=one.column,
                       before=one.before, after=one.after, feed=one.feed)  # fmt: skip

    def __str__(self) -> str:
        return self(Words("en"))


class StaleCorrectionError(Exception):
    """Corrections that no longer fit their sources: nothing may be published until they are deleted or renewed."""

    def __init__(self, unmet: Sequence[Unmet]) -> None:
        super().__init__("; ".join(str(one) for one in unmet))
        self.unmet = tuple(unmet)


class CorrectionRun:
    """The corrections of one file, applied to its rows piece by piece; after the last one ``unmet`` lists what failed.

    A correction is met, or fails in one of the ways of ``FAILS``, by the row that comes nearest to what it expects.
    """

    def __init__(self, feed: Feed, file: str, sha: str, corrections: Sequence[Correction]) -> None:
        self.feed, self.file, self.corrections = feed, file, corrections
        self.kinds = [
            "feed" if one.feed != feed.name else "changed" if one.sha256 and one.sha256 != sha else FAILS[0]
            for one in corrections
        ]
        self.cells: list[list[pa.Table]] = [[] for _ in corrections]

    @property
    def corrected(self) -> pa.Table:
        """One row per changed cell, with the columns of ``COLUMNS``."""
        return pa.concat_tables([COLUMNS.empty_table(), *(table for tables in self.cells for table in tables)])

    @property
    def unmet(self) -> tuple[Unmet, ...]:
        """The corrections that did not fit the rows seen so far."""
        found = zip(self.kinds, self.corrections, strict=True)
        return tuple(Unmet(kind, one, self.file) for kind, one in found if kind != MET)

    def apply(self, rows: pa.Table) -> pa.Table:
        """The rows (text, with _sheet and _row) with the corrected cells; no other cell is touched."""
        for place, one in enumerate(self.corrections):
            if self.kinds[place] in (*FAILS, MET):
                rows = self._applied(rows, place, one)
        return rows

    def _applied(self, rows: pa.Table, place: int, one: Correction) -> pa.Table:
        here = pa.array([True] * rows.num_rows, pa.bool_())
        for name, text in one.row:
            here = pc.and_(here, pc.equal(_text(rows, name), text.strip()))
        now = _text(rows, one.column)
        wrong = pc.and_(here, pc.equal(now, one.before))
        if not pc.any(wrong).as_py():
            repaired = pc.any(pc.and_(here, pc.equal(now, one.after))).as_py()
            kind = "repaired" if repaired else "other" if pc.any(here).as_py() else "gone"
            self.kinds[place] = max(kind, self.kinds[place], key=[*FAILS, MET].index)
            return rows
        self.kinds[place] = MET
        self.cells[place].append(_changes(rows.filter(wrong), self.feed, one))
        if one.column not in rows.column_names:
            return rows.append_column(one.column, pc.if_else(wrong, one.after, ""))
        fixed = pc.if_else(wrong, one.after, rows[one.column].cast(pa.string()))
        if pa.types.is_dictionary(rows[one.column].type):
            fixed = fixed.dictionary_encode()  # as the same column of the other files of its batch
        return rows.set_column(rows.column_names.index(one.column), one.column, fixed)


def _text(rows: pa.Table, name: str) -> pa.Array:
    """A column without outer blanks, an empty one where the file has none."""
    if name not in rows.column_names:
        return pa.array([""] * rows.num_rows, pa.string())
    return pc.utf8_trim_whitespace(pc.fill_null(rows[name].cast(pa.string()).combine_chunks(), ""))


def _changes(rows: pa.Table, feed: Feed, one: Correction) -> pa.Table:
    same = {
        "field": one.column, "column_title": feed.field(one.column).title, "before": one.before, "after": one.after,
        "reason": one.reason, "who": one.who, "decided_on": one.decided_on, "correction": one.name,
    }  # fmt: skip
    columns = {name: [value] * rows.num_rows for name, value in same.items()}
    return pa.table({"_sheet": rows["_sheet"], "_row": rows["_row"], **columns}).select(COLUMNS.names).cast(COLUMNS)
