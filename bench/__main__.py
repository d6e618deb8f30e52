"""Times the product beside named peers in the same run, and writes what was seen to docs/performance.md.

`python -m bench` runs all of it (an hour on two cores); name some of csv, workbook, xml, again, open, rerun to
run those alone. The last two open the pages on --sample and on --most activities.
"""

import argparse
import json
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import again, inputs, page, rows, screens
from bench.measure import timed
from bench.releases import release_of
from output.exit_codes import ExitCode

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "data" / "bench"
CASES = ("csv", "workbook", "xml", "again", "open", "rerun")
PACKAGES = ("duckdb", "pyarrow", "pandas", "pandera", "python-calamine", "openpyxl", "lxml")


def main() -> ExitCode:
    """Run the chosen cases; a case that was not run keeps the figures of its last run on the page."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("cases", nargs="*", choices=[*CASES, []], help="which to run; all without")
    parser.add_argument("--rows", type=int, default=5_000_000, help="PID activities of the CSV")
    parser.add_argument("--book-rows", type=int, default=100_000, help="rows of the workbook")
    parser.add_argument("--megabytes", type=int, default=1_024, help="size of the State-aid file")
    parser.add_argument("--sample", type=int, default=100_000, help="PID activities of the two builds")
    parser.add_argument("--most", type=int, default=10_000_000, help="PID activities of the large release")
    parser.add_argument("--runs", type=int, default=5, help="runs of each; medians are told")
    options = parser.parse_args()
    KEPT.mkdir(parents=True, exist_ok=True)
    results = page.results()
    for case in options.cases or CASES:
        measured_now = measured(case, options)
        measured_now.update(day=datetime.now(UTC).date().isoformat(), on=machine())
        results[case] = measured_now
        print(json.dumps({case: measured_now}, indent=1))
        page.write(results)
    return ExitCode.DONE


def measured(case: str, options: argparse.Namespace) -> page.Case:
    """Medians in seconds and peak megabytes by name, the product's own first, and how large the input was."""
    if case == "again":
        pairs = [again.first_and_second(KEPT, options.sample) for _ in range(options.runs)]
        first, second = (sorted(pair[i] for pair in pairs)[len(pairs) // 2] for i in (0, 1))
        size = f"{options.sample:,} activities"
        return {"size": size, "runs": options.runs, "works": {"second build": (second, 0), "first build": (first, 0)}}
    if case == "open":
        both = {f"{many:,} activities": release_of(KEPT, many) for many in (options.sample, options.most)}
        return {"size": "navigation to the last figure drawn", "runs": options.runs,
                "pages": screens.opened(both, options.runs)}  # fmt: skip
    if case == "rerun":
        large = release_of(KEPT, options.most)
        asked = {"pandas": screens.pandas_seconds(large, options.runs)}
        return {"size": f"{options.most:,} activities", "runs": 8 * options.runs,
                "reruns": screens.percentiles(screens.again(large, 8 * options.runs)),
                "pandas": screens.percentiles(asked)["pandas"]}  # fmt: skip
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
    medians = {name: (round(one.median, 3), float(round(one.megabytes))) for name, one in found.items()}
    return {"size": f"{size}, {path.stat().st_size / 1e6:,.0f} MB", "runs": options.runs, "works": medians}


def machine() -> str:
    """What the figures were seen on: cores, Python, and the packages that were compared."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {packages}"


if __name__ == "__main__":
    sys.exit(main())
