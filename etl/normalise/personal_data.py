"""Finds personal data in a text: e-mail addresses, tax codes, telephone numbers; in SQL and in Python alike."""

import re

from engine.sql_text import Sql, fill, literal, queries
from etl.normalise.plain_signs import INVISIBLE, ODD, PLAIN, plain

SQL = queries(__file__)
# Sixteen characters, digits perhaps replaced by letters as the tax office does where two persons would share a code.
PERSON_TAX_CODE = "[A-Z]{6}[0-9L-NP-V]{2}[A-EHLMPRST][0-9L-NP-V]{2}[A-Z][0-9L-NP-V]{3}[A-Z]"
EMAIL = r"[^\s@<>;,]+@[^\s@]+\.[a-z]{2,}"
# An address as people hide it from machines: (at), a blank beside the sign, (dot). Of a mere mention (@unioncamere) and
# of prose it is told by the brackets, or by an end that addresses here have.
_AT = r"(?: ?[(\[{<] ?(?:at|chiocciola|@) ?[)\]}>] ?| chiocciola )"
_DOT = r"(?: ?[(\[{<] ?(?:dot|punto|\.) ?[)\]}>] ?| ?\. ?| punto )"
_END = r"(?:it|com|net|org|eu|info|biz|coop|edu|gov|me)\b"
HIDDEN_EMAIL = rf"[a-z0-9._%+-]+{_AT}[a-z0-9-]+(?:{_DOT}[a-z0-9-]+)*{_DOT}[a-z]{{2,}}"
SPACED_EMAIL = rf"[a-z0-9._%+-]+(?: ?@ | @ ?| ?@ ?)(?:[a-z0-9-]+{_DOT})+{_END}"
# Inside a text it may be written in groups. Its first digit is never replaced here, which tells it apart from words.
_CODE = "[a-z]{3}[ .-]?[a-z]{3}[ .-]?[0-9][0-9l-np-v][a-ehlmprst][0-9l-np-v]{2}[ .-]?[a-z][0-9l-np-v]{3}[ .-]?[a-z]"
TAX_CODE = rf"(?:\b|[0-9_]){_CODE}(?:\b|[0-9_])"
ABROAD = r"(?:\+|\b00)39[ ./-]?\(?[03][0-9 ./()-]{5,14}[0-9]\b"
SPOKEN = r"\b(?:tel|cell|telefono|cellulare)\b[.: ]*[0-9][0-9 ./-]{4,14}[0-9]\b"
# A letter may stand before it: some readers take the blanks out of a text.
MOBILE = r"(?:\b|[a-z_])3[0-9]{2}[ ./-]?[0-9]{3}[ ./-]?[0-9]{3,4}\b"
FIXED = r"(?:\b|[a-z_])0[1-9][0-9]{0,2}[ ./-]?[0-9]{5,8}\b"
# In groups of other lengths, with one and the same sign between them; {0} is that sign. Neither a date, an amount nor a
# code of an economic activity is written so.
_MOBILE_GROUPS = (
    r"\b3[0-9]{{2}}(?:{0}[0-9]{{2}}){{3}}[0-9]?\b", r"\b3[0-9]{{2}}{0}[0-9]{{4}}{0}[0-9]{{3}}\b",
    r"\b3[0-9]{{2}}(?:{0}[0-9]{{2,3}}){{2}}{0}[0-9]{{2}}\b", r"\b3(?:{0}[0-9]){{8,9}}\b",
)  # fmt: skip
_FIXED_GROUPS = (
    r"\b0[1-9][0-9]{{0,2}}(?:{0}[0-9]{{2}}){{3,4}}\b", r"\b0[1-9][0-9]{{0,2}}{0}[0-9]{{3}}{0}[0-9]{{2,5}}\b",
    r"\b0[1-9][0-9]{{0,2}}{0}[0-9]{{4}}{0}[0-9]{{3,4}}\b",
)  # fmt: skip
_BY_SIGN = ((r"\.", (*_MOBILE_GROUPS, *_FIXED_GROUPS)), (" ", (*_MOBILE_GROUPS, *_FIXED_GROUPS)), ("-", _MOBILE_GROUPS))
GROUPED = "|".join(form.format(sign) for sign, forms in _BY_SIGN for form in forms)
GROUPED_APART = "|".join(form.format(" ") for form in (*_MOBILE_GROUPS, *_FIXED_GROUPS))
# Codes are long digits joined by hyphens: in one, only what no code is written like is a telephone number.
MOBILE_APART, FIXED_APART = r"\b3[0-9]{2}[ /][0-9]{3}[ ./-]?[0-9]{3,4}\b", r"\b0[1-9][0-9]{0,2}[ /][0-9]{5,8}\b"

_ALWAYS = (EMAIL, HIDDEN_EMAIL, SPACED_EMAIL, TAX_CODE, ABROAD, SPOKEN)
ANYWHERE = "|".join((*_ALWAYS, MOBILE, FIXED, GROUPED))
IN_A_CODE = "|".join((*_ALWAYS, MOBILE_APART, FIXED_APART, GROUPED_APART))
# An address begins where a run of its signs does: without saying so Python tries it from each sign of a long text.
_STARTS = {EMAIL: r"(?<![^\s@<>;,])" + EMAIL}
_STARTS |= {form: rf"(?<![a-z0-9._%+-]){form}" for form in (HIDDEN_EMAIL, SPACED_EMAIL)}
_ANYWHERE = re.compile(
    "|".join(_STARTS.get(one, one) for one in (*_ALWAYS, MOBILE, FIXED, GROUPED)), re.IGNORECASE | re.ASCII
)


def looks_personal(text: Sql, *, code: bool = False) -> Sql:
    """SQL: whether the text ``text`` (an expression) holds what identifies a person; ``code``: it is an identifier.

    Signs that look like others, and those that nobody sees, count as what a reader takes them for.
    """
    pattern = literal(IN_A_CODE if code else ANYWHERE)
    return fill(SQL["looks_personal"], pattern=pattern, seen=seen(text))


def seen(text: Sql) -> Sql:
    """SQL: the text as a reader sees it (etl.normalise.plain_signs), for comparison and never to be stored."""
    signs = {"odd": ODD, "invisible": INVISIBLE, "like": "".join(PLAIN), "letters": "".join(PLAIN.values())}
    return fill(SQL["seen"], text=text, **{name: literal(value) for name, value in signs.items()})


def masked(text: str) -> str:
    """The text with every e-mail address, tax code and telephone number in it replaced by its shape: ``xxxx 999``.

    Where one is written with odd signs, the whole is given as a reader sees it, and masked.
    """
    found = _masked(text)
    if text.isascii():
        return found
    read = plain(found)
    shape = _masked(read)
    return found if shape == read else shape


def _masked(text: str) -> str:
    return _ANYWHERE.sub(lambda found: re.sub(r"[^0-9 .,;:/|-]", "x", re.sub("[0-9]", "9", found[0])), text)
