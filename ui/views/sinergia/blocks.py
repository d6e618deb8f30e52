"""What several sections of the synergy page write: a link to an indicator, and why a measure has no figure."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from reads.cross_section import any_figure
from reads.measures import Measure
from reads.origins import files_of_feeds
from reads.records import Value
from reads.slice import TOTAL
from ui.components.text_blocks import bullet_list
from ui.content.missing_figures import Missing, why_missing
from ui.style import html
from ui.views.sinergia.view_model import View


def link_to_kpi(view: View, kpi: str, label: str) -> None:
    """Draw a link to the page of an indicator that carries the reader's choices along."""
    address = html.page_address("kpi", view.page.parameters | {"kpi": kpi})
    html.show("figure_link.html", link=html.link(address, label))


def missing_value(view: View, measure: Measure) -> tuple[str, str]:
    """The text in place of a figure that has no row in this territory, and the reason ('' for none)."""
    files = files_of_feeds(view.page.release, measure["feeds"])
    elsewhere = view.here.has(measure["kpi"]) or any(row["accepted"] for row in files)
    missing: Missing = {"sign": "", "breakdowns": measure["breakdowns"], "feeds": measure["feeds"],
                        "known_elsewhere": elsewhere}  # fmt: skip
    return why_missing(missing, TOTAL, view.page.words)


def latest_month(months: Iterable[datetime | None]) -> datetime | None:
    """The latest of some months; None without any."""
    return max((month for month in months if month is not None), default=None)


def report_missing(view: View, kpi: str, rows: Sequence[Value]) -> bool:
    """Write that a measure has no figure among ``rows``, and why; False, and nothing is written, where it has one.

    A suppressed figure counts as one: its picture shows the sign.
    """
    if any_figure(rows):
        return False
    measure, words = view.measure(kpi), view.page.words
    value, why = missing_value(view, measure)
    if any(row["value"] is not None for row in view.here.history(kpi)):  # the total has figures, its parts have none
        why = words.t("its parts are published for Italy, areas and regions alone")
    bullet_list([words.t("{name}: {why}", name=view.page.name(measure), why=f"{value} ({why})" if why else value)])
    return True
