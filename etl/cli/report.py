"""What the command line tells of files and rows: refusals, remarks, warnings, counts; one language a line."""

from collections.abc import Iterable, Mapping, Sequence

from catalogue import load
from etl.console import Voice, number
from etl.ingest.apply_corrections import Unmet
from etl.ingest.inbox import Inbound
from etl.load.summary import MOST_FILES, Rows
from etl.messages import messages, remark_text

FATES = ("read", "accepted", "rejected", "duplicate")
FATE_WORDS = {
    "it": ("lette", "accettate", "rifiutate", "duplicate"),
    "en": ("read", "accepted", "rejected", "duplicate"),
}
HEADS = {"it": ("flusso", "file"), "en": ("feed", "files")}
DUPLICATES_SHOWN = 3


def tell_problems(voice: Voice, problems: Iterable[tuple[str, str, str]]) -> None:
    """Refused files, given as (name, Italian, English)."""
    for name, italian, english in problems:
        voice.say(f"✗ {name}: {italian}", f"✗ {name}: {english}")


def problems_of(files: Iterable[Inbound]) -> list[tuple[str, str, str]]:
    """The refused files with their sentences."""
    return [(file.name, file.problem.text("it"), file.problem.text("en")) for file in files if file.problem]


def tell_remarks(voice: Voice, files: Sequence[Inbound], most: int | None = MOST_FILES) -> None:
    """What was noticed about the files that were read now; the same remark on many files is told once."""
    noticed: dict[str, list[str]] = {}
    for file in files:
        for remark in file.remarks if file.parsed else ():
            noticed.setdefault(remark, []).append(file.name)
    for remark, names in list(noticed.items())[:most]:
        shown = names[0] if len(names) == 1 else f"{names[0]} (+{len(names) - 1})"
        voice.say(f"· {shown}: {remark_text(remark, 'it')}", f"· {shown}: {remark_text(remark, 'en')}")
    if most and len(noticed) > most:
        rest = len(noticed) - most
        voice.say(f"· … altre osservazioni sui file: {rest}", f"· … further remarks on files: {rest}")


def tell_counts(voice: Voice, counts: Rows) -> None:
    """Rows by feed: files, read, accepted, rejected, duplicate."""
    totals: dict[str, list[int]] = {}
    for row in counts:
        if row["feed"]:
            sums = totals.setdefault(str(row["feed"]), [0] * 5)
            sums[0] += 1
            for place, name in enumerate(FATES, start=1):
                sums[place] += int(str(row[name]))
    for language in voice.languages if totals else ():
        feed, files = HEADS[language]
        print(f"{feed:<36}{files:>8}" + "".join(f"{word:>12}" for word in FATE_WORDS[language]))
        for name, sums in sorted(totals.items()):
            numbers = [number(value, language) for value in sums]
            print(f"{_feed_name(name, language):<36}{numbers[0]:>8}" + "".join(f"{text:>12}" for text in numbers[1:]))


def _feed_name(feed: str, language: str) -> str:
    known = load().feeds[feed]
    return known.name_it if language == "it" else known.name_en


def counted(row: Mapping[str, object], language: str) -> str:
    """The fates of a file's rows: ``lette 10, accettate 8, rifiutate 1, duplicate 1``."""
    named = zip(FATE_WORDS[language], FATES, strict=True)
    return ", ".join(f"{word} {number(row[fate], language)}" for word, fate in named)


def tell_refused(voice: Voice, counts: Rows, rejects: Mapping[str, Rows], commands: Mapping[str, str]) -> None:
    """The first refused rows of each file that has any, and the command that tells them all; at most ten files."""
    rows = {str(row["file"]): row for row in counts}
    for name, first in rejects.items():
        voice.say(f"✗ {name}: {counted(rows[name], 'it')}.", f"✗ {name}: {counted(rows[name], 'en')}.")
        tell_rejects(voice, name, first)
        command = commands.get(name, "python -m etl check")
        voice.say(f"  per l'elenco completo: {command}", f"  for the whole list: {command}")


def tell_more_refused(voice: Voice, more: int) -> None:
    """How many further files have refused rows."""
    if more > 0:
        voice.say(f"✗ … altri file con righe rifiutate: {more}", f"✗ … further files with rejected rows: {more}")


def tell_rejects(voice: Voice, file: str, rejects: Rows) -> None:
    """Each broken rule: where, what, what to do."""
    for row in rejects:
        sheet = f", {row['sheet']}" if row["sheet"] else ""
        title = row["column_title"]
        voice.say(
            f"✗ {file}{sheet}, riga {row['row']}{f', colonna «{title}»' if title else ''}: "
            f"{row['message_it']} {row['fix_it']}",
            f"✗ {file}{sheet}, row {row['row']}{f', column “{title}”' if title else ''}: "
            f"{row['message_en']} {row['fix_en']}",
        )


