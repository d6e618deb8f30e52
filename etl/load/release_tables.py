"""The catalogue's part of a release: the agreement's thresholds, and the names of the codes that figures carry."""

from dataclasses import asdict

from catalogue.load import Catalogue
from kpi.progress import PACE_MONTHS

Row = dict[str, object]
PLACES = ("territories", "provinces")  # dim_territory has them
PARTS = {"technologies": "list"}  # lists whose entries belong to a part of it: the column that names the part


def agreement_row(catalogue: Catalogue) -> Row:
    """The one row of the table ``agreement``; its window and smallest number of units stand in build_parameters."""
    agreement, control = catalogue.agreement, catalogue.agreement.disclosure
    return {
        "title_it": agreement.title_it, "title_en": agreement.title_en, "announced_on": agreement.announced_on,
        "parties": list(agreement.parties),
        "sources": [{"title": title, "status": status} for title, status in agreement.sources],
        "targets_status": agreement.targets_status,
        "on_track": agreement.on_track, "slightly_late": agreement.slightly_late,
        "minimum_points": agreement.minimum_points, "implausible": agreement.implausible,
        "projection_interval": agreement.interval, "recent_months": agreement.recent_months,
        "outlook_likely": agreement.outlook_likely, "outlook_unlikely": agreement.outlook_unlikely,
        **{f"variation_{name}": months for name, months in asdict(agreement.variation).items()},
        "pace_months": PACE_MONTHS, "small_base": agreement.small_base,
        "notable_journey": agreement.notable_journey, "notable_relative": agreement.notable_relative,
        "notable_revision": agreement.notable_revision,
        "dominance": control.dominance, "rounding": control.rounding,
        "share_base": control.share_base, "whole_percent_below": control.whole_percent_below,
        "mean_tenths_below": control.mean_tenths_below, "complementary": control.complementary,
        "cutoffs_assumed": agreement.cutoffs_assumed,
        "programme_feeds": [feed.name for feed in catalogue.feeds.values() if feed.programme],
    }  # fmt: skip


def code_names(catalogue: Catalogue) -> list[Row]:
    """The rows of ``code_name``: every list whose entries have names, territories left out; short names where given."""
    rows: list[Row] = []
    for name, entries in catalogue.code_lists.items():
        if name in PLACES or not {"code", "name_it", "name_en"} <= set(entries.columns):
            continue
        for position, entry in enumerate(entries.rows):
            told = dict(zip(entries.columns, entry, strict=True))
            rows.append(
                {
                    "code_list": name, "code": told["code"], "position": position,
                    "name_it": told["name_it"], "name_en": told["name_en"],
                    "short_it": told.get("short_it", told["name_it"]),
                    "short_en": told.get("short_en", told["name_en"]),
                    "part": told.get(PARTS.get(name, ""), ""),
                }
            )  # fmt: skip
    return rows
