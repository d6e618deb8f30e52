"""Turn the messages of one script run into a normalised tree of everything that the page sends to the browser.

Independent of the product's modules. Identifiers that Streamlit draws anew or derives from paths become ``<hash>``,
release names ``<release>``, the checkout's folder ``<checkout>``.
"""

import base64
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from google.protobuf.json_format import MessageToDict

AREAS = {0: "main", 1: "sidebar", 2: "event", 3: "bottom"}
RELEASE = re.compile(r"\d{4}-\d{2}-\d{2}-[0-9a-f]{12}(?![0-9a-f])")
VOLATILE = (
    (RELEASE, "<release>"),
    (re.compile(r"(?<![0-9A-Za-z])[0-9a-f]{32}(?![0-9A-Za-z])"), "<hash>"),  # widget, page and fragment ids
    (re.compile(r"/media/[0-9a-f]{16,}"), "/media/<hash>"),
    (re.compile(r"\b0x[0-9a-f]{6,}\b"), "<address>"),
)
CSS_COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)  # names source files
UNCOMPARED = ("hash", "metadata", "page_profile")  # of a message; a profile holds running times
ZIP_STAMP = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*<")
JSON_FIELDS = {("plotly_chart", "spec"), ("plotly_chart", "config"), ("dataframe", "columns")}

ReadFile = Callable[[dict[str, Any]], tuple[str | None, bytes] | str]  # of a download button's fields: name and bytes


@dataclass(frozen=True)
class Normaliser:
    """Replaces what differs between two runs of the same state of the code."""

    checkout: Path

    def text(self, text: str) -> str:
        """The text with every volatile part replaced."""
        text = text.replace(str(self.checkout), "<checkout>")
        if text.startswith("<style>"):
            text = CSS_COMMENT.sub("", text)
        for pattern, name in VOLATILE:
            text = pattern.sub(name, text)
        return text

    def value(self, value: Any) -> Any:
        """The same value, every text in it normalised."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(str(key)): self.value(item) for key, item in value.items()}
        return [self.value(item) for item in value] if isinstance(value, list | tuple) else value


def page_tree(messages: Iterable[Any], read_file: ReadFile, normaliser: Normaliser) -> dict[str, Any]:
    """The tree of a run's ``ForwardMsg``: ``messages`` of the whole page, and the elements of each area in order."""
    areas: dict[int, dict[str, Any]] = {number: {} for number in AREAS}
    whole_page = []
    for message in messages:
        if not message.HasField("delta"):
            fields = MessageToDict(message, preserving_proto_field_name=True)
            whole_page.append({key: item for key, item in fields.items() if key not in UNCOMPARED})
            continue
        kind = message.delta.WhichOneof("type")
        if kind not in ("new_element", "add_block"):
            continue  # transient, such as a spinner
        path = list(message.metadata.delta_path)
        siblings = areas[path[0]].setdefault("children", {})
        for step in path[1:-1]:
            siblings = siblings.setdefault(step, {}).setdefault("children", {})
        fields = _expanded(MessageToDict(getattr(message.delta, kind), preserving_proto_field_name=True), read_file)
        if kind == "add_block":
            fields["children"] = siblings.get(path[-1], {}).get("children", {})
        siblings[path[-1]] = fields
    tree = {name: _in_order(areas[number]).get("children", []) for number, name in AREAS.items()}
    normalised: dict[str, Any] = normaliser.value({"messages": whole_page, **tree})
    return normalised


def _in_order(node: dict[str, Any]) -> dict[str, Any]:
    if "children" not in node:
        return node
    return node | {"children": [_in_order(child) for _, child in sorted(node["children"].items())]}


def _expanded(fields: dict[str, Any], read_file: ReadFile) -> dict[str, Any]:
    """An element's fields with charts, tables and files in a form in which a difference can be read."""
    for kind, name in JSON_FIELDS:
        if isinstance(fields.get(kind), dict) and fields[kind].get(name):
            fields[kind][name] = _numbers(json.loads(fields[kind][name], parse_constant=str))
    if button := fields.get("download_button"):
        button["file"] = _file(read_file(button))
        button.pop("url", None)
    expanded: dict[str, Any] = _tables(fields)
    return expanded


def _numbers(value: Any) -> Any:
    """A Plotly specification with its base64 arrays as lists of numbers."""
    if isinstance(value, list):
        return [_numbers(item) for item in value]
    if not isinstance(value, dict):
        return value
    if {"dtype", "bdata"} <= value.keys():
        array = np.frombuffer(base64.b64decode(value["bdata"]), dtype=np.dtype(value["dtype"]))
        return {key: item for key, item in value.items() if key != "bdata"} | {"values": array.tolist()}
    return {key: _numbers(item) for key, item in value.items()}


def _tables(value: Any) -> Any:
    """The same fields with every Arrow table as columns, types and rows."""
    if not isinstance(value, dict):
        return value
    arrow = {"arrow_data", "initial_chunk"} & value.keys()
    rest = {key: _tables(item) for key, item in value.items() if key not in arrow}
    return rest | {key: value[key] | _rows(value[key].get("data", "")) for key in arrow}


def _rows(data: str) -> dict[str, Any]:
    if not data:
        return {"columns": [], "data": []}
    table = pa.ipc.open_stream(base64.b64decode(data)).read_all()
    cells = [column.to_pylist() for column in table.columns]
    rows = [[_cell(cell) for cell in row] for row in zip(*cells, strict=True)]
    return {"columns": [f"{field.name}: {field.type}" for field in table.schema], "data": rows}


def _cell(cell: Any) -> Any:
    if cell is None or isinstance(cell, bool | int | str):
        return cell
    return cell if isinstance(cell, float) and np.isfinite(cell) else str(cell)


def _file(found: tuple[str | None, bytes] | str) -> dict[str, Any]:
    """Name and SHA-256 of a file, of every member where it is a workbook; the error where it cannot be made."""
    if isinstance(found, str):
        return {"exception": {"message": found}}
    name, content = found
    if not content.startswith(b"PK"):
        return {"name": name, "sha256": _sha256(content)}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {one: _sha256(ZIP_STAMP.sub(b"", archive.read(one))) for one in sorted(archive.namelist())}
    return {"name": name, "sha256": members}


def _sha256(content: bytes) -> str:
    named = re.sub(RELEASE.pattern.encode(), b"<release>", content)
    return hashlib.sha256(named).hexdigest()
