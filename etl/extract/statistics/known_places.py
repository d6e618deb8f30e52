"""Which codes of public statistics stand for a territory here, so that unknown ones can be counted and told."""

import re
from functools import cache

import pyarrow.compute as pc

from catalogue import load
from etl.extract.statistics.observation import Column

CODE = re.compile(r"[A-Z0-9_]{1,20}")
# Kinds of aliases by the way a publisher writes territories (etl/models/staging/statistic_territory.sql).
ALIASES = {"nuts": ("nuts2",), "istat": ("itter107", "nuts2"), "label": ("english", "bilingual", "variant")}


@cache
def known_places(kind: str) -> frozenset[str]:
    """Codes of a kind, ``nuts`` or ``istat``, or names, ``label``, in small letters, that a territory is known by.

    A NUTS code of an earlier version is known, though its territory may no longer be the same.
    """
    lists = load().code_lists
    columns = {"nuts": ["nuts2021"], "istat": ["istat_itter107", "nuts2021"], "label": ["name_it", "name_en"]}[kind]
    territories = lists["territories"]
    found = {row[territories.columns.index(column)] for row in territories.rows for column in columns}
    found |= {row[0] for row in lists["territory_aliases"].rows if row[2] in ALIASES[kind]}
    found |= {row[0] for row in lists["nuts_changes"].rows} if kind == "nuts" else set()
    return frozenset(text.lower() if kind == "label" else text for text in found - {""})


def unknown_places(codes: Column, kind: str) -> tuple[str, ...]:
    """The remark on rows of territories that have no code here, by their number; none where all have one.

    Such rows are kept without a territory: municipalities, types of municipalities, other countries. A Eurostat
    workbook (kind ``nuts``) may hold names in the place of codes. None is repeated: one may be a person's name in the
    wrong column.
    """
    known = known_places(kind)
    names = known_places("label") if kind == "nuts" else frozenset()

    def is_unknown(text: str) -> bool:
        may_be_name = kind == "nuts" and bool(text)
        return text not in known and text.lower() not in names and (may_be_name or bool(CODE.fullmatch(text)))

    counts = pc.value_counts(pc.utf8_trim_whitespace(pc.fill_null(codes, ""))).to_pylist()
    rows = sum(pair["counts"] for pair in counts if is_unknown(pair["values"]))
    return (f"territories={rows}",) if rows else ()
