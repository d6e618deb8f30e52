"""What is on the pages of a PDF that Chromium printed: how many pieces of text each has."""

import re
import zlib

PAGE = re.compile(rb"/Type\s*/Page\b(?!s).*?/Contents (\d+) 0 R", re.DOTALL)


def texts_on_pages(pdf: bytes) -> list[int]:
    """Number of pieces of text on each page."""
    objects = {int(number): body for number, body in re.findall(rb"(\d+) 0 obj\b(.*?)\bendobj", pdf, re.DOTALL)}
    found = []
    for body in objects.values():
        page = PAGE.search(body)
        if page:
            stream = objects[int(page[1])].split(b"stream", 1)[1].strip(b"\r\n").rsplit(b"endstream", 1)[0]
            found.append(len(re.findall(rb"\bT[jJ]\b", zlib.decompressobj().decompress(stream))))
    return found
