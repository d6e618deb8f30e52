"""Prints what became of files and rows: rejections, remarks, warnings, counts; one language a line."""

from collections.abc import Iterable, Mapping, Sequence

from catalogue import load
from etl.console import Console
from etl.ingest.apply_corrections import Unmet
from etl.ingest.file_states import Final, Refused, Validated
from etl.load.summary import MOST_FILES, Rows
from etl.messages import remark_message
from texts.message import Counted, Localised, Message, listed, number, of
from texts.messages.load_messages import MATCHING, REPEATS
from texts.messages.warning_messages import WARNING_COUNTS
from texts.translator import N_

FATES = {"read": N_("read"), "accepted": N_("accepted"), "rejected": N_("rejected"), "duplicate": N_("duplicate")}
DUPLICATES_SHOWN = 3


def print_problems(console: Console, problems: Iterable[tuple[str, Localised]]) -> None:
    """Refused files, given by name with the reason."""
    for name, problem in problems:
        console.print(Message("✗ {file}: {text}", file=name, text=problem))


def problems_of(files: Iterable[Final]) -> list[tuple[str, Localised]]:
    """The refused files with their reasons."""
    return [(file.sent.name, file.problem) for file in files if isinstance(file, Refused)]


def print_remarks(console: Console, files: Sequence[Final], most: int | None = MOST_FILES) -> None:
    """What was noticed about the files that were read now; the same remark on many files is printed once."""
    noticed: dict[str, list[str]] = {}
    for file in files:
        for remark in file.remarks if isinstance(file, Validated) and file.parsed else ():
            noticed.setdefault(remark, []).append(file.sent.name)
    for remark, names in list(noticed.items())[:most]:
        shown = names[0] if len(names) == 1 else f"{names[0]} (+{len(names) - 1})"
        console.print(Message("· {file}: {text}", file=shown, text=remark_message(remark)))
    if most and len(noticed) > most:
        console.print(Message("· … further remarks on files: {count}", count=len(noticed) - most))


def print_counts(console: Console, counts: Rows) -> None:
    """Rows by feed: files, read, accepted, rejected, duplicate."""
    totals: dict[str, list[int]] = {}
    for row in counts:
        if row["feed"]:
            sums = totals.setdefault(str(row["feed"]), [0] * 5)
            sums[0] += 1
            for place, name in enumerate(FATES, start=1):
                sums[place] += int(str(row[name]))
    for words in console.languages if totals else ():
        fates = "".join(f"{words.t(fate):>12}" for fate in FATES.values())
        print(f"{words.t('feed'):<36}{words.t('files'):>8}{fates}")
        for feed, sums in sorted(totals.items()):
            files, *rows = (words.number(value) for value in sums)
            print(f"{words.of(load().feeds[feed], 'name'):<36}{files:>8}" + "".join(f"{text:>12}" for text in rows))


def counted(row: Mapping[str, object]) -> Message:
    """The fates of a file's rows: ``lette 10, accettate 8, rifiutate 1, duplicate 1``."""
    return Message("read {read}, accepted {accepted}, rejected {rejected}, duplicate {duplicate}",
                   **{fate: number(row[fate]) for fate in FATES})  # fmt: skip


def print_rejected(console: Console, counts: Rows, rejects: Mapping[str, Rows], commands: Mapping[str, str]) -> None:
    """The first rejected rows of each file that has any, and the command that prints them all; at most ten files."""
    rows = {str(row["file"]): row for row in counts}
    for name, first in rejects.items():
        console.print(Message("✗ {file}: {text}.", file=name, text=counted(rows[name])))
        print_rejects(console, name, first)
        console.print(Message("  for the whole list: {command}", command=commands.get(name, "python -m etl check")))


def print_more_rejected(console: Console, more: int) -> None:
    """How many further files have rejected rows."""
    if more > 0:
        console.print(Message("✗ … further files with rejected rows: {count}", count=more))


def print_rejects(console: Console, file: str, rejects: Rows) -> None:
    """Each broken rule: where, what, what to do."""
    for row in rejects:
        place = {"place": _place(file, row), "row": row["row"], "column": row["column_title"]}
        texts = {"text": of(row, "message"), "fix": of(row, "fix")}
        console.print(
            Message("✗ {place}, row {row}, column “{column}”: {text} {fix}", **place, **texts)
            if row["column_title"]
            else Message("✗ {place}, row {row}: {text} {fix}", **place, **texts)
        )


