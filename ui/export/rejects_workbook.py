"""The rejected cells of a release as a workbook: one sheet per feed with each bad cell marked, and a sheet of notes."""

from collections.abc import Mapping, Sequence

from output.xlsx import TEXT, WRAPPED, Sheet, Style, Workbook
from reads.deliveries import RejectedCell
from reads.records import grouped
from texts.labels import feed_name
from texts.translator import N_, Words

RULES = {
    "required": N_("missing"),
    "type_date": N_("not a date"),
    "type_number": N_("not a number"),
    "type_integer": N_("not a whole number"),
    "type_boolean": N_("neither yes nor no"),
    "decimal_sign": N_("decimals or thousands"),
    "percentage": N_("a percentage"),
    "cell_error": N_("error of a formula"),
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
MOST_COMMENTS = 5_000  # of a sheet: more make a spreadsheet slow; the message has its own column as well
WIDTHS = {"file": 34, "sheet": 16, "row": 9, "column": 26, "value": 26, "rule": 22, "message": 60, "fix": 60}


def rule_name(rule: str, words: Words) -> str:
    """The name of a rule on screen; a rule without a name here is shown by its id."""
    return words.t(RULES[rule]) if rule in RULES else rule


def message_text(message: str, rule: str, words: Words) -> str:
    """The message of a broken rule; where it may not be published, a general one that quotes nothing."""
    if message:
        return message[:LONGEST]
    return words.t("Another row has the same key and other content.") if rule == "key_conflict" else ""


def reject_book(
    cells: Sequence[RejectedCell], notes: Mapping[str, str], words: Words, *, internal: bool
) -> bytes:  # fmt: skip
    """Rejected cells as XLSX; ``notes``: heading and text of each line of the first sheet.

    Every cell is text, so that nothing becomes a formula or a link. Row numbers are written for the role internal
    only, since the last row of a file is nearly its size.
    """
    with Workbook(title=words.t("Refused rows")) as book:
        styles = _styles(book)
        _notes(book.sheet(words.t("Notes")), notes, styles)
        for feed, own in grouped(cells, lambda cell: cell["feed"]).items():
            name = feed_name(feed, words)
            _sheet(book.sheet(name[:1].upper() + name[1:]), own, words, styles, internal)
    return book.content


def _sheet(
    page: Sheet, cells: Sequence[RejectedCell], words: Words, styles: dict[str, Style], internal: bool
) -> None:  # fmt: skip
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
    page.header(heads.values(), styles["head"])
    for place, key in enumerate(heads):
        page.width(place, WIDTHS[key])
    page.filtered(len(cells), len(heads))
    for line, cell in enumerate(cells, start=1):
        texts = {
            "file": cell["file"], "sheet": cell["sheet"], "column": cell["column_title"], "value": cell["value"],
            "rule": rule_name(cell["rule"], words), "fix": words.pick(cell["fix"]),
            "message": message_text(words.pick(cell["message"]), cell["rule"], words),
        }  # fmt: skip
        for place, key in enumerate(heads):
            if key == "row":
                page.number(line, place, cell["row"] or 0, styles["text"])
            else:
                page.text(line, place, _text(texts[key]), styles["bad" if key == "value" else "text"])
        if line <= MOST_COMMENTS:
            comment = f"{_text(texts['message'])} {_text(texts['fix'])}"
            page.comment(line, list(heads).index("value"), comment[:LONGEST], width=2.2, author="")


def _notes(page: Sheet, notes: Mapping[str, str], styles: dict[str, Style]) -> None:
    page.width(0, 30)
    page.width(1, 110)
    for line, (name, text) in enumerate(notes.items()):
        page.text(line, 0, name, styles["head"])
        page.text(line, 1, text[:LONGEST], styles["text"])


def _styles(book: Workbook) -> dict[str, Style]:
    wrapped = WRAPPED | TEXT
    return {
        "head": book.style(TEXT | {"bold": True, "valign": "top"}),
        "text": book.style(wrapped),
        "bad": book.style(wrapped | {"bg_color": "#F6CDB9", "font_color": "#17212B", "border": 1}),
    }


def _text(value: str | None) -> str:
    return "" if value is None else value[:LONGEST]
