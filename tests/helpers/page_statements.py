"""Reads the statements of a drawn page: its boards, tile maps, facts, tables, definitions and sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd
from lxml.html import HtmlElement

from reads.slice import Slice
from tests.helpers.sentence_statements import said_aloud, said_in_lead
from tests.helpers.statements import MEMBERS, OWN, RATE, Names, Statement, blocks, first, flat, plain, text_of
from ui.style.theme import ASSOCIATIONS

CARDS = {"index_maturity_index": "maturity_mean", "index_selfi_specialist_plus_share": "maturity_specialist_plus"}
BREAKDOWNS = ("association", "sector", "size", "service")


@dataclass(frozen=True)
class Card:
    """What the last heading said: measure, slice and base of the figures below it."""

    key: str = ""
    kpi: str = ""
    chosen: Slice | None = None
    base: str = ""
    scale: str = OWN


def statements(page: str, app: Any, names: Names) -> Iterator[Statement]:
    """All that a page says of measures."""
    card = Card()
    for kind, block in blocks(app):
        if kind == "table":
            yield from _table(page, card, block.astype(str), names)
        elif kind == "chart":
            card = Card(block[0], CARDS.get(block[0], card.kpi), card.chosen, card.base, card.scale)
            yield from _reference(page, card, block[1], names)
        else:
            if first(block, "figure-head") is not None:
                card = _card(block, names)
                if card.kpi and card.chosen:
                    yield Statement(page, card.kpi, card.chosen, "base", card.base, card.scale)
            yield from _html(page, block, names)


def _card(block: HtmlElement, names: Names) -> Card:
    title, whose = text_of(first(block, "figure-title")), text_of(first(block, "figure-base"))
    place, _, base = whose.partition("; ")
    scale = RATE if names.words.t("per 1,000 active cooperatives") in base else OWN
    return Card("", names.measure_in(title), names.slice_in(place), base, scale)


def _html(page: str, block: HtmlElement, names: Names) -> Iterator[Statement]:
    for found in block.find_class("board"):
        if "places" not in str(found.get("class")):
            yield from _board(page, found, names)
    for found in block.find_class("tile-map"):
        yield from _tiles(page, found, names)
    for found in block.find_class("facts"):
        yield from _facts(page, found, names)
    for found in block.find_class("terms"):
        yield from _terms(page, found, names)
    for found in block.find_class("listing"):
        rows = [[plain(cell.text_content()) for cell in row] for row in found.iter("tr")]
        yield from _table(page, Card(), pd.DataFrame(rows[1:], columns=rows[0]), names)
    for found in block.find_class("lead"):
        yield from said_in_lead(page, flat(found), names)
    for found in block.find_class("spoken"):
        yield from said_aloud(page, [flat(item) for item in found.iter("li")], names)


def _board(page: str, board: HtmlElement, names: Names) -> Iterator[Statement]:
    """The board of all measures and the spine of one territory, a row each."""
    spine = "spine" in str(board.get("class"))
    for row in board.xpath(".//tbody/tr"):
        link, value = row.find(".//a"), first(row, "board-value")
        kpi = re.search(r"kpi=(\w+)", link.get("href"))[1]
        scale = RATE if row.find_class("spine-per") else OWN
        about = {"scale": scale, "common": spine}
        yield Statement(page, kpi, names.chosen, "name", plain(link.get("title")), **about)
        nature = value.find_class("board-nature")
        if nature:
            yield Statement(page, kpi, names.chosen, "nature", plain(nature[0].get("title")), **about)
        yield Statement(page, kpi, names.chosen, "value", plain(value.text or ""), **about)
        yield Statement(page, kpi, names.chosen, "base", plain(value.get("title") or ""), **about)
        for kind in ("status", "outlook", "variation"):
            told = _unmarked(first(row, f"board-{kind}"), kind)
            if told:
                yield Statement(page, kpi, names.chosen, kind, told, **about)
        italy = text_of(row.xpath("./td")[1]) if spine else ""
        if italy:
            yield Statement(page, kpi, names.chosen.at("IT"), "value", italy, **about)


def _unmarked(cell: HtmlElement | None, kind: str) -> str:
    """The words of a status without its shape; of outlook and variation all."""
    text = text_of(cell)
    return text.split(" ", 1)[-1] if kind == "status" else text


def _tiles(page: str, block: HtmlElement, names: Names) -> Iterator[Statement]:
    link = block.find(".//h4/a")
    if link is None:
        return
    kpi = re.search(r"kpi=(\w+)", link.get("href"))[1]
    rate = names.words.t("per 1,000 active cooperatives") in text_of(block.find("./p"))
    about = {"scale": RATE if rate else OWN, "common": True}
    yield Statement(page, kpi, names.chosen, "name", plain(link.get("title")))
    for tile in block.find_class("tile"):
        place, told = plain(tile.get("title")).split(": ", 1)
        whose = names.chosen.at(names.codes[place])
        value, *status = told.rsplit(", ", 1)
        yield Statement(page, kpi, whose, "value", value, **about)
        for one in status:
            yield Statement(page, kpi, whose, "status", one, **about)


def _facts(page: str, block: HtmlElement, names: Names) -> Iterator[Statement]:
    """Facts whose name is a measure's, with its place in brackets."""
    for fact in block.xpath("./div"):
        name, value = text_of(first(fact, "fact-name")), text_of(first(fact, "fact-value"))
        kpi, place = names.measure_in(name), re.search(r"\(([^()]*)\)$", name)
        whose = names.slice_in(place[1]) if place else None
        if kpi and whose:
            yield Statement(page, kpi, whose, "value", value)
            if re.search(r"\d", value):  # below a missing figure stands why
                yield Statement(page, kpi, whose, "base", text_of(first(fact, "fact-note")))


