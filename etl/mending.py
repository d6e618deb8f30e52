"""Applies the catalogue's corrections to the rows of a file before they are checked, and holds what they expect."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from catalogue.correct import Correction
from catalogue.model import Feed
from etl.problem import messages

COLUMNS = pa.schema(
    [("_sheet", pa.string()), ("_row", pa.int64())]
    + [(name, pa.string()) for name in ("field", "column_title", "before", "after", "reason", "who")]
    + [("decided_on", pa.date32()), ("correction", pa.string())]
)


@dataclass(frozen=True)
class Unmet:
    """A correction whose expectation failed; ``kind`` is an entry of ``corrections`` in catalogue/messages.yaml."""

    kind: str
    correction: Correction
    file: str

    def text(self, language: str) -> str:
        """One sentence: what is no longer as expected, and which file to delete or renew."""
        one = self.correction
        key = ", ".join(f"{name} {value}" for name, value in one.row)
        said = messages()["corrections"][self.kind][language]
        return str(said).format(name=one.name, file=self.file, key=key, column=one.column,
                                before=one.before, after=one.after, feed=one.feed)  # fmt: skip


class StaleCorrectionError(Exception):
    """Corrections that no longer fit their sources: nothing may be published until they are deleted or renewed."""

    def __init__(self, unmet: Sequence[Unmet]) -> None:
        super().__init__("; ".join(one.text("en") for one in unmet))
        self.unmet = tuple(unmet)


def mend(
    rows: pa.Table, feed: Feed, file: str, sha: str, wanted: Sequence[Correction]
) -> tuple[pa.Table, pa.Table, list[Unmet]]:
    """Return the rows with each wanted correction applied, one line per changed cell, and expectations not met.

    ``rows`` are text with _sheet and _row. What is told of a cell: its place, before, after, reason, who, when.
    """
    done, unmet = [COLUMNS.empty_table()], []
    for one in wanted:
        if one.feed != feed.name:
            unmet.append(Unmet("feed", one, file))
            continue
        if one.sha256 and one.sha256 != sha:
            unmet.append(Unmet("changed", one, file))
            continue
        here = pa.array([True] * rows.num_rows, pa.bool_())
        for name, text in one.row:
            here = pc.and_(here, pc.equal(_text(rows, name), text.strip()))
        now = _text(rows, one.column)
        wrong = pc.and_(here, pc.equal(now, one.before))
        if not pc.any(wrong).as_py():
            repaired = pc.any(pc.and_(here, pc.equal(now, one.after))).as_py()
            kind = "repaired" if repaired else "other" if pc.any(here).as_py() else "gone"
            unmet.append(Unmet(kind, one, file))
            continue
        done.append(_told(rows.filter(wrong), feed, one))
        fixed = pc.if_else(wrong, one.after, now)
        place = rows.column_names.index(one.column) if one.column in rows.column_names else None
        if place is not None and pa.types.is_dictionary(rows[one.column].type):
            fixed = fixed.dictionary_encode()  # as the same column of the other files of its batch
        rows = rows.append_column(one.column, fixed) if place is None else rows.set_column(place, one.column, fixed)
    return rows, pa.concat_tables(done), unmet


def _text(rows: pa.Table, name: str) -> pa.Array:
    """A column without outer blanks, an empty one where the file has none."""
    if name not in rows.column_names:
        return pa.array([""] * rows.num_rows, pa.string())
    return pc.utf8_trim_whitespace(pc.fill_null(rows[name].cast(pa.string()).combine_chunks(), ""))


def _told(rows: pa.Table, feed: Feed, one: Correction) -> pa.Table:
    same = {
        "field": one.column, "column_title": feed.field(one.column).title, "before": one.before, "after": one.after,
        "reason": one.reason, "who": one.who, "decided_on": one.decided_on, "correction": one.name,
    }  # fmt: skip
    columns = {name: [value] * rows.num_rows for name, value in same.items()}
    return pa.table({"_sheet": rows["_sheet"], "_row": rows["_row"], **columns}).select(COLUMNS.names).cast(COLUMNS)
