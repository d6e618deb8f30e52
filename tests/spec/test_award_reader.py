"""The quick way through the State-aid register gives what the tolerant way gives, row by row, error by error."""

import string
from io import BufferedReader, BytesIO
from pathlib import Path
from random import Random
from typing import NamedTuple

import pyarrow as pa
import pytest
from lxml import etree
from stdnum import luhn

from catalogue import load
from etl.extract.awards import award_columns, award_reader, award_shapes
from etl.extract.awards.award_reader import AwardReader
from etl.extract.awards.award_shapes import Shapes
from etl.extract.awards.award_tree import MOST_NODES, Raw
from etl.extract.awards.clean_xml import CleanStream
from etl.extract.awards.tax_code_column import valid_codes
from etl.messages import FileProblem
from etl.normalise.organisation_names import is_cooperative
from etl.normalise.tax_codes import organisation_tax_code
from tests.helpers.awards import SPACE, award, listed

PREFIXED = ("<", "<r:"), ("<r:/", "</r:"), ("<r:?", "<?")
INSTRUMENT = "<STRUMENTO_AIUTO><ELEMENTO_DI_AIUTO>1</ELEMENTO_DI_AIUTO></STRUMENTO_AIUTO>"
# Harmless, odd, dangerous and broken: put before, into and between awards.
TEXTS = (
    "a", "", " ", "\n\t ", "\u00a0", "\u00a0x\u2028", "è €", "a > b", "]]>", "a]]&gt;b", "<![CDATA[ ]]>",
    "<![CDATA[<AIUTO>]]>", "&#232;&#xE8;", "&#32;&#x9;", "&#13;",
    "x<!-- </AIUTO> -->y", "<!-- -->", "x<?pi </AIUTO>?>y", "&amp;&lt;b&gt;&quot;&apos;",
    "&#0;", "&#xFFFE;", "&#x110000;", "&#1&#0;;", "&nbsp;", "&", "&amp", "&#;", "a\r\nb", "a\rb", "\ufffe", "\uffff",
    "\ufffd", "\x01", "\x7f", "<b>x</b>", "<b/>", "<COR>in</COR>", "<AIUTO><COR>5</COR></AIUTO>", INSTRUMENT,
    "</AIUTO><AIUTO>", "</AIUTO >", "</LISTA_AIUTI>", "</LISTA_AIUTI><LISTA_AIUTI>", "<!DOCTYPE x>", "<", ">", "'\"",
    "x>B>y>/B>z",
    "x>b<y>/b<", "<x", "<a b='>'/>", "<a b=\"<\"/>", "<p:a/>", '<a xmlns:p="u" p:b="c"/>', '<a b="1" b="2"/>',
    '<a xsi:nil="true"/>', "<a b = '1'\n/>", "<à>x</à>", "<a></a >", "< a></a>", "<a><b></a></b>", "<1a/>",
    "<a.b-c_d>x</a.b-c_d>",
)  # fmt: skip
TAGS = ("COR", "CAR", "SOGGETTO_CONCEDENTE", "DENOMINAZIONE_UFF_GESTORE", "IMPORTO_NOMINALE", "IMPORTO_NOMIN",
        "ID_COMPONENTE_AIUTO", "DES_STRUMENTO", "COMPONENTE_AIUTO", "ALTRO")  # fmt: skip
NOISE = [*"<>&;/\"'= \r\n]!-?A#x0", "</AIUTO>", "<AIUTO>", "\x00", "&amp;", "]]>", "<!--", "-->"]


class Seen(NamedTuple):
    """All that a way through the file lets one see; ``end`` is '' where the file is whole."""

    rows: list[Raw]
    end: str
    line: tuple[int, int]  # lxml's number of the error, and where it is; which it is may depend on the chunks it read
    removed: int


def prefixed(text: str) -> str:
    """The XML with a prefix in every tag."""
    for one, other in PREFIXED:
        text = text.replace(one, other)
    return text


def seen(content: bytes, *, quick: bool, around: str = "") -> Seen:
    stream = CleanStream(BufferedReader(BytesIO(content)), around)  # type: ignore[arg-type]
    reader = AwardReader(stream)
    rows: list[Raw] = []
    end, line = "", (0, 0)
    try:
        for part in reader.batches() if quick else reader.tolerant():
            rows += part
    except etree.XMLSyntaxError as error:
        end, line = "broken", (error.code, (error.lineno or 0) + reader.lines)
    except FileProblem as problem:
        end = problem.kind
    return Seen(rows, end, line, stream.removed)


def alike(content: bytes, around: str = "") -> Seen:
    quick, tolerant = (seen(content, quick=way, around=around) for way in (True, False))
    assert quick.rows == tolerant.rows, content
    assert quick.end == tolerant.end, content
    assert quick.line[0] != tolerant.line[0] or quick.line == tolerant.line, content
    assert quick.end or quick.removed == tolerant.removed, content
    return quick


