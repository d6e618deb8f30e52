"""What is said when a file cannot be taken: one sentence what, one what to do, in Italian and English."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

from catalogue import CATALOGUE_DIR
from catalogue.load import read_yaml
from catalogue.model import Feed


@cache
def messages() -> dict[str, Any]:
    """The texts of catalogue/messages.yaml: {'rows': {rule: {it, en, fix_it, fix_en}}, 'files': {...}, ...}."""
    texts: dict[str, Any] = read_yaml(CATALOGUE_DIR / "messages.yaml")
    return texts


def remark_text(remark: str, language: str) -> str:
    """The sentence for a reader's remark, kept as ``kind=value``; a value of two words is also told in its parts."""
    kind, _, value = remark.partition("=")
    name, _, sign = value.rpartition(" ")
    return str(messages()["remarks"][kind][language]).format(value=value, name=name, sign=sign)


def feed_words(feed: Feed) -> dict[str, str]:
    """How a feed is called in a sentence: its name and, in brackets, its code."""
    return {"it": f"«{feed.name_it}» ({feed.name})", "en": f"“{feed.name_en}” ({feed.name})"}


def sheet_words(name: str) -> dict[str, str]:
    """How a sentence about a sheet begins; a CSV file has none."""
    return {"it": f"Il foglio «{name}»", "en": f"Sheet “{name}”"} if name else {"it": "Il file", "en": "The file"}


@dataclass
class FileProblem(Exception):
    """A whole file that no feed can take. ``kind`` is an entry of ``files`` in catalogue/messages.yaml.

    A value is one text for both languages, or ``{"it": ..., "en": ...}``.
    """

    kind: str
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """What is wrong and what to do about it, in ``it`` or ``en``."""
        entry = messages()["files"][self.kind]
        values = {name: text[language] if isinstance(text, dict) else text for name, text in self.values.items()}
        return f"{entry[language]} {entry['fix_' + language]}".format(**values)

    def __str__(self) -> str:
        return self.text("en")
