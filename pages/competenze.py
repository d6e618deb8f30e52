"""Quante competenze mancano, e la formazione basta? The 60,000, hard-to-fill entries, training, scenario, exposure."""

from ui.components.text_blocks import lead, page_heading
from ui.state import page_context
from ui.views.competenze.answer import answer, filter_notice, later_link
from ui.views.competenze.automation_cards import automation
from ui.views.competenze.gap_cards import training
from ui.views.competenze.scenario_card import scenario
from ui.views.competenze.scenario_inputs import read_inputs
from ui.views.competenze.shortage_cards import shortage
from ui.views.competenze.vacancy_cards import vacancies
from ui.views.competenze.view_model import read_view

page = page_context.get()
view = read_view(page)

page_heading(page.words.t("How many skills are missing, and is training enough?"))
lead(answer(view))
filter_notice(view)
vacancies(view)
later_link(view)
shortage(view)
inputs = read_inputs(view)
training(view, inputs.choices.assumptions)
scenario(view, inputs)
automation(view)
