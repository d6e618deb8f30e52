"""Scores how likely a voucher without a known tax code went to a cooperative of like name and place (ADR 6)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import duckdb
import pyarrow as pa

from catalogue.model import Linkage
from engine.sql_text import queries
from etl.linkage.splink_model import odds_of
from etl.normalise.code_readers import chamber_of
from etl.normalise.organisation_names import Name, name_of
from etl.normalise.region_names import regions_named

SQL = queries(__file__)
# cor, cooperative, probability (0 to 1), the name in the register, the province there
Candidate = tuple[str, str, float, str, str]
DIGITS = 6  # of a score; rounded so that the order in which a computer multiplies shows nowhere
SIDE = pa.schema(
    [("unique_id", pa.string()), *((name, pa.string()) for name in ("core", "same", "figures")),
     *((name, pa.list_(pa.string())) for name in ("words", "keys", "provinces", "named", "regions"))]
)  # fmt: skip


def find_candidates(connection: duckdb.DuckDBPyConnection, linkage: Linkage) -> list[Candidate]:
    """The cooperatives that each award may have gone to by name, in order of beneficiary and cooperative.

    Reads voucher_award, dim_cooperative and code lists. Only pairs that share a region and
    the beginning or end of a word are compared, and only those from the review threshold on are kept, each cooperative
    once.
    """
    beneficiaries, award_of = _beneficiaries(connection)
    registered = connection.execute(SQL["register"]).fetchall() if beneficiaries else []
    if not beneficiaries or not registered:
        return []
    names = [name_of(row[1]) for row in registered]
    register = _comparable(names, registered, beneficiaries)
    if not register:
        return []
    bearers = Counter(same for same, _ in {(name.same, row[0]) for name, row in zip(names, registered, strict=True)})
    cooperatives = len({row[0] for row in registered})
    frequency = name_frequencies(bearers, cooperatives, linkage)
    odds: dict[tuple[int, str], tuple[float, str, str]] = {}
    for beneficiary, place, value in odds_of(_table(beneficiaries), _table(register), frequency, cooperatives, linkage):
        cooperative, written, province, _ = registered[int(place)]
        found = (value, written, province)
        odds[int(beneficiary), cooperative] = max(found, odds.get((int(beneficiary), cooperative), found))
    return [
        (cor, cooperative, probability, written, province)
        for (beneficiary, cooperative), (probability, written, province) in sorted(_weighed(odds).items())
        for cor in award_of[beneficiary]
        if probability >= linkage.review
    ]


def _comparable(
    names: Sequence[Name], registered: Sequence[tuple[str, str, str, str]], beneficiaries: Sequence[Mapping[str, Any]]
) -> list[dict[str, object]]:
    """The sides of the register that some award shares a region and a key with: no other one can be in a pair."""
    regions = {region for side in beneficiaries for region in side["regions"]}
    keys = {key for side in beneficiaries for key in side["keys"]}
    return [
        _side(str(place), name, [province], [region], [region])
        for place, (name, (_, _, province, region)) in enumerate(zip(names, registered, strict=True))
        if region in regions and not keys.isdisjoint(name.keys)
    ]


def _weighed(odds: Mapping[tuple[int, str], tuple[float, str, str]]) -> dict[tuple[int, str], tuple[float, str, str]]:
    """Odds as probabilities that leave at most one cooperative to an award: rivals take from each other."""
    sums: dict[int, float] = {}
    for (beneficiary, _), (value, *_) in sorted(odds.items()):
        sums[beneficiary] = sums.get(beneficiary, 1.0) + value
    return {key: (round(value / sums[key[0]], DIGITS), *rest) for key, (value, *rest) in odds.items()}  # type: ignore[misc]


def name_frequencies(bearers: Mapping[str, int], cooperatives: int, linkage: Linkage) -> dict[str, float]:
    """How often a cooperative that is another one bears each name: the ``u`` of equal names.

    A name that several bear is as frequent as the register says. Of names borne once the estimate of Good and Turing
    is taken, 2 x (names borne twice) / (names borne once), for the next cooperative that bears one; it is never
    less than what ``linkage`` assumes, as a small register shows no name twice.
    """
    times = Counter(bearers.values())
    once = max(2 * times[2] / max(times[1], 1) / cooperatives, linkage.namesakes / linkage.organisations)
    return {name: number / cooperatives if number > 1 else min(once, 1.0) for name, number in bearers.items()}


def _beneficiaries(connection: duckdb.DuckDBPyConnection) -> tuple[list[dict[str, object]], list[list[str]]]:
    """The distinct beneficiaries to compare, and the awards of each: one firm may have several."""
    family = {row[0]: (row[1], row[2]) for row in connection.execute(SQL["chamber_provinces"]).fetchall()}
    awards: dict[tuple[str, str, str], list[str]] = {}
    for cor, text, grantor, region in connection.execute(SQL["awards"]).fetchall():
        awards.setdefault((text, grantor or "", region or ""), []).append(cor)
    beneficiaries: list[dict[str, object]] = []
    award_of: list[list[str]] = []
    for text, grantor, region in sorted(awards):
        name, named = name_of(text), regions_named(region)
        provinces, around = family.get(chamber_of(grantor) or "", ([], []))
        if name.core:
            beneficiaries.append(_side(str(len(beneficiaries)), name, provinces, named, sorted({*named, *around})))
            award_of.append(awards[text, grantor, region])
    return beneficiaries, award_of


def _side(
    number: str, name: Name, provinces: Sequence[str], named: Iterable[str], regions: Sequence[str]
) -> dict[str, object]:
    """One record: ``provinces`` it may sit in, ``named`` regions (the register's own), ``regions`` to look in."""
    return {
        "unique_id": number, "core": name.core, "same": name.same, "figures": name.figures, "words": name.words,
        "keys": name.keys, "provinces": list(provinces), "named": list(named), "regions": list(regions),
    }  # fmt: skip


def _table(rows: list[dict[str, object]]) -> pa.Table:
    return pa.Table.from_pylist(rows, SIDE)
