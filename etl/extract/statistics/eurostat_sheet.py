"""The workbook of Eurostat's data browser: a head that names the data set, then a table of times by territories."""

import re
from collections.abc import Sequence

import pyarrow as pa

from etl.extract.sheet import Piece, Sheet
from etl.extract.statistics.known_places import unknown_places
from etl.extract.statistics.observation import breakdown, cell_column, period, value_and_sign
from etl.normalise.text_key import text_key

NEEDS = ("Dataset", "TIME / GEO")
AXES = {"time", "date", "geo", "geo codes", "geo labels", "time codes", "time labels"}
HEAD_ROWS = ("data extracted", "dataset", "last updated")  # rows of the head that are no dimensions
AGENCY = "ESTAT:"
TIME = re.compile(r"[12][0-9]{3}([-AMQSWT].*)?")


def fits(sheet: Sheet, header: int) -> bool:
    """Whether a row begins the cross table: an axis, with the name of the data set in a row above."""
    above = [text_key(row[0]) for row in sheet.head[:header] if row]
    return bool(sheet.head[header]) and text_key(sheet.head[header][0]) in AXES and "dataset" in above


def rows(sheet: Sheet, header: int) -> Piece:
    """Return one row a cell: dataset, territory_code, territory_label, series, series_label, breakdown, time, ...

    ... value, sign, flag; all text, with _sheet (sheet and column) and _row. Where the export has labels
    only, the label stands for the code. The table ends at the first empty row; notes below it are not read.
    """
    titles = list(sheet.head[header])
    places = {f"c{index}": index for index in range(len(titles))}
    table = sheet.rows(header, places, dict.fromkeys(places, "."))
    cells = list(zip(*(table[name].to_pylist() for name in places), strict=True))
    numbers = table["_row"].to_pylist()
    labels = next((i for i, title in enumerate(titles) if title and text_key(title) not in AXES), len(titles))
    values = [index for index in range(labels, len(titles)) if titles[index]]
    axes = titles[:labels]
    if cells and not any(cells[0][labels:]):  # the second row of the head names the rows' axes
        axes, cells, numbers = list(cells[0][:labels]), cells[1:], numbers[1:]
    across = bool(values) and all(TIME.fullmatch(titles[index]) for index in values)
    dataset, title, fixed = _head(sheet.head[:header])
    found: dict[str, list[object]] = {name: [] for name in ("_row", "_sheet", "code", "label", "time", "value", "flag")}
    others: list[dict[str, str]] = []
    for place, (number, row) in enumerate(zip(numbers, cells, strict=True)):
        if place and number != numbers[place - 1] + 1:
            break
        code, label, more = _names(axes, row[:labels])
        for index in values:
            place_and_time = (code, label, titles[index]) if across else (titles[index], titles[index], label)
            beside = row[index + 1].strip() if index + 1 < len(titles) and not titles[index + 1] else ""
            cell = (number, f"{sheet.name}!{cell_column(index)}", *place_and_time, row[index], beside)
            for name, value in zip(found, cell, strict=True):
                found[name].append(value)
            others.append(fixed | more)
    text = {name: pa.array(column, pa.string()) for name, column in found.items() if name != "_row"}
    size, names = len(others), sorted({name for more in others for name in more})
    dimensions = {name: pa.array([more.get(name, "") for more in others], pa.string()) for name in names}
    named = dataset != AGENCY  # else it is known by the file or by what it holds
    confidential = pa.array(["c" in str(flag) for flag in found["flag"]], pa.bool_())
    return Piece(
        pa.table(
            {
                "_row": pa.array(found["_row"], pa.int64()),
                "_sheet": text["_sheet"],
                "dataset": pa.array([dataset] * size, pa.string()),
                "territory_code": text["code"],
                "territory_label": text["label"],
                "series": pa.array([dataset if named else None] * size, pa.string()),
                "series_label": pa.array([title] * size, pa.string()),
                "breakdown": breakdown(dimensions, size),
                "time": period(text["time"]),
                **value_and_sign(text["value"], confidential),
                "flag": text["flag"],
            }
        ),
        (*(() if named else (f"dataset={','.join(names)}",)), *unknown_places(text["code"], "nuts")),
    )


def _head(head: Sequence[Sequence[str]]) -> tuple[str, str, dict[str, str]]:
    """The data set's code and title, and the dimensions that hold one value in the whole sheet.

    The number of a custom extraction is left out of the code: the next extraction goes on with the same series.
    """
    dataset, title, fixed = AGENCY, "", {}
    for first, *rest in (row for row in head if row):
        name, value = first.strip().rstrip(":").strip(), next((cell.strip() for cell in rest if cell.strip()), "")
        if text_key(name) == "dataset":
            title, _, code = value.rpartition("[")
            dataset = AGENCY + code.rstrip("]").partition("__")[0].strip().upper()
        elif name and value and not text_key(name).startswith(HEAD_ROWS):
            fixed[name.replace("|", "/")] = value.replace("|", "/")
    return dataset, title.strip(), fixed


def _names(axes: Sequence[str], cells: Sequence[str]) -> tuple[str, str, dict[str, str]]:
    """The code and label of a row on the axis of territory or time, and its values on other axes."""
    code, label, more = "", "", {}
    for axis, cell in zip(axes, cells, strict=True):
        if text_key(axis) not in AXES:
            more[axis.strip()] = cell.strip()
        elif "codes" in text_key(axis):
            code = cell.strip()
        else:
            label = cell.strip()
    return code or label, label or code, more
