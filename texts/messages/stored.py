"""The messages that a release stores with rejected rows and refused files, in every language, for its hash."""

from collections.abc import Iterator, Mapping

from texts.messages.file_messages import FILES, FORMATS, PLACES
from texts.messages.row_messages import LISTS, ROWS, SEVERAL, SUGGESTION
from texts.messages.warning_messages import WARNINGS
from texts.translator import LANGUAGES, Words

TABLES = (ROWS, SUGGESTION, SEVERAL, LISTS, FILES, FORMATS, PLACES, WARNINGS)


def stored_texts() -> Iterator[str]:
    """Every message with its placeholders, language by language, always in the same order."""
    for language in LANGUAGES:
        yield from (Words(language).t(msgid) for msgid in _msgids(TABLES))


def _msgids(messages: object) -> Iterator[str]:
    if isinstance(messages, str):
        yield messages
    else:
        assert isinstance(messages, Mapping | tuple)  # noqa: S101 - the tables above hold nothing else
        for part in messages.values() if isinstance(messages, Mapping) else messages:
            yield from _msgids(part)
