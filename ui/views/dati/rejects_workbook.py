"""The refused cells of a release as a workbook: one sheet a feed, each bad cell marked, and a sheet that says all."""

import re
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any

import pandas as pd
import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from texts.labels import feed_names
from texts.translator import N_, Words

RULES = {
    "required": N_("missing"),
    "type_date": N_("not a date"),
    "type_number": N_("not a number"),
    "type_integer": N_("not a whole number"),
    "type_boolean": N_("neither yes nor no"),
    "enum": N_("not in the list"),
    "code": N_("not in the list"),
    "pattern": N_("wrong form"),
    "minimum": N_("below the minimum"),
    "maximum": N_("above the maximum"),
    "min_length": N_("too short"),
    "max_length": N_("too long"),
    "organisation_tax_code": N_("wrong tax code"),
    "person_tax_code": N_("tax code of a person"),
    "personal": N_("tells of a person"),
    "key_conflict": N_("key used twice"),
    "demonstration": N_("demonstration row"),
}
LONGEST = 32_000  # what a cell and a comment hold
MOST_COMMENTS = 5_000  # of a sheet: more make a spreadsheet slow; the message stands in its own column as well
WIDTHS = {"file": 34, "sheet": 16, "row": 9, "column": 26, "value": 26, "rule": 22, "message": 60, "fix": 60}
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


def rule_name(rule: str, words: Words) -> str:
    """What a rule is called on screen; one that has no name here is told as it is."""
    return words.t(RULES[rule]) if rule in RULES else rule


def said_of(message: object, rule: str, words: Words) -> str:
    """The sentence of a broken rule; where it may not be quoted outside the house, one that names nothing."""
    if _text(message):
        return _text(message)
    return words.t("Another row has the same key and other content.") if rule == "key_conflict" else ""


def reject_book(cells: pd.DataFrame, notes: Mapping[str, str], words: Words, *, internal: bool) -> bytes:
    """The rows of ``reads.deliveries.refused_cells`` as XLSX; ``notes``: what the first sheet says, heading and text.

    Every cell is text, or for the role internal the row's number: nothing becomes a formula or a link. Where a row
    stands in its file is told inside the house alone, since the last row of a file is nearly its size.
    """
    memory = BytesIO()
    with xlsxwriter.Workbook(memory, dict(OPTIONS)) as book:
        # the same cells give the same bytes: no clock time goes into the file
        book.set_properties({"title": words.t("Refused rows"), "created": datetime(2018, 6, 14)})
        formats = _formats(book)
        taken: set[str] = set()
        _notes(book.add_worksheet(_sheet_name(words.t("Notes"), taken)), notes, formats)
        for feed, own in cells.groupby("feed", sort=False):
            name = feed_names(str(feed), words)
            _sheet(book.add_worksheet(_sheet_name(name[:1].upper() + name[1:], taken)), own, words, formats, internal)
    return memory.getvalue()


def _sheet(page: Worksheet, cells: pd.DataFrame, words: Words, formats: dict[str, Format], internal: bool) -> None:
    heads = {
        "file": words.t("File"),
        "sheet": words.t("Sheet"),
        **({"row": words.t("Row")} if internal else {}),
        "column": words.t("Column"),
        "value": words.t("Value (its shape)"),
        "rule": words.t("Rule broken"),
        "message": words.t("What is wrong"),
        "fix": words.t("What to do"),
    }
    for place, (key, title) in enumerate(heads.items()):
        page.write_string(0, place, title, formats["head"])
        page.set_column(place, place, WIDTHS[key])
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, len(cells), len(heads) - 1)
    for line, cell in enumerate(cells.to_dict("records"), start=1):
        texts = {
            "file": cell["file"], "sheet": cell["sheet"], "column": cell["column_title"], "value": cell["value"],
            "rule": rule_name(str(cell["rule"]), words), "fix": cell[f"fix_{words.lang}"],
            "message": said_of(cell[f"message_{words.lang}"], str(cell["rule"]), words),
        }  # fmt: skip
        for place, key in enumerate(heads):
            if key == "row":
                page.write_number(line, place, int(cell["row"]), formats["text"])
            else:
                page.write_string(line, place, _text(texts[key]), formats["bad" if key == "value" else "text"])
        if line <= MOST_COMMENTS:
            said = f"{_text(texts['message'])} {_text(texts['fix'])}"
            page.write_comment(line, list(heads).index("value"), said[:LONGEST], {"author": "", "x_scale": 2.2})


def _notes(page: Worksheet, notes: Mapping[str, str], formats: dict[str, Format]) -> None:
    page.set_column(0, 0, 30)
    page.set_column(1, 1, 110)
    for line, (name, said) in enumerate(notes.items()):
        page.write_string(line, 0, name, formats["head"])
        page.write_string(line, 1, said[:LONGEST], formats["text"])


def _formats(book: Any) -> dict[str, Format]:
    wrapped = {"text_wrap": True, "valign": "top", "num_format": "@"}
    return {
        "head": book.add_format({"bold": True, "valign": "top", "num_format": "@"}),
        "text": book.add_format(wrapped),
        "bad": book.add_format({**wrapped, "bg_color": "#F6CDB9", "font_color": "#17212B", "border": 1}),
    }


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)[:LONGEST]  # type: ignore[call-overload]


def _sheet_name(name: str, taken: set[str]) -> str:
    """A name that a workbook takes, and no sheet has yet: 31 letters at most, none of ``[]:*?/\\``."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", name).strip()[:31] or "?"
    number, found = 1, plain
    while found.lower() in taken:
        number += 1
        found = f"{plain[:27]} {number}"
    taken.add(found.lower())
    return found
