"""The method page's pieces: a section as HTML, the statuses and the quoted sources as tables."""

from collections.abc import Iterable

import pandas as pd

from reads.method import Source
from texts.translator import Words
from ui.style import html
from ui.style.theme import STATUSES
from ui.views.metodo.model import Item, Section


def section_html(section: Section) -> str:
    """A heading and its lines; a term is set off, its shape is not read aloud."""
    lines = "".join(f"<li>{_line(item)}</li>" for item in section.items)
    return f'<h2 class="aim">{html.text(section.title)}</h2><ul class="told">{lines}</ul>'


def _line(item: Item) -> str:
    glyph = f'<span aria-hidden="true">{html.text(item.glyph)}</span> ' if item.glyph else ""
    term = f"<strong>{html.text(item.term)}</strong>: " if item.term else ""
    return glyph + term + html.text(item.text)


def statuses_table(conditions: dict[str, str], words: Words) -> pd.DataFrame:
    """Each status with its shape and its condition."""
    return pd.DataFrame(
        {
            words.t("Shape"): [glyph for glyph, _ in STATUSES.values()],
            words.t("Status"): [words.t(word) for _, word in STATUSES.values()],
            words.t("When"): [conditions[status] for status in STATUSES],
        }
    )


def sources_table(found: Iterable[Source], words: Words) -> pd.DataFrame:
    """Who published what: publisher, title, period, figures, day of publication, address."""
    return pd.DataFrame(
        [
            {
                words.t("Publisher"): row["publisher"],
                words.t("Title"): row["title"],
                words.t("Period"): words.t(
                    "{first} to {last}", first=words.short_day(row["first"]), last=words.short_day(row["last"])
                ),
                words.t("Figures"): row["figures"],
                words.t("Published on"): row["published_on"] or "",
                words.t("Address"): row["url"],
            }
            for row in found
        ]
    )
