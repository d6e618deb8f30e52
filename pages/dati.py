"""Posso fidarmi? How far the data reach, how many rows were accepted, what was rejected, which releases there are."""

from ui.components.notices import banner, notice
from ui.components.text_blocks import lead, page_heading
from ui.state import page_context
from ui.views.dati.all_figures import all_figures
from ui.views.dati.answer import answer, filter_notices, imbalance_alerts
from ui.views.dati.data_reach import data_reach
from ui.views.dati.rejects_panel import rejects_panel
from ui.views.dati.releases_panel import releases_panel
from ui.views.dati.row_outcomes import row_outcomes
from ui.views.dati.view_model import read_view

page = page_context.get()
view = read_view(page)

page_heading(page.words.t("Can I trust it?"))
lead(answer(view))
for sentence in imbalance_alerts(view):
    banner("", sentence, role="alert")
for sentence in filter_notices(view):
    notice(sentence)
for section in (data_reach, row_outcomes, all_figures, rejects_panel, releases_panel):
    section(view)
