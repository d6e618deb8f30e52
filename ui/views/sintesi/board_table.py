"""The board: one line for each measure, those in need first, each a link to the measure's own page."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from reads.board import NEED, BoardRow
from reads.latest_figures import LatestFigure, histories
from reads.measures import plans
from reads.records import grouped
from texts.translator import Words
from ui.components.figure_base import base_text, kpi_address
from ui.components.sparkline import sparkline
from ui.content.board_words import change_text, outlook_text, variation_reason, variation_text
from ui.content.missing_figures import why_missing
from ui.content.unknown_amounts import unknown_amounts
from ui.state.comparison import Comparison
from ui.state.page_context import Context
from ui.style import html
from ui.style.theme import BADGES

FULL = 1.25  # of the journey, at the right end of the bar


@dataclass(frozen=True)
class Bullet:
    """The bar beside the plan, in percent of its length: the journey made, the journey planned, and its end."""

    made: float
    planned: float
    end: float


@dataclass(frozen=True)
class Nature:
    """The status of a figure as its glyph and its word."""

    glyph: str
    word: str


@dataclass(frozen=True)
class Line:
    """What one line of the board shows; empty texts where there is nothing to show."""

    aim: str
    name: str
    full_name: str
    address: str
    value: str
    nature: Nature | None
    base: str
    bullet: Bullet | None
    sparkline: str
    status: Markup | str
    outlook: str
    outlook_kind: str
    variation: str
    variation_kind: str
    variation_why: str
    change: str
    change_full: str
    crossed: int


def board_table(page: Context, rows: Sequence[BoardRow], compared: Comparison | None, place: str) -> Markup:
    """The board of a slice; ``compared``: None without anything to compare with."""
    words = page.words
    paths = histories(page.release, page.filters.slice)
    decided = plans(page.release, page.filters.slice) if page.filters.slice.is_whole else ()
    goals = grouped((row for row in decided if row["valid_to"] is None), lambda row: row["kpi"])
    with_value = [row for row in rows if row.now["value"] is not None]
    lines = []
    for row in with_value:
        kpi = row.now["kpi"]
        image = sparkline(paths.get(kpi, []), goals.get(kpi, []), page.theme, joined=not row.now["period"])
        lines.append(_line(page, row, image))
    without = grouped((row.now for row in rows if row.now["value"] is None), lambda row: _why_missing(page, row))
    return html.render(
        "board.html",
        description=words.t("All indicators of {place}, those in need first", place=place),
        heads=[
            words.t("Indicator"), words.t("Value"), words.t("Beside the plan"), words.t("Course"), words.t("Status"),
            words.t("Outlook"), words.t("Variation"),
            words.t("Since {day}", day=words.short_day(compared.day)) if compared else "",
        ],
        lines=lines,
        without=[(why, words.list_of([words.pick(row["name"]) for row in some])) for why, some in without.items()],
        crossed={1: words.t("status better than then"), -1: words.t("status worse than then"), 0: ""},
    )  # fmt: skip


def _line(page: Context, row: BoardRow, image: str) -> Line:
    words, now = page.words, row.now
    short, full = change_text(row, words)
    status = now["judgement"] or "no_target"
    return Line(
        aim=now["aim"],
        name=words.pick(now["short"]),
        full_name=words.pick(now["name"]),
        address=kpi_address(now["kpi"], page.parameters),
        value=words.figure(now, now["unit"]),
        nature=_nature(now, words),
        base=base_text(now, words),
        bullet=_bullet(row),
        sparkline=image,
        status=html.judgement(status, words, page.theme) if status in NEED else "",
        outlook=outlook_text(now, words),
        outlook_kind=now["outlook"] or "",
        variation=variation_text(row.variation, words),
        variation_kind=row.variation.kind if row.variation else "",
        variation_why=variation_reason(row.variation, words),
        change=short,
        change_full=full,
        crossed=row.crossed,
    )


def _nature(row: LatestFigure, words: Words) -> Nature | None:
    """Glyph and word of the figure's status; of an observed figure nothing."""
    status = row["status"] or ""
    return Nature(BADGES[status][0], words.t(BADGES[status][1])) if status not in ("", "observed") else None


def _why_missing(page: Context, row: LatestFigure) -> str:
    """Sign, meaning and reason of a missing figure, as one text by which measures are grouped."""
    missing, reason = why_missing(row, page.filters.slice.breakdown, page.words)
    reason = unknown_amounts(row, page.words) or reason
    return " ".join(filter(None, (page.words.sign(row["sign"])[0], f"{missing}: {reason}" if reason else missing)))


def _bullet(row: BoardRow) -> Bullet | None:
    made, planned = row.now["attainment"], row.now["planned_attainment"]
    if made is None or planned is None or row.gap is None:
        return None
    place = [round(100 * min(max(share, 0.0), FULL) / FULL, 1) for share in (made, planned, 1.0)]
    return Bullet(*place)
