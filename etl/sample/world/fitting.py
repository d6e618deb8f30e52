"""Draws that meet published totals: shares apportioned, tables fitted to margins, sizes tilted to a mean."""

from collections.abc import Sequence

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
ROUNDS = 60  # of fitting: enough for the margins to hold to a ten-thousandth
STEEPEST = 12.0


def apportion(total: int, weights: Floats) -> Ints:
    """Whole numbers that add up to ``total`` in proportion to ``weights``, by largest remainder."""
    exact = weights / weights.sum() * total
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(-(exact - whole), kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return np.asarray(whole)


def fit_margins(seed: Floats, rows: Floats, columns: Floats) -> Floats:
    """The table closest to ``seed`` whose row and column sums are in proportion to those given (it sums to 1).

    Iterative proportional fitting: what depends on what comes from the seed, how much there is from the margins.
    """
    table = seed / seed.sum()
    rows, columns = rows / rows.sum(), columns / columns.sum()
    for _ in range(ROUNDS):
        table *= (rows / np.maximum(table.sum(axis=1), 1e-300))[:, None]
        table *= columns / np.maximum(table.sum(axis=0), 1e-300)
    return np.asarray(table)


def tilt_to_mean(shares: Floats, values: Floats, mean: float) -> Floats:
    """The shares closest to ``shares`` (relative entropy) under which ``values`` have this mean."""
    scaled = np.log(values)
    low, high = -STEEPEST, STEEPEST
    for _ in range(50):
        middle = (low + high) / 2
        tilted = shares * np.exp(middle * (scaled - scaled.mean()))
        tilted /= tilted.sum()
        low, high = (middle, high) if (tilted * values).sum() < mean else (low, middle)
    return np.asarray(tilted)


def draw_by_row(random: Generator, table: Floats, rows: Ints) -> Ints:
    """A column for each element of ``rows``, drawn with the weights of that row of ``table``."""
    steps = np.cumsum(table, axis=1)
    steps /= np.maximum(steps[:, -1:], 1e-300)
    chance = random.random(len(rows))
    return np.asarray((steps[rows] < chance[:, None]).sum(axis=1).clip(max=table.shape[1] - 1))


def shuffled_counts(random: Generator, counts: Ints) -> Ints:
    """Each index as often as ``counts`` says, in random order."""
    return np.asarray(random.permutation(np.repeat(np.arange(len(counts)), counts)))


def drawn(random: Generator, weights: Sequence[float] | Floats, n: int) -> Ints:
    """``n`` places in ``weights``, drawn in proportion."""
    steps = np.cumsum(np.asarray(weights, dtype=np.float64))
    return np.searchsorted(steps / steps[-1], random.random(n), side="right").clip(max=len(steps) - 1).astype(np.int64)


def pick_within(random: Generator, weights: Floats, starts: Ints, group: Ints) -> Ints:
    """For each element of ``group`` a member of it by weight; members lie from ``starts[g]`` to ``starts[g + 1]``.

    -1 where a group has no weight.
    """
    steps = np.concatenate([[0.0], np.cumsum(weights)])
    low, high = steps[starts[group]], steps[starts[group + 1]]
    found = np.searchsorted(steps, low + random.random(len(group)) * (high - low), side="right") - 1
    found = np.clip(found, starts[group], np.maximum(starts[group + 1] - 1, starts[group]))
    return np.asarray(np.where(high > low, found, -1))
