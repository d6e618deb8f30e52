"""Come è calcolato? Every indicator of the release, the rules and their thresholds, sources, licences, limits."""

from reads.measures import measures_by_id
from reads.method import foundations
from ui.components.text_blocks import lead, page_heading
from ui.state import page_context
from ui.views.metodo.answer import answer
from ui.views.metodo.indicators import indicators
from ui.views.metodo.quoted_sources import quoted_sources
from ui.views.metodo.rule_sections import rule_sections, statement_sections

page = page_context.get()

page_heading(page.words.t("How is it calculated?"))
lead(answer([*measures_by_id(page.release).values()], foundations(page.release), page.words))
for section in (indicators, rule_sections, quoted_sources, statement_sections):
    section(page)
