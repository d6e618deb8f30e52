"""The command compare: what changed between two releases, or two dates, as a table and as sentences."""

import argparse
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pandas as pd

from engine import read_comparison_side
from engine.release import CURRENT, problem_of, read_only, release_of
from engine.release_rules import read_rules
from etl.console import Console
from etl.messages import WrongUsageError
from kpi.change_records import ENDS, Change, changes_of
from kpi.change_sentence import amount, sentence, shown
from kpi.compare import AMOUNTS, CENTS, PARTS, Side, compare
from kpi.notable_changes import NotableRules, reasons
from output.exit_codes import ExitCode
from texts.message import Localised, Message, in_languages, number
from texts.translator import N_, Words

MEASURES = "SELECT kpi, name_it, name_en, unit FROM kpi"
PLACES = "SELECT territory, territory_level, name_it, name_en FROM dim_territory"
# Printed without --territory; provinces have a page of their own each, and --json has everything.
LEVELS = ("country", "area", "region")
HEADS = (N_("measure"), N_("territory"), N_("before"), N_("after"), N_("change"), N_("new period"), N_("revision"),
         N_("definition"), N_("not told apart"), N_("plan"))  # fmt: skip
Named = dict[str, tuple[str, dict[str, str]]]


@dataclass(frozen=True)
class Names:
    """What the releases call things: level and names of each territory, unit and names of each measure, by code."""

    places: Named
    measures: Named


@dataclass(frozen=True)
class ReadSide:
    """One release read for a comparison: its side of it, its names, and which changes it takes for notable."""

    side: Side
    names: Names
    notable: NotableRules


def run_compare(options: argparse.Namespace) -> ExitCode:
    """Print the table and the sentences of what is notable.

    Raises WrongUsageError where a date, measure or territory is unknown, and ReleaseError.
    """
    changes, names = compared(options)
    if options.json:
        print(json.dumps([_as_json(row, names) for row in changes_of(changes)], ensure_ascii=False))
    else:
        _print(Console(options.lang), changes, names)
    return ExitCode.DONE


def compared(options: argparse.Namespace) -> tuple[pd.DataFrame, Names]:
    """The rows of kpi.compare that the options name, each with its reason to be notable; and the releases' names.

    The later release says which changes are notable. Raises WrongUsageError and ReleaseError.
    """
    before = _side(options.releases, options.before, options.from_day)
    after = _side(options.releases, options.after, options.to_day)
    places = after.names.places
    if options.kpi and options.kpi not in after.side.definitions:
        raise WrongUsageError(
            Message("{kpi}: no measure has this name; the names are in docs/method.md.", kpi=options.kpi)
        )
    if options.territory and options.territory not in places:
        raise WrongUsageError(
            Message("{code}: no territory has this code, such as IT, ITH5 or ITH55.", code=options.territory)
        )
    changes = compare(before.side, after.side)
    changes = changes.assign(notable=reasons(changes, after.notable))
    if options.kpi:
        changes = changes[changes["kpi"] == options.kpi]
    if options.territory:
        changes = changes[changes["territory"] == options.territory]
    elif not options.json:
        shown_here = [code for code, (level, _) in places.items() if level in LEVELS]
        changes = changes[changes["territory"].isin(shown_here)]
    return changes, Names(places, before.names.measures | after.names.measures)


def _side(folder: Path, name: str, day: date | None) -> ReadSide:
    release = release_of(folder, None if name == CURRENT else name)
    try:
        with read_only(release) as connection:
            side = read_comparison_side(connection)
            places = {code: (level, _named(it, en)) for code, level, it, en in connection.execute(PLACES).fetchall()}
            measures = {kpi: (unit, _named(it, en)) for kpi, it, en, unit in connection.execute(MEASURES).fetchall()}
            notable = NotableRules.of(read_rules(connection).agreement)
    except duckdb.Error as error:
        raise problem_of(release, error) from error
    own = release.as_of
    if day and day > own:
        raise WrongUsageError(
            Message("{name}: the release goes up to {last}, not to {day}.", name=name, last=own, day=day)
        )
    return ReadSide(Side(day or own, *side), Names(places, measures), notable)


def _named(italian: str, english: str) -> dict[str, str]:
    return {"name_it": italian, "name_en": english}


def _print(console: Console, changes: pd.DataFrame, names: Names) -> None:
    """The rows in which anything changed, how many did not, and the notable ones as sentences."""
    differs = (changes[["change", *PARTS]].fillna(0) != 0).any(axis=1) | (changes["notable"] != "")
    moved = changes[differs & (changes["state"] != "absent")]
    for words in console.languages if len(moved) else ():
        _print_table(moved, words)
    still = len(changes) - len(moved)
    console.print(Message("measures and territories unchanged or without data: {count}", count=number(still)))
    for row in changes_of(moved[moved["notable"] != ""]):
        console.print(Message("· {text}", text=_sentence_of(row, names)))


def _sentence_of(row: Change, names: Names) -> Localised:
    """The change as a sentence; a territory that the later release does not have goes by its code."""
    unit, measure = names.measures[row["kpi"]]
    _, place = names.places.get(row["territory"], ("", {}))

    def text(words: Words) -> str:
        return sentence(
            row, words.of(measure, "name"), words.of(place, "name") if place else row["territory"], unit, words
        )

    return text


def _print_table(moved: pd.DataFrame, words: Words) -> None:
    rows = [[words.t(head) for head in HEADS]]
    for row in changes_of(moved):
        ends = [shown(row, end, "number", words) for end in ENDS]
        amounts = [row["change"], *(row[name] for name in PARTS), row["target"]]
        cells = [_signed(cents, words) for cents in amounts]
        rows.append([row["kpi"], row["territory"], *ends, *cells])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for line in rows:
        left = [cell.ljust(width) for cell, width in zip(line[:2], widths[:2], strict=True)]
        print("  ".join(left + [cell.rjust(width) for cell, width in zip(line[2:], widths[2:], strict=True)]))


def _signed(cents: int | None, words: Words) -> str:
    return "" if cents is None else amount(cents, words, sign=True)


def _as_json(row: Change, names: Names) -> dict[str, object]:
    """Amounts as decimal numbers of two places at most, dates as text, nothing as null."""
    found: dict[str, object] = {}
    for name, value in row.items():
        if isinstance(value, int) and (name in AMOUNTS or name.startswith(("goal_", "baseline_"))):
            found[name] = value / CENTS
        else:
            found[name] = value.date().isoformat() if isinstance(value, datetime) else value
    if row["notable"]:
        found |= in_languages(_sentence_of(row, names))
    return found
