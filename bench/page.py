"""The page docs/performance.md: what is asked, and what was measured, which the benchmarks write."""

import json
import re
from pathlib import Path
from typing import TypedDict

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
DATA = Path(__file__).resolve().parent / "seen.json"
START, END = "<!-- measured -->\n", "<!-- end of measured -->\n"
# What is asked of the product's median, as a share of the peer's; a peer without a bound is shown for information.
ASKED = {
    "csv": {"DuckDB bare": 3.0, "pandas and pandera": 1.0},
    "workbook": {"python-calamine": 1.5, "openpyxl": None},
    "xml": {"lxml.iterparse bare": 1.5},
    "again": {"first build": 0.15},
}
OPEN, WITHIN, SCRIPT = 1.5, 0.2, 0.15  # of the pages: beside the empty app, between releases, seconds of a script
TITLES = {
    "csv": "A CSV of PID activities: hashed, recognised, read, checked on every rule, kept, deduplicated, loaded",
    "workbook": "A workbook of PID activities: `etl check`",
    "xml": "A file of the State-aid register: recognised, read, vouchers kept",
    "again": "The build after one monthly file has changed",
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


def write(found: dict[str, Case]) -> None:
    """Store the results, and rewrite the measured part of the page."""
    DATA.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    sections = [section(case, found[case]) for case in ASKED if case in found]
    sections += [write_case(found[case]) for case, write_case in SCREENS.items() if case in found]
    measured = "\n".join(sections)
    PAGE.write_text(re.sub(f"(?s){START}.*{END}", lambda _: START + measured + END, text), encoding="utf-8")


def section(case: str, found: Case) -> str:
    """One case as a table: each work's median, peak memory, and the product's median as a share of the peer's."""
    (name, (own, memory)), *peers = found["works"].items()
    lines = [
        f"### {TITLES[case]}",
        "",
        f"{found['size']}; medians of {found['runs']}; {found['day']}; {found['on']}.",
        "",
    ]
    lines += ["| | Seconds | Peak MB | Product / peer | Asked |", "| --- | --- | --- | --- | --- |"]
    lines += [f"| {name} | {own:.2f} | {memory or ''} | | |"]
    for peer, (seconds, megabytes) in peers:
        bound = ASKED[case].get(peer)
        ratio, asked = own / seconds, f"≤ {bound:g}" if bound else "for information"
        verdict = "" if not bound else " (reached)" if ratio <= bound else " (**not reached**)"
        lines.append(f"| {peer} | {seconds:.2f} | {megabytes or ''} | {ratio:.2f} | {asked}{verdict} |")
    return "\n".join([*lines, ""]) + "\n"


def opened(found: Case) -> str:
    """Each page as a share of the empty app, on both releases, and the large release as a share of the small."""
    pages = dict(found["pages"])
    empty = pages.pop("empty app")["/"]
    (small, few), (large, many) = pages.items()
    lines = [
        "### Opening a page in Chromium, beside an empty Streamlit app with one Plotly chart",
        "",
        f"{found['size']}; medians of {found['runs']}; {found['day']}; {found['on']}. The empty app: {empty:.2f} s. "
        f"Asked: ≤ {OPEN:g} of it, and both releases within {WITHIN:.0%} of each other.",
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


def rerun(found: Case) -> str:
    """Median and 95th percentile of each page's script, and pandas' answer to one question."""
    lines = [
        "### A page after a choice of territory or date: time of the server",
        "",
        f"{found['size']}; {found['runs']} choices a page; {found['day']}; {found['on']}. On a running server, "
        "from the choice sent over its socket until the last of the page has arrived. pandas, asked over the facts in "
        f"memory for the cooperatives reached by region: {found['pandas'][0]:.2f} s (median). "
        f"Asked: ≤ {SCRIPT:g} s at the 95th percentile.",
        "",
        "| Page | Median s | 95th percentile s | Asked |",
        "| --- | --- | --- | --- |",
    ]
    for place, (median, high) in found["reruns"].items():
        lines.append(f"| {place} | {median:.3f} | {high:.3f} | {'reached' if high <= SCRIPT else '**not reached**'} |")
    return "\n".join([*lines, ""]) + "\n"


def verdict(ratio: float, bound: float) -> str:
    """A ratio, in bold where it is above its bound."""
    return f"{ratio:.2f}" if ratio <= bound else f"**{ratio:.2f}**"


SCREENS = {"open": opened, "rerun": rerun}
