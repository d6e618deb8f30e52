"""The method page's pieces: a section as HTML, the statuses and the quoted sources as tables."""

import pandas as pd

from ui import markup
from ui.method_shapes import Item, Section
from ui.tables import whole_or_rounded
from ui.theme import STATUSES
from ui.words import Words


def section_html(section: Section) -> str:
    """A heading and its lines; a term is set off, its shape is not read aloud."""
    lines = "".join(f"<li>{_line(item)}</li>" for item in section.items)
    return f'<h2 class="aim">{markup.text(section.title)}</h2><ul class="told">{lines}</ul>'


def _line(item: Item) -> str:
    glyph = f'<span aria-hidden="true">{markup.text(item.glyph)}</span> ' if item.glyph else ""
    term = f"<strong>{markup.text(item.term)}</strong>: " if item.term else ""
    return glyph + term + markup.text(item.text)


def statuses_table(conditions: dict[str, str], words: Words) -> pd.DataFrame:
    """Each status with its shape and its condition."""
    return pd.DataFrame(
        {
            words.t("Shape"): [glyph for glyph, _ in STATUSES.values()],
            words.t("Status"): [words.t(word) for _, word in STATUSES.values()],
            words.t("When"): [conditions[status] for status in STATUSES],
        }
    )


def sources_table(found: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Who published what: publisher, title, period, figures, day of publication, address."""
    periods = [
        words.t("{first} to {last}", first=words.short_day(first), last=words.short_day(last))
        for first, last in zip(found["first"], found["last"], strict=True)
    ]
    return pd.DataFrame(
        {
            words.t("Publisher"): found["publisher"],
            words.t("Title"): found["title"],
            words.t("Period"): periods,
            words.t("Figures"): whole_or_rounded(found["figures"]),
            words.t("Published on"): found["published_on"].fillna(""),
            words.t("Address"): found["url"],
        }
    )
