"""Capture everything that the eight pages send, and compare two captures.

``python -m tests.same.pages capture OUT [--releases DIR]`` opens the pages of the checkout in the working directory;
run by its path, the script captures another checkout, older or newer. ``... compare A B`` prints what differs.
Exit code: 0 equal (or captured), 1 different (or a page raised an exception), 2 wrong usage.
"""

import argparse
import json
import os
import sys
from collections.abc import Iterable
from itertools import product
from pathlib import Path
from typing import Any

if not __package__:  # run by path: the product is that of the working directory, the neighbouring modules are these
    sys.path[0] = str(Path.cwd())
    sys.path.append(str(Path(__file__).resolve().parents[1]))
    __package__ = "same"

from .differences import differences
from .session import PAGES, View, sent

TERRITORIES = ("IT", "ITH5")
DATES = ("", "2019-12-31")  # '' is the release's own date
PRINTED = 5  # differences printed of one capture

QUOTES = {"&#x27;": "&#39;", "&quot;": "&#34;"}


def views() -> list[View]:
    """Every page in Italian for every territory and date, all tables open."""
    found = []
    for page, territory, day in product(PAGES, TERRITORIES, DATES):
        parameters = {"lang": "it", "tables": "open", "territory": territory} | ({"as_of": day} if day else {})
        found.append(View(page, parameters))
    return found


def capture(checkout: Path, out: Path, chosen: Iterable[View]) -> list[str]:
    """Write one JSON file a view into ``out``; return the names of those in which an exception was shown."""
    out.mkdir(parents=True, exist_ok=True)
    failed = []
    for view in chosen:
        tree = sent(checkout, view)
        text = json.dumps(tree, ensure_ascii=False, indent=1, sort_keys=True)
        (out / f"{view.name}.json").write_text(text + "\n", encoding="utf-8")
        if '"exception": {' in text:
            failed.append(view.name)
    return failed


def compare(first: Path, second: Path, printed: int = PRINTED) -> int:
    """Print what differs between two folders of captures; return how many differences there are."""
    names = sorted({path.name for folder in (first, second) for path in folder.glob("*.json")})
    total = different = 0
    for name in names:
        pair = [folder / name for folder in (first, second)]
        absent = [path for path in pair if not path.is_file()]
        if absent:
            found = [("capture", *("(absent)" if path in absent else "present" for path in pair))]
        else:
            found = list(differences(*(_read(path) for path in pair)))
        total += len(found)
        different += bool(found)
        print(f"{name.removesuffix('.json')}: {f'{len(found)} differences' if found else 'equal'}")
        for path, one, other in found[:printed]:
            print(f"  {path}\n    A {one}\n    B {other}")
        if len(found) > printed:
            print(f"  and {len(found) - printed} more")
    print(f"{len(names)} captures, {different} different, {total} differences")
    return total


def _read(path: Path) -> Any:
    """A capture. Escaped quotes have two forms in HTML, which libraries choose differently; here they have one."""
    text = path.read_text(encoding="utf-8")
    for form, other in QUOTES.items():
        text = text.replace(form, other)
    return json.loads(text)


def main(arguments: list[str] | None = None) -> int:
    """Capture or compare, as the command line says; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.same.pages", description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    capturing = commands.add_parser("capture", help="write what every page sends into a folder")
    capturing.add_argument("out", type=Path)
    capturing.add_argument("--releases", type=Path, default=Path("data/releases"))
    comparing = commands.add_parser("compare", help="print what differs between two folders of captures")
    comparing.add_argument("folders", nargs=2, type=Path, metavar="FOLDER")
    comparing.add_argument("--most", type=int, default=PRINTED, help="differences printed of one capture")
    options = parser.parse_args(arguments)
    if options.command == "compare":
        if not all(any(folder.glob("*.json")) for folder in options.folders):
            parser.error("a folder holds no captures")
        return 1 if compare(*options.folders, printed=options.most) else 0
    if not (options.releases / "CURRENT").is_file():
        parser.error(f"no release in {options.releases}")
    os.environ["OSSERVATORIO_RELEASES"] = str(options.releases.resolve())
    os.environ["OSSERVATORIO_THREADS"] = "1"  # several threads return tied rows of a query in any order
    os.environ.pop("OSSERVATORIO_ROLE", None)  # the public's view
    chosen = views()
    failed = capture(Path.cwd(), options.out, chosen)
    print(f"{len(chosen)} captures in {options.out}")
    for name in failed:
        print(f"  {name} shows an exception")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
