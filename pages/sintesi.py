"""A che punto è l'intesa? One sentence, the extremes, the board of all measures, what is to be decided."""

from reads.board import board
from reads.territories import coverage
from texts.labels import association_names
from ui.components.release_changes import release_changes
from ui.components.text_blocks import page_heading
from ui.content.place_names import place_name, territory_names
from ui.content.status_summary import reporting_coverage
from ui.state import page_context
from ui.state.comparison import choose_comparison, comparison
from ui.style import html
from ui.views.sintesi.answer import answer
from ui.views.sintesi.board_table import board_table
from ui.views.sintesi.clock_line import clock_line
from ui.views.sintesi.decisions import show_decisions
from ui.views.sintesi.extremes import extremes

page = page_context.get()
words, chosen = page.words, page.filters
names = territory_names(page.release, words)
place = place_name(names, chosen.slice, words)
compared = comparison(page)
former = (compared.release, compared.day) if compared else (page.release, chosen.as_of)
rows = board(page.release, chosen.slice, *former)
agreement = page.rules.agreement
start, end = agreement.window_start, agreement.window_end

page_heading(words.t("Where does the agreement stand?"))
html.show(
    "first_screen.html",
    sentence=answer(page, rows, start, end, place, compared),
    parts=[
        clock_line(page, start, end, reporting_coverage(*coverage(page.release, chosen.slice), words)),
        extremes(page, rows, names),
        board_table(page, rows, compared, place),
    ],
    aloud=words.t("Each association in five sentences:"),
    associations=[
        (html.page_address("associazioni", page.parameters | {"association": code}), name)
        for code, name in association_names(words).items()
    ],
    note=words.t(
        "Bar: the journey to the target; the thick mark is where the plan stands by now, the thin one the target. "
        "Targets are proposed by the Osservatorio; none was published with the agreement."
    ),
)
choose_comparison(page)
show_decisions(page, rows)
release_changes(page, [row.now for row in rows], names[chosen.territory])
