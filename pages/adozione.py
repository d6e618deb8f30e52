"""Are the cooperatives becoming digital? Levels over time, moves, technologies, steps, published indices."""

from ui.components.notices import notice
from ui.components.text_blocks import lead, page_heading
from ui.state import page_context
from ui.views.adozione.answer import answer
from ui.views.adozione.index_cards import published_indices
from ui.views.adozione.notes import published_for
from ui.views.adozione.programme import programme
from ui.views.adozione.view_model import read_view

page = page_context.get()
view = read_view(page)

page_heading(page.words.t("Are the cooperatives becoming digital?"))
lead(answer(view))
if view.is_part:
    notice(published_for(view.place, view.whole_name, page.words))
for section in (programme, published_indices):
    section(view)
