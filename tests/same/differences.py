"""The paths at which two JSON values differ, with both values in short."""

import json
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Any

ABSENT = "(absent)"
WIDEST = 100  # characters of a printed value
BEFORE = 40  # of these, how many stand before the first difference
ALIGNED = 2_000  # longer lists are compared place by place

Difference = tuple[str, str, str]  # path, value in A, value in B


def differences(first: Any, second: Any, path: str = "") -> Iterator[Difference]:
    """Every differing path of two values; an item of one list alone, or a list in another order, is one difference."""
    if isinstance(first, dict) and isinstance(second, dict):
        for key in sorted(first.keys() | second.keys()):
            inner = f"{path}.{key}" if path else key
            if key in first and key in second:
                yield from differences(first[key], second[key], inner)
            else:
                yield inner, short(first.get(key, ABSENT)), short(second.get(key, ABSENT))
    elif isinstance(first, list) and isinstance(second, list):
        yield from _of_lists(first, second, path)
    elif type(first) is not type(second) or first != second:
        yield path, *short_pair(_text(first), _text(second))


def _of_lists(first: list[Any], second: list[Any], path: str) -> Iterator[Difference]:
    """Equal items are aligned first, so that one item more does not make all that follow it differ."""
    if first == second:
        return
    one, other = ([_text(item) for item in items] for items in (first, second))
    if sorted(one) == sorted(other):
        place = next(number for number, (a, b) in enumerate(zip(one, other, strict=True)) if a != b)
        yield f"{path} (same items, another order from [{place}])", short(one[place]), short(other[place])
        return
    if max(len(first), len(second)) > ALIGNED:
        blocks = [("replace", 0, len(first), 0, len(second))]
    else:
        blocks = SequenceMatcher(None, one, other, autojunk=False).get_opcodes()
    for kind, start, end, begin, stop in blocks:
        if kind == "equal":
            continue
        paired = min(end - start, stop - begin)
        for offset in range(paired):
            yield from differences(first[start + offset], second[begin + offset], f"{path}[{start + offset}]")
        for place in range(start + paired, end):
            yield f"{path}[{place}]", short(first[place]), ABSENT
        for place in range(begin + paired, stop):
            yield f"{path}[{place} of B]", ABSENT, short(second[place])


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def short(value: Any) -> str:
    """The beginning of a value as text."""
    text = value if isinstance(value, str) else _text(value)
    return text if len(text) <= WIDEST else f"{text[:WIDEST]}…"


def short_pair(first: str, second: str) -> tuple[str, str]:
    """Two texts cut to the surroundings of their first difference."""
    same = next((place for place, (a, b) in enumerate(zip(first, second, strict=False)) if a != b), None)
    start = max(0, (min(len(first), len(second)) if same is None else same) - BEFORE)
    mark = "…" if start else ""
    return mark + short(first[start:]), mark + short(second[start:])
