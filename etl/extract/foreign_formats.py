"""Formats of text that hold data and are not read here, known by their first bytes, so that a refusal can name them."""

import re

from etl.extract.awards.clean_xml import first_element
from etl.messages import FileProblem
from etl.normalise.personal_data import masked

WEB = {"!doctype", "html", "head", "body", "meta", "title", "script", "style", "link", "div", "table", "center", "form",
       "p", "pre", "span", "h1", "h2", "h3", "br", "noscript"}  # fmt: skip
SDMX_DATA = re.compile(r"(Generic|StructureSpecific|Compact|Utility|CrossSectional)(TimeSeries)?Data")
SDMX = b"sdmx"
JSON = re.compile(rb"(?:\{\s*[\"}]|\[\s*[\[{\"\]])")
JSON_STAT = re.compile(rb"\"class\"\s*:\s*\"(?:dataset|collection)\"|\"dimension\"\s*:.*\"category\"", re.DOTALL)
SDMX_JSON = re.compile(rb"\"dataSets\"\s*:|json\.sdmx\.org|sdmx-json", re.IGNORECASE)
PC_AXIS = (b"CHARSET=", b"AXIS-VERSION=")
XML_SPREADSHEET = b"urn:schemas-microsoft-com:office:spreadsheet"
LONGEST = 40  # of an element's name, as it is shown


def refuse_foreign_formats(head: bytes) -> None:
    """Raises FileProblem where a file that is no award list begins as JSON, XML, PC-Axis or a web page.

    Kinds: web_page, pc_axis, json_stat, sdmx_json, json, sdmx_ml, sdmx_structure, sdmx_answer, xml_spreadsheet and
    other_xml.
    """
    name = first_element(head)
    head = head.replace(b"\0", b"").lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n")  # UTF-16 too: the marks are ASCII
    if name.lower() in WEB:
        raise FileProblem("web_page")
    if head.startswith(PC_AXIS):
        raise FileProblem("pc_axis")
    if JSON.match(head):
        kinds = (("json_stat", JSON_STAT), ("sdmx_json", SDMX_JSON))
        raise FileProblem(next((kind for kind, mark in kinds if mark.search(head)), "json"))
    start = head.lower()
    if name and SDMX in start:
        kinds_of = {"Structure": "sdmx_structure", "RegistryInterface": "sdmx_structure", "Error": "sdmx_answer"}
        kind = "sdmx_ml" if SDMX_DATA.fullmatch(name) else kinds_of.get(name, "")
        if kind:
            raise FileProblem(kind, {"element": name})
    named = name[:1].isalpha() and start.startswith(b"<") and (b"</" in start or b"/>" in start)
    if named or start.startswith(b"<?xml"):
        if XML_SPREADSHEET in start:
            raise FileProblem("xml_spreadsheet")
        raise FileProblem("other_xml", {"element": masked(name)[:LONGEST]})
