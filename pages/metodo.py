"""Come è calcolato? Every indicator of the release, the rules and their thresholds, sources, licences, limits."""

from functools import partial

import streamlit as st

from reads.measures import measures_by_id, supporting
from reads.method import foundations, sources
from reads.records import grouped
from ui.components.data_grid import data_grid
from ui.components.figure_card import Picture, card
from ui.components.kpi_tiles import kpi_address
from ui.components.lazy_expander import lazy_expander
from ui.figures.lines.status_bands import describe_status_bands, status_bands
from ui.state import page_context, url_params
from ui.state.filters import ALL, label
from ui.style import html
from ui.views.metodo.answer import rests_on
from ui.views.metodo.kpi_definition import entry_html
from ui.views.metodo.rules import conditions, sections, signs_section
from ui.views.metodo.statements import statements
from ui.views.metodo.tables import section_html, sources_table, statuses_table

page = page_context.get()
words, release = page.words, page.release
catalogue = measures_by_id(release)
labels = {name: page.name(row) for name, row in catalogue.items()}
parameters = page.filters.address(page.default) | ({"lang": words.lang} if words.lang != "it" else {})
agreement = page.rules.agreement


def heading(text: str) -> None:
    """A part of the page."""
    st.html(f'<h2 class="aim">{html.text(text)}</h2>')


st.title(words.t("How is it calculated?"))
st.html(f'<p class="lead">{html.text(rests_on([*catalogue.values()], foundations(release), words))}</p>')
heading(words.t("The indicators"))
wanted = url_params.read(["kpi"]).get("kpi", ALL)
kpi = wanted if wanted in catalogue else ALL
if wanted != kpi:
    url_params.remove("kpi")
    st.html(f'<div class="notice" role="status">{html.text(words.t("No indicator has that name."))}</div>')
show = {ALL: words.t("choose one, or read them by aim")} | labels
url_params.select("kpi", label("kpi", words), list(show), kpi, ALL, show=show)
if kpi != ALL:
    with st.container(border=True, key="chosen"):
        st.html(entry_html(catalogue[kpi], words, kpi_address(kpi, parameters)))
for aim, own in sorted(grouped(catalogue.values(), lambda row: row["aim"]).items()):
    count = words.n("{count} indicator", "{count} indicators", len(own))
    # a name could hold what Streamlit reads as markup
    with st.expander(words.t("{aim}. {name}: {count}", aim=aim, name=words.pick(own[0]["aim_name"]), count=count)):
        entries = [entry_html(row, words, kpi_address(row["kpi"], parameters)) for row in own if row["kpi"] != kpi]
        st.html("".join(entries))
beside = supporting(release)
if beside:
    with st.expander(words.t("Figures that pages tell beside the indicators: {count}", count=len(beside))):
        st.html("".join(entry_html(row, words) for row in beside))

rules = sections(agreement, words)
said_of = conditions(agreement, words)
for section in rules:
    st.html(section_html(section))
    if section.title == words.t("From a value to a status"):
        bands = status_bands(
            on_track=agreement.on_track, slightly_late=agreement.slightly_late, words=words, theme=page.theme
        )
        title = words.t("Which status, and when")
        card(
            page,
            Picture(
                key="statuses", figure=bands, title=title,
                place=words.t("every indicator with a proposed target"), base=words.t("shares of the journey"), unit="",
                statuses=("proposed",), source=words.t("rules of the catalogue"),
                alt=describe_status_bands(said_of, words),
                table=partial(statuses_table, said_of, words),
            ),
        )  # fmt: skip
st.html(section_html(signs_section(words)))

heading(words.t("Sources of published figures"))
quoted = sources(release)
if not quoted:
    st.html(f"<p>{html.text(words.t('This release quotes no published figure.'))}</p>")
else:
    alt = words.t("Publishers, titles, periods and addresses of the published figures")
    lazy_expander(
        page, words.n("{count} source", "{count} sources", len(quoted)), "sources_part",
        lambda: data_grid(sources_table(quoted, words), "sources", alt),
    )  # fmt: skip
for section in statements(release.id, words.day(page.filters.as_of), words):
    st.html(section_html(section))
