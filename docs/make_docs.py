"""Writes docs/method.md and docs/data-dictionary.md from the catalogue and kpi/; `--check` reports stale ones."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the product, when this file is run as a script

import make_dictionary
import make_method

from catalogue import load
from output.exit_codes import ExitCode

DOCS = Path(__file__).resolve().parent


def pages() -> dict[Path, str]:
    """The generated pages and their whole text."""
    catalogue = load()
    return {
        DOCS / "method.md": make_method.text(catalogue),
        DOCS / "data-dictionary.md": make_dictionary.text(catalogue),
    }


def main(arguments: list[str]) -> ExitCode:
    """Write the pages that changed; with ``--check`` write nothing and return 1 when any would change."""
    if arguments not in ([], ["--check"]):
        print("usage: python docs/make_docs.py [--check]", file=sys.stderr)
        return ExitCode.WRONG_USAGE
    stale = [
        path
        for path, text in pages().items()
        if not path.exists() or path.read_text(encoding="utf-8").replace("\r\n", "\n") != text
    ]
    for path in stale:
        if arguments:
            print(f"{path.name} is stale: run `python docs/make_docs.py`")
        else:
            path.write_text(pages()[path], encoding="utf-8", newline="\n")
            print(f"{path.name} written")
    return ExitCode.ERRORS_FOUND if arguments and stale else ExitCode.DONE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
