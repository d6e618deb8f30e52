"""The command compare: what changed between two releases, or two dates, as a table and as sentences."""

import argparse
import json
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from catalogue import load
from engine import told_by
from engine.release import CURRENT, problem_of, read_only, release_of
from etl.console import Console
from etl.messages import WrongUsageError
from kpi.change_sentence import Row, amount, sentence, shown
from kpi.compare import AMOUNTS, CENTS, PARTS, Side, compare
from kpi.notable_changes import NotableRules, reasons
from output.exit_codes import ExitCode
from texts.message import Localised, Message, in_languages, number
from texts.translator import N_, Words

PLACES = "SELECT territory, territory_level, name_it, name_en FROM dim_territory"
# Printed without --territory; provinces have a page of their own each, and --json has everything.
LEVELS = ("country", "area", "region")
HEADS = (N_("measure"), N_("territory"), N_("before"), N_("after"), N_("change"), N_("new period"), N_("revision"),
         N_("definition"), N_("not told apart"), N_("plan"))  # fmt: skip
Places = dict[str, tuple[str, dict[str, str]]]  # level and names of each territory


def run_compare(options: argparse.Namespace) -> ExitCode:
    """Print the table and the sentences of what is notable.

    Raises WrongUsageError where a date, measure or territory is unknown, and ReleaseError.
    """
    changes, places = compared(options)
    if options.json:
        print(json.dumps([_as_json(row, places) for row in _records(changes)], ensure_ascii=False))
    else:
        _print(Console(options.lang), changes, places)
    return ExitCode.DONE


def compared(options: argparse.Namespace) -> tuple[pd.DataFrame, Places]:
    """The rows of kpi.compare that the options name, each with its reason to be notable; and the territories.

    Raises WrongUsageError and ReleaseError.
    """
    catalogue = load()
    before, _, _ = _side(options.releases, options.before, options.from_day)
    after, places, known = _side(options.releases, options.after, options.to_day)
    if options.kpi and options.kpi not in known:
        raise WrongUsageError(
            Message("{kpi}: no measure has this name; the names are in docs/method.md.", kpi=options.kpi)
        )
    if options.territory and options.territory not in places:
        raise WrongUsageError(
            Message("{code}: no territory has this code, such as IT, ITH5 or ITH55.", code=options.territory)
        )
    changes = compare(before, after)
    changes = changes.assign(notable=reasons(changes, NotableRules.of(catalogue.agreement)))
    if options.kpi:
        changes = changes[changes["kpi"] == options.kpi]
    if options.territory:
        changes = changes[changes["territory"] == options.territory]
    elif not options.json:
        shown_here = [code for code, (level, _) in places.items() if level in LEVELS]
        changes = changes[changes["territory"].isin(shown_here)]
    return changes, places


def _side(folder: Path, name: str, day: date | None) -> tuple[Side, Places, set[str]]:
    release = release_of(folder, None if name == CURRENT else name)
    try:
        with read_only(release) as connection:
            told = told_by(connection, release.id)
            places = {
                str(code): (str(level), {"name_it": str(italian), "name_en": str(english)})
                for code, level, italian, english in connection.execute(PLACES).fetchall()
            }
    except duckdb.Error as error:
        raise problem_of(release, error) from error
    own = release.as_of
    if day and day > own:
        raise WrongUsageError(
            Message("{name}: the release goes up to {last}, not to {day}.", name=name, last=own, day=day)
        )
    return Side(day or own, *told), places, set(told.definitions)


def _records(changes: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in changes.to_dict("records")]


def _print(console: Console, changes: pd.DataFrame, places: Places) -> None:
    """The rows in which anything changed, how many did not, and the notable ones as sentences."""
    differs = (changes[["change", *PARTS]].fillna(0) != 0).any(axis=1) | (changes["notable"] != "")
    moved = changes[differs & (changes["state"] != "absent")]
    for words in console.languages if len(moved) else ():
        _print_table(moved, words)
    still = len(changes) - len(moved)
    console.print(Message("measures and territories unchanged or without data: {count}", count=number(still)))
    for row in _records(moved[moved["notable"] != ""]):
        console.print(Message("· {text}", text=_sentence_of(row, places)))


def _sentence_of(row: Row, places: Places) -> Localised:
    """The change as a sentence; a measure or territory that is no longer in the catalogue goes by its code."""
    kpi, (_, place) = load().kpis.get(row["kpi"]), places.get(row["territory"], ("", {}))
    unit = kpi.unit if kpi else "number"

    def text(words: Words) -> str:
        measure = words.of(kpi, "name") if kpi else row["kpi"]
        return sentence(row, measure, words.of(place, "name") if place else row["territory"], unit, words)

    return text


def _print_table(moved: pd.DataFrame, words: Words) -> None:
    rows = [[words.t(head) for head in HEADS]]
    for row in _records(moved):
        ends = [shown(row, side, "number", words) for side in ("before", "after")]
        cells = [_signed(row[name], words) for name in ("change", *PARTS, "target")]
        rows.append([row["kpi"], row["territory"], *ends, *cells])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for line in rows:
        left = [cell.ljust(width) for cell, width in zip(line[:2], widths[:2], strict=True)]
        print("  ".join(left + [cell.rjust(width) for cell, width in zip(line[2:], widths[2:], strict=True)]))


def _signed(cents: Any, words: Words) -> str:
    return "" if pd.isna(cents) else amount(cents, words, sign=True)


def _as_json(row: Row, places: Places) -> dict[str, object]:
    """Amounts as decimal numbers of two places at most, dates as text, nothing as null."""
    found: dict[str, object] = {}
    for name, value in row.items():
        cents = name in AMOUNTS or name.startswith(("goal_", "baseline_"))
        if pd.isna(value):
            found[name] = None
        elif cents:
            found[name] = int(value) / CENTS
        else:
            found[name] = value.date().isoformat() if isinstance(value, pd.Timestamp) else value
    if row["kpi"] in load().kpis and row["notable"]:
        found |= in_languages(_sentence_of(row, places))
    return found
