"""Translates messages and writes numbers and dates in Italian and English, for screen, command line and documents.

Messages in the code are English; `texts/it.po` holds all the Italian. It is compiled in memory when Italian is
first needed, so there is no build step. Literal texts are written as `words.t("...")`, `words.n("...", "...",
count)` or `Message("...")` (texts.message, where the language is chosen later); a text in a table is wrapped
in `N_("...")` or `NN_("...", "...")`, so that the test of the translations finds it.
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from babel import dates, lists, numbers
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from texts.release_texts import NO_RELEASE, ReleaseTexts

LANGUAGES = ("it", "en")
UNITS = ("number", "percent", "score", "euro", "per100", "years", "persons", "per1000", "euro_per1000")
TRANSLATIONS = Path(__file__).resolve().parent
NBSP = "\u00a0"


def N_(msgid: str) -> str:
    """Mark a message in a table that is translated later."""
    return msgid


def NN_(singular: str, plural: str) -> tuple[str, str]:
    """Mark a singular and a plural in a table, for ``Words.n``."""
    return singular, plural


UNKNOWN = "...."  # ISTAT's sign where nothing is known: no figure is not none
SIGNS: dict[str, str] = {
    "*": N_("figure suppressed for confidentiality"),
    "-": N_("none"),
    UNKNOWN: N_("no data"),
    "..": N_("negligible"),
}


class Bilingual(NamedTuple):
    """One text in both languages."""

    it: str
    en: str


@dataclass(frozen=True)
class Words:
    """Texts, numbers and dates in one language, `it` or `en`, and what they take from the release that is read.

    Equal and hashable by language and release, so that it can be part of a cache key.
    Raises ValueError for a language the product does not speak.
    """

    lang: str = "it"
    release: ReleaseTexts = NO_RELEASE

    def __post_init__(self) -> None:
        if self.lang not in LANGUAGES:
            raise ValueError(f"unknown language {self.lang!r}; known: {', '.join(LANGUAGES)}")

    def t(self, msgid: str, **values: object) -> str:
        """The message in this language, with its {placeholders} filled in."""
        text = _translations(self.lang).gettext(msgid) if msgid else ""
        return text.format(**values) if values else text

    def p(self, context: str, msgid: str) -> str:
        """A message that is translated differently elsewhere; ``context`` tells the two apart."""
        return _translations(self.lang).pgettext(context, msgid)

    def pick(self, text: Bilingual) -> str:
        """A text that the data hold in both languages, in this one."""
        return text.it if self.lang == "it" else text.en

    def n(self, singular: str, plural: str, count: float, **values: object) -> str:
        """The singular or plural by `count`; `{count}` is the number in the language's format."""
        text = _translations(self.lang).ngettext(singular, plural, 1 if count == 1 else 2)
        return text.format(**{"count": self.number(count), **values})

    @property
    def interval(self) -> str:
        """How many times in 100 the band of a projection holds."""
        return self.number(100 * self.release.interval, 0)

    def number(self, x: Any, decimals: int | None = None) -> str:
        """`1.234,5`; without `decimals`, as many as needed up to two. Halves round up."""
        if _missing(x):
            return self.no_data
        return _number(self.lang, x, decimals)

    def exact(self, x: Any) -> str:
        """A number with all its decimals, up to six; a dash where there is none."""
        return "–" if x is None else str(numbers.format_decimal(str(x), format="#,##0.######", locale=self.lang))

    def percent(self, x_as_0_100: Any, decimals: int = 1) -> str:
        """A percentage given as 0 to 100: `12,4 %` in Italian (no-break space), `12.4%` in English."""
        if _missing(x_as_0_100):
            return self.no_data
        return self.number(x_as_0_100, decimals) + (NBSP + "%" if self.lang == "it" else "%")

    def money(self, x: Any, decimals: int | None = None) -> str:
        """Euro; without `decimals`, cents are shown only where there are any."""
        if _missing(x):
            return self.no_data
        places = (0 if _exact(x) == _exact(x).to_integral_value() else 2) if decimals is None else decimals
        amount = self.number(x, places)
        if self.lang == "it":
            return f"{amount}{NBSP}€"
        return f"-€{amount[1:]}" if amount.startswith("-") else f"€{amount}"

    def day(self, date: Any) -> str:
        """`30 giugno 2020`."""
        return self._date(date, "d MMMM y")

    def short_day(self, date: Any) -> str:
        """`30 giu 2020`."""
        return self._date(date, "d MMM y")

    def month(self, date: Any) -> str:
        """`giugno 2020`."""
        return self._date(date, "MMMM y")

    def short_month(self, date: Any) -> str:
        """`giu 2020`."""
        return self._date(date, "MMM y")

    def value(self, x: Any, unit: str, decimals: int | None = None) -> str:
        """A measure with its unit (one of `UNITS`); missing gives "nessun dato". Raises ValueError."""
        if unit not in UNITS:
            raise ValueError(f"unknown unit {unit!r}; known units: {', '.join(UNITS)}")
        if _missing(x):
            return self.no_data
        if unit == "percent":
            return self.percent(x, 1 if decimals is None else decimals)
        if unit in {"euro", "euro_per1000"}:
            whole = decimals is None and abs(x) >= 100  # a large amount is not read to the cent
            return self.money(x, 0 if whole else decimals)
        if unit == "score":
            return self.number(x, 2 if decimals is None else decimals)
        if decimals is None and unit in {"number", "persons"} and abs(x) >= 10:
            decimals = 0  # counts are whole; only a small mean of them needs its decimals
        if decimals is None and unit == "per1000":
            decimals = 0 if abs(x) >= 10 else 1
        amount = self.number(x, decimals)
        # the form follows the figure as written: 1.04 years shown as "1" reads "1 year"
        count = 1 if amount == "1" else 2
        if unit == "per100":
            return self.t("{amount} per 100", amount=amount)
        if unit == "years":
            return self.n("{amount} year", "{amount} years", count, amount=amount)
        if unit == "persons":
            return self.n("{amount} person", "{amount} persons", count, amount=amount)
        return amount

    def figure(self, row: Any, unit: str) -> str:
        """The ``value`` of a row with the row's own number of ``decimals``, or the unit's where that is missing."""
        decimals = row.get("decimals")
        return self.value(row["value"], unit, None if _missing(decimals) else int(decimals))

    def of(self, entry: object, name: str) -> str:
        """What an entry of the catalogue or a row holds in this language: its ``name_it`` or ``name_en``."""
        key = f"{name}_{self.lang}"
        return str(entry[key] if isinstance(entry, Mapping) else getattr(entry, key))

    def sign(self, s: str) -> tuple[str, str]:
        """A statistical sign as (glyph, spoken text); without one of them a figure is unknown: no data."""
        return (s, self.t(SIGNS[s])) if s in SIGNS else (UNKNOWN, self.no_data)

    def list_of(self, items: Sequence[str]) -> str:
        """`a, b e c`."""
        # British English: no comma before the last "and"
        return lists.format_list(list(items), locale="en_GB" if self.lang == "en" else self.lang)

    @property
    def separators(self) -> str:
        """Decimal and thousands mark, as Plotly's `layout.separators` wants them."""
        return ",." if self.lang == "it" else ".,"

    @property
    def no_data(self) -> str:
        """The text in place of a missing figure."""
        return self.t("no data")

    def _date(self, date: Any, pattern: str) -> str:
        if date is None or pd.isna(date):
            return self.no_data
        moment = date if isinstance(date, datetime) else pd.Timestamp(date)
        return _day(self.lang, moment.date(), pattern)


