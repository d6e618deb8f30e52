"""How wide the letters of our typeface are, read from the font file that readers' browsers are sent."""

import struct
from functools import cache
from importlib.resources import files

import fontpkg_titillium_web

FACE = "TitilliumWeb-Regular.ttf"
UNICODE = (3, 1)  # platform and encoding of the table of letters that every font for browsers has
BY_SEGMENTS = 4  # the format of that table


@cache
def advances() -> dict[str, float]:
    """Width of each letter of the face, in thousandths of the size of type. Raises ValueError for another format."""
    font = files(fontpkg_titillium_web).joinpath("files", FACE).read_bytes()
    starts = {
        font[at : at + 4].decode("ascii"): struct.unpack_from(">I", font, at + 8)[0]
        for at in range(12, 12 + 16 * struct.unpack_from(">H", font, 4)[0], 16)
    }
    (units,) = struct.unpack_from(">H", font, starts["head"] + 18)
    (measured,) = struct.unpack_from(">H", font, starts["hhea"] + 34)
    widths = [struct.unpack_from(">H", font, starts["hmtx"] + 4 * glyph)[0] for glyph in range(measured)]
    letters = _glyphs(font, starts["cmap"])
    return {letter: widths[min(glyph, measured - 1)] * 1000 / units for letter, glyph in letters.items()}


def _glyphs(font: bytes, start: int) -> dict[str, int]:
    """The number of each letter's glyph (OpenType, table cmap, format 4)."""
    tables = (struct.unpack_from(">HHI", font, start + 4 + 8 * at) for at in range(_short(font, start + 2)))
    at = next((start + offset for *kind, offset in tables if tuple(kind) == UNICODE), None)
    if at is None or _short(font, at) != BY_SEGMENTS:
        raise ValueError(f"{FACE}: no table of letters that can be read")
    twice = _short(font, at + 6)  # two bytes for each segment
    ends, begins = at + 14, at + 16 + twice
    found = {}
    for one in range(0, twice, 2):
        first, last = _short(font, begins + one), _short(font, ends + one)
        shift, offset = _short(font, begins + twice + one), _short(font, begins + 2 * twice + one)
        for code in range(first, min(last, 0xFFFE) + 1):
            glyph = _short(font, begins + 2 * twice + one + offset + 2 * (code - first)) if offset else code
            if glyph:
                found[chr(code)] = (glyph + shift) & 0xFFFF
    return found


def _short(font: bytes, at: int) -> int:
    value: int = struct.unpack_from(">H", font, at)[0]
    return value
