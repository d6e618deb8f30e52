"""The skills page's pictures of why posts stay open, and of work exposed to automation, each on an axis of its own."""

from functools import partial
from typing import Any

from reads.cross_section import natures
from texts.translator import N_
from ui.components.empty_card import awaited
from ui.components.figure_card import Picture, card
from ui.figures.bars.bars import bars, describe_bars
from ui.figures.ranking.ranking import describe_ranking, ranking
from ui.state.page_context import Context
from ui.views.competenze.rows import Listed, employment_at_risk, exposure, known_by
from ui.views.competenze.shortage_cards import sources
from ui.views.competenze.tables import named_table

REASON_NAMES = {
    "candidates": N_("too few candidates"),
    "preparation": N_("candidates not prepared"),
    "other": N_("all other reasons"),
}


def reasons_card(page: Context, found: dict[str, Any], place: str) -> None:
    """Why entries are hard to fill, as published: too few candidates, candidates not prepared."""
    words, title = page.words, page.words.t("Why entries are hard to fill")
    if not found:
        said = words.t("{place}: no source gives the reasons for a period that ended by {day}.", place=place,
                       day=words.day(page.filters.as_of))  # fmt: skip
        parts = [words.t(name) for key, name in REASON_NAMES.items() if key != "other"]
        awaited(page, "reasons", title, said, parts)
        return
    unit = found["unit"]
    rows = [row | {"name": words.t(REASON_NAMES[row["reason"]])} for row in found["rows"]]
    year = found["period_end"].year
    base = words.t("year {year}; entries planned by firms with employees", year=year)
    caveat = words.t(
        "The part that training can close is that of candidates not prepared. Planned entries are hiring intentions of "
        "all firms, not vacancies."
    )
    if unit == "percent":
        base = words.t("year {year}; shares of all entries planned by firms with employees", year=year)
    else:
        caveat += " " + words.t("The source gives numbers, not shares; it rounds them.")
    card(
        page,
        Picture(
            key="reasons", figure=bars(rows, unit=unit, words=words, theme=page.theme), title=title, place=place,
            base=base, unit=unit, statuses=natures(rows),
            source=sources(found["publishers"], words), alt=describe_bars(rows, unit=unit, words=words, name=title),
            table=partial(named_table, rows, words.t("Reason"), unit, words), caveat=caveat,
        ),
    )  # fmt: skip


def exposure_card(page: Context, published: Listed) -> None:
    """Workers exposed to automation over fifteen years, by sector: never beside a year's vacancies."""
    words, title = page.words, page.words.t("Work exposed to automation in fifteen years, by sector")
    rows, total = exposure(published, page.filters.as_of, words)
    why = words.t(
        "An exposure estimated over fifteen years is no number of posts lost or vacant: it stands on an axis of its "
        "own, since a year's vacancies are another quantity."
    )
    if not rows:
        awaited(page, "exposure", title, words.t("No estimate of the exposure is in this release.") + " " + why)
        return
    known = known_by(published, "automation_risk_workers", page.filters.as_of, begun=True)
    span = next(row for row in known if row["category"] != "")
    whole = "" if total is None else words.t("In all {total}.", total=words.value(total, "persons"))
    said = "".join(
        " "
        + words.t(
            "{publisher} spoke of {amount}.", publisher=row["publisher"], amount=words.value(row["value"], "persons")
        )
        for row in known
        if row["category"] == "" and row["period_end"] != span["period_end"]
    )
    card(
        page,
        Picture(
            key="exposure", figure=bars(rows, unit="persons", words=words, theme=page.theme), title=title,
            place=words.t("Italy"), unit="persons",
            base=words.t("people employed, {first} to {last}", first=words.month(span["period_start"]),
                         last=words.month(span["period_end"])),
            statuses=natures(rows), source=sources([row["publisher"] for row in known], words),
            alt=describe_bars(rows, unit="persons", words=words, name=title),
            table=partial(named_table, rows, words.t("Sector"), "persons", words),
            caveat=f"{whole}{said} {why}".strip(),
        ),
    )  # fmt: skip


def at_risk_card(page: Context, published: Listed, names: dict[str, str]) -> None:
    """People employed in jobs at high risk of automation, by region: a stock of one year, from another source."""
    words, title = page.words, page.words.t("People employed in jobs at high risk of automation, by region")
    rows = employment_at_risk(published, page.filters.as_of, names)
    if not rows:
        awaited(page, "at_risk", title, words.t("No estimate by region is known by this date."))
        return
    about: dict[str, Any] = {"unit": "persons", "words": words, "kind": "count"}
    selected = page.filters.territory if any(row["territory"] == page.filters.territory for row in rows) else None
    card(
        page,
        Picture(
            key="at_risk", figure=ranking(rows, selected=selected, theme=page.theme, **about), title=title,
            place=words.t("Italy"), unit="persons",
            base=words.t("year {year}; people employed, Trento and Bolzano apart",
                         year=rows[0]["period_end"].year),
            statuses=natures(rows), source=sources([row["publisher"] for row in rows], words),
            alt=describe_ranking(rows, name=title, **about),
            table=partial(
                named_table, sorted(rows, key=lambda row: -row["value"]), words.t("Territory"), "persons", words
            ),
            caveat=words.t("Another source and another method than the exposure over fifteen years: not to be added."),
        ),
    )  # fmt: skip
