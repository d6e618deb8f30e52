"""The territories page's small Italies of tiles: every measure in every region, one picture a measure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from reads.cross_section import statuses_of
from reads.every_place import PlaceFigure, compared_measures, every_place
from reads.measures import Measure
from reads.records import SUPPRESSED, grouped
from reads.territories import ITALY, territories
from texts.translator import Words
from ui.components.figure_card import Picture, card, feeds_source
from ui.content.figure_tables import any_rounded
from ui.content.missing_figures import why_missing
from ui.content.place_names import place_name, territory_names
from ui.content.place_tables import places_table, unit_note, written
from ui.content.tile_places import TILES
from ui.figures.base.canvas import ink
from ui.figures.maps.map_classes import class_colours, class_edges, class_of
from ui.state.page_context import Context
from ui.style import html
from ui.style.theme import STATUSES

GLYPHS = ("reached", "on_track", "slightly_late", "late", "to_review")


@dataclass(frozen=True)
class Tile:
    """One region: its place in the grid, what is written on it, its colours ('' for none) and its hover text."""

    row: int
    column: int
    text: str
    hint: str
    ground: str
    ink: str
    none: bool
    chosen: bool


@dataclass(frozen=True)
class TileMap:
    """One measure: ``ends``: the least and the greatest figure, and what they are counted per."""

    name: str
    full_name: str
    address: str
    alt: str
    ends: str
    tiles: Sequence[Tile]


def tile_maps(page: Context) -> None:
    """Draw the card; measures without a figure in any region are named with the reason."""
    words, release = page.words, page.release
    names = territory_names(release, words)
    regions = [row["territory"] for row in territories(release) if row["territory_level"] == "region"]
    found = every_place(release, page.filters.slice)
    every = compared_measures(release, page.filters.slice)
    shown = [one for one in every if any(_value(found, one, code) is not None for code in regions)]
    if not shown:
        return
    without = grouped((one for one in every if one not in shown), lambda one: _why(page, one, found))
    body = html.render(
        "tile_maps.html",
        key_title=words.t("Where the regions stand"),
        key=[_tile(code, TILES[code][2], names[code], "", "", page) for code in regions if code in TILES],
        glyphs=[(STATUSES[one][0], words.t(STATUSES[one][1])) for one in GLYPHS]
        + [("*", words.t("suppressed for confidentiality")), ("▨", words.no_data)],
        maps=[_map(page, one, found[one["kpi"]], [code for code in regions if code in TILES], names) for one in shown],
        without=[(why, words.list_of([words.pick(one["name"]) for one in some])) for why, some in without.items()],
    )
    rows = [row for one in shown for row in found[one["kpi"]].values() if row["territory_level"] == "region"]
    card(
        page,
        Picture(
            key="tile_maps", figure=None, title=words.t("All indicators in all regions"),
            place=place_name(names, page.filters.slice.at(ITALY), words),
            base=words.t("the darker, the higher among the regions; latest date with data by {day}",
                         day=words.day(page.filters.as_of)),
            unit="", statuses=statuses_of(rows), rounded=any_rounded(rows),
            source=feeds_source(page, tuple(dict.fromkeys(feed for one in shown for feed in one["feeds"]))),
            alt=words.t("All indicators in all regions"), body=body,
            table=partial(places_table, shown, regions, found, names, words),
        ),
    )  # fmt: skip


def _value(found: Mapping[str, Mapping[str, PlaceFigure]], measure: Measure, code: str) -> float | None:
    row = found.get(measure["kpi"], {}).get(code)
    return row["value"] if row else None


def _map(
    page: Context, measure: Measure, rows: Mapping[str, PlaceFigure], regions: Sequence[str], names: Mapping[str, str]
) -> TileMap:  # fmt: skip
    words, name = page.words, page.words.pick(measure["name"])
    known = sorted((row for code in regions if (row := rows.get(code)) and row["value"] is not None),
                   key=lambda row: row["value"] or 0)  # fmt: skip
    edges = class_edges(row["value"] for row in known)
    colours = class_colours(len(edges) - 1, page.theme)
    tiles = []
    for code in regions:
        row = rows.get(code)
        value = row["value"] if row else None
        ground = "" if value is None else colours[class_of(value, edges)]
        tiles.append(_tile(code, _mark(row, words), f"{names[code]}: {_hint(row, measure, words)}", ground, name, page))
    low, high = (words.figure(row, measure["unit"]) for row in (known[0], known[-1]))
    per = unit_note(measure, words)
    ends = words.t("{low} – {high}", low=low, high=high)
    alt = words.t("{name}: from {low} ({lowest}) to {high} ({highest})", name=name, low=low, high=high,
                  lowest=names[known[0]["territory"]], highest=names[known[-1]["territory"]])  # fmt: skip
    return TileMap(
        name=words.pick(measure["short"]), full_name=name, alt=alt, tiles=tiles,
        address=html.page_address("territori", page.parameters | {"kpi": measure["kpi"]}),
        ends=f"{ends} {per}" if per else ends,
    )  # fmt: skip


def _tile(code: str, text: str, hint: str, ground: str, measure: str, page: Context) -> Tile:
    row, column, _ = TILES[code]
    return Tile(row, column, text, hint, ground, ink(ground) if ground else "", bool(measure) and not ground,
                code == page.filters.territory)  # fmt: skip


def _mark(row: PlaceFigure | None, words: Words) -> str:
    """What is written on a tile: the status beside the plan, or the sign of a missing figure."""
    if row is None or row["value"] is None:
        return SUPPRESSED if row and row["sign"] == SUPPRESSED else ""
    return STATUSES[row["judgement"]][0] if row["judgement"] in GLYPHS else ""


def _hint(row: PlaceFigure | None, measure: Measure, words: Words) -> str:
    if row is None or row["value"] is None:
        return words.sign(row["sign"] if row else "")[1]
    said = written(row, measure, words)
    return f"{said}, {words.t(STATUSES[row['judgement']][1])}" if row["judgement"] in GLYPHS else said


def _why(page: Context, measure: Measure, found: Mapping[str, Mapping[str, PlaceFigure]]) -> str:
    words = page.words
    if measure["places_why"].it:
        return words.pick(measure["places_why"]).rstrip(".")
    known = bool(found.get(measure["kpi"]))
    missing, reason = why_missing({"sign": "", "breakdowns": measure["breakdowns"], "feeds": measure["feeds"],
                                   "known_elsewhere": known}, page.filters.slice.breakdown, words)  # fmt: skip
    return f"{missing} ({reason})" if reason else missing
