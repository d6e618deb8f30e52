"""The content of a briefing, before any format: title, sentences, table of measures, notes."""

from dataclasses import dataclass

import pandas as pd

from reads.latest_figures import latest_figures
from reads.origins import demonstration
from reads.release_rules import rules
from reads.releases import Release
from reads.slice import Slice
from reads.territories import places_by_code
from texts.translator import N_, Words
from ui.content.kpi_sentences import value_and_outlook
from ui.content.overview_tables import profile_table
from ui.content.place_names import place_name, territory_names
from ui.content.status_summary import status_summary

# Audience to the (territory, breakdown, category) of its figures.
AUDIENCES = {
    "unioncamere": ("IT", "total", ""),
    "alleanza": ("IT", "total", ""),
    "confcooperative": ("IT", "association", "confcooperative"),
    "legacoop": ("IT", "association", "legacoop"),
    "agci": ("IT", "association", "agci"),
}
PAGE = "briefing"  # among the values of `pages` of the measures whose course a sentence describes
DEMONSTRATION = N_("Demonstration data: the programme's figures are generated, not observed.")


@dataclass(frozen=True)
class Briefing:
    """A briefing in one language. ``table`` has headings in that language and figures as they are written."""

    title: str
    sentences: tuple[str, ...]
    table: pd.DataFrame
    notes: tuple[tuple[str, str], ...]


def slice_of(audience: str, release: Release) -> Slice:
    """The territory and part of the figures of an audience; ``region:CODE`` is a region. Raises ValueError."""
    if audience in AUDIENCES:
        return Slice(*AUDIENCES[audience], release.as_of)
    kind, _, code = audience.partition(":")
    places = places_by_code(release)
    if kind == "region" and code in places and places[code]["territory_level"] == "region":
        return Slice.of_whole(code, release.as_of)
    raise ValueError(f"unknown audience {audience!r}; known: {', '.join(AUDIENCES)}, region:CODE")


def briefing(release: Release, audience: str, words: Words) -> Briefing:
    """Compose the briefing of a release for an audience. Raises ValueError for an unknown one."""
    chosen = slice_of(audience, release)
    rows, window = latest_figures(release, chosen), rules(release).agreement
    place = place_name(territory_names(release, words), chosen, words)
    start, end = window.window_start, window.window_end
    first = status_summary(rows, start, end, release.as_of, place, chosen.breakdown, words)
    own = [row for row in rows if PAGE in row["pages"]]
    sentences = [first, *(value_and_outlook(row, place, chosen.breakdown, words) for row in own)]
    generated = demonstration(release)
    notes = [
        (words.t("Release"), release.id),
        (words.t("Date of the figures"), words.day(release.as_of)),
        (words.t("Targets"), words.t("proposed by the Osservatorio; none was published with the agreement")),
        *([(words.t("Status"), words.t(DEMONSTRATION))] if generated else []),
    ]
    title = words.t("Osservatorio COOP 4.0: {place}", place=place)
    return Briefing(title, tuple(sentences), profile_table(rows, words), tuple(notes))
