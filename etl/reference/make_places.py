"""Build comuni.csv and nuts_changes.csv of catalogue/codes from ISTAT's list of comuni.

Run `python -m etl.reference.make_places FILE` with the list as ISTAT publishes it (CSV, Windows-1252, columns divided
by semicolons). The product reads only the two files this leaves behind.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

CODES = Path(__file__).resolve().parents[2] / "catalogue" / "codes"
SOURCE = "ISTAT, elenco dei comuni al 1 gennaio 2020 (CC BY 3.0 IT), popolazione legale 2011"
# Places of the list's columns: its titles hold line breaks and footnotes.
CODE, NAME, OTHER, SIGLA, POPULATION = 4, 6, 7, 13, 19
EARLIER = {"2003": 17, "2006": 16, "2016": 15}  # the comune under the provinces of a NUTS version's time
# Provinces whose NUTS code was another one, by version and ISTAT code; ITD and ITE are the same letters in all.
OLD_CODES = {
    "2003": {"090": "ITG21", "091": "ITG22", "095": "ITG23", "092": "ITG24"},
    "2006": {"015": "ITC45", "071": "ITF41", "072": "ITF42"},
    "2016": {"090": "ITG25", "091": "ITG26", "092": "ITG27", "095": "ITG28", "104": "ITG29", "105": "ITG2A",
             "106": "ITG2B", "107": "ITG2C"},
}  # fmt: skip
OLD_AREAS = {"ITH": "ITD", "ITI": "ITE"}  # until NUTS 2006
SAME, NEAR = 0.98, 0.90  # shares of the population that both have in common

Territory = dict[str, str]


@dataclass(frozen=True)
class Comune:
    """One line of the list: its code, names, province of today, inhabitants, and its code in earlier times."""

    code: str
    name: str
    other: str
    province: str
    population: int
    earlier: Mapping[str, str]  # NUTS version -> ISTAT code of the province


def main(path: Path) -> None:
    """Write both files."""
    with (CODES / "territories.csv").open(encoding="utf-8", newline="") as file:
        territories = list(csv.DictReader(file))
    comuni = read_comuni(path, {row["sigla"]: row["code"] for row in territories if row["sigla"]})
    write("comuni", ("code", "comune", "other_language", "province"),
          [(c.code, c.name, c.other, c.province) for c in comuni])  # fmt: skip
    columns = ("code", "last_version", "change", "territory", "parts", "source")
    write("nuts_changes", columns, sorted(changes(comuni, territories)))


def read_comuni(path: Path, provinces: Mapping[str, str]) -> list[Comune]:
    """The comuni of the list, in its order."""
    with path.open(encoding="cp1252", newline="") as file:
        rows = list(csv.reader(file, delimiter=";"))[1:]
    return [
        Comune(
            row[CODE].strip(), row[NAME].strip(), row[OTHER].strip(), provinces[row[SIGLA].strip()],
            int(row[POPULATION].replace(".", "").strip()),
            {version: row[place].strip().zfill(6)[:3] for version, place in EARLIER.items()},
        )
        for row in rows if row and row[CODE].strip()
    ]  # fmt: skip


def changes(comuni: Sequence[Comune], territories: Sequence[Territory]) -> list[tuple[str, ...]]:
    """One row per NUTS code that is no longer one: recode, boundary (nearly the same), part of another, or split."""
    rows = {row["code"]: row for row in territories}
    by_istat = {row["istat_code"]: row["code"] for row in territories if row["level"] == "province"}
    found = []
    for version in EARLIER:
        people: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for comune in comuni:
            old, new = comune.earlier[version], comune.province
            today = by_istat.get(old, "")
            chain = [(_old_province(version, old, today), new)]
            if version == "2006" and today[:3] in OLD_AREAS:
                area = OLD_AREAS[today[:3]]
                chain += [(area + today[3], _region(rows, new)), (area, _area(rows, new))]
            for code, territory in chain:
                people[code][territory] += comune.population
        whole: dict[str, int] = defaultdict(int)
        for comune in comuni:
            for territory in {comune.province, _region(rows, comune.province), _area(rows, comune.province)}:
                whole[territory] += comune.population
        found += [_change(code, version, dict(parts), whole) for code, parts in people.items() if code]
    return found


def _old_province(version: str, old: str, today: str) -> str:
    """The NUTS code that a province had last in this version, empty where it still has it."""
    if old in OLD_CODES[version]:
        return OLD_CODES[version][old]
    area = OLD_AREAS.get(today[:3], "") if version == "2006" else ""
    return area + today[3:] if area else ""


def _region(rows: Mapping[str, Territory], province: str) -> str:
    """The territory of NUTS level 2: Trento and Bolzano are one each."""
    return province if province in {"ITH10", "ITH20"} else rows[province]["parent"]


def _area(rows: Mapping[str, Territory], province: str) -> str:
    return rows[rows[province]["parent"]]["parent"]


def _change(code: str, version: str, parts: Mapping[str, int], whole: Mapping[str, int]) -> tuple[str, ...]:
    """How the old territory relates to today's, by the inhabitants they have in common."""
    total = sum(parts.values())
    main = max(parts, key=lambda territory: parts[territory])
    kept, filled = parts[main] / total, parts[main] / whole[main]
    kind = (
        "recode" if min(kept, filled) >= SAME
        else "boundary" if min(kept, filled) >= NEAR
        else "part" if kept >= SAME
        else "split"
    )  # fmt: skip
    shares = "|".join(f"{name} {100 * n / total:.1f}" for name, n in sorted(parts.items(), key=lambda item: -item[1]))
    return code, version, kind, main if kind in {"recode", "boundary"} else "", shares, SOURCE


def write(name: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """One code list as CSV."""
    with (CODES / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])
    print(f"{name}: {len(rows)} rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
