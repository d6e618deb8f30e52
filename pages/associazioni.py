"""Che cosa possono dire le associazioni? Five sentences each, and all beside each other as rates on own members."""

from reads.at_associations import association_figures
from texts.labels import association_names
from ui.components.notices import notice
from ui.components.text_blocks import lead, page_heading
from ui.content.place_names import territory_names
from ui.state import page_context
from ui.views.associazioni.answer import answer
from ui.views.associazioni.comparison_table import show_comparison
from ui.views.associazioni.sentences_card import show_sentences

page = page_context.get()
words, chosen = page.words, page.filters
place = territory_names(page.release, words)[chosen.territory]
names = association_names(words) | {"": words.t("All cooperatives")}
figures = association_figures(page.release, chosen.slice.whole, tuple(names))

page_heading(words.t("What can each association say?"))
lead(answer(page, figures, names, place))
if chosen.sector or chosen.size:
    notice(words.t("Sector and size class do not apply to this page: its figures are of all sectors and sizes."))
show_sentences(page, figures, chosen.association, names)
show_comparison(page, figures, names, place)
