"""Times the product beside named peers in the same run, and writes what was seen to docs/performance.md.

`python -m bench` runs all of it (an hour on two cores); name some of csv, workbook, xml, again to run those alone.
"""

import argparse
import json
import os
import platform
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import again, inputs, page, rows
from bench.measure import timed

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "data" / "bench"
CASES = ("csv", "workbook", "xml", "again")
PACKAGES = ("duckdb", "pyarrow", "pandas", "pandera", "python-calamine", "openpyxl", "lxml")


def main() -> None:
    """Run the chosen cases; a case that was not run keeps the figures of its last run on the page."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("cases", nargs="*", choices=[*CASES, []], help="which to run; all without")
    parser.add_argument("--rows", type=int, default=5_000_000, help="PID activities of the CSV")
    parser.add_argument("--book-rows", type=int, default=100_000, help="rows of the workbook")
    parser.add_argument("--megabytes", type=int, default=1_024, help="size of the State-aid file")
    parser.add_argument("--sample", type=int, default=100_000, help="PID activities of the two builds")
    parser.add_argument("--runs", type=int, default=5, help="runs of each; medians are told")
    options = parser.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)
    seen = page.seen()
    for case in options.cases or CASES:
        seen[case] = measured(case, options) | {"day": datetime.now(UTC).date().isoformat(), "on": machine()}
        print(json.dumps({case: seen[case]}, indent=1))
        page.write(seen)


def measured(case: str, options: argparse.Namespace) -> dict[str, object]:
    """Medians in seconds and peak megabytes by name, the product's own first, and how large the input was."""
    if case == "again":
        pairs = [again.first_and_second(KEPT, options.sample) for _ in range(options.runs)]
        first, second = (sorted(pair[i] for pair in pairs)[len(pairs) // 2] for i in (0, 1))
        size = f"{options.sample:,} activities"
        return {"size": size, "runs": options.runs, "works": {"second build": [second, 0], "first build": [first, 0]}}
    if case == "csv":
        path, size = inputs.activities_csv(KEPT, options.rows), f"{options.rows:,} rows"
        works = {"the product": rows.product_csv, "DuckDB bare": rows.bare_csv, "pandas and pandera": rows.pandera_csv}
    elif case == "workbook":
        path, size = inputs.activities_workbook(KEPT, options.book_rows), f"{options.book_rows:,} rows"
        works = {"the product": rows.product_workbook, "python-calamine": rows.calamine_workbook,
                 "openpyxl": rows.openpyxl_workbook}  # fmt: skip
    else:
        path, size = inputs.state_aid_xml(KEPT, options.megabytes), f"{options.megabytes:,} MB"
        works = {"the product": rows.product_xml, "lxml.iterparse bare": rows.bare_xml}
    found = timed(works, path, options.runs)
    told = {name: [round(one.median, 3), round(one.megabytes)] for name, one in found.items()}
    return {"size": f"{size}, {path.stat().st_size / 1e6:,.0f} MB", "runs": options.runs, "works": told}


def machine() -> str:
    """What the figures were seen on: cores, Python, and the packages that were compared."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {packages}"


if __name__ == "__main__":
    main()
