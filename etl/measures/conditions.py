"""The conditions of a rule as SQL over the columns of its events, which the alias ``e`` names."""

from collections.abc import Iterable

from catalogue.rules import GIVEN, POSITIVE, Condition
from engine.sql_text import literal


def conditions(tests: Iterable[Condition]) -> str:
    """All tests joined by AND; without any, a condition that always holds."""
    return " AND ".join(map(_condition, tests)) or "true"


def _condition(test: Condition) -> str:
    column = f"e.{test.column}"
    if isinstance(test.wanted, bool):
        return column if test.wanted else f"NOT {column}"
    if isinstance(test.wanted, tuple):
        return f"{column} IN ({', '.join(map(literal, test.wanted))})"
    return {GIVEN: f"{column} IS NOT NULL", POSITIVE: f"{column} > 0"}[test.wanted]
