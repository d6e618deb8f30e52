"""Cards of one measure, made of the rows of a release: its parts as a ranking, and its way over time."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import pandas as pd

from ui.card import Picture, card, source_text
from ui.context import Context
from ui.figures.ranking import describe_ranking, ranking
from ui.names import BREAKDOWN_NAMES, category_names
from ui.periods import period_text
from ui.tables import any_rounded, category_table


@dataclass(frozen=True)
class Subject:
    """A measure (a row of ``reads.measures.measures``) and whose figures are shown: ``place`` and its code."""

    measure: pd.Series
    place: str
    territory: str

    @property
    def kpi(self) -> str:
        """The measure's identifier."""
        return str(self.measure["kpi"])


def sourced(page: Context, subject: Subject, rows: pd.DataFrame, when: Any) -> dict[str, Any]:
    """What a picture of these rows (status, month) says of itself: place, base with date, unit, statuses, source."""
    words, measure = page.words, subject.measure.copy()
    natures = tuple(rows["status"].dropna().unique())
    measure["status"] = natures[0] if natures else ""
    day = pd.Timestamp(when).date() if pd.notna(when) else page.filters.as_of
    text = words.t("{when}; {base}", when=period_text(day, measure["period"], words), base=page.name(measure, "base"))
    return {
        "place": subject.place,
        "base": text,
        "unit": measure["unit"],
        "statuses": natures,
        "source": source_text(page, measure, [subject.territory], day, day),
        "caveat": page.name(measure, "caveat"),
        "rounded": any_rounded(rows),
    }


def parts_of(figures: pd.DataFrame, kpi: str, breakdown: str, words: Any) -> pd.DataFrame:
    """The categories of a measure at its latest month (rows of ``reads.synergy.figures``), with their names."""
    own = figures[(figures["kpi"] == kpi) & (figures["breakdown"] == breakdown)]
    own = own[own["month"] == own["month"].max()]
    known: Mapping[str, str] = category_names(breakdown, words)
    found: pd.DataFrame = own.assign(
        name=[known.get(code, code) for code in own["category"]], territory=own["category"]
    )
    return found


def ranking_card(page: Context, subject: Subject, rows: pd.DataFrame, which: str, *, selected: str = "") -> None:
    """One measure by the categories of the breakdown ``which``; rows: of ``parts_of``. Nothing without a figure."""
    if not (rows["value"].notna() | (rows["sign"] == "*")).any():
        return
    measure, words = subject.measure, page.words
    about = {"unit": measure["unit"], "words": words, "kind": measure["kind"]}
    name = page.name(measure)
    card(
        page,
        Picture(
            key=f"{which}_{subject.kpi}",
            figure=ranking(rows, theme=page.theme, selected=selected or None, **about),
            title=f"{name}: {words.t(BREAKDOWN_NAMES[which])}",
            alt=describe_ranking(rows, name=name, **about),
            table=partial(category_table, rows, measure["unit"], words, kind=measure["kind"]),
            **sourced(page, subject, rows, rows["month"].max()),
        ),
    )
