"""Posso fidarmi? How far the data reach, what became of the rows, what was refused, which releases there are."""

from functools import partial

import streamlit as st

from reads.deliveries import LoadedFile, files, remarks
from reads.releases import is_internal
from reads.territories import places_by_code
from texts.labels import feed_name, feed_names
from ui.components.data_grid import data_grid
from ui.components.figure_card import Picture, card, feeds_source
from ui.components.html_table import html_table
from ui.components.lazy_expander import lazy_expander
from ui.content.place_names import chart_names, territory_names
from ui.content.source_tables import files_table
from ui.figures.bars.rejected_bars import describe_refused_bars, refused_bars
from ui.figures.matrix.delivery_grid import delivery_grid, describe_delivery_grid
from ui.state import page_context
from ui.style import html
from ui.views.dati.delivery_rows import chamber_lines, region_lines
from ui.views.dati.freshness import (
    CHAMBERS,
    chambers_of,
    files_of_chambers,
    most_behind,
    never_sent,
    senders_of,
    who_sent,
)
from ui.views.dati.freshness_tables import chamber_table, feed_table
from ui.views.dati.rejected_files import refused_files
from ui.views.dati.rejects_panel import rejects_panel
from ui.views.dati.releases_panel import releases_panel
from ui.views.dati.row_count_tables import bar_rows, corrections_said, intake_table, warning_table
from ui.views.dati.row_counts import feed_totals, told, unbalanced, what_became

page = page_context.get()
words, theme, chosen, release = page.words, page.theme, page.filters, page.release
places, names = places_by_code(release), territory_names(release, words)
place, rules = names[chosen.territory], page.rules.agreement.disclosure
found = senders_of(release, chosen.as_of)
chambers = chambers_of(found, chosen.territory, places.values())
every = files(release)
totals = feed_totals(every)
confidential = frozenset() if is_internal() else page.rules.confidential_feeds
counts = [told(row, rules, confidential=row["feed"] in confidential) for row in totals]
refused = [row for row in every if row["problem"].it]

st.title(words.t("Can I trust it?"))
answer = words.t(
    "{sent}; in the whole release, {became}.",
    sent=who_sent(chambers, place, chosen.as_of, words),
    became=what_became(totals, counts, len(refused), rules, words),
)
st.html(f'<p class="lead">{html.text(answer)}</p>')
if wrong := unbalanced(totals):
    said = words.t("The counts do not add up in: {names}. Do not use this release.",
                   names=feed_names(tuple(wrong), words))  # fmt: skip
    st.html(f'<div class="banner" role="alert">{html.text(said)}</div>')
if not chosen.slice.is_whole:
    said = words.t("Files are sent by chambers and associations as a whole: association, sector and size class do not "
                   "narrow this page.")  # fmt: skip
    st.html(f'<div class="notice" role="note">{html.text(said)}</div>')

st.html(f'<h2 class="aim">{html.text(words.t("How far the data reach"))}</h2>')
if any(row["sent"] for row in chambers):
    regional = places[chosen.territory]["territory_level"] in {"country", "area"}
    late = most_behind(row for row in chambers if row["missing"] and row["state"] != "never")
    shorts = chart_names(release, words)
    pictures = [("months", region_lines(chambers, shorts) if regional else chamber_lines(chambers))]
    if regional and late:
        pictures.append(("late", chamber_lines(late)))
    titles = {
        "months": words.t("Data from the chambers by region and month")
        if regional
        else words.t("Data from each chamber by month"),
        "late": words.t("Chambers with months without data"),
    }
    for key, lines in pictures:
        card(
            page,
            Picture(
                key=f"deliveries_{key}",
                figure=delivery_grid(lines, words=words, theme=theme),
                title=titles[key],
                place=place,
                base=words.t("whole months of the agreement up to {day}; chambers in being on {date}",
                             day=words.day(chosen.as_of), date=words.day(release.as_of)),
                unit="",
                statuses=("demonstration" if any(row["demonstration"] for row in chambers) else "observed",),
                source=feeds_source(page, (CHAMBERS,)),
                alt=describe_delivery_grid(lines, name=titles[key], words=words),
                table=partial(chamber_table, late if key == "late" else chambers, names, words),
                caveat=words.t(
                    "It tells whether there are data, not how many. Before a merger, the months of the chambers "
                    "that were merged count for the one that took their place."
                ),
            ),
        )  # fmt: skip
    if said := never_sent(chambers, words):
        long = len(said) > 300  # a whole country may still be missing
        with st.expander(words.t("Chambers that never sent any data")) if long else st.container():
            st.html(f"<p>{html.text(said)}</p>")
else:
    said = words.t("{place}: no data (awaiting data: {feeds}).", place=place, feeds=feed_name(CHAMBERS, words))
    st.html(f"<p>{html.text(said)}</p>")
reach = words.t("Every feed of the release, up to {day}:", day=words.day(chosen.as_of))
st.html(f"<p>{html.text(reach)}</p>")
html_table(
    feed_table(found, page.rules.programme_feeds, words),
    words.t("Every feed of the release, up to {day}:", day=words.day(chosen.as_of)),
    words,
)

st.html(f'<h2 class="aim">{html.text(words.t("What became of the rows"))}</h2>')
said = words.t("Read = accepted + rejected + duplicate, checked file by file to the row. Whole release.")
st.html(f"<p>{html.text(said)}</p>")
if totals:
    rows = bar_rows(totals, counts, words)
    some = any(row["rejected"] or row["duplicate"] for row in totals)  # a picture of nothing says less than its table
    title = words.t("Rows not taken, per thousand read") if some else words.t("All rows that were read were taken")
    card(
        page,
        Picture(
            key="intake", title=title, place=names["IT"],
            figure=refused_bars(rows, words=words, theme=theme) if some else None,
            base=words.t("rows of the files of this release, by feed"), unit="",
            statuses=("demonstration" if any(row["demonstration"] for row in totals) else "observed",),
            source=words.t("the counts of the release"), alt=describe_refused_bars(rows, words=words, name=title),
            table=partial(intake_table, totals, counts, words),
            caveat=words.t("«About»: rounded to the nearest ten, because a file sent twice would tell what one chamber "
                           "sent.") if not all(one.exact for row in counts for one in row.values()) else "",
        ),
    )  # fmt: skip
noticed = remarks(release)
st.html(f"<p>{html.text(corrections_said(noticed, words))}</p>")
warnings = warning_table(noticed, confidential, rules, words)
if len(warnings):
    lazy_expander(page, words.t("Warnings on accepted rows"), "warnings_part", lambda: data_grid(warnings, "warnings"))
refused_files(refused, words)
if is_internal():
    counted: list[LoadedFile] = [{**row, "sha256": row["sent_sha256"]} for row in every]
    lazy_expander(
        page, words.t("Counts of every file"), "files_part", lambda: data_grid(files_table(counted, words), "files")
    )

rejects_panel(page, noticed, {row["sender"]: row["name"] or "" for row in chambers}, files_of_chambers(release))
releases_panel(page, place)
