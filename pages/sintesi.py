"""A che punto è l'intesa? The agreement's clock, every measure as a tile, and how many are in each status."""

from reads.latest_figures import latest_figures
from ui.components.columns import balanced_columns
from ui.components.release_changes import release_changes
from ui.components.text_blocks import lead, page_heading
from ui.content.place_names import place_name, territory_names
from ui.state import page_context
from ui.views.sintesi.agreement_cards import clock_card, statuses_card
from ui.views.sintesi.aims import tiles_by_aim
from ui.views.sintesi.answer import answer

page = page_context.get()
words, chosen = page.words, page.filters
names = territory_names(page.release, words)
place = place_name(names, chosen.slice, words)
rows = latest_figures(page.release, chosen.slice)
agreement = page.rules.agreement
start, end = agreement.window_start, agreement.window_end

page_heading(words.t("Where does the agreement stand?"))
lead(answer(page, rows, start, end, place))
columns = balanced_columns()
with columns.shortest(1):
    clock_card(page, start, end)
with columns.shortest(1):
    statuses_card(page, rows, place)
release_changes(page, rows, names[chosen.territory])
tiles_by_aim(page, rows)
