"""The states of a file as the reading process says them, and as they are understood here: JSON without code."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa

from catalogue.load import Catalogue
from etl.extract.sheet import Rows, Sheet
from etl.ingest.apart.wire import Answer, ReaderGoneError
from etl.ingest.apply_corrections import COLUMNS, Unmet
from etl.ingest.file_states import Probed, Read, Recognised, Refused, Stale
from etl.ingest.recognise import Match
from etl.messages import FileProblem
from texts.message import Localised, in_languages
from texts.messages.file_messages import FILES
from texts.translator import LANGUAGES, Words

Said = dict[str, Any]


def said_of(state: Recognised | Read | Refused | Stale) -> Said:
    """A state as JSON; of one that was read, the corrected cells follow as a table."""
    if isinstance(state, Recognised):
        match = state.match
        return {
            "state": "recognised", "feed": match.feed.name, "layout": match.layout, "header": match.header,
            "columns": match.columns, "unknown": match.unknown, "sheet": match.sheet.name,
            "head": [list(map(str, titles)) for titles in match.sheet.head[: match.header + 1]],
            "remarks": state.remarks,
        }  # fmt: skip
    if isinstance(state, Read):
        return {"state": "read", "rows": state.rows, "remarks": state.remarks}
    if isinstance(state, Stale):
        corrections = list(state.unmet)
        return {"state": "stale", "unmet": [[one.kind, one.correction.name] for one in corrections]}
    problem = state.problem
    values = {name: _plain(value) for name, value in problem.values.items()}
    return {"state": "refused", "kind": problem.kind, "values": values, "remarks": state.remarks}


def understood(
    said: Said, file: Probed, found: Recognised | None, catalogue: Catalogue, rows: Rows, more: Callable[[], Answer]
) -> Recognised | Read | Refused | Stale:
    """The state that was said of a file. Raises ReaderGoneError where that is none.

    ``found``: what was said before. ``rows`` reads its sheet again; ``more`` gives the next answer.
    """
    try:
        remarks = tuple(map(str, said.get("remarks", ())))
        if said["state"] == "recognised":
            sheet = Sheet(str(said["sheet"]), [list(map(str, titles)) for titles in said["head"]], rows)
            columns = {str(name): int(place) for name, place in said["columns"].items()}
            unknown = tuple(map(str, said["unknown"]))
            feed = catalogue.feeds[said["feed"]]
            match = Match(sheet, feed, int(said["header"]), columns, unknown, str(said["layout"]))
            return Recognised(file, match, remarks)
        if said["state"] == "refused":
            problem = FileProblem(_known(said["kind"]), {name: _value(one) for name, one in said["values"].items()})
            return Refused(file.sent, problem, found.feed if found else None, remarks)
        if found is None:
            raise ReaderGoneError
        if said["state"] == "stale":
            named = {one.name: one for one in file.corrections}
            unmet = tuple(Unmet(str(kind), named[name], file.sent.name) for kind, name in said["unmet"])
            return Stale(file.sent, found.feed, unmet)
        corrected = more()
        if said["state"] != "read" or not isinstance(corrected, pa.Table) or corrected.schema != COLUMNS:
            raise ReaderGoneError
        return Read(found, int(said["rows"]), remarks, corrected)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ReaderGoneError from error


def _plain(value: object) -> object:
    """A text or number as it is, a message in every language."""
    if callable(value):
        return in_languages(value)
    return value if isinstance(value, int | float) else str(value)


def _value(said: object) -> object:
    """The value again: what was said in every language is a message."""
    if not isinstance(said, dict):
        return said
    texts = {language: str(said[language]) for language in LANGUAGES}

    def message(words: Words) -> str:
        return texts[words.lang]

    localised: Localised = message
    return localised


def _known(kind: str) -> str:
    if kind not in FILES:
        raise ReaderGoneError
    return kind
