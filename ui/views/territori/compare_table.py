"""The compared measures in the compared territories and in Italy: one table on screen, one file to take."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from reads.cross_section import statuses_of
from reads.every_place import PlaceFigure, compared_measures, every_place
from reads.measures import Measure
from reads.territories import ITALY
from texts.periods import period_text
from texts.translator import Words
from ui.components.figure_card import Picture, card, feeds_source
from ui.content.figure_tables import any_rounded
from ui.content.place_names import places_name, territory_names
from ui.content.place_tables import places_table, unit_note, written
from ui.state.page_context import Context
from ui.style import html


@dataclass(frozen=True)
class Cell:
    """A figure as written, and what it rests on."""

    value: str
    base: str


def compare_table(page: Context, places: Sequence[str], measures: Sequence[str]) -> None:
    """Draw the card; nothing without a territory or a measure."""
    if not places or not measures:
        return
    words, names = page.words, territory_names(page.release, page.words)
    by_id = {row["kpi"]: row for row in compared_measures(page.release, page.filters.slice)}
    chosen, columns = [by_id[one] for one in measures], [*places, ITALY]
    found = every_place(page.release, page.filters.slice)
    rows = [row for one in measures for code in columns if (row := found.get(one, {}).get(code))]
    title = words.t("{measures} in {places}", places=words.list_of([names[one] for one in places]),
                    measures=words.n("{count} indicator", "{count} indicators", len(measures)))  # fmt: skip
    body = html.render(
        "places_table.html",
        description=title,
        heads=[words.t("Indicator"), *(names[one] for one in columns)],
        rows=[
            (_name(page, one), _cells([found.get(one["kpi"], {}).get(code) for code in columns], one, words))
            for one in chosen
        ],
    )
    card(
        page,
        Picture(
            key="compared_measures", figure=None, title=title,
            place=places_name(names, columns, page.filters.slice, words),
            base=words.t("latest figure of each indicator by {day}", day=words.day(page.filters.as_of)), unit="",
            statuses=statuses_of(rows), rounded=any_rounded(rows),
            source=feeds_source(page, tuple(dict.fromkeys(feed for one in chosen for feed in one["feeds"]))),
            alt=title, body=body, table=partial(places_table, chosen, columns, found, names, words),
        ),
    )  # fmt: skip


def _name(page: Context, measure: Measure) -> str:
    per = unit_note(measure, page.words)
    return f"{page.name(measure)}, {per}" if per else page.name(measure)


def _cells(rows: Sequence[PlaceFigure | None], measure: Measure, words: Words) -> list[Cell]:
    """The figures of a measure; where they are of several dates each says its own."""
    dates = {row["as_of"] for row in rows if row and row["value"] is not None}
    cells = [_cell(row, measure, words) for row in rows]
    if len(dates) < 2:
        return cells
    return [
        Cell(cell.value, " ".join(filter(None, (period_text(row["as_of"], measure["period"], words), cell.base))))
        if row and row["value"] is not None else cell
        for row, cell in zip(rows, cells, strict=True)
    ]  # fmt: skip


def _cell(row: PlaceFigure | None, measure: Measure, words: Words) -> Cell:
    """The base of a share or mean is how many it rests on, of a rate the count itself."""
    base = ""
    if row and row["count"] is not None and row["value"] is not None:
        money = measure["unit"] == "euro_per1000"
        base = f"({words.value(row['count'], 'euro' if money else 'number')})"
    elif row and row["value"] is not None and row["denominator"] is not None and row["denominator"].is_integer():
        base = f"(n = {words.number(row['denominator'])})"
    return Cell(written(row, measure, words), base)
