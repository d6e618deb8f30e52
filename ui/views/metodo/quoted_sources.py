"""The section of the method page with the sources of published figures, and where their series break."""

from reads.method import sources
from reads.origins import published_figures
from ui.components.data_grid import data_grid
from ui.components.lazy_expander import lazy_expander
from ui.components.text_blocks import paragraph, section_heading
from ui.content.place_names import territory_names
from ui.state.page_context import Context
from ui.views.metodo.tables import breaks_table, sources_table


def quoted_sources(page: Context) -> None:
    """The sources as a table in an expander; a sentence where the release quotes none."""
    words, found = page.words, sources(page.release)
    section_heading(words.t("Sources of published figures"))
    if not found:
        paragraph(words.t("This release quotes no published figure."))
        return
    alt = words.t("Publishers, titles, periods and addresses of the published figures")
    count = words.n("{count} source", "{count} sources", len(found))
    lazy_expander(
        page, count, "sources_part", lambda: data_grid(sources_table(found, words), "sources", alt)
    )  # fmt: skip
    broken = [row for row in published_figures(page.release) if row["break_before"]]
    if broken:
        names = territory_names(page.release, words)
        told = words.n("{count} break in a series", "{count} breaks in series", len(broken))
        title = words.t("Figures of another definition than those before them")
        lazy_expander(
            page, told, "breaks_part", lambda: data_grid(breaks_table(broken, names, words), "breaks", title)
        )  # fmt: skip
