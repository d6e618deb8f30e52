"""The content of a briefing, before any format: title, sentences, table of measures, notes."""

from dataclasses import dataclass

import pandas as pd

from reads.latest_figures import standing
from reads.origins import demonstration
from reads.release_rules import rules
from reads.releases import Release
from reads.territories import territories
from texts.translator import N_, Words
from ui.content.figure_tables import profile_table
from ui.content.kpi_sentences import where_we_stand, will_it_arrive
from ui.content.place_names import place_name, territory_names

# Who asks, and through which territory and slice they read: (territory, breakdown, category).
AUDIENCES = {
    "unioncamere": ("IT", "total", ""),
    "alleanza": ("IT", "total", ""),
    "confcooperative": ("IT", "association", "confcooperative"),
    "legacoop": ("IT", "association", "legacoop"),
    "agci": ("IT", "association", "agci"),
}
TOLD = ("coops_reached", "coop_content_share", "joint_actions", "maturity_mean")
DEMONSTRATION = N_("Demonstration data: the programme's figures are generated, not observed.")


@dataclass(frozen=True)
class Briefing:
    """A briefing in one language. ``table`` has headings in that language and figures as they are written."""

    title: str
    sentences: tuple[str, ...]
    table: pd.DataFrame
    notes: tuple[tuple[str, str], ...]


def slice_of(audience: str, release: Release) -> tuple[str, str, str]:
    """The territory, breakdown and category of an audience; ``region:CODE`` is a region's. Raises ValueError."""
    if audience in AUDIENCES:
        return AUDIENCES[audience]
    kind, _, code = audience.partition(":")
    regions = territories(release)
    if kind == "region" and code in set(regions.loc[regions["territory_level"] == "region", "territory"]):
        return code, "total", ""
    raise ValueError(f"unknown audience {audience!r}; known: {', '.join(AUDIENCES)}, region:CODE")


def briefing(release: Release, audience: str, words: Words) -> Briefing:
    """Compose the briefing of a release for an audience. Raises ValueError for an unknown one."""
    territory, breakdown, category = slice_of(audience, release)
    rows = standing(release, release.as_of, territory, breakdown, category)
    place = place_name(territory_names(release, words), territory, breakdown, category, words)
    window = rules(release).agreement
    first = where_we_stand(rows, window.window_start, window.window_end, release.as_of, place, breakdown, words)
    sentences = [first, *(will_it_arrive(row, place, breakdown, words) for row in rows if row["kpi"] in TOLD)]
    generated = bool(demonstration(release)["demonstration"].iloc[0])
    notes = [
        (words.t("Release"), release.id),
        (words.t("Date of the figures"), words.day(release.as_of)),
        (words.t("Targets"), words.t("proposed by the Osservatorio; none was published with the agreement")),
        *([(words.t("Status"), words.t(DEMONSTRATION))] if generated else []),
    ]
    title = words.t("Osservatorio COOP 4.0: {place}", place=place)
    return Briefing(title, tuple(sentences), profile_table(rows, words), tuple(notes))
