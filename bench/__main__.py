"""The command `python -m bench`: times the product beside named peers, and writes the results to docs/performance.md.

All cases take an hour on two cores; name some of csv, workbook, xml, again, sample, open, rerun to run those alone. The
case sample makes a demonstration of --most activities, open opens the pages on releases of --sample and of --most,
rerun on --most.
"""

import argparse
import json
import os
import platform
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from bench import again, demonstration, inputs, page, rows, screens
from bench.measure import timed
from bench.releases import release_of
from output.exit_codes import ExitCode

ROOT = Path(__file__).resolve().parent.parent
INPUTS = ROOT / "data" / "bench"
CASES = ("csv", "workbook", "xml", "again", "sample", "open", "rerun")
PACKAGES = ("duckdb", "pyarrow", "pandas", "pandera", "python-calamine", "openpyxl", "lxml")


def main() -> ExitCode:
    """Run the chosen cases and rewrite the page, where a case that was not run keeps the results of its last run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("cases", nargs="*", choices=[*CASES, []], help="which to run; all without")
    parser.add_argument("--rows", type=int, default=5_000_000, help="PID activities of the CSV")
    parser.add_argument("--book-rows", type=int, default=100_000, help="rows of the workbook")
    parser.add_argument("--megabytes", type=int, default=1_024, help="size of the State-aid file")
    parser.add_argument("--sample", type=int, default=100_000, help="PID activities of the two builds")
    parser.add_argument("--most", type=int, default=10_000_000, help="PID activities of the large release")
    parser.add_argument("--runs", type=int, default=5, help="runs of each; medians are reported")
    options = parser.parse_args()
    INPUTS.mkdir(parents=True, exist_ok=True)
    results = page.results()
    for case in options.cases or CASES:
        measured_now = measured(case, options)
        measured_now["day"], measured_now["on"] = datetime.now(UTC).date().isoformat(), machine()
        results[case] = measured_now
        print(json.dumps({case: measured_now}, indent=1))
        page.write(results)
    return ExitCode.DONE


def measured(case: str, options: argparse.Namespace) -> page.Case:
    """Run one case: median seconds and peak megabytes by name, the product first, and the size of the input."""
    if case == "again":
        pairs = [again.first_and_second(INPUTS, options.sample) for _ in range(options.runs)]
        first, second = (sorted(pair[i] for pair in pairs)[len(pairs) // 2] for i in (0, 1))
        size = f"{options.sample:,} activities"
        return {"size": size, "runs": options.runs, "works": {"second build": (second, 0), "first build": (first, 0)}}
    if case == "sample":
        timing = demonstration.made(INPUTS, options.most, options.runs)
        return {"size": f"{options.most:,} activities", "runs": options.runs,
                "works": {"the product": (round(timing.median, 3), float(round(timing.megabytes)))}}  # fmt: skip
    if case == "open":
        both = {f"{many:,} activities": release_of(INPUTS, many) for many in (options.sample, options.most)}
        return {"size": "navigation to the last figure drawn", "runs": options.runs,
                "pages": screens.opened(both, options.runs)}  # fmt: skip
    if case == "rerun":
        large = release_of(INPUTS, options.most)
        pandas = {"pandas": screens.pandas_seconds(large, options.runs)}
        return {"size": f"{options.most:,} activities", "runs": 8 * options.runs,
                "reruns": screens.percentiles(screens.again(large, 8 * options.runs)),
                "pandas": screens.percentiles(pandas)["pandas"]}  # fmt: skip
    if case == "csv":
        path, size = inputs.activities_csv(INPUTS, options.rows), f"{options.rows:,} rows"
        works = {"the product": rows.product_csv, "DuckDB bare": rows.bare_csv, "pandas and pandera": rows.pandera_csv}
    elif case == "workbook":
        path, size = inputs.activities_workbook(INPUTS, options.book_rows), f"{options.book_rows:,} rows"
        works = {"the product": rows.product_workbook, "python-calamine": rows.calamine_workbook,
                 "openpyxl": rows.openpyxl_workbook}  # fmt: skip
    else:
        path, size = inputs.state_aid_xml(INPUTS, options.megabytes), f"{options.megabytes:,} MB"
        works = {"the product": rows.product_xml, "lxml.iterparse bare": rows.bare_xml}
    timings = timed(works, path, options.runs)
    medians = {name: (round(one.median, 3), float(round(one.megabytes))) for name, one in timings.items()}
    return {"size": f"{size}, {path.stat().st_size / 1e6:,.0f} MB", "runs": options.runs, "works": medians}


def machine() -> str:
    """The machine of the results: cores, Python, and the versions of the packages compared."""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return f"{os.cpu_count()} cores, Python {platform.python_version()}, {packages}"


if __name__ == "__main__":
    sys.exit(main())