def _terms(page: str, block: HtmlElement, names: Names) -> Iterator[Statement]:
    kpi = names.measure_in(text_of(block.getprevious()))
    for name, told in zip(block.iter("dt"), block.iter("dd"), strict=True):
        if kpi and text_of(name) == names.words.t("Base"):
            yield Statement(page, kpi, names.chosen, "base", text_of(told))


def _reference(page: str, card: Card, alt: str, names: Names) -> Iterator[Statement]:
    """Italy's figure, of which a ranking speaks in its text."""
    found = re.search(re.escape(names.words.t("Italy {amount}", amount="|")).replace(r"\|", r"([^;]+)\.$"), alt)
    if found and card.kpi and card.chosen and not card.key.startswith(("hard_", "ict_", "compared")):
        whose = card.chosen.at("IT")
        yield Statement(page, card.kpi, whose, "value", plain(found[1]), card.scale, common=True)


def _table(page: str, card: Card, table: pd.DataFrame, names: Names) -> Iterator[Statement]:
    """The figures of a table: by territory, category or date of a card's measure, or a measure a row."""
    t = names.words.t
    for row in ({str(key): plain(str(value)) for key, value in one.items()} for one in table.to_dict("records")):
        kpi, whose, scale = card.kpi, card.chosen, card.scale
        if t("Indicator") in row:
            name, _, unit = row[t("Indicator")].partition(" (" + t("per 100 members"))
            kpi, whose = names.by_name.get(name, ""), names.chosen
            yield from _by_association(page, kpi, row, MEMBERS if unit else OWN, names)
        elif t("Cooperatives") in row:
            kpi = names.by_name[row[t("Cooperatives")]]
        elif t("Whose figures") in row and card.key in CARDS:
            whose = names.slice_in(row[t("Whose figures")].split(", ", 1)[1])
            if not row[t("Whose figures")].startswith(t("Cooperatives assessed")):
                continue
        elif whose and t("Code") in row and t("Territory") in row:
            whose = whose.at(row[t("Code")])
        elif whose and t("Category") in row:
            breakdown = next((one for one in BREAKDOWNS if card.key.startswith(f"{one}_")), "")
            whose = names.part(whose, breakdown, row[t("Category")]) if breakdown else None
        if kpi and whose:
            yield from _row(page, kpi, whose, row, scale, names)


def _row(page: str, kpi: str, whose: Slice, row: dict[str, str], scale: str, names: Names) -> Iterator[Statement]:
    t = names.words.t
    day, common = row.get(t("Date"), ""), t("Code") in row and t("Date") not in row
    heads = {"value": t("As written") if t("As written") in row else t("Value"), "status": t("Beside the plan"),
             "nature": t("Status of the figure"), "rounding": t("Precision")}  # fmt: skip
    if row.get(heads["nature"]) == t("projection"):
        return
    for kind, head in heads.items():
        if row.get(head, "nan") not in ("", "nan", "<NA>"):
            yield Statement(page, kpi, whose, kind, row[head], scale, day, common)


def _by_association(page: str, kpi: str, row: dict[str, str], scale: str, names: Names) -> Iterator[Statement]:
    """A measure of the associations side by side."""
    for code, name in (*ASSOCIATIONS.items(), ("", names.words.t("All cooperatives"))):
        if name in row:
            yield Statement(page, kpi, names.of_association(code), "value", row[name], scale)
