"""The answer of the data page in one sentence, and what limits the page or makes the release unusable."""

from texts.labels import feed_names
from ui.views.dati.freshness import delivery_sentence
from ui.views.dati.row_counts import count_sentence, unbalanced
from ui.views.dati.view_model import View


def answer(view: View) -> str:
    """How many chambers of the territory have sent their data, and the row counts of the whole release."""
    page, words = view.page, view.page.words
    return words.t(
        "{sent}; in the whole release, {became}.",
        sent=delivery_sentence(view.chambers, view.place, page.filters.as_of, words),
        became=count_sentence(view.totals, view.counts, len(view.rejected_files), view.disclosure, words),
    )


def imbalance_alerts(view: View) -> list[str]:
    """The feeds whose row counts do not add up, in one sentence; none in a sound release."""
    if not (wrong := unbalanced(view.totals)):
        return []
    words = view.page.words
    names = feed_names(tuple(wrong), words)
    return [words.t("The counts do not add up in: {names}. Do not use this release.", names=names)]


def filter_notices(view: View) -> list[str]:
    """That the page does not follow association, sector and size class, where one is chosen."""
    if view.page.filters.slice.is_whole:
        return []
    return [
        view.page.words.t(
            "Files are sent by chambers and associations as a whole: association, sector and size class do not "
            "narrow this page."
        )
    ]
