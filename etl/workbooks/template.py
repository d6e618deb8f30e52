"""The workbook a sender fills in: headers and lists from the contract, instructions and an example beside it."""

from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from catalogue import load
from catalogue.model import Feed, Field
from texts.translator import N_, Words

ROWS = 5_000  # rows prepared with lists and formats
KINDS = {
    "string": N_("text"), "date": N_("date (31/12/2019)"), "number": N_("number with a decimal comma"),
    "integer": N_("whole number"), "boolean": N_("sì or no"), "list": N_("one or more entries separated by |"),
}  # fmt: skip
SENDER = Words("it")  # the language of the workbooks that senders fill in
LISTED = SENDER.t("Lists")
MOST_LISTED = 6  # allowed values that are spelled out beside the column
GUIDE = (N_("Column"), N_("Required"), N_("What to write"), N_("Example"), N_("Allowed entries"))


def write_template(feed: Feed, path: Path) -> None:
    """Write the template of a feed. Raises ValueError for a feed that arrives in a layout of its own."""
    if not feed.filled_in:
        raise ValueError(f"{feed.name} is not filled in by hand: it arrives as its source publishes it")
    fields = [field for field in feed.fields if not field.folded]
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(str(path), options) as book:
        formats = _formats(book)
        page = book.add_worksheet(feed.sheet)
        guide = book.add_worksheet(SENDER.t("Instructions"))
        lists = book.add_worksheet(LISTED)
        ranges = _write_lists(lists, fields, formats["head"])
        _write_page(page, fields, formats, ranges)
        _write_guide(guide, feed, fields, formats)
        lists.protect()
        guide.protect()


def _formats(book: xlsxwriter.Workbook) -> dict[str, Format]:
    head = {"bold": True, "bg_color": "#D6E8FA", "border": 1, "text_wrap": True, "valign": "top", "locked": True}
    open_cell = {"locked": False}
    return {
        "head": book.add_format(head),
        "required": book.add_format(head | {"bg_color": "#9CC3EC"}),
        "text": book.add_format(open_cell | {"num_format": "@"}),
        "date": book.add_format(open_cell | {"num_format": "dd/mm/yyyy"}),
        "number": book.add_format(open_cell | {"num_format": "#,##0.00"}),
        "integer": book.add_format(open_cell | {"num_format": "#,##0"}),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "title": book.add_format({"bold": True, "font_size": 14}),
    }


def choices(field: Field) -> list[str]:
    """What a field may hold, as a person chooses it: names of a code list, allowed values, sì and no."""
    if field.code_list:
        entries = load().code_lists[field.code_list]
        title = next(name for name in ("sigla", "name_it", "name", "code") if name in entries.columns)
        return [row[entries.columns.index(title)] for row in entries.rows]
    if "enum" in field.constraints:
        allowed = field.constraints["enum"]
        return [str(value) for value in allowed] if isinstance(allowed, (list, tuple)) else []
    return ["sì", "no"] if field.type == "boolean" else []


def _write_lists(page: Worksheet, fields: list[Field], head: Format) -> dict[str, str]:
    """One column per list; returns each field's range as a formula."""
    ranges = {}
    for column, field in enumerate(field for field in fields if choices(field)):
        entries = choices(field)
        page.write(0, column, field.title, head)
        page.write_column(1, column, entries)
        letters = xlsxwriter.utility.xl_col_to_name(column)
        ranges[field.name] = f"={LISTED}!${letters}$2:${letters}${len(entries) + 1}"
    return ranges


def _write_page(page: Worksheet, fields: list[Field], formats: dict[str, Format], ranges: dict[str, str]) -> None:
    """The sheet to fill in: a locked header, open cells below, a list where the contract has one."""
    for column, field in enumerate(fields):
        page.write(0, column, field.title, formats["required" if field.required else "head"])
        kind = field.type if field.type in {"date", "number", "integer"} else "text"
        page.set_column(column, column, max(14, min(34, len(field.title) + 4)), formats[kind])
        if field.name in ranges and field.type != "list":
            rule = {"validate": "list", "source": ranges[field.name], "error_type": "warning"}
            rule |= {"error_title": SENDER.t("Value not in the list")}
            rule |= {"error_message": SENDER.t("Choose an entry of the list.")}
            page.data_validation(1, column, ROWS, column, rule)
    page.freeze_panes(1, 0)
    page.protect(
        "", {"insert_rows": True, "delete_rows": True, "sort": True, "autofilter": True, "format_columns": True}
    )


def _write_guide(page: Worksheet, feed: Feed, fields: list[Field], formats: dict[str, Format]) -> None:
    """What each column means, with an example: on its own sheet, so that the example is never loaded."""
    page.write(0, 0, feed.name_it, formats["title"])
    rule = N_("Sheet to fill in: “{sheet}”, {grain}. Do not change the titles of the columns.")
    page.write(1, 0, SENDER.t(rule, sheet=feed.sheet, grain=feed.grain_it))
    page.write(2, 0, SENDER.t("Send no names, addresses, telephone numbers or tax codes of persons."))
    for column, title in enumerate(GUIDE):
        page.write(4, column, SENDER.t(title), formats["head"])
    for row, field in enumerate(fields, start=5):
        allowed = choices(field)
        entries = SENDER.t("list in the sheet “{sheet}” ({count} entries)", sheet=LISTED, count=len(allowed))
        listed = entries if len(allowed) > MOST_LISTED else ", ".join(allowed)
        cells = (field.title, "sì" if field.required else "no", SENDER.t(KINDS[field.type]), field.example, listed)
        page.write_row(row, 0, cells, formats["wrap"])
    for column, width in enumerate((32, 13, 30, 28, 60)):
        page.set_column(column, column, width)
