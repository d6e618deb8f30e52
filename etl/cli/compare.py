"""The command compare: what changed between two releases, or two dates, as a table and as sentences."""

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from catalogue import load
from engine import told_by
from engine.release import CURRENT, ReleaseError, problem_of, read_only, release_of
from etl.cli.releases import say_why
from etl.console import Voice, number
from kpi.change_sentence import amount, sentence, shown
from kpi.compare import AMOUNTS, CENTS, PARTS, Side, compare
from kpi.notable_changes import NotableRules, reasons

DONE, WRONG_USAGE = 0, 2
PLACES = "SELECT territory, territory_level, name_it, name_en FROM dim_territory"
# Told when no territory is asked for; provinces have a page of their own each, and --json has everything.
LEVELS = ("country", "area", "region")
HEADS = {
    "it": ("indicatore", "territorio", "prima", "dopo", "variazione", "nuovo periodo", "rettifiche", "definizione",
           "non distinte", "piano"),
    "en": ("measure", "territory", "before", "after", "change", "new period", "revision", "definition",
           "not told apart", "plan"),
}  # fmt: skip


@dataclass
class CompareError(Exception):
    """What is asked for cannot be compared, said in Italian and in English."""

    italian: str
    english: str


def run_compare(options: argparse.Namespace) -> int:
    """Print the table and the sentences of what is notable; 2 where a release, date, measure or place is unknown."""
    voice = Voice(options.lang)
    try:
        changes, places = compared(options)
    except ReleaseError as error:
        say_why(voice, error)
        return WRONG_USAGE
    except CompareError as wrong:
        voice.say(wrong.italian, wrong.english, to=sys.stderr)
        return WRONG_USAGE
    if options.json:
        print(json.dumps([_as_json(row, places) for row in _records(changes)], ensure_ascii=False))
    else:
        _tell(voice, changes, places)
    return DONE


def compared(options: argparse.Namespace) -> tuple[pd.DataFrame, dict[str, tuple[str, str, str]]]:
    """The rows of kpi.compare that are asked for, with the reason to tell each, and (level, it, en) of the places.

    Raises CompareError and ReleaseError.
    """
    catalogue = load()
    before, _, _ = _side(options.releases, options.before, options.from_day)
    after, places, known = _side(options.releases, options.after, options.to_day)
    if options.kpi and options.kpi not in known:
        raise CompareError(f"{options.kpi}: nessun indicatore ha questo nome; i nomi sono in docs/method.md.",
                           f"{options.kpi}: no measure has this name; the names are in docs/method.md.")  # fmt: skip
    if options.territory and options.territory not in places:
        raise CompareError(f"{options.territory}: nessun territorio ha questo codice, come IT, ITH5 o ITH55.",
                           f"{options.territory}: no territory has this code, such as IT, ITH5 or ITH55.")  # fmt: skip
    changes = compare(before, after)
    changes = changes.assign(notable=reasons(changes, NotableRules.of(catalogue.agreement)))
    if options.kpi:
        changes = changes[changes["kpi"] == options.kpi]
    if options.territory:
        changes = changes[changes["territory"] == options.territory]
    elif not options.json:
        shown_here = [code for code, (level, _, _) in places.items() if level in LEVELS]
        changes = changes[changes["territory"].isin(shown_here)]
    return changes, places


def _side(folder: Path, name: str, day: date | None) -> tuple[Side, dict[str, tuple[str, str, str]], set[str]]:
    release = release_of(folder, None if name == CURRENT else name)
    try:
        with read_only(release) as connection:
            told = told_by(connection, release.id)
            places = {str(code): (str(level), str(italian), str(english))
                      for code, level, italian, english in connection.execute(PLACES).fetchall()}  # fmt: skip
    except duckdb.Error as error:
        raise problem_of(release, error) from error
    own = release.as_of
    if day and day > own:
        raise CompareError(f"{name}: la release arriva al {own.isoformat()}, non al {day.isoformat()}.",
                           f"{name}: the release goes up to {own.isoformat()}, not to {day.isoformat()}.")  # fmt: skip
    return Side(day or own, *told), places, set(told.definitions)


def _records(changes: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): value for name, value in row.items()} for row in changes.to_dict("records")]


def _tell(voice: Voice, changes: pd.DataFrame, places: dict[str, tuple[str, str, str]]) -> None:
    """The rows in which anything changed, how many did not, and the notable ones in words."""
    kpis = load().kpis
    differs = (changes[["change", *PARTS]].fillna(0) != 0).any(axis=1) | (changes["notable"] != "")
    moved = changes[differs & (changes["state"] != "absent")]
    for language in voice.languages if len(moved) else ():
        _print_table(moved, language)
    still = len(changes) - len(moved)
    voice.say(f"indicatori e territori invariati o senza dati: {number(still, 'it')}",
              f"measures and territories unchanged or without data: {number(still, 'en')}")  # fmt: skip
    for row in _records(moved[moved["notable"] != ""]):
        kpi = kpis.get(row["kpi"])
        _, italian, english = places.get(row["territory"], ("", row["territory"], row["territory"]))
        names = (kpi.name_it, kpi.name_en, kpi.unit) if kpi else (row["kpi"], row["kpi"], "number")
        voice.say("· " + sentence(row, names[0], italian, names[2], "it"),
                  "· " + sentence(row, names[1], english, names[2], "en"))  # fmt: skip


def _print_table(moved: pd.DataFrame, language: str) -> None:
    rows = [list(HEADS[language])]
    for row in _records(moved):
        ends = [shown(row, side, "number", language) for side in ("before", "after")]
        cells = [_signed(row[name], language) for name in ("change", *PARTS, "target")]
        rows.append([row["kpi"], row["territory"], *ends, *cells])
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for line in rows:
        left = [cell.ljust(width) for cell, width in zip(line[:2], widths[:2], strict=True)]
        print("  ".join(left + [cell.rjust(width) for cell, width in zip(line[2:], widths[2:], strict=True)]))


def _signed(cents: Any, language: str) -> str:
    return "" if pd.isna(cents) else amount(cents, language, sign=True)


def _as_json(row: dict[str, Any], places: dict[str, tuple[str, str, str]]) -> dict[str, object]:
    """Amounts as decimal numbers of two places at most, dates as text, nothing as null."""
    kpi = load().kpis.get(row["kpi"])
    _, italian, english = places.get(row["territory"], ("", row["territory"], row["territory"]))
    told: dict[str, object] = {}
    for name, value in row.items():
        cents = name in AMOUNTS or name.startswith(("goal_", "baseline_"))
        if pd.isna(value):
            told[name] = None
        elif cents:
            told[name] = int(value) / CENTS
        else:
            told[name] = value.date().isoformat() if isinstance(value, pd.Timestamp) else value
    if kpi and row["notable"]:
        told["it"] = sentence(row, kpi.name_it, italian, kpi.unit, "it")
        told["en"] = sentence(row, kpi.name_en, english, kpi.unit, "en")
    return told
