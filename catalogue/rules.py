"""The rules of a measure, parsed from its YAML file: which events count, under which conditions, what each adds.

Every name is checked against the vocabulary of events.yaml. A rule is data and holds no SQL.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

GIVEN, POSITIVE = "given", "positive"
NEVER = "never"
# The number of units behind a figure, for disclosure control: distinct cooperatives; distinct values of `once`; the sum
# of the numerators or denominators; the number of contributions to the numerator (`records`: of a sum, where the
# denominator counts those of unknown amount too); none.
UNITS = ("cooperatives", "once", "numerator", "denominator", "records", "none")
UNTIL = {"cumulative": NEVER, "rolling_12": "year_on", "latest": "leaves", "period": NEVER}
# Where a breakdown's category comes from: a column of the contribution; `cooperative`: the register; `own`: a rule that
# names the breakdown, whose rows count in it alone.
SOURCES = ("cooperative", "partner", "service", "counterpart", "direction", "channel", "own")
ROLES = ("numerator", "denominator", "figure", "part")


@dataclass(frozen=True)
class Events:
    """One kind of event and the columns that rules may use. ``codes``: column to its code list, '' for none."""

    name: str
    about: str
    units: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    amounts: tuple[str, ...] = ()
    codes: Mapping[str, str] = field(default_factory=dict)
    until: tuple[str, ...] = ()
    figures: bool = False

    @property
    def columns(self) -> frozenset[str]:
        """Every column that a rule may name."""
        return frozenset((*self.units, *self.flags, *self.amounts, *self.codes, *self.until))


@dataclass(frozen=True)
class Condition:
    """One condition on a column: ``given``, ``positive``, true or false, or one of some codes."""

    column: str
    wanted: str | bool | tuple[str, ...]


@dataclass(frozen=True)
class Amount:
    """What a record adds: an amount of it, or 1 where all ``tests`` hold and 0 elsewhere (no tests: always 1)."""

    column: str = ""
    tests: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Rule:
    """One source of a measure: the events that contribute, and what each adds to numerator and denominator.

    ``once``: distinct values of this column are counted. ``until``: the column with the month from which a record no
    longer counts, ``never`` for none. ``breakdown``: the rows count in this breakdown alone, by the column of that
    name. ``minus``: amounts are subtracted. ``role``: of a published figure, '' where its events state it.
    """

    events: str
    where: tuple[Condition, ...] = ()
    unit: str = ""
    once: str = ""
    numerator: Amount | None = None
    denominator: Amount | None = None
    until: str = NEVER
    breakdown: str = ""
    minus: bool = False
    role: str = ""


@dataclass(frozen=True)
class Opening:
    """The events from whose first on a cell without records is zero: before it no source has reported on it."""

    events: str
    where: tuple[Condition, ...] = ()


class RuleError(ValueError):
    """A rule with a name that its events do not have; the text names the measure."""


def events_of(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Events]:
    """The vocabulary from what events.yaml holds."""
    return {
        name: Events(
            name, entry["about"], tuple(entry.get("units", ())), tuple(entry.get("flags", ())),
            tuple(entry.get("amounts", ())), entry.get("codes", {}), tuple(entry.get("until", ())),
            bool(entry.get("figures", False)),
        )
        for name, entry in raw.items()
    }  # fmt: skip


@dataclass(frozen=True)
class Reader:
    """Reads the rules of one measure. ``lists``: the rows of each code list as dictionaries, by list and code."""

    kpi: str
    window: str
    events: Mapping[str, Events]
    lists: Mapping[str, Mapping[str, Mapping[str, str]]]

    def rule(self, raw: Mapping[str, Any]) -> Rule:
        """One entry of ``counts``. Raises RuleError."""
        events = self._events(raw)
        self._hold(set(raw) <= {*Rule.__dataclass_fields__}, f"no such word among {sorted(raw)}")
        where, role = self._tests(events, raw.get("where", {})), str(raw.get("role", ""))
        if events.figures:
            self._hold(not role or role in ROLES, f"no role {role!r}")
            self._hold(self.window == "period", f"{events.name} needs the window `period`")
            return Rule(events.name, where, role=role)
        rule = Rule(
            events.name, where, str(raw["unit"]), str(raw.get("once", "")),
            self._amount(events, raw.get("numerator")), self._amount(events, raw.get("denominator")),
            str(raw.get("until", UNTIL[self.window])), str(raw.get("breakdown", "")), bool(raw.get("minus", False)),
        )  # fmt: skip
        self._hold(rule.unit in events.units, f"{events.name} has no unit {rule.unit!r}")
        self._hold(rule.once in ("", *events.units), f"{events.name} has no unit {rule.once!r}")
        self._hold(rule.until in (NEVER, *events.until), f"{events.name} has no month {rule.until!r}")
        self._hold(rule.breakdown in ("", *events.codes), f"{events.name} has no column {rule.breakdown!r}")
        self._hold(bool(rule.numerator or rule.denominator), "a rule adds to numerator or denominator")
        return rule

    def opening(self, raw: Mapping[str, Any] | None) -> Opening | None:
        """What ``opens`` states. Raises RuleError."""
        if raw is None:
            return None
        events = self._events(raw)
        self._hold(set(raw) <= {*Opening.__dataclass_fields__}, f"no such word among {sorted(raw)}")
        return Opening(events.name, self._tests(events, raw.get("where", {})))

    def _events(self, raw: Mapping[str, Any]) -> Events:
        self._hold(raw.get("events") in self.events, f"no events {raw.get('events')!r}")
        return self.events[raw["events"]]

    def _amount(self, events: Events, raw: object) -> Amount | None:
        if raw is None:
            return None
        if raw == 1:
            return Amount()
        if isinstance(raw, dict):
            return Amount(tests=self._tests(events, raw))
        self._hold(raw in events.amounts, f"{events.name} has no amount {raw!r}")
        return Amount(str(raw))

    def _tests(self, events: Events, raw: Mapping[str, object]) -> tuple[Condition, ...]:
        return tuple(Condition(column, self._wanted(events, column, wanted)) for column, wanted in raw.items())

    def _wanted(self, events: Events, column: str, wanted: object) -> str | bool | tuple[str, ...]:
        self._hold(column in events.columns, f"{events.name} has no column {column!r}")
        if isinstance(wanted, bool):
            self._hold(column in events.flags, f"{column} is no flag of {events.name}")
            return wanted
        if wanted in (GIVEN, POSITIVE):
            self._hold(wanted == GIVEN or column in events.amounts, f"{column} is no amount of {events.name}")
            return str(wanted)
        self._hold(column in events.codes, f"{column} holds no codes")
        known = self.lists.get(events.codes[column], {})
        if isinstance(wanted, dict):  # codes of the list that have some value in another column of it
            found = [code for code, row in known.items()
                     if all(row.get(title, "") in values for title, values in wanted.items())]  # fmt: skip
            self._hold(bool(found), f"no code of {column} has {wanted}")
            return tuple(found)
        self._hold(isinstance(wanted, list), f"{column}: a list of codes")
        codes = tuple(map(str, wanted)) if isinstance(wanted, Iterable) else ()
        self._hold(not known or set(codes) <= set(known), f"{column}: {codes} are no codes of its list")
        return codes

    def _hold(self, holds: bool, wrong: str) -> None:
        if not holds:
            raise RuleError(f"measure {self.kpi}: {wrong}")
