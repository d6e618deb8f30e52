"""How two spellings are compared: case, accents and punctuation do not count. In SQL and in Python alike."""

import re
import unicodedata

_PREFIX = (
    r"^(camera( di)? commercio( industria)?( artigianato)?( e)?( agricoltura)?|cciaa|c c i a a|camera)"
    r"( della| delle| del| dell| degli| di| d)?( |$)"
)


def fold(text: str) -> str:
    """Return the comparison key of a spelling: ``" Forlì-Cesena "`` gives ``"forli cesena"``."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if not unicodedata.combining(char)).lower()
    return re.sub(r"[^a-z0-9@+|]+", " ", plain).strip()


def fold_chamber(text: str) -> str:
    """The same for a chamber's name, without the words that every chamber's name begins with."""
    folded = fold(text)
    return re.sub(_PREFIX, "", folded) or folded
