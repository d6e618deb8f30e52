"""Writes the measured part of docs/performance.md: the results of the benchmarks beside their limits."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypedDict

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
DATA = Path(__file__).resolve().parent / "results.json"
START, END = "<!-- measured -->\n", "<!-- end of measured -->\n"
# Upper limit of the product's median as a multiple of the peer's; a peer with None is shown for information.
LIMITS: dict[str, dict[str, float | None]] = {
    "csv": {"DuckDB bare": 3.0, "pandas and pandera": 1.0},
    "workbook": {"python-calamine": 1.5, "openpyxl": None},
    "xml": {"lxml.iterparse bare": 1.5},
    "again": {"first build": 0.15},
    "sample": {},
}
PEAKS = {"sample": 1_000}  # upper limit of the product's peak memory in megabytes
OPEN, WITHIN, SCRIPT = 1.5, 0.2, 0.15  # of the pages: beside the empty app, between releases, seconds of a script
TITLES = {
    "csv": "A CSV of PID activities: hashed, recognised, read, checked on every rule, kept, deduplicated, loaded",
    "workbook": "A workbook of PID activities: `etl check`",
    "xml": "A file of the State-aid register: recognised, read, vouchers kept",
    "again": "The build after one monthly file has changed",
    "sample": "A large demonstration: `etl sample`",
}


class Case(TypedDict, total=False):
    """What the last run of a case measured. ``works``: median seconds and peak MB by name, the product first.

    ``pages``: seconds to open by release and page. ``reruns``: median and 95th percentile by page, seconds.
    """

    size: str
    runs: int
    day: str
    on: str
    works: dict[str, tuple[float, float]]
    pages: dict[str, dict[str, float]]
    reruns: dict[str, tuple[float, float]]
    pandas: tuple[float, float]


def results() -> dict[str, Case]:
    """What earlier runs measured, by case."""
    return dict(json.loads(DATA.read_text(encoding="utf-8"))) if DATA.exists() else {}


def write(results: dict[str, Case]) -> None:
    """Store the results, and rewrite the measured part of the page."""
    DATA.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    sections = [section(case, results[case]) for case in LIMITS if case in results]
    sections += [write_case(results[case]) for case, write_case in SCREENS.items() if case in results]
    measured = "\n".join(sections)
    PAGE.write_text(re.sub(f"(?s){START}.*{END}", lambda _: START + measured + END, text), encoding="utf-8")


def section(case: str, result: Case) -> str:
    """One case as a table: median and peak memory of each, and the product's median as a multiple of the peer's."""
    (name, (product, memory)), *peers = result["works"].items()
    lines = [
        f"### {TITLES[case]}",
        "",
        f"{result['size']}; medians of {result['runs']}; {result['day']}; {result['on']}.",
        "",
    ]
    lines += ["| | Seconds | Peak MB | Product / peer | Asked |", "| --- | --- | --- | --- | --- |"]
    peak, asked = PEAKS.get(case), ""
    if peak is not None:
        asked = f" peak ≤ {peak:,} MB ({'reached' if memory <= peak else '**not reached**'})"
    lines += [f"| {name} | {product:.2f} | {memory or ''} | |{asked} |"]
    for peer, (seconds, megabytes) in peers:
        bound = LIMITS[case].get(peer)
        ratio, limit = product / seconds, f"≤ {bound:g}" if bound else "for information"
        verdict = "" if not bound else " (reached)" if ratio <= bound else " (**not reached**)"
        lines.append(f"| {peer} | {seconds:.2f} | {megabytes or ''} | {ratio:.2f} | {limit}{verdict} |")
    return "\n".join([*lines, ""]) + "\n"


def opened(result: Case) -> str:
    """The case open as a table: each page relative to the empty app, and the large release relative to the small."""
    pages = dict(result["pages"])
    empty = pages.pop("empty app")["/"]
    (small, few), (large, many) = pages.items()
    lines = [
        "### Opening a page in Chromium, beside an empty Streamlit app with one Plotly chart",
        "",
        f"{result['size']}; medians of {result['runs']}; {result['day']}; {result['on']}. "
        f"The empty app: {empty:.2f} s. Asked: ≤ {OPEN:g} of it, and both releases within {WITHIN:.0%} of each other.",
        "",
        f"| Page | {small} | / empty app | {large} | / empty app | large / small |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for place, seconds in few.items():
        cells = [
            f"{seconds:.2f}",
            verdict(seconds / empty, OPEN),
            f"{many[place]:.2f}",
            verdict(many[place] / empty, OPEN),
        ]
        lines.append(f"| {place} | {' | '.join(cells)} | {many[place] / seconds:.2f} |")
    return "\n".join([*lines, ""]) + "\n"


def rerun(result: Case) -> str:
    """The case rerun as a table: median and 95th percentile of each page, and one question answered by pandas."""
    lines = [
        "### A page after a choice of territory or date: time of the server",
        "",
        f"{result['size']}; {result['runs']} choices a page; {result['day']}; {result['on']}. On a running server, "
        "from the choice sent over its socket until the last of the page has arrived. pandas, asked over the facts in "
        f"memory for the cooperatives reached by region: {result['pandas'][0]:.2f} s (median). "
        f"Asked: ≤ {SCRIPT:g} s at the 95th percentile.",
        "",
        "| Page | Median s | 95th percentile s | Asked |",
        "| --- | --- | --- | --- |",
    ]
    for place, (median, high) in result["reruns"].items():
        lines.append(f"| {place} | {median:.3f} | {high:.3f} | {'reached' if high <= SCRIPT else '**not reached**'} |")
    return "\n".join([*lines, ""]) + "\n"


def verdict(ratio: float, bound: float) -> str:
    """A ratio, in bold where it is above its bound."""
    return f"{ratio:.2f}" if ratio <= bound else f"**{ratio:.2f}**"


SCREENS: Mapping[str, Callable[[Case], str]] = {"open": opened, "rerun": rerun}
