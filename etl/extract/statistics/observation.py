"""What the layouts of public statistics share: values separated from signs, and dimensions joined into one text."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from catalogue import load

Column = Any  # a text column, whole or in chunks

UNKNOWN, SUPPRESSED = "....", "*"
SIGNS = (UNKNOWN, "..", "-", SUPPRESSED)
NOTHING = ("", ":", "NaN", UNKNOWN)  # a cell without a number that says no more than that
# What published times are called, and how they are called here; the later ones see what the earlier ones left.
TIMES = ((r"^(\d{4})-?A1?$", r"\1"), (r"^(\d{4})-?M(\d\d)$", r"\1-\2"), (r"^(\d{4})([QSW]\d+)$", r"\1-\2"))


def value_and_sign(text: Column, confidential: Column) -> dict[str, Column]:
    """Return ``value`` (text, NULL where there is no number) and ``sign`` (NULL where there is one).

    A cell that says only "nothing here" is unknown (``....``), and suppressed (``*``) where it is ``confidential``
    (boolean, no NULL); the signs ``..`` negligible, ``-`` none and ``*`` stay as they are. None of them is a zero.
    """
    trimmed = pc.utf8_trim_whitespace(pc.fill_null(text, ""))
    nothing = pc.is_in(trimmed, pa.array(NOTHING))
    signed = pc.is_in(trimmed, pa.array(SIGNS))
    null = pa.scalar(None, pa.string())
    sign = pc.if_else(nothing, pc.if_else(confidential, SUPPRESSED, UNKNOWN), pc.if_else(signed, trimmed, null))
    return {"value": pc.if_else(pc.or_(nothing, signed), null, trimmed), "sign": sign}


def period(text: Column) -> Column:
    """Times as ``2019``, ``2019-Q1``, ``2019-S1``, ``2019-03`` or ``2019-W05``, whichever way they were published."""
    text = pc.utf8_trim_whitespace(pc.fill_null(text, ""))
    for pattern, form in TIMES:
        text = pc.replace_substring_regex(text, pattern, form)
    return text


def measure_of(names: list[str]) -> str:
    """The dimension that names the measure, by catalogue/codes/istat_indicator_dimensions.csv; "" where none does.

    An asterisk in that list stands for any ending.
    """
    known = [row[0] for row in load().code_lists["istat_indicator_dimensions"].rows]
    return next((name for pattern in known for name in names if fnmatchcase(name, pattern)), "")


def breakdown(dimensions: Mapping[str, Column], rows: int) -> Column:
    """``NAME=CODE`` of every dimension in alphabetical order, separated by ``|``; NULL where there is none."""
    pairs = [
        pc.binary_join_element_wise(pa.scalar(name), pc.fill_null(dimensions[name], ""), "=")
        for name in sorted(dimensions)
    ]
    return pc.binary_join_element_wise(*pairs, "|") if pairs else pa.nulls(rows, pa.string())


def cell_column(index: int) -> str:
    """A column as spreadsheets call it: 0 is A, 26 is AA."""
    letters = ""
    while index >= 0:
        index, place = index // 26 - 1, index % 26
        letters = chr(ord("A") + place) + letters
    return letters
