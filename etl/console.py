"""Output on the command line in the chosen languages, one language a line, and the progress of a long command."""

import json
import sys
from collections.abc import Sequence
from typing import TextIO

from tqdm import tqdm

from texts.message import Localised, Message, in_languages
from texts.translator import N_, Words

LANGUAGES = {"it": ("it",), "en": ("en",), "both": ("it", "en")}
STEPS = {
    "sample": N_("generating the demonstration"),
    "list": N_("listing the files"),
    "read": N_("reading new files"),
    "load": N_("bringing the rows together"),
    "models": N_("computing the measures"),
    "progress": N_("comparing with the plan"),
    "publish": N_("publishing the release"),
}


def harmless(text: str) -> str:
    """A text that a terminal shows and does not obey: a name of a file may hold its commands, or turn lines about."""
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in text)


class Console:
    """Prints messages in Italian, in English, or first in one and then in the other."""

    def __init__(self, lang: str) -> None:
        self.languages = tuple(Words(language) for language in LANGUAGES[lang])

    def print(self, message: Localised, to: TextIO | None = None) -> None:
        """Print the message once for each language, on standard output or ``to``."""
        for words in self.languages:
            print(harmless(message(words)), file=to or sys.stdout, flush=True)

    def error(self, message: Localised) -> None:
        """Print the message on standard error."""
        self.print(message, to=sys.stderr)


class Progress:
    """A bar on a terminal, plain lines elsewhere, JSON lines for machines. Call it with step, done, total."""

    def __init__(self, console: Console, steps: Sequence[str] = tuple(STEPS), *, as_json: bool = False) -> None:
        self.console = console
        self.steps = list(steps)
        self.as_json = as_json
        bar = sys.stderr.isatty() and not as_json
        self.bar = tqdm(total=len(self.steps), bar_format="{l_bar}{bar}| {desc}") if bar else None
        self.last = ""

    def __call__(self, step: str, done: int, total: int) -> None:
        """Show where the work is; the bar moves within a step by its share."""
        message = Message(STEPS[step])
        place = self.steps.index(step) + done / max(total, 1)
        if self.as_json:
            line = {"step": step, "share": round(place / len(self.steps), 3), **in_languages(message)}
            print(json.dumps(line), file=sys.stderr, flush=True)
        elif self.bar is not None:
            self.bar.n = place
            self.bar.set_description_str(message(self.console.languages[0]))
        elif step != self.last:
            self.console.error(Message("… {step}", step=message))
        self.last = step

    def close(self) -> None:
        """Finish the bar."""
        if self.bar is not None:
            self.bar.n = len(self.steps)
            self.bar.refresh()
            self.bar.close()
