"""The three measures furthest behind their plan and the three furthest ahead, with the regions where it is most so."""

from collections.abc import Sequence

from markupsafe import Markup

from reads.board import BoardRow, RegionPart, region_parts
from reads.records import grouped
from ui.components.figure_base import kpi_address
from ui.state.page_context import Context
from ui.style import html

MOST = 3
SAME = 0.005  # of the journey: regions that differ by less are told together
COUNTRY = "IT"


def extremes(page: Context, rows: Sequence[BoardRow], names: dict[str, str]) -> Markup:
    """Two lines of links; empty where no measure has a plan. ``rows``: of the board."""
    judged = sorted((row for row in rows if row.gap is not None), key=lambda row: row.gap or 0.0)
    if not judged:
        return Markup()
    words = page.words
    behind = [row for row in judged if (row.gap or 0) < 0][:MOST]
    ahead = [row for row in reversed(judged) if (row.gap or 0) > 0][:MOST]
    whole_country = page.filters.territory == COUNTRY and page.filters.slice.is_whole
    parts = grouped(region_parts(page.release, page.filters.as_of), lambda row: row["kpi"]) if whole_country else {}
    lines = [_line(page, words.t("Furthest behind the plan:"), behind, parts, names, lowest=True) if behind else ""]
    lines.append(_line(page, words.t("Furthest ahead:"), ahead, parts, names, lowest=False) if ahead else "")
    return Markup("").join(lines)


def _line(
    page: Context,
    heading: str,
    rows: Sequence[BoardRow],
    parts: dict[str, list[RegionPart]],
    names: dict[str, str],
    *,
    lowest: bool,
) -> Markup:
    words = page.words
    told: list[tuple[str, str, str]] = []
    for row in rows:
        where = _where(parts.get(row.now["kpi"], []), names, lowest=lowest)
        gap = words.number(100 * abs(row.gap or 0.0), 0)
        told_gap = words.t("{count} points of the journey", count=gap) if not told else gap
        detail = words.t("{gap}: {places}", gap=told_gap, places=words.list_of(where)) if where else told_gap
        told.append((kpi_address(row.now["kpi"], page.parameters), words.pick(row.now["short"]), detail))
    return html.render("board_links.html", heading=heading, links=told)


def _where(parts: Sequence[RegionPart], names: dict[str, str], *, lowest: bool) -> list[str]:
    """The region at the end of a list sorted by gap, and those that do not differ from it; none where many do not."""
    if not parts:
        return []
    end = parts[0]["gap"] if lowest else parts[-1]["gap"]
    same = [row["territory"] for row in parts if abs(row["gap"] - end) <= SAME]
    return [names[code] for code in same] if len(same) <= MOST else []
