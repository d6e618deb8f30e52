"""What is said when a file cannot be taken: one sentence what, one what to do, in Italian and English."""

from dataclasses import dataclass, field
from functools import cache
from typing import Any

import yaml

from catalogue import CATALOGUE_DIR


@cache
def messages() -> dict[str, Any]:
    """The texts of catalogue/messages.yaml: {'rows': {rule: {it, en, fix_it, fix_en}}, 'files': {...}, ...}."""
    texts: dict[str, Any] = yaml.safe_load((CATALOGUE_DIR / "messages.yaml").read_text(encoding="utf-8"))
    return texts


def remark_text(remark: str, language: str) -> str:
    """The sentence for a reader's remark, kept as ``kind=value``."""
    kind, _, value = remark.partition("=")
    return str(messages()["remarks"][kind][language]).format(value=value)


@dataclass
class FileProblem(Exception):
    """A whole file that no feed can take. ``kind`` is an entry of ``files`` in catalogue/messages.yaml."""

    kind: str
    values: dict[str, Any] = field(default_factory=dict)

    def text(self, language: str) -> str:
        """What is wrong and what to do about it, in ``it`` or ``en``."""
        entry = messages()["files"][self.kind]
        return f"{entry[language]} {entry['fix_' + language]}".format(**self.values)

    def __str__(self) -> str:
        return self.text("en")
