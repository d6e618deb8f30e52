"""What a release says of itself once and for all: its rules, and what sentences take from it. Cached by release."""

from typing import TypedDict

import duckdb

from engine.release import problem_of
from engine.release_rules import ReleaseRules, read_rules
from reads.cache import cached
from reads.query import query
from reads.releases import Release, cursor
from texts.release_texts import CodeName, ReleaseTexts
from texts.translator import Bilingual

__all__ = ["ReleaseRules", "release_texts", "rules"]


class _CodeRow(TypedDict):
    code_list: str
    code: str
    short: Bilingual
    part: str


@cached
def rules(release: Release) -> ReleaseRules:
    """The rules that the release was built with. Raises OtherVersionError."""
    try:
        return read_rules(cursor(release))
    except duckdb.Error as error:
        raise problem_of(release, error) from error


@cached
def release_texts(release: Release) -> ReleaseTexts:
    """The names of its codes and the numbers that sentences quote. Raises OtherVersionError."""
    names: dict[str, dict[str, CodeName]] = {}
    for row in query(
        _CodeRow,
        release,
        "SELECT code_list, code, short_it, short_en, part FROM code_name ORDER BY code_list, position",
    ):
        own = names.setdefault(row["code_list"], {})
        own[row["code"]] = CodeName(row["short"].it, row["short"].en, row["part"])
    built_with = rules(release)
    agreement = built_with.agreement
    return ReleaseTexts(
        release.id,
        names,
        interval=agreement.interval,
        recent_months=agreement.recent_months,
        pace_months=built_with.pace_months,
        small_base=agreement.small_base,
        rounding=agreement.disclosure.rounding,
    )
