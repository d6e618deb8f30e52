"""The State-aid register's awards in batches: split at their tags where that is safe, else as lxml reads them."""

import re
from collections.abc import Generator, Iterator

import numpy as np
from lxml import etree

from etl.extract.awards.award_shapes import NAME, Shapes
from etl.extract.awards.award_tree import AWARD, ROOT, Raw, walk
from etl.extract.awards.clean_xml import CleanStream, is_allowed

BLOCK_BYTES = 256 * 1024
MOST_BYTES = 1024 * 1024  # an award longer than this is left to lxml, which bounds it by its elements
# A head that changes nothing about how awards are read: UTF-8, no document type, one root that lists them.
HEAD = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml\s+version\s*=\s*[\"']1\.0[\"'](?:\s+encoding\s*=\s*[\"'](?i:utf-8)[\"'])?"
    rb"(?:\s+standalone\s*=\s*[\"'](?:yes|no)[\"'])?\s*\?>)?\s*"
    rb"<((?:%(name)s:)?%(root)s)(?:\s+%(named)s\s*=\s*(?:\"[^\"<>&]*\"|'[^'<>&]*'))*\s*>"
    % {b"name": NAME.partition("(")[0].encode(), b"named": NAME.encode(), b"root": ROOT.encode()}
)
AWARD_END = re.compile(rb"</(?:[\w.-]+:)?%s>" % AWARD.encode())
REFERENCE = re.compile(rb"&(?:(amp|lt|gt|quot|apos)|#([0-9]{1,7})|#x([0-9a-fA-F]{1,6}));")
WRITTEN = re.compile(REFERENCE.pattern.decode(), re.ASCII)
NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
OPENS, CLOSES, NEW_LINE, AMPERSAND, NO_CHARACTER = b"<>\n&\xef"
NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")


class AwardReader:
    """Reads a stream of awards; ``lines`` counts those that lxml did not see, for the line of an error.

    An award is cut without lxml only where the XML standard leaves one reading: plain tags, brackets in turn, known
    references. One that is not so is parsed alone; at one that is not well formed alone, lxml takes over to the end.
    """

    def __init__(self, stream: CleanStream) -> None:
        self.stream = stream
        self.lines = 0
        self.broken: etree.XMLSyntaxError | None = None

    def whole(self) -> Iterator[list[Raw]]:
        """``batches`` as far as the XML is well formed; ``broken`` is then lxml's error, where it is not to its end."""
        try:
            yield from self.batches()
        except etree.XMLSyntaxError as error:
            self.broken = error

    def batches(self) -> Iterator[list[Raw]]:
        """Rows in the order of the file. Raises what ``award_tree.walk`` raises, after the rows before."""
        text = self.stream.read(BLOCK_BYTES)
        head, end = HEAD.match(text), AWARD_END.search(text)
        rest = text
        if head and end and b"\r" not in head[0]:
            shapes = Shapes(head[0], end[0], b"</" + head[1] + b">")
            rest = yield from self._cut(shapes, text[head.end() :])
        for row in walk(_Rest(rest, self.stream)):
            yield [row]

    def tolerant(self) -> Iterator[list[Raw]]:
        """The same, by lxml alone."""
        for row in walk(self.stream):
            yield [row]

    def _cut(self, shapes: Shapes, text: bytes) -> Generator[list[Raw], None, bytes]:
        """The awards that can be read one by one; returns the head and what is left for lxml."""
        end = shapes.award_end
        while len(text) <= MOST_BYTES + BLOCK_BYTES:
            last = text.rfind(end)
            if last >= 0:
                found, done = _rows(text[:last], shapes)
                yield found
                self.lines += int(np.count_nonzero(np.frombuffer(text[:done], np.uint8) == NEW_LINE))
                if done <= last:
                    return shapes.head + text[done:]
                text = text[last + len(end) :]
            more = self.stream.read(BLOCK_BYTES)
            if not more:
                break
            text += more
        return shapes.head + text


class _Rest:
    """A stream of which some bytes were read before."""

    def __init__(self, first: bytes, stream: CleanStream) -> None:
        self.first, self.stream, self.place = first, stream, 0

    def read(self, size: int = -1) -> bytes:
        if self.place < len(self.first) and size >= 0:
            self.place += size
            return self.first[self.place - size : self.place]
        return self.stream.read(size)


def _rows(text: bytes, shapes: Shapes) -> tuple[list[Raw], int]:
    """The rows of a text of awards, and how many of its bytes they take: fewer than all where one is not whole."""
    found: list[Raw] = []
    done, safe = 0, _is_plain(text)
    for award in text.split(shapes.award_end):
        rows = _by_shape(award, shapes) if safe or _is_plain(award) else None
        if rows is None:
            try:
                rows = shapes.parse(award)
            except etree.XMLSyntaxError:
                return found, done
        found += rows
        done += len(award) + len(shapes.award_end)
    return found, done


def _by_shape(award: bytes, shapes: Shapes) -> list[Raw] | None:
    """The rows of a plain award, None where lxml must read it."""
    try:
        text = award.decode()
    except UnicodeDecodeError:
        return None
    return shapes.rows(text, meant=_meant if "&" in text else None)


def _is_plain(text: bytes) -> bool:
    """Whether brackets open and close in turn, and no reference, line end or character is one to change or refuse."""
    seen = np.frombuffer(text, np.uint8)
    opened, closed = np.flatnonzero(seen == OPENS), np.flatnonzero(seen == CLOSES)
    return (
        len(opened) == len(closed)
        and bool((opened < closed).all() and (opened[1:] > closed[:-1]).all())
        and b"\r" not in text
        and not (bool((seen == NO_CHARACTER).any()) and any(map(text.__contains__, NO_CHARACTERS)))
        and (b"&" not in text or _is_referring(text))
    )


def _is_referring(text: bytes) -> bool:
    """Whether every ampersand begins a reference to a character that XML knows."""
    found = REFERENCE.findall(text)
    numbers = {(decimal, hexadecimal) for name, decimal, hexadecimal in found if not name}
    return len(found) == np.count_nonzero(np.frombuffer(text, np.uint8) == AMPERSAND) and all(
        is_allowed(int(decimal) if decimal else int(hexadecimal, 16)) for decimal, hexadecimal in numbers
    )


def _meant(text: str) -> str:
    """The text with its references read."""
    return WRITTEN.sub(_character, text) if "&" in text else text


def _character(found: re.Match[str]) -> str:
    name, decimal, hexadecimal = found.groups()
    return NAMED[name] if name else chr(int(decimal) if decimal else int(hexadecimal, 16))