def print_duplicates(console: Console, file: str, duplicates: Rows) -> None:
    """The first rows that repeat another one or are superseded by a corrected file, with what they repeat."""
    for row in duplicates[:DUPLICATES_SHOWN]:
        place = {"place": _place(file, row), "row": row["row"], "file": row["of_file"]}
        console.print(
            Message("· {place}, row {row}: replaced by {file}; it no longer counts.", **place)
            if row["reason"] == "superseded"
            else Message("· {place}, row {row}: repeats {file}, row {of_row}; it counts once.",
                         of_row=row["of_row"], **place)
        )  # fmt: skip
    if len(duplicates) > DUPLICATES_SHOWN:
        rest = len(duplicates) - DUPLICATES_SHOWN
        console.print(Message("· {file}: … further repeated rows: {count}", file=file, count=rest))


def print_warnings(console: Console, warnings: Rows, most: int | None = MOST_FILES) -> None:
    """Accepted rows to look at, counted by file, with the first of them."""
    for row in warnings[:most]:
        values = {"value": row["value"], "taken": row["taken"], "column": row["column_title"]}
        counts = Counted(WARNING_COUNTS[str(row["warning"])], int(str(row["rows"])), values)
        place = {"place": _place(str(row["file"]), row), "row": row["row"]}
        console.print(Message("! {counts} ({place}, first row {row}).", counts=counts, **place))
    if most and len(warnings) > most:
        console.print(Message("! … further warnings: {count}", count=len(warnings) - most))


def print_corrections(console: Console, corrections: Rows, most: int | None = MOST_FILES) -> None:
    """The cells that the catalogue's corrections changed: where, what into what, why, on whose word."""
    for row in corrections[:most]:
        why = f"{row['reason']} ({row['who']}, {row['decided_on']}; {row['correction']})"
        place = {"place": _place(str(row["file"]), row), "row": row["row"], "column": row["column_title"]}
        console.print(
            Message("· {place}, row {row}, column “{column}”: corrected from “{before}” to “{after}”: {why}",
                    before=row["before"], after=row["after"], why=why, **place)
        )  # fmt: skip
    if most and len(corrections) > most:
        console.print(Message("· … further cells corrected: {count}", count=len(corrections) - most))


def print_unmet(console: Console, unmet: Sequence[Unmet]) -> None:
    """Corrections that no longer fit their sources, with the file to delete or renew."""
    for one in unmet:
        console.print(Message("✗ {text}", text=one))


def print_idle(console: Console, names: Sequence[str]) -> None:
    """Corrections whose source is not here: nothing was changed for them."""
    for name in names[:MOST_FILES]:
        console.print(Message("! correction {name}: no file that came fits it; it was not applied.", name=name))


def print_repeats(console: Console, repeats: Rows) -> None:
    """What was counted as duplicate, file by file: sent twice, in two files, inside one file, superseded."""
    for row in repeats[:MOST_FILES]:
        text = Message(REPEATS[str(row["kind"])], other=row["of_file"], rows=number(row["rows"]))
        console.print(Message("· {file}: {text}", file=row["file"], text=text))
    if len(repeats) > MOST_FILES:
        console.print(Message("· … further files with repeated rows: {count}", count=len(repeats) - MOST_FILES))


def print_matching(console: Console, matching: Rows) -> None:
    """How many digital vouchers were matched to a cooperative, by method, and the command for the undecided ones."""
    if not matching:
        return
    counts = {str(row["match_method"]): row["awards"] for row in matching}
    parts = [
        Message("{method} {count}", method=Message(msgid), count=number(counts[method]))
        for method, msgid in MATCHING.items()
        if method in counts
    ]
    console.print(Message("· digital vouchers of the chambers: {parts}.", parts=listed(parts)))
    if counts.get("review"):
        console.print(Message("  to decide: {command}", command="python -m etl review --out da_decidere.xlsx"))


def _place(file: str, row: Mapping[str, object]) -> str:
    """A file and, where it has any, the sheet of a row."""
    return f"{file}, {row['sheet']}" if row["sheet"] else file
