"""The summary's answer: targets reached and the outlook of the others, and what crossed a threshold since a date."""

from collections.abc import Sequence
from datetime import date

from reads.board import BoardRow
from texts.translator import Words
from ui.content.status_summary import status_summary
from ui.state.comparison import Comparison
from ui.state.page_context import Context


def answer(
    page: Context, rows: Sequence[BoardRow], start: date, end: date, place: str, compared: Comparison | None
) -> str:
    """Two or three sentences; ``start`` and ``end`` of the agreement."""
    words, chosen = page.words, page.filters
    figures = [row.now for row in rows]
    said = status_summary(figures, start, end, chosen.as_of, place, chosen.slice.breakdown, words)
    moved = crossed(rows, compared, words) if compared else ""
    return f"{said} {moved}".strip()


def crossed(rows: Sequence[BoardRow], compared: Comparison, words: Words) -> str:
    """Which measures have a worse or a better status than at the date compared with; '' where none is judged."""
    if not any(row.gap is not None and row.before and row.before["judgement"] for row in rows):
        return ""
    names = {side: [words.pick(row.now["short"]) for row in rows if row.crossed == side] for side in (-1, 1)}
    if not names[-1] and not names[1]:
        return words.t("Since {day} no indicator has changed its status.", day=compared.text(words))
    parts = []
    if names[-1]:
        parts.append(
            words.n(
                "{count} indicator has fallen back ({names})",
                "{count} indicators have fallen back ({names})",
                len(names[-1]),
                names=words.list_of(names[-1]),
            )
        )
    if names[1]:
        parts.append(words.n("{count} has moved up ({names})", "{count} have moved up ({names})",
                             len(names[1]), names=words.list_of(names[1])))  # fmt: skip
    return words.t("Since {day} {changes}.", day=compared.text(words), changes=words.list_of(parts))
