"""The ETL's errors with a message, and the messages of its tables by their codes (texts.messages)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from catalogue.model import Feed
from texts.message import Localised, Message, in_languages, of, written
from texts.messages.file_messages import FILES, PLACES
from texts.messages.load_messages import REMARKS
from texts.messages.row_messages import ROWS
from texts.messages.warning_messages import WARNINGS
from texts.translator import Words


@cache
def rule_texts(rule: str) -> Mapping[str, str]:
    """The sentences of a broken rule, placeholders open: ``it``, ``en``, ``fix_it``, ``fix_en``."""
    what, fix = (in_languages(Message(msgid)) for msgid in ROWS[rule])
    return what | {f"fix_{language}": text for language, text in fix.items()}


@cache
def warning_texts(warning: str) -> Mapping[str, str]:
    """The sentence of a warning, placeholders open: ``it``, ``en``."""
    return in_languages(Message(WARNINGS[warning]))


def remark_message(remark: str) -> Message:
    """The sentence of a reader's remark, held as ``kind=value``; a value of two words fills ``name`` and ``sign``."""
    kind, _, value = remark.partition("=")
    name, _, sign = value.rpartition(" ")
    return Message(REMARKS[kind], value=value, name=name, sign=sign)


def remark_text(remark: str, language: str) -> str:
    """The same in ``it`` or ``en``."""
    return remark_message(remark)(Words(language))


def feed_words(feed: Feed) -> Message:
    """How a feed is called in a sentence: its name and, in brackets, its code."""
    return Message(PLACES["feed"], name=of(feed, "name"), code=feed.name)


def sheet_words(name: str) -> Message:
    """How a sentence about a sheet begins; a CSV file has none."""
    return Message(PLACES["sheet"], name=name) if name else Message(PLACES["file"])


def row_words(row: str) -> Message:
    """How a sentence about a row begins, by its number where the reader has it."""
    return Message(PLACES["row"], row=row) if row else Message(PLACES["some_row"])


@dataclass
class FileProblem(Exception):
    """A whole file that no feed accepts. ``kind`` is a key of texts.messages.file_messages.FILES.

    ``values`` fill the placeholders: texts, numbers, or messages of their own.
    """

    kind: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __call__(self, words: Words) -> str:
        """What is wrong and what to do about it, in the language of ``words``."""
        values = written(self.values, words)
        return " ".join(words.t(msgid, **values) for msgid in FILES[self.kind])

    def text(self, language: str) -> str:
        """The same in ``it`` or ``en``."""
        return self(Words(language))

    def __str__(self) -> str:
        return self.text("en")


@dataclass
class WrongUsageError(Exception):
    """Arguments that a command cannot follow; the message gives the reason and what to do instead."""

    message: Localised

    def __str__(self) -> str:
        return self.message(Words("en"))
