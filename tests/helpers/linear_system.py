"""Linear knowledge about unknown counts, and which of them it gives away: by HiGHS, through scipy."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from scipy.optimize import linprog
from scipy.sparse import csr_matrix

WITHIN = 1.0  # a small count that is known to within one of the true one is given away


@dataclass
class System:
    """Linear knowledge: bounds of variables, and rows ``sum(coefficient * variable) <= most``."""

    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float]] = field(default_factory=list)
    _made: csr_matrix | None = None

    def variable(self, low: float, high: float) -> int:
        self.low.append(low)
        self.high.append(high)
        return len(self.low) - 1

    def know(self, parts: Mapping[int, float], most: float) -> None:
        self.rows.append((dict(parts), most))

    def most(self, aim: Mapping[int, float]) -> np.ndarray:
        """A point that satisfies everything known and makes ``aim`` as large as can be."""
        cost = np.zeros(len(self.low))
        cost[list(aim)] = [-weight for weight in aim.values()]
        bounds = np.column_stack([self.low, self.high])
        right = [most for _, most in self.rows] or None
        found = linprog(cost, A_ub=self._matrix(), b_ub=right, bounds=bounds, method="highs")
        assert found.status in (0, 3), found.message
        return found.x if found.status == 0 else np.full(len(self.low), np.inf)

    def _matrix(self) -> csr_matrix | None:
        shape = (len(self.rows), len(self.low))
        if self.rows and (self._made is None or self._made.shape != shape):
            sizes = [len(parts) for parts, _ in self.rows]
            column = np.fromiter(chain.from_iterable(parts for parts, _ in self.rows), dtype=np.int64)
            entry = np.fromiter(chain.from_iterable(parts.values() for parts, _ in self.rows), dtype=np.float64)
            self._made = csr_matrix((entry, (np.repeat(np.arange(shape[0]), sizes), column)), shape=shape)
        return self._made


@dataclass(frozen=True)
class Secret:
    """A count as a sum of variables, the true one, and its name. A count of 0 is no secret.

    ``within``: how closely a count of 1 or 2 may not be known; any other may not be determined.
    """

    expression: Mapping[int, float]
    true: float
    name: str
    within: float = WITHIN

    @property
    def room(self) -> float:
        """How far above the true count another one has to be possible, or the count is to be looked at by itself."""
        return self.within + 1.0 if self.close else 0.5

    @property
    def close(self) -> bool:
        """Whether knowing the count closely already gives it away."""
        return self.within > 0 and self.true < 3


def given_away(system: System, secrets: Sequence[Secret]) -> list[str]:
    """The secrets that are determined, or small and known to within one: name, true count and bounds."""
    open_ = [secret for secret in secrets if secret.true > 0]
    while open_:
        aim: dict[int, float] = {}
        helped = System(list(system.low), list(system.high), list(system.rows))
        added = []
        for secret in open_:
            slack = helped.variable(-np.inf, secret.room)
            helped.know({one: -weight for one, weight in secret.expression.items()} | {slack: 1.0}, -secret.true)
            aim[slack] = 1.0
            added.append(slack)
        point = helped.most(aim)
        left = [secret for secret, slack in zip(open_, added, strict=True) if point[slack] < secret.room - 1e-6]
        if len(left) == len(open_):
            break
        open_ = left
    return [told for secret in open_ if (told := _alone(system, secret))]


def _alone(system: System, secret: Secret) -> str:
    """One secret by itself, both ways: '' where it stays uncertain."""
    ends = []
    for way in (-1.0, 1.0):
        point = system.most({one: way * weight for one, weight in secret.expression.items()})
        ends.append(sum(weight * point[one] for one, weight in secret.expression.items()))
    low, high, true = np.ceil(ends[0] - 1e-6), np.floor(ends[1] + 1e-6), secret.true
    reach = secret.within if secret.close else 0.0
    known = low >= true - reach and high <= true + reach
    return f"{secret.name}: {true:g} within {low:g} and {high:g}" if known else ""
