"""The languages of the command line, each on lines of its own, and the progress of a long work."""

import json
import sys
from collections.abc import Sequence
from datetime import date
from typing import TextIO

from babel.dates import format_date
from babel.numbers import format_decimal
from tqdm import tqdm

LANGUAGES = {"it": ("it",), "en": ("en",), "both": ("it", "en")}
STEPS = {
    "sample": ("generazione della dimostrazione", "generating the demonstration"),
    "list": ("elenco dei file", "listing the files"),
    "read": ("lettura dei file nuovi", "reading new files"),
    "load": ("unione delle righe", "bringing the rows together"),
    "models": ("calcolo degli indicatori", "computing the measures"),
    "progress": ("confronto con il piano", "comparing with the plan"),
    "publish": ("pubblicazione della release", "publishing the release"),
}


class Voice:
    """Says everything in Italian, in English, or first in one and then in the other."""

    def __init__(self, lang: str) -> None:
        self.languages = LANGUAGES[lang]

    def say(self, italian: str, english: str, to: TextIO | None = None) -> None:
        """Print the sentence once for each language."""
        for text in [{"it": italian, "en": english}[language] for language in self.languages]:
            print(text, file=to or sys.stdout, flush=True)


def number(value: object, language: str) -> str:
    """A whole number as the language groups it: 1.234 or 1,234."""
    return str(format_decimal(int(str(value)), locale=language))


def day_words(day: date, language: str) -> str:
    """A day in words: 31 dicembre 2020."""
    return str(format_date(day, "d MMMM y", locale=language))


class Progress:
    """A bar on a terminal, plain lines elsewhere, JSON lines for machines. Call it with step, done, total."""

    def __init__(self, voice: Voice, steps: Sequence[str] = tuple(STEPS), *, as_json: bool = False) -> None:
        self.voice = voice
        self.steps = list(steps)
        self.as_json = as_json
        bar = sys.stderr.isatty() and not as_json
        self.bar = tqdm(total=len(self.steps), bar_format="{l_bar}{bar}| {desc}") if bar else None
        self.last = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Tell where the work is; the bar moves within a step by its share."""
        italian, english = STEPS[step]
        place = self.steps.index(step) + done / max(total, 1)
        if self.as_json:
            told = {"step": step, "share": round(place / len(self.steps), 3), "it": italian, "en": english}
            print(json.dumps(told), file=sys.stderr, flush=True)
        elif self.bar is not None:
            self.bar.n = place
            self.bar.set_description_str(english if self.voice.languages == ("en",) else italian)
        elif step != self.last:
            self.voice.say(f"… {italian}", f"… {english}", to=sys.stderr)
        self.last = step

    def close(self) -> None:
        """Finish the bar."""
        if self.bar is not None:
            self.bar.n = len(self.steps)
            self.bar.refresh()
            self.bar.close()
