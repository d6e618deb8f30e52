"""Finds personal data in a text: e-mail addresses, tax codes, telephone numbers; in SQL and in Python alike."""

import re

from engine.sql_text import Sql, fill, literal

# Sixteen characters, digits perhaps replaced by letters as the tax office does where two persons would share a code.
PERSON_TAX_CODE = "[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]"
EMAIL = r"[^\s@<>;,]+@[^\s@]+\.[a-z]{2,}"
# Inside a text it may be written in groups. Its first digit is never replaced here, which tells it apart from words.
_CODE = "[a-z]{3} ?[a-z]{3} ?[0-9][0-9l-np-v][a-ehlmprst][0-9l-np-v]{2} ?[a-z][0-9l-np-v]{3} ?[a-z]"
TAX_CODE = rf"(?:\b|[0-9_]){_CODE}(?:\b|[0-9_])"
ABROAD = r"(?:\+|\b00)39[ ./-]?[03][0-9 ./-]{5,12}[0-9]\b"
SPOKEN = r"\b(?:tel|cell|telefono|cellulare)\b[.: ]*[0-9][0-9 ./-]{4,12}[0-9]\b"
# A letter may stand before it: some readers take the blanks out of a text.
MOBILE = r"(?:\b|[a-z_])3[0-9]{2}[ ./-]?[0-9]{3}[ ./-]?[0-9]{3,4}\b"
FIXED = r"(?:\b|[a-z_])0[1-9][0-9]{0,2}[ ./-]?[0-9]{5,8}\b"
# Codes are long digits joined by hyphens: in one, only what no code is written like is a telephone number.
MOBILE_APART, FIXED_APART = r"\b3[0-9]{2}[ /][0-9]{3}[ ./-]?[0-9]{3,4}\b", r"\b0[1-9][0-9]{0,2}[ /][0-9]{5,8}\b"

ANYWHERE = "|".join((EMAIL, TAX_CODE, ABROAD, SPOKEN, MOBILE, FIXED))
IN_A_CODE = "|".join((EMAIL, TAX_CODE, ABROAD, SPOKEN, MOBILE_APART, FIXED_APART))
_ANYWHERE = re.compile(ANYWHERE, re.IGNORECASE | re.ASCII)


def looks_personal(text: Sql, *, code: bool = False) -> Sql:
    """SQL: whether the text ``text`` (an expression) holds what identifies a person; ``code``: it is an identifier."""
    pattern = literal(IN_A_CODE if code else ANYWHERE)
    return fill("regexp_matches($text, $pattern, 'i')", text=text, pattern=pattern)


def masked(text: str) -> str:
    """The text with every e-mail address, tax code and telephone number in it replaced by its shape: ``xxxx 999``."""
    return _ANYWHERE.sub(lambda found: re.sub(r"[^0-9 .,;:/|-]", "x", re.sub("[0-9]", "9", found[0])), text)
