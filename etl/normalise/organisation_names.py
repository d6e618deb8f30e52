"""Reduces an organisation's name to what is compared: no legal form, articles, accents, punctuation, abbreviations."""

import re
from dataclasses import dataclass
from functools import cache

from catalogue import load
from etl.normalise.text_key import text_key

# Words that come and go between two spellings of one name.
SMALL = frozenset(
    ("il", "lo", "la", "i", "gli", "le", "l", "un", "una", "e", "ed", "a", "ad", "al", "allo", "alla", "ai", "agli",
     "alle", "all", "d", "di", "de", "del", "dello", "della", "dei", "degli", "delle", "dell", "da", "dal", "in", "nel",
     "nella")
)  # fmt: skip
LETTERS = re.compile(r"\b[a-z](?: [a-z])+\b")
ELIDED = re.compile(r"\b(?:l|d|un|dell|all|dall|nell|sull)['’`´]", re.IGNORECASE)
CONTRACTED = re.compile(r"\.\s?(?=(?:lli|va|ve)\b)", re.IGNORECASE)  # F.lli, Coop.va
EDGE = 4  # letters of a word's beginning or end that two spellings have in common


@dataclass(frozen=True)
class Name:
    """``core``: the words that distinguish cooperatives, '' where there is none. ``figures``: numbers in it.

    ``same`` is alike for the same words in any order, written together or apart; ``keys`` are the beginnings and
    ends of its words: two names without a common key are not compared.
    """

    core: str

    @property
    def words(self) -> list[str]:
        """The words in alphabetical order, each once."""
        return sorted(set(self.core.split()))

    @property
    def same(self) -> str:
        """All words in alphabetical order, without blanks."""
        return "".join(self.words)

    @property
    def figures(self) -> str:
        """The numbers, by which otherwise like names differ."""
        return " ".join(sorted(re.findall(r"\d+", self.core)))

    @property
    def keys(self) -> list[str]:
        """Blocking keys: a candidate must share one of them."""
        return sorted({key for word in self.core.split() for key in (f"{word[:EDGE]}-", f"-{word[-EDGE:]}")})


def name_of(text: str) -> Name:
    """Read a name as it was written; its core is '' for a legal form alone, and for a text too long for a name."""
    if len(text) > load().linkage.longest:
        return Name("")
    bare = _forms()[0].sub(" ", _plain(text))
    return Name(" ".join(word for word in bare.split() if word not in SMALL))


def is_cooperative(text: str) -> bool:
    """Whether the name carries the form that the civil code (art. 2515) asks of every cooperative's name.

    No name of a natural person does: what has no such form is neither kept nor compared.
    """
    return len(text) <= load().linkage.longest and _forms()[1].search(_plain(text)) is not None


def _plain(text: str) -> str:
    """The text key, single letters together (``s.c. a r.l.`` gives ``scarl``), abbreviations written out."""
    known = _words()
    joined = LETTERS.sub(lambda found: found[0].replace(" ", ""), text_key(CONTRACTED.sub("", ELIDED.sub(" ", text))))
    return " ".join(known.get(word, word) for word in joined.split())


@cache
def _words() -> dict[str, str]:
    """Every abbreviation and the word that it stands for."""
    return {row[0]: row[1] for row in load().code_lists["name_words"].rows}


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of every legal form, longest first, and of those of cooperatives."""
    rows = load().code_lists["legal_forms"].rows
    forms = sorted((row[0] for row in rows), key=len, reverse=True)
    cooperative_forms = [row[0] for row in rows if row[1] == "yes"]
    return tuple(re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b") for words in (forms, cooperative_forms))  # type: ignore[return-value]
