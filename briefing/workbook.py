"""A briefing as an XLSX workbook: the sentences, the table of measures, and a sheet of notes."""

from pathlib import Path

import pandas as pd

from briefing.content import Briefing
from output.spreadsheet_text import harmless
from output.xlsx import HEAD, WRAPPED, Workbook
from texts.translator import Words

WIDTHS = (44, 24, 20, 20, 20, 20)
SENTENCE_HEIGHT = 48  # points: three lines


def write(content: Briefing, path: Path, words: Words) -> None:
    """Write the workbook; every text goes in as text, never as a formula. Raises OSError."""
    with Workbook(path) as book:
        page = book.sheet(words.t("Summary"))
        page.row(0, [harmless(content.title)], book.style({"bold": True, "font_size": 15}))
        wrapped = book.style(WRAPPED)
        for line, sentence in enumerate(content.sentences, start=1):
            page.merged(line, len(WIDTHS), str(harmless(sentence)), wrapped, SENTENCE_HEIGHT)
        first = len(content.sentences) + 2  # a line is left free
        page.row(first, [harmless(heading) for heading in content.table.columns], book.style(HEAD))
        for line, row in enumerate(content.table.itertuples(index=False), start=first + 1):
            page.row(line, ["" if pd.isna(value) else harmless(value) for value in row])
        for column, width in enumerate(WIDTHS):
            page.width(column, width)
        notes = book.sheet(words.t("Notes"))
        for line, (name, text) in enumerate(content.notes):
            notes.row(line, [name, harmless(text)])
        notes.width(0, 28)
        notes.width(1, 90)
