"""The page docs/performance.md: what is asked, and what was measured, which the benchmarks write."""

import json
import re
from pathlib import Path
from typing import Any

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
TITLES = {
    "csv": "A CSV of PID activities: hashed, recognised, read, checked on every rule, kept, deduplicated, loaded",
    "workbook": "A workbook of PID activities: `etl check`",
    "xml": "A file of the State-aid register: recognised, read, vouchers kept",
    "again": "The build after one monthly file has changed",
}


def seen() -> dict[str, Any]:
    """What earlier runs saw, by case."""
    return dict(json.loads(DATA.read_text(encoding="utf-8"))) if DATA.exists() else {}


def write(found: dict[str, Any]) -> None:
    """Keep what was seen, and write the measured part of the page anew."""
    DATA.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    text = PAGE.read_text(encoding="utf-8")
    measured = "\n".join(section(case, found[case]) for case in ASKED if case in found)
    PAGE.write_text(re.sub(f"(?s){START}.*{END}", lambda _: START + measured + END, text), encoding="utf-8")


def section(case: str, found: dict[str, Any]) -> str:
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
