"""Finds the figure that a command's options name, by release, measure, territory, month and category."""

import argparse
import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import duckdb

from etl.messages import WrongUsageError
from etl.trace.contributions import Cell
from texts.message import Message, of

BREAKDOWNS = ("association", "sector", "size", "service", "counterpart", "direction", "technology", "channel", "level",
              "move")  # fmt: skip
LIKE = 0.7  # how much of a code has to be right for it to be taken for another one
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Figure:
    """A figure as the release holds it, with the measure's own words and the territory's names."""

    cell: Cell
    measure: Mapping[str, object]
    territory_it: str
    territory_en: str
    value: float | None
    numerator: float | None
    denominator: float | None
    hidden: bool  # suppressed on every page


def nearest(text: str, names: Mapping[str, object]) -> str:
    """The name most like a text."""
    return difflib.get_close_matches(text, list(names), n=1, cutoff=0.0)[0]


def find_figure(connection: duckdb.DuckDBPyConnection, options: argparse.Namespace) -> Figure:
    """The figure that the options name. Raises WrongUsageError where one of them names nothing."""
    measure = _measure(connection, options.kpi)
    code, territory_it, territory_en = _territory(connection, options.territory)
    breakdown, category = _category(connection, measure, options)
    found = connection.execute(
        "SELECT v.as_of, v.value, v.numerator, v.denominator, coalesce(p.sign, '') = '*' FROM kpi_value v "
        "LEFT JOIN kpi_published p USING (kpi, as_of, territory, breakdown, category) "
        "WHERE v.kpi = ? AND v.territory = ? AND v.breakdown = ? AND v.category = ? ORDER BY v.as_of",
        [measure["kpi"], code, breakdown, category],
    ).fetchall()
    if not found:
        raise _no_figure(connection, str(measure["kpi"]), code, breakdown, category)
    as_of, value, numerator, denominator, hidden = _of_month(found, options.month)
    cell = Cell(str(measure["kpi"]), as_of, code, breakdown, category)
    return Figure(cell, measure, territory_it, territory_en, value, numerator, denominator, hidden)


def _measure(connection: duckdb.DuckDBPyConnection, given: str) -> dict[str, object]:
    cursor = connection.execute("SELECT * FROM kpi ORDER BY position")
    names = [column[0] for column in cursor.description or ()]
    measures = {str(row[0]): dict(zip(names, row, strict=True)) for row in cursor.fetchall()}
    if given in measures:
        return measures[given]
    spelled = {
        name.lower(): kpi for kpi, row in measures.items() for name in (kpi, str(row["name_it"]), str(row["name_en"]))
    }
    near = spelled[nearest(given.lower(), spelled)]
    raise WrongUsageError(
        Message("“{given}” is no measure: the nearest is {near} ({name}).", given=given, near=near,
                name=of(measures[near], "name"))
    )  # fmt: skip


def _territory(connection: duckdb.DuckDBPyConnection, given: str) -> tuple[str, str, str]:
    rows = connection.execute("SELECT territory, name_it, name_en FROM dim_territory ORDER BY territory").fetchall()
    territories = {code: (code, italian, english) for code, italian, english in rows}
    if given.upper() in territories:
        return territories[given.upper()]
    # A code is mistyped for one of its length; a name, or a part of one, stands for its territory.
    codes = {code: row for code, row in territories.items() if len(code) == len(given)}
    names = {name.lower(): row for row in rows for name in row[1:]}
    parts = {name: row for name, row in names.items() if given.lower() in name}
    if difflib.get_close_matches(given.upper(), list(codes), n=1, cutoff=LIKE):
        code, italian, english = codes[nearest(given.upper(), codes)]
    elif parts:
        code, italian, english = min(parts.values(), key=lambda row: len(row[0]))  # the widest that is called so
    else:
        code, italian, english = names[nearest(given.lower(), names)]
    raise WrongUsageError(
        Message("“{given}” is no territory's code: the nearest is {code} ({name}).", given=given, code=code,
                name=of({"name_it": italian, "name_en": english}, "name"))
    )  # fmt: skip


def _category(
    connection: duckdb.DuckDBPyConnection, measure: Mapping[str, object], options: argparse.Namespace
) -> tuple[str, str]:
    chosen = next(((name, getattr(options, name)) for name in BREAKDOWNS if getattr(options, name) is not None), None)
    if chosen is None:
        return "total", ""
    breakdown, given = chosen
    kpi, own = str(measure["kpi"]), [name for name in str(measure["breakdowns"]).split("|") if name]
    if breakdown not in own:
        values = {"kpi": kpi, "breakdown": breakdown, "options": ", ".join(f"--{name}" for name in own)}
        raise WrongUsageError(
            Message("{kpi} has no parts by --{breakdown}: it has by {options}.", **values)
            if own
            else Message("{kpi} has no parts by --{breakdown}: it has the total alone.", **values)
        )
    rows = connection.execute(
        "SELECT DISTINCT category FROM kpi_value WHERE kpi = ? AND breakdown = ? ORDER BY 1", [kpi, breakdown]
    ).fetchall()
    categories = {row[0]: None for row in rows}
    if given in categories or not categories:
        return breakdown, given
    near = nearest(given, categories)
    raise WrongUsageError(
        Message("{kpi} has no part --{breakdown} “{given}”: the nearest is {near}.", kpi=kpi, breakdown=breakdown,
                given=given, near=near)
    )  # fmt: skip


def _of_month(found: list[tuple[date, float, float, float, bool]], given: str | None) -> tuple[
    date, float, float, float, bool
]:  # fmt: skip
    """The row of a month, the latest by default."""
    if given is None:
        return found[-1]
    match = MONTH.fullmatch(given)
    if not match:
        raise WrongUsageError(
            Message("“{given}” is no month: it is written YYYY-MM, as {example}.", given=given,
                    example=f"{found[-1][0]:%Y-%m}")
        )  # fmt: skip
    wanted = _months(int(match[1]), int(match[2]))
    near = min(reversed(found), key=lambda row: abs(_months(row[0].year, row[0].month) - wanted))
    if _months(near[0].year, near[0].month) == wanted:
        return near
    raise WrongUsageError(
        Message("There is no figure for {given}: the nearest with one is {near}.", given=given,
                near=f"{near[0]:%Y-%m}")
    )  # fmt: skip


def _months(year: int, month: int) -> int:
    """Months since the year 0: the distance of two months, of years that no calendar reaches too."""
    return year * 12 + month


def _no_figure(
    connection: duckdb.DuckDBPyConnection, kpi: str, territory: str, breakdown: str, category: str
) -> WrongUsageError:
    """The error for a territory without any figure, with the nearest around it that has one."""
    above = connection.execute(
        "SELECT t.territory, t.name_it, t.name_en FROM territory_within w JOIN dim_territory t USING (territory) "
        "WHERE w.place = ? AND t.territory IN (SELECT v.territory FROM kpi_value v WHERE v.kpi = ? AND v.breakdown = ? "
        "AND v.category = ?) ORDER BY length(t.territory) DESC LIMIT 1",
        [territory, kpi, breakdown, category],
    ).fetchall()
    where = f"{kpi}, {territory}" + (f", {breakdown} {category}" if category else "")
    if not above:
        return WrongUsageError(Message("{where}: this release has no figure, neither here nor around it.", where=where))
    code, italian, english = above[0]
    return WrongUsageError(
        Message("{where}: no figure; the nearest territory with one is {code} ({name}).", where=where, code=code,
                name=of({"name_it": italian, "name_en": english}, "name"))
    )  # fmt: skip
