"""What a release says of a measure in a slice, written as pages write it, to hold against what pages say."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from reads.board import board
from reads.figures import TerritoryFigure, everywhere
from reads.latest_figures import latest_figures
from reads.rates import UNITS
from reads.slice import Slice
from tests.helpers.statements import COUNT, MEMBERS, OWN, RATE, SPOKEN, Names, Statement, plain
from texts.periods import period_text
from ui.content.board_words import outlook_text, variation_text
from ui.style.theme import BADGES, STATUSES


def denied(told: Iterable[Statement], names: Names) -> list[str]:
    """The statements that differ from what the release says, each in a line."""
    lines = []
    for one in told:
        right = expected(one, names)
        agrees = right in one.told if one.kind == "base" else right == one.told
        if right is not None and not agrees:
            lines.append(f"{one.page}: {one.kind} of {one.kpi} in {one.chosen} is {one.told!r}, not {right!r}")
    return sorted(set(lines))


def expected(one: Statement, names: Names) -> str:
    """What should have been said. Raises LookupError for a kind that is not known."""
    words, measure = names.words, names.measures[one.kpi]
    if one.kind == "name":
        return plain(words.pick(measure["name"]))
    if one.kind == "base":
        return plain(words.pick(measure["base"]))
    if one.kind in ("outlook", "variation"):
        return plain(_ahead(one, names))
    row = figure(one.kpi, one.chosen, one.day, names, common=one.common)
    if one.kind in ("value", SPOKEN):
        return plain(_written(one, row, names))
    if row is None:
        return ""
    if one.kind == "status":
        return plain(words.t(STATUSES[row["judgement"]][1])) if row["judgement"] else ""
    if one.kind == "nature":
        return plain(words.t(BADGES[row["status"]][1])) if row["status"] else ""
    if one.kind == "rounding":
        return plain({"rounded": words.t("rounded for confidentiality"), "exact": words.t("to the unit")}.get(
            row["precision"] or "", ""))  # fmt: skip
    if one.kind == COUNT:
        return plain(words.number(row["denominator"], 0))
    raise LookupError(one.kind)


def figure(kpi: str, chosen: Slice, day: str, names: Names, *, common: bool) -> TerritoryFigure | None:
    """The figure of a date as told, or the latest; of all territories of a level where it is common to them."""
    rows = [row for row in everywhere(names.release, kpi, chosen) if row["as_of"] <= chosen.moment]
    own = [row for row in rows if row["territory"] == chosen.territory]
    period = names.measures[kpi]["period"]
    if day:
        return next((row for row in own if plain(period_text(row["as_of"], period, names.words)) == day), None)
    level = own[-1]["territory_level"] if own else ""
    last: datetime | None = max((row["as_of"] for row in rows if row["territory_level"] == level), default=None)
    return next((row for row in reversed(own) if not common or row["as_of"] == last), None)


def _ahead(one: Statement, names: Names) -> str:
    if one.kind == "variation":
        rows = board(names.release, one.chosen, names.release, one.chosen.as_of)
        return variation_text(next(row.variation for row in rows if row.now["kpi"] == one.kpi), names.words)
    latest = next(row for row in latest_figures(names.release, one.chosen) if row["kpi"] == one.kpi)
    return outlook_text(latest, names.words)


def _written(one: Statement, row: TerritoryFigure | None, names: Names) -> str:
    """A value with its unit, divided as the statement divides it; the meaning of its sign where there is none."""
    words, measure = names.words, names.measures[one.kpi]
    signs = words.sign(row["sign"] if row else "")
    if row is None or row["value"] is None:
        return next((told for told in (signs[0], " ".join(signs)) if told == one.told), signs[1])
    per = {RATE: 1000, MEMBERS: 100, OWN: 1}[one.scale]
    if one.kind == SPOKEN and measure["kind"] in UNITS:
        per = 100
    value = row["value"]
    if per > 1:
        day = plain(period_text(row["as_of"], "", words))
        base = figure("coops_active", one.chosen, day, names, common=False)
        if base is None or not base["value"]:
            return words.sign(base["sign"] if base else "")[1]
        value = per * value / base["value"]
    if one.kind == SPOKEN:
        return words.number(value, 2 if measure["unit"] == "score" else 0 if value >= 10 else 1)
    if per == 100:
        return words.number(value, 1)
    unit = UNITS[measure["kind"]] if per == 1000 else measure["unit"]
    return words.value(value, unit, None if per > 1 or row["decimals"] is None else int(row["decimals"]))


__all__ = ["denied", "expected", "figure", "replace"]
