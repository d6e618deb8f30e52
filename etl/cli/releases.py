"""How every command says that a release cannot be read."""

import sys

from engine.release import ReleaseError
from etl.console import Voice
from texts.release_errors import release_sentence


def say_why(voice: Voice, error: ReleaseError) -> None:
    """Print the sentence on standard error, in the languages of ``voice``."""
    italian, english = (release_sentence(error.kind, error.values, language) for language in ("it", "en"))
    voice.say(italian, english, to=sys.stderr)
