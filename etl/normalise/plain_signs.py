"""Signs that a reader takes for plain ones: wide, raised, circled and foreign letters and digits, and invisible signs.

Texts are compared by them where a disguise would matter: data of persons, and keys. What is stored stays as it came.
"""

import unicodedata
from collections.abc import Iterator

LETTERS = "abcdefghijklmnopqrstuvwxyz"
WANTED = frozenset(LETTERS + LETTERS.upper() + "0123456789@.+-/()[]{}<> ")
# Where Unicode keeps other forms of those: of the first plane all but ideographs, then mathematical letters.
BLOCKS = (
    (0xA0, 0x3400),
    (0xA620, 0xAC00),
    (0xF900, 0x10000),
    (0x1D400, 0x1D800),
    (0x1F100, 0x1F200),
    (0x1FBF0, 0x1FBFA),
)
# Of other scripts, which no normal form maps.
ALIKE = dict(
    zip(
        "АВЕКМНОРСТУХаеорсухіјѕІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧον‐‑‒–—−·•․∙。",
        "ABEKMHOPCTYXaeopcyxijsIJSABEZHIKMNOPTYXov------.....",
        strict=True,
    )
)
# Nobody sees them: formats (soft hyphen, zero width, direction), fillers, variants; and accents apart from letters.
INVISIBLE_RANGES = (
    (0xAD, 0xAD), (0x300, 0x36F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F),
    (0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0), (0xFFF9, 0xFFFB), (0xE0000, 0xE01EF),
)  # fmt: skip
# Of those, what no language writes: an accent apart is a letter's, and is joined to it where keys are compared.
ACCENTS = (0x300, 0x36F)


def _forms() -> Iterator[tuple[str, str]]:
    for first, last in BLOCKS:
        for sign in map(chr, range(first, last)):
            like = unicodedata.normalize("NFKC", sign)
            digit = unicodedata.digit(sign, None)
            if like in WANTED and like != sign:
                yield sign, like
            elif digit is not None:
                yield sign, str(digit)


PLAIN = dict((*_forms(), *ALIKE.items()))


def _class(ranges: Iterator[tuple[int, int]]) -> str:
    """A class of signs as a pattern of DuckDB."""
    return "[" + "".join(f"\\x{{{first:X}}}-\\x{{{last:X}}}" for first, last in ranges) + "]"


def _runs(signs: str) -> Iterator[tuple[int, int]]:
    codes = sorted(map(ord, signs))
    first = codes[0]
    for code, following in zip(codes, (*codes[1:], None), strict=True):
        if following != code + 1:
            yield first, code
            first = following or 0


# Patterns of DuckDB: signs that nobody sees; the same but accents; these and all that look like others.
INVISIBLE = _class(iter(INVISIBLE_RANGES))
UNWRITTEN = _class(one for one in INVISIBLE_RANGES if one != ACCENTS)
ODD = _class(one for ranges in (INVISIBLE_RANGES, _runs("".join(PLAIN))) for one in ranges)
_TABLE: dict[int, str | None] = {ord(sign): like for sign, like in PLAIN.items()}
_TABLE |= {code: None for first, last in INVISIBLE_RANGES for code in range(first, last + 1)}


def plain(text: str) -> str:
    """The text as a reader sees it: odd signs as the plain ones that they look like, invisible ones left out."""
    return text if text.isascii() else text.translate(_TABLE)
