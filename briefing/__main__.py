"""The command that writes a briefing: `python -m briefing --for unioncamere --out DIR`."""

import argparse
import sys
from pathlib import Path

from briefing.content import briefing
from briefing.workbook import write
from output.console_letters import tolerate
from output.exit_codes import ExitCode
from reads.release_rules import release_texts
from reads.releases import ReleaseError, release_of, releases_folder
from texts.messages.release_messages import release_message
from texts.translator import LANGUAGES, Words


def main(arguments: list[str] | None = None) -> ExitCode:
    """Write the workbook and print its path."""
    tolerate()
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
    try:
        release = release_of(options.releases, options.release)
        words = Words(options.lang, release_texts(release))
        content = briefing(release, options.audience, words)
    except ReleaseError as error:
        print(release_message(error.kind, error.values)(Words(options.lang)), file=sys.stderr)
        return ExitCode.WRONG_USAGE
    except ValueError as error:
        print(error, file=sys.stderr)
        return ExitCode.WRONG_USAGE
    options.out.mkdir(parents=True, exist_ok=True)
    path = options.out / f"briefing_{options.audience.replace(':', '_')}_{release.id}_{options.lang}.xlsx"
    write(content, path, words)
    print(path)
    return ExitCode.DONE


if __name__ == "__main__":
    sys.exit(main())
