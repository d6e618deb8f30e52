"""The command that writes a briefing: `python -m briefing --for unioncamere --out DIR`."""

import argparse
import sys
from pathlib import Path

from briefing.content import briefing
from briefing.workbook import write
from reads.releases import current_release, find_release, releases_folder
from texts.translator import LANGUAGES, Words

DONE, WRONG_USAGE = 0, 2


def main(arguments: list[str] | None = None) -> int:
    """Write the workbook and say where it is."""
    parser = argparse.ArgumentParser(prog="python -m briefing", description=__doc__)
    parser.add_argument(
        "--for",
        dest="audience",
        required=True,
        help="unioncamere, alleanza, confcooperative, legacoop, agci or region:CODE",
    )
    parser.add_argument("--releases", type=Path, default=releases_folder(), help="folder of the releases")
    parser.add_argument("--release", help="id of a release; default: the one in service")
    parser.add_argument("--out", type=Path, required=True, help="folder to write into")
    parser.add_argument("--lang", choices=LANGUAGES, default="it", help="language of the briefing")
    options = parser.parse_args(arguments)
    release = find_release(options.releases, options.release) if options.release else current_release(options.releases)
    if release is None:
        print("Nessuna release con questo nome. / There is no such release.", file=sys.stderr)
        return WRONG_USAGE
    words = Words(options.lang)
    try:
        content = briefing(release, options.audience, words)
    except ValueError as error:
        print(error, file=sys.stderr)
        return WRONG_USAGE
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / f"briefing_{options.audience.replace(':', '_')}_{release.id}_{options.lang}.xlsx"
    write(content, path, words)
    print(path)
    return DONE


if __name__ == "__main__":
    sys.exit(main())
