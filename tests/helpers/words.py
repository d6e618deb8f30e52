"""Words and rules of a release that was built with the catalogue as it is: for tests of sentences, figures, tables."""

from dataclasses import replace
from datetime import date

from catalogue import load
from engine.release_rules import ReleaseRules
from etl.load.release_tables import code_names
from kpi.progress import PACE_MONTHS
from texts.release_texts import CodeName, ReleaseTexts
from texts.translator import Words


def release_texts() -> ReleaseTexts:
    """The names of the catalogue's code lists, and the numbers of its agreement."""
    names: dict[str, dict[str, CodeName]] = {}
    for row in code_names(load()):
        own = names.setdefault(str(row["code_list"]), {})
        own[str(row["code"])] = CodeName(str(row["short_it"]), str(row["short_en"]), str(row["part"]))
    agreement = load().agreement
    return ReleaseTexts(
        "catalogue",
        names,
        interval=agreement.interval,
        recent_months=agreement.recent_months,
        pace_months=PACE_MONTHS,
        small_base=agreement.small_base,
        rounding=agreement.disclosure.rounding,
    )


def release_rules() -> ReleaseRules:
    """The rules of the catalogue, levels lowest first; no feed is confidential or owed."""
    agreement = load().agreement
    levels = dict(sorted(agreement.level_bounds.items(), key=lambda one: one[1]))
    day = date(2020, 12, 31)
    return ReleaseRules(day, replace(agreement, level_bounds=levels), PACE_MONTHS, (), frozenset(), "")


IT, EN = Words("it", release_texts()), Words("en", release_texts())