def odd(draw: Random) -> str:
    """An award whose texts, tags and parts are drawn, most of them plain."""

    def text() -> str:
        return draw.choice(TEXTS) if draw.random() < 0.08 else draw.choice(("a", "b c", " d ", "", "2019-01-01"))

    def elements(most: int) -> str:
        return "".join(f"<{tag}>{text()}</{tag}>" for tag in draw.choices(TAGS, k=draw.randint(0, most)))

    instruments = [f"<STRUMENTO_AIUTO>{elements(3)}</STRUMENTO_AIUTO>" for _ in range(draw.randint(0, 2))]
    component = f"<COMPONENTE_AIUTO>{elements(2)}<S>{''.join(instruments)}</S></COMPONENTE_AIUTO>"
    between = draw.choice(("", "\n", "\r\n", " ")) if draw.random() < 0.9 else draw.choice(TEXTS)
    return f"{between}<AIUTO>{elements(6)}{component * draw.randint(0, 2)}</AIUTO>"


@pytest.fixture(params=[97, 4_096])
def _block(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Awards that cross the edges of what is read at once, or many in one."""
    monkeypatch.setattr(award_reader, "BLOCK_BYTES", request.param)


@pytest.mark.usefixtures("_block")
def test_drawn_awards_are_read_alike() -> None:
    draw = Random(7)  # noqa: S311
    whole = 0
    for _ in range(150):
        space = draw.choice(("", SPACE, " a='b'", ' xmlns:p="u" xmlns:xsi="v"'))
        content = listed(*(odd(draw) for _ in range(draw.randint(0, 6))), space=space)
        rows, end, _, _ = alike(content.encode("utf-8", "surrogatepass"))
        whole += bool(rows) and not end
    assert 30 < whole < 140


@pytest.mark.parametrize("text", TEXTS)
def test_each_oddity_is_read_alike_wherever_it_stands(text: str) -> None:
    plain = award("1", IDENTIFICATIVO_UFFICIO="3")
    for content in (
        listed(plain, award("2", TITOLO_MISURA=f"x{text}"), plain),
        listed(plain, award("2", DESCRIZIONE_PROGETTO=text), plain),
        listed(plain, plain.replace("<COMPONENTI_AIUTO>", f"{text}<COMPONENTI_AIUTO>"), plain),
        listed(text, plain, text, plain, text),
        text + listed(plain),
    ):
        alike(content.encode())


def test_mutilated_files_are_read_alike() -> None:
    draw = Random(11)  # noqa: S311
    whole = listed(award("1"), "\n", award("2", parts=2, TITOLO_MISURA="a &amp; b"), award("3"))
    for _ in range(300):
        text = whole
        for _ in range(draw.randint(1, 2)):
            place = draw.randrange(len(text))
            text = text[:place] + draw.choice((*NOISE, "")) + text[place + draw.choice((0, 1, 1, 8)) :]
        alike(text.encode())


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + listed(award()).encode(),
        listed(award(), award("è")).replace("UTF-8", "ISO-8859-1").encode("latin-1"),
        listed(award()).replace("UTF-8", "utf-16").encode("utf-16"),
        listed(award("1"), award("2", TITOLO_MISURA="è")).encode("latin-1"),
        listed(award("1"), award("2", TITOLO_MISURA="\ud800")).encode("utf-8", "surrogatepass"),
        listed(award()).replace("1.0", "1.1").encode(),
        listed(award()).replace("UTF-8", "US-ASCII").encode(),
        prefixed(listed(award())).replace("xmlns=", "xmlns:r=").encode(),
        prefixed(listed(award(), space="")).encode(),
        listed(award("1"), award("2")).replace("AIUTI>", "AIUTI >").encode(),
        b"", b"<LISTA_AIUTI>", b"<LISTA_AIUTI/>", listed().encode(), listed(award())[:-3].encode(), b"</AIUTO>",
        listed(award()).replace("\n", "\r\n").encode(), listed(award() + award()).replace("><", ">\r\n<").encode(),
    ],
)  # fmt: skip
def test_every_kind_of_file_is_read_alike(content: bytes) -> None:
    alike(content)


def test_a_prefix_that_nobody_declared_breaks_nothing_even_after_a_broken_file() -> None:
    assert alike(listed(award("1"), award("2", CUP="&nbsp;")).encode()).end == "broken"
    rows, end, _, _ = alike(prefixed(listed(award(), award(), space="")).encode())
    assert len(rows) == 2 and end == ""


def test_awards_without_a_root_are_read_alike() -> None:
    rows, end, _, _ = alike(
        b'<?xml version="1.0"?>\n<!-- x -->' + award("1").encode() + award("2").encode(), "LISTA_AIUTI"
    )
    assert len(rows) == 2 and not end


def test_few_awards_go_through_lxml(monkeypatch: pytest.MonkeyPatch) -> None:
    """Else all the others would be proved on nothing: a plain register is cut by its shapes."""
    parsed = 0

    def parse(self: Shapes, one: bytes) -> list[Raw]:
        nonlocal parsed
        parsed += 1
        return real(self, one)

    real = Shapes.parse
    monkeypatch.setattr(Shapes, "parse", parse)
    some = [award(str(i), 1 + i % 2, TITOLO_MISURA="a &amp; b", CUP=" " * (i % 3)) for i in range(500)]
    rows, end, _, _ = alike(listed(*some, award("odd", TITOLO_MISURA="a > b")).encode())
    assert len(rows) == 751 and not end and 2 <= parsed <= 7
    assert rows[-1][rows[-1].index("odd")] == "odd" and "a & b" in rows[0]


def test_invented_shapes_fill_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(award_shapes, "MOST_SHAPES", 5)
    kept: list[Shapes] = []
    monkeypatch.setattr(award_reader, "Shapes", lambda *given: kept.append(Shapes(*given)) or kept[-1])
    rows, end, _, _ = alike(listed(*(award(str(i), CUP=f"<x{i}/>") for i in range(30))).encode())
    assert len(rows) == 30 and not end and len(kept[0].plans) == 5


class Endless:
    """A file that opens an award and never closes it; counts what was read of it."""

    def __init__(self, start: bytes, again: bytes) -> None:
        self.start, self.again, self.given = start, again, 0

    def read(self, size: int) -> bytes:
        """As many bytes as asked for, without end."""
        self.given += size
        text, self.start = self.start, b""
        return (text + self.again * (size // len(self.again) + 1))[:size]


@pytest.mark.parametrize("again", [b"<a/>", b"<a>x</a>\n", b"<AIUTO>", b"x"])
def test_an_award_that_is_never_closed_ends_the_reading(again: bytes) -> None:
    file = Endless(listed(award("1")).removesuffix("</LISTA_AIUTI>").encode() + b"<AIUTO>", again)
    reader = AwardReader(CleanStream(file))  # type: ignore[arg-type]
    rows: list[Raw] = []
    with pytest.raises((FileProblem, etree.XMLSyntaxError)):
        for part in reader.batches():
            rows += part
    assert len(rows) == 1 and file.given < 11 * MOST_NODES + 12_000_000


def test_tax_codes_are_judged_as_stdnum_judges_them() -> None:
    draw = Random(3)  # noqa: S311
    texts = ["".join(draw.choices(string.digits, k=draw.choice((10, 11, 11, 11, 11, 12)))) for _ in range(3_000)]
    tens = [f"{draw.choice((0, 7, 9_999_999)):07d}{draw.randint(0, 999):03d}" for _ in range(2_000)]
    texts += [ten + luhn.calc_check_digit(ten) for ten in tens]
    texts += ["", "0" * 11, "0" * 10 + "1", "¹" * 11, "٣" * 11, "IT00123450371", "00123450371", "00123450371\n"]
    found = valid_codes(pa.array(texts))
    for text, (plain, valid) in zip(texts, found, strict=True):
        assert plain == (len(text) == 11 and text.isascii() and text.isdigit())
        assert valid == (plain and organisation_tax_code(text) == text), text
    assert sum(valid for _, valid in found) > 100
    assert valid_codes(pa.array([], pa.string())) == []


def test_no_cooperatives_name_is_lost_to_the_quick_look() -> None:
    draw = Random(5)  # noqa: S311
    lists = load().code_lists
    words = [row[0] for row in lists["legal_forms"].rows + lists["name_words"].rows] + [
        "rossi",
        "l'",
        "d'",
        "x",
        "c",
        "s",
    ]
    names = []
    for _ in range(2_000):
        text = draw.choice((" ", ". ", "-")).join(draw.choices(words, k=3))
        text = draw.choice((text, text.upper(), ".".join(text), " ".join(text), text.title()))
        place = draw.randrange(len(text) + 1)
        text = text[:place] + draw.choice(("", "", "'", "l'", " d`", "è", "ª", "’", "@", "\u0301", ".")) + text[place:]
        names.append(draw.choice((text, text.replace("o", "ò").replace("a", "À"))))
    kept = award_columns._names(pa.array(names), pa.array([""] * len(names))).to_pylist()
    assert kept == [" ".join(name.split()) if is_cooperative(name) else "" for name in names]
    assert 200 < sum(map(bool, kept)) < 1_900


def test_the_demonstration_is_read_alike(demo_inbox: Path) -> None:
    rows, end, _, removed = alike((demo_inbox / "OpenData_Aiuti_dimostrativi.xml").read_bytes())
    assert len(rows) >= 60 and not end and removed == 1
