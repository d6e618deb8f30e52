"""What the figures are compared with: an earlier date of the same release, or another release as it was published."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from reads.measures import dates_with_data
from reads.releases import Release, all_releases, is_sound
from texts.translator import Words
from ui.state import url_params
from ui.state.filters import label
from ui.state.page_context import Context

NAME = "since"
USUAL_MONTHS = 6
MOST_RELEASES = 6


@dataclass(frozen=True)
class Comparison:
    """The release and the date of the figures compared with."""

    release: Release
    day: date
    other_release: bool

    def text(self, words: Words) -> str:
        """«30 June 2020», with the release where it is another one."""
        day = words.day(self.day)
        return words.t("{day} (release {release})", day=day, release=self.release.id) if self.other_release else day


def comparison(page: Context) -> Comparison | None:
    """The chosen comparison, half a year back where none is chosen; None where no earlier date has data."""
    options = _options(page)
    if not options:
        return None
    return options[url_params.one_of(NAME, list(options), _usual(page, options), page.words)]


def choose_comparison(page: Context) -> None:
    """The select box of dates and releases; nothing where there is nothing to compare with."""
    options, words = _options(page), page.words
    if not options:
        return
    usual = _usual(page, options)
    value = url_params.read([NAME]).get(NAME, usual)
    show = {key: option.text(words) for key, option in options.items()}
    url_params.select(NAME, label(NAME, words), list(options), value if value in options else usual, usual, show=show)


def _options(page: Context) -> dict[str, Comparison]:
    """By the value in the address: the months with data before the date of the figures, then other releases."""
    release, as_of = page.release, page.filters.as_of
    days = [day for day in dates_with_data(release) if day < as_of]
    others = [one for one in all_releases(release.folder.parent) if one != release and is_sound(one)]
    return {day.isoformat(): Comparison(release, day, other_release=False) for day in days} | {
        one.id: Comparison(one, one.as_of, other_release=True) for one in others[:MOST_RELEASES]
    }


def _usual(page: Context, options: dict[str, Comparison]) -> str:
    """The latest date at least half a year back; the earliest where the data reach less far."""
    limit = (pd.Timestamp(page.filters.as_of) - pd.DateOffset(months=USUAL_MONTHS) + pd.offsets.MonthEnd(0)).date()
    days = sorted(key for key, option in options.items() if not option.other_release)
    earlier = [day for day in days if date.fromisoformat(day) <= limit]
    return earlier[-1] if earlier else days[0] if days else next(iter(options))