def tell_duplicates(voice: Voice, file: str, duplicates: Rows) -> None:
    """The first rows that repeat another one or give way to a corrected file, with what they repeat."""
    for row in duplicates[:DUPLICATES_SHOWN]:
        sheet = f", {row['sheet']}" if row["sheet"] else ""
        it, en = (
            (f"sostituita da {row['of_file']}; non conta più", f"replaced by {row['of_file']}; it no longer counts")
            if row["reason"] == "superseded"
            else (f"ripete {row['of_file']}, riga {row['of_row']}; conta una volta sola",
                  f"repeats {row['of_file']}, row {row['of_row']}; it counts once")
        )  # fmt: skip
        voice.say(f"· {file}{sheet}, riga {row['row']}: {it}.", f"· {file}{sheet}, row {row['row']}: {en}.")
    if len(duplicates) > DUPLICATES_SHOWN:
        rest = len(duplicates) - DUPLICATES_SHOWN
        voice.say(f"· {file}: … altre righe ripetute: {rest}", f"· {file}: … further repeated rows: {rest}")


def tell_warnings(voice: Voice, warnings: Rows, most: int | None = MOST_FILES) -> None:
    """Accepted rows to look at, counted by file, with the first of them."""
    for row in warnings[:most]:
        words = messages()["warning_counts"][row["warning"]]
        counts = int(str(row["rows"]))
        sheet = f", {row['sheet']}" if row["sheet"] else ""
        named = {"value": row["value"], "taken": row["taken"], "column": row["column_title"]}
        told = {language: f"{number(counts, language)} {words[language][counts > 1].format(**named)}"
                for language in ("it", "en")}  # fmt: skip
        voice.say(
            f"! {told['it']} ({row['file']}{sheet}, prima riga {row['row']}).",
            f"! {told['en']} ({row['file']}{sheet}, first row {row['row']}).",
        )
    if most and len(warnings) > most:
        voice.say(f"! … altri avvisi: {len(warnings) - most}", f"! … further warnings: {len(warnings) - most}")


def tell_corrections(voice: Voice, corrections: Rows, most: int | None = MOST_FILES) -> None:
    """The cells that the catalogue's corrections changed: where, what into what, why, who says so."""
    for row in corrections[:most]:
        sheet = f", {row['sheet']}" if row["sheet"] else ""
        why = f"{row['reason']} ({row['who']}, {row['decided_on']}; {row['correction']})"
        voice.say(
            f"· {row['file']}{sheet}, riga {row['row']}, colonna «{row['column_title']}»: corretta da "
            f"«{row['before']}» a «{row['after']}»: {why}",
            f"· {row['file']}{sheet}, row {row['row']}, column “{row['column_title']}”: corrected from "
            f"“{row['before']}” to “{row['after']}”: {why}",
        )
    if most and len(corrections) > most:
        rest = len(corrections) - most
        voice.say(f"· … altre celle corrette: {rest}", f"· … further cells corrected: {rest}")


def tell_unmet(voice: Voice, unmet: Sequence[Unmet]) -> None:
    """Corrections that no longer fit their sources, with the file to delete or renew."""
    for one in unmet:
        voice.say(f"✗ {one.text('it')}", f"✗ {one.text('en')}")


def tell_idle(voice: Voice, names: Sequence[str]) -> None:
    """Corrections whose source is not here: nothing was changed for them."""
    for name in names[:MOST_FILES]:
        voice.say(f"! correzione {name}: nessun file arrivato vi corrisponde; non è stata applicata.",
                  f"! correction {name}: no file that came fits it; it was not applied.")  # fmt: skip


def tell_repeats(voice: Voice, repeats: Rows) -> None:
    """What was counted as duplicate, file by file: sent twice, in two files, inside one file, superseded."""
    for row in repeats[:MOST_FILES]:
        said = messages()["repeats"][row["kind"]]
        told = {
            language: said[language].format(other=row["of_file"], rows=number(row["rows"], language))
            for language in ("it", "en")
        }
        voice.say(f"· {row['file']}: {told['it']}", f"· {row['file']}: {told['en']}")
    if len(repeats) > MOST_FILES:
        rest = len(repeats) - MOST_FILES
        voice.say(f"· … altri file con righe ripetute: {rest}", f"· … further files with repeated rows: {rest}")


def tell_matching(voice: Voice, matching: Rows) -> None:
    """How the cooperatives of the digital vouchers were found, and how to decide what is left to decide."""
    if not matching:
        return
    counts, said = {str(row["match_method"]): int(str(row["awards"])) for row in matching}, messages()["matching"]
    told = {
        language: ", ".join(
            f"{words[language]} {number(counts[method], language)}"
            for method, words in said.items()
            if method in counts
        )
        for language in ("it", "en")
    }
    voice.say(f"· voucher digitali delle camere: {told['it']}.", f"· digital vouchers of the chambers: {told['en']}.")
    if counts.get("review"):
        command = "python -m etl review --out da_decidere.xlsx"
        voice.say(f"  per decidere: {command}", f"  to decide: {command}")
