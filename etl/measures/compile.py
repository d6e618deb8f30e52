"""Compiles the rules of all measures into models: contribution, cell_opening, kpi_rule and kpi_breakdown (ADR 3).

The first two are one SELECT a rule, made of a template of this folder. Its slots take names of the catalogue's
vocabulary, which catalogue.rules has checked, and literals.
"""

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from string import Template

from catalogue.load import Catalogue
from catalogue.model import Kpi
from catalogue.rules import NEVER, Amount, Condition, Events, Opening, Rule
from engine.sql_text import literal
from etl.measures.conditions import conditions

HERE = Path(__file__).resolve().parent
CONTRIBUTION = """\
-- Grain: one row per measure and record or published figure that counts in it: the months at whose ends it does (from
-- `enters` to before `leaves`, NULL for ever), what it adds to numerator and denominator, and its place in its source.
"""
OPENING = """\
-- Grain: one row per measure, month, place and categories of events that make a cell a figure from then on, at zero.
"""
VIEW = "-- View.\n"
ROLLING = "rolling_12"
SLICED = ("partner", "service", "counterpart", "direction", "channel")
TEXT, NUMBER = "CAST(NULL AS VARCHAR)", "CAST({} AS DECIMAL(23, 4))"


def measure_models(catalogue: Catalogue) -> dict[str, str]:
    """The text of each compiled model by its name."""
    contributions = [
        (_figures if catalogue.events[rule.events].figures else _records)(kpi, rule, catalogue.events[rule.events])
        for kpi in catalogue.kpis.values()
        for rule in kpi.rules
    ]
    opened: dict[Opening, list[str]] = {}
    for kpi in catalogue.kpis.values():
        if kpi.opens:
            opened.setdefault(kpi.opens, []).append(kpi.id)
    openings = [_opening(opening, kpis, catalogue.events[opening.events]) for opening, kpis in opened.items()]
    return {
        "contribution": CONTRIBUTION + _union(contributions) + VIEW,
        "cell_opening": OPENING + _union(openings) + VIEW,
        "kpi_rule": _listed("rules", [_properties(kpi) for kpi in catalogue.kpis.values()]),
        "kpi_breakdown": _listed("breakdowns", [
            (kpi.id, name, source)
            for kpi in catalogue.kpis.values()
            for name, source in {"total": "whole", **kpi.sources}.items()
        ]),
    }  # fmt: skip


def _properties(kpi: Kpi) -> tuple[object, ...]:
    leaving = any(rule.until != NEVER for rule in kpi.rules)
    # of the last months there is a figure only where somebody has reported in them
    reported = kpi.feeds[0] if kpi.window == ROLLING else ""
    return kpi.id, kpi.units, kpi.since, kpi.annex_figure, kpi.provinces, leaving, reported


def _listed(template: str, rows: Iterable[tuple[object, ...]]) -> str:
    values = (", ".join(str(v).lower() if isinstance(v, bool) else literal(v) for v in row) for row in rows)
    return _template(template).substitute(rows=",\n".join(f"    ({row})" for row in values))


def _records(kpi: Kpi, rule: Rule, events: Events) -> str:
    amounts = [_amount(rule.numerator), _amount(rule.denominator)]
    num, den = (f"-{amount}" if rule.minus and amount else amount for amount in amounts)
    record = "1" if num else "0"
    units = {"numerator": num or "0", "denominator": den or "0", "records": record, "none": "0"}.get(kpi.units)
    return _filled(
        "records", events, rule.where,
        kpi=literal(kpi.id),
        role=literal("both" if num and den else "numerator" if num else "denominator"),
        unit=rule.unit,
        once=f"e.{rule.once}" if rule.once else TEXT,
        leaves="CAST(NULL AS DATE)" if rule.until == NEVER else f"e.{rule.until}",
        num=NUMBER.format(num or "NULL"),
        den=NUMBER.format(den or "NULL"),
        units=f"CAST({units or 'NULL'} AS BIGINT)",
        cooperative="e.cooperative" if "cooperative" in events.units else TEXT,
        own_breakdown=literal(rule.breakdown) if rule.breakdown else TEXT,
        own_category=f"e.{rule.breakdown}" if rule.breakdown else TEXT,
        **_categories(events),
    )  # fmt: skip


def _figures(kpi: Kpi, rule: Rule, events: Events) -> str:
    role = literal(rule.role) if rule.role else "e.role"
    return _filled("figures", events, rule.where, kpi=literal(kpi.id), role=role)


def _opening(opening: Opening, kpis: Sequence[str], events: Events) -> str:
    named = ", ".join(map(literal, kpis))
    return _filled("openings", events, opening.where, kpis=named, **_categories(events))


def _categories(events: Events) -> dict[str, str]:
    return {name: f"e.{name}" if name in events.codes else TEXT for name in SLICED}


def _amount(amount: Amount | None) -> str:
    if amount is None:
        return ""
    if amount.tests:
        return f"CASE WHEN {conditions(amount.tests)} THEN 1 ELSE 0 END"
    return f"e.{amount.column}" if amount.column else "1"


def _filled(template: str, events: Events, where: Iterable[Condition], **slots: str) -> str:
    return _template(template).substitute(slots, events=f"{events.name}_event", where=conditions(where))


@cache
def _template(name: str) -> Template:
    return Template((HERE / f"{name}.sql").read_text(encoding="utf-8"))


def _union(parts: Sequence[str]) -> str:
    return "UNION ALL\n".join(parts)
