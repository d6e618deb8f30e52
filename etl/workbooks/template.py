"""The workbook a sender fills in: headers and lists from the contract, instructions and an example beside it."""

from pathlib import Path

from catalogue import load
from catalogue.model import Feed, Field
from output.xlsx import DATE, HEAD, INTEGER, NUMBER, TEXT, WRAPPED, Sheet, Style, Workbook, title_width
from texts.translator import N_, Words

ROWS = 5_000  # rows prepared with lists and formats
KINDS = {
    "string": N_("text"), "date": N_("date (31/12/2019)"), "number": N_("number with a decimal comma"),
    "integer": N_("whole number"), "boolean": N_("sì or no"), "list": N_("one or more entries separated by |"),
}  # fmt: skip
SENDER = Words("it")  # the language of the workbooks that senders fill in
LISTED = SENDER.t("Lists")
MOST_LISTED = 6  # allowed values that are spelled out beside the column
NOT_LISTED = (SENDER.t("Value not in the list"), SENDER.t("Choose an entry of the list."))
GUIDE = (N_("Column"), N_("Required"), N_("What to write"), N_("Example"), N_("Allowed entries"))


def write_template(feed: Feed, path: Path) -> None:
    """Write the template of a feed. Raises ValueError for a feed that arrives in a layout of its own, and OSError."""
    if not feed.filled_in:
        raise ValueError(f"{feed.name} is not filled in by hand: it arrives as its source publishes it")
    fields = [field for field in feed.fields if not field.folded]
    with Workbook(path) as book:
        styles = _styles(book)
        page = book.sheet(feed.sheet)
        guide = book.sheet(SENDER.t("Instructions"))
        lists = book.sheet(LISTED)
        ranges = _write_lists(lists, fields, styles["head"])
        _write_page(page, fields, styles, ranges)
        _write_guide(guide, feed, fields, styles)
        lists.protect()
        guide.protect()


def _styles(book: Workbook) -> dict[str, Style]:
    head, unlocked = HEAD | WRAPPED | {"border": 1, "locked": True}, {"locked": False}
    return {
        "head": book.style(head),
        "required": book.style(head | {"bg_color": "#9CC3EC"}),
        "text": book.style(unlocked | TEXT),
        "date": book.style(unlocked | DATE),
        "number": book.style(unlocked | NUMBER),
        "integer": book.style(unlocked | INTEGER),
        "wrap": book.style(WRAPPED),
        "title": book.style({"bold": True, "font_size": 14}),
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


def _write_lists(page: Sheet, fields: list[Field], head: Style) -> dict[str, str]:
    """One column per list; returns each field's range as a formula."""
    listed = [field for field in fields if choices(field)]
    page.header([field.title for field in listed], head, frozen=False)
    for column, field in enumerate(listed):
        page.values(1, column, choices(field))
    return {field.name: page.column_range(column, len(choices(field))) for column, field in enumerate(listed)}


def _write_page(page: Sheet, fields: list[Field], styles: dict[str, Style], ranges: dict[str, str]) -> None:
    """The sheet to fill in: a locked header, unlocked cells below, a list where the contract has one."""
    page.freeze_header()
    for column, field in enumerate(fields):
        page.text(0, column, field.title, styles["required" if field.required else "head"])
        kind = field.type if field.type in {"date", "number", "integer"} else "text"
        page.width(column, title_width(field.title), styles[kind])
        if field.name in ranges and field.type != "list":
            page.choices(column, ROWS, ranges[field.name], NOT_LISTED)
    page.protect(insert_rows=True, delete_rows=True, sort=True, autofilter=True, format_columns=True)


def _write_guide(page: Sheet, feed: Feed, fields: list[Field], styles: dict[str, Style]) -> None:
    """What each column means, with an example: on its own sheet, so that the example is never loaded."""
    rule = N_("Sheet to fill in: “{sheet}”, {grain}. Do not change the titles of the columns.")
    page.text(0, 0, feed.name_it, styles["title"])
    page.text(1, 0, SENDER.t(rule, sheet=feed.sheet, grain=feed.grain_it))
    page.text(2, 0, SENDER.t("Send no names, addresses, telephone numbers or tax codes of persons."))
    page.row(4, [SENDER.t(title) for title in GUIDE], styles["head"])
    for row, field in enumerate(fields, start=5):
        allowed = choices(field)
        entries = SENDER.t("list in the sheet “{sheet}” ({count} entries)", sheet=LISTED, count=len(allowed))
        listed = entries if len(allowed) > MOST_LISTED else ", ".join(allowed)
        cells = (field.title, "sì" if field.required else "no", SENDER.t(KINDS[field.type]), field.example, listed)
        page.row(row, cells, styles["wrap"])
    for column, width in enumerate((32, 13, 30, 28, 60)):
        page.width(column, width)
