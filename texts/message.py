"""A message that is translated later: raised as an error, stored in a record, or printed in two languages."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from texts.translator import LANGUAGES, Words

# A part of a message that differs by language.
Localised = Callable[[Words], str]


@dataclass(frozen=True, init=False)
class Message:
    """An English msgid with the values of its placeholders.

    A value is written as it is; a ``Localised`` one, which another message is too, in the language of the whole.
    """

    msgid: str
    values: Mapping[str, Any] = field(default_factory=dict)

    def __init__(self, msgid: str, /, **values: Any) -> None:
        object.__setattr__(self, "msgid", msgid)
        object.__setattr__(self, "values", values)

    def __call__(self, words: Words) -> str:
        """The text in the language of ``words``."""
        return words.t(self.msgid, **written(self.values, words))

    def __str__(self) -> str:
        return self(Words("en"))


@dataclass(frozen=True)
class Counted:
    """A message with a form for one and a form for more (``NN_``), and how many there are: ``{count}`` in it."""

    forms: tuple[str, str]
    count: int
    values: Mapping[str, Any] = field(default_factory=dict)

    def __call__(self, words: Words) -> str:
        """The text in the language of ``words``, singular or plural by ``count``."""
        return words.n(*self.forms, self.count, **written(self.values, words))


def written(values: Mapping[str, Any], words: Words) -> dict[str, Any]:
    """The values of a message with every localised one in the language of ``words``."""
    return {name: value(words) if callable(value) else value for name, value in values.items()}


def number(value: object) -> Localised:
    """A whole number, grouped: 1.234 or 1,234."""
    return lambda words: words.number(int(str(value)))


def exact(value: object) -> Localised:
    """A number with all its decimals."""
    return lambda words: words.exact(value)


def day(value: date) -> Localised:
    """A day in words: 31 dicembre 2020."""
    return lambda words: words.day(value)


def of(entry: object, name: str) -> Localised:
    """What an entry of the catalogue or a row holds under ``name_it`` and ``name_en``."""
    return lambda words: words.of(entry, name)


def listed(parts: Sequence[Localised]) -> Localised:
    """Several parts with commas between them."""
    return lambda words: ", ".join(part(words) for part in parts)


def english_only(text: str) -> Localised:
    """A text of the operating system or the database, which is English: part of the English sentence only."""
    return lambda words: text if words.lang == "en" else ""


def in_languages(message: Localised) -> dict[str, str]:
    """The text in every language, by language: as tables of a release and JSON hold it."""
    return {language: message(Words(language)) for language in LANGUAGES}
