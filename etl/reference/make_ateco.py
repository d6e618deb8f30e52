"""Build catalogue/codes/ateco_codes.csv: every ATECO code of the editions 2007, 2022 and 2025 and its section.

Run `python -m etl.reference.make_ateco` after `pip install -r requirements-maps.txt`. The product reads only the CSV
file this leaves behind: the package holds 4 MB of notes that no build needs.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from ateco._load import (  # type: ignore[import-not-found,import-untyped,unused-ignore]
    load_correspondence_2025_2022,
    load_nodes,
)

OUT = Path(__file__).resolve().parents[2] / "catalogue" / "codes" / "ateco_codes.csv"
COLUMNS = ("code", "section_2007", "section_2022", "section_2025", "mapped_2025")
Sections = dict[str, str]  # code -> letter


def main() -> None:
    """Write the file; ValueError where 2007 and 2022 put one code into two sections."""
    known = {edition: sections(load_nodes(edition)) for edition in ("2007", "2022", "2025")}
    apart = [code for code in known["2007"] if known["2022"].get(code, known["2007"][code]) != known["2007"][code]]
    if apart:
        raise ValueError(f"sections of 2007 and 2022 differ: {apart}")
    mapped = mapping(known["2022"], known["2025"])
    codes = sorted(set().union(*known.values()))
    rows = [
        (code, *(known[edition].get(code, "") for edition in known), "|".join(mapped.get(code, []))) for code in codes
    ]
    with OUT.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([COLUMNS, *rows])
    print(f"{OUT.name}: {len(rows)} codes")


def sections(nodes: Mapping[str, Mapping[str, str | None]]) -> Sections:
    """The section above each code."""

    def top(code: str) -> str:
        parent = nodes[code]["parent"]
        return top(parent) if parent else code

    return {code: top(code) for code in nodes}


def mapping(old: Sections, new: Sections) -> dict[str, list[str]]:
    """Sections of ATECO 2007 that a code of 2025 corresponds to, its own section of before first.

    The others follow by the number of their finest correspondences. A code that the table leaves out has its parent's.
    """
    weights: dict[str, Counter[str]] = defaultdict(Counter)
    reached: dict[str, set[str]] = defaultdict(set)
    for row in load_correspondence_2025_2022()["mappings"]:
        code, letter = row["code_2025"], old.get(row["code_2022"])
        if code not in new or letter is None:
            continue
        reached[code].add(letter)
        if len(code) == len("01.11.11"):
            for above in {code, *(code[:end] for end in (2, 4, 5, 7)), new[code]}:
                weights[above][letter] += 1
    found: dict[str, list[str]] = {}
    for code in sorted(new, key=len):
        letters = reached.get(code) or set(found.get(_parent(code, new), []))
        before = old.get(code, "")
        found[code] = sorted(letters, key=lambda x, c=code, b=before: (x != b, -weights[c][x], x))  # type: ignore[misc]
    return found


def _parent(code: str, new: Sections) -> str:
    """The next shorter code that is one."""
    return next((code[:end] for end in range(len(code) - 1, 1, -1) if code[:end] in new), new[code])


if __name__ == "__main__":
    main()
