"""Valid small files of each format, and ways to spoil them: the bytes as they are, or a part inside an archive."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hypothesis import strategies as st

from tests.helpers import annexes
from tests.helpers.awards import award, listed
from tests.helpers.inboxes import COOPS, activities
from tests.helpers.workbooks import ods, xls, xlsb, xlsx

ROWS = activities(*({"coop": COOPS[place]} for place in range(6)))
CELLS = [list(ROWS[0]), *(list(row.values()) for row in ROWS)]
TSV = "freq,unit,geo\\TIME_PERIOD\t2018 \t2019 \nA,PC_ENT,IT\t12.5 b\t: \nA,PC_ENT,ITH5\t14 \t15.1 \n"
SDMX = """DATAFLOW,FREQ,REF_AREA,DATA_TYPE,SEX,TIME_PERIOD,OBS_VALUE,OBS_STATUS
IT1:29_316_DF_X(1.0),A,ITC1,POP,9,2019,1683,
IT1:29_316_DF_X(1.0),A,ITH5,POP,9,2020,1700.5,p
"""
ISTAT = """"ITTER107","Territory","TIPO_DATO","Data type","TIME","Select time","Value","Flag Codes","Flags"
"ITC1","Piemonte","FAM_INT","households with internet","2019","2019",75.0,,
"ITD5","Emilia-Romagna","FAM_INT","households with internet","2018","2018",,"..","negligible"
"""
PORTAL = """FREQ;Frequenza;REF_AREA;Territorio;DATA_TYPE;Indicatore;TIME_PERIOD;Osservazione;OBS_STATUS;'Stato dell"'osservazione'
A;Annuale;ITC1;Piemonte;JAN;Popolazione;2019;4300000;;
A;Annuale;ITH5;Emilia-Romagna;JAN;Popolazione;2019;4450000;;
"""  # noqa: E501 - as it is exported
# What parsers stumble on: ends, quotes, references, numbers beyond every range.
TOKENS = (
    b"\0", b"\xff\xfe", b"\xef\xbb\xbf", b'"', b"'", b"\r", b"\n\n", b"\t", b";", b",", b"\x1a", b"&#0;", b"&#x110000;",
    b"<!ENTITY a 'b'>", b"]]>", b"<", b">", b"/>", b"-1", b"0", b"99999999999999999999", b"1e999", b"NaN",
    b"XFD1048576", b"A0", b"\xed\xa0\x80", b"\xc3", b"\xff\xff\xff\xff", b"\x80\x80\x80\x80", b"x" * 300,
)  # fmt: skip


def _text(separator: str) -> bytes:
    return "".join(separator.join(map(str, row)) + "\n" for row in CELLS).encode()


def _made(write: Callable[..., Path], suffix: str) -> Callable[[Path], bytes]:
    return lambda folder: write(folder / f"seed.{suffix}", "Attività", CELLS).read_bytes()


def _zipped(name: str, content: bytes) -> bytes:
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return memory.getvalue()


SEEDS: dict[str, Callable[[Path], bytes]] = {
    "csv": lambda _: _text(","),
    "tsv": lambda _: TSV.encode(),
    "sdmx.csv": lambda _: SDMX.encode(),
    "istat.csv": lambda _: ISTAT.encode(),
    "portal.csv": lambda _: PORTAL.encode(),
    "xlsx": _made(xlsx, "xlsx"),
    "annex.xlsx": lambda folder: annexes.write(
        folder / "seed.xlsx", ["ITALIA", "Anno 2019"], {"Tav1": annexes.reasons([annexes.COUNTS])}
    ).read_bytes(),
    "xls": _made(xls, "xls"),
    "xlsb": _made(xlsb, "xlsb"),
    "ods": _made(ods, "ods"),
    "xml": lambda _: listed(award("1", parts=2), award("2"), award("3")).encode(),
    "zip": lambda _: _zipped("a.csv", _text(";")),
    "gz": lambda _: gzip.compress(_text("\t")),
}


@dataclass(frozen=True)
class Spoilt:
    """One change: ``how``, ``at`` a place in ten-thousandths of the length, its size, a token and an archive's part."""

    how: str
    at: int
    size: int
    token: bytes
    part: int


def changes() -> st.SearchStrategy[list[Spoilt]]:
    """A few changes of one file; ``part`` -1 means the bytes of the archive itself."""
    ways = st.sampled_from(("flip", "cut", "repeat", "insert", "replace", "end", "number"))
    one = st.builds(
        Spoilt, ways, st.integers(0, 9_999), st.integers(1, 60), st.sampled_from(TOKENS), st.integers(-1, 9)
    )
    return st.lists(one, min_size=1, max_size=4)


def spoilt(content: bytes, made: Sequence[Spoilt]) -> bytes:
    """The file after each change."""
    for change in made:
        inside = change.part >= 0 and content[:4] == b"PK\x03\x04"
        if change.part >= 0 and content[:2] == b"\x1f\x8b":
            try:
                content = gzip.compress(_changed(gzip.decompress(content), change))
            except (OSError, EOFError, zlib.error):
                content = _changed(content, change)
        else:
            content = _part_changed(content, change) if inside else _changed(content, change)
    return content


def _part_changed(content: bytes, change: Spoilt) -> bytes:
    """A part of the archive changed, and the archive whole again, so that what reads the part meets it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as old:
            parts = [(name, old.read(name)) for name in old.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, EOFError, zlib.error):
        return _changed(content, change)
    memory, chosen = io.BytesIO(), change.part % max(1, len(parts))
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as new:
        for place, (name, part) in enumerate(parts):
            new.writestr(name, _changed(part, change) if place == chosen else part)
    return memory.getvalue()


def _changed(content: bytes, change: Spoilt) -> bytes:
    at = change.at * len(content) // 10_000
    before, here, after = content[:at], content[at : at + change.size], content[at + change.size :]
    if change.how == "flip":
        return before + bytes(byte ^ (1 << change.size % 8) for byte in here[:1]) + here[1:] + after
    if change.how == "number":
        digit = next((place for place in range(at, len(content)) if content[place : place + 1].isdigit()), at)
        return content[:digit] + b"9" * change.size + content[digit + 1 :]
    return {
        "cut": before + after,
        "repeat": before + here * 20 + after,
        "insert": before + change.token + here + after,
        "replace": before + change.token + after,
        "end": before,
    }[change.how]