@cache
def _translations(lang: str) -> NullTranslations:
    """The translations into a language; English needs none."""
    if lang == "en":
        return NullTranslations()
    compiled = io.BytesIO()
    with (TRANSLATIONS / f"{lang}.po").open("rb") as source:
        write_mo(compiled, read_po(source, locale=lang))
    compiled.seek(0)
    return GNUTranslations(compiled)


# The same numbers and days are written again at every rerun and for every reader.
@lru_cache(maxsize=1 << 16)
def _number(lang: str, x: Any, decimals: int | None) -> str:
    places = 2 if decimals is None else decimals
    rounded = _exact(x).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP) + 0
    pattern = "#,##0" + ("." + ("#" if decimals is None else "0") * places if places else "")
    return numbers.format_decimal(rounded, format=pattern, locale=lang)


@lru_cache(maxsize=1 << 12)
def _day(lang: str, day: date, pattern: str) -> str:
    return dates.format_date(day, pattern, locale=lang)


def _missing(x: Any) -> bool:
    if isinstance(x, int | float):
        return not math.isfinite(x)
    return x is None or bool(pd.isna(x)) or not math.isfinite(x)


def _exact(x: Any) -> Decimal:
    return x if isinstance(x, Decimal) else Decimal(str(x if isinstance(x, int) else float(x)))
