"""What stands beside a measure: its value, plan, gap and projection in words and numbers, and its definition."""

from collections.abc import Iterable
from typing import Any

import streamlit as st

from catalogue import load
from reads.records import grouped
from ui.components.kpi_tiles import base_text
from ui.content.kpi_sentences import chance, decision, distance, projectable
from ui.state.page_context import Context
from ui.style import html

RESAMPLED = load().agreement.recent_months


def facts(page: Context, row: dict[str, Any]) -> None:
    """Value, plan, status and projection side by side; what is not known is not shown."""
    words, theme, unit = page.words, page.theme, row["unit"]
    if row["value"] is None:
        return
    entries: list[tuple[str, str | None, str]] = [
        (
            words.t("Value"),
            words.figure(row, row["unit"]),
            html.badge(row["status"], words, theme) + " " + html.text(base_text(row, words)),
        )
    ]
    if row["planned"] is not None:
        entries.append(
            (words.t("Proposed by then"), words.value(row["planned"], unit), html.badge("proposed", words, theme))
        )
        judged = html.judgement(row["judgement"], words, theme)
        judged += f"<br>{html.text(distance(row, words))}"
        entries.append((words.t("Status"), None, judged))
    if projectable(row):
        span = words.t(
            "{low} to {high}, 80 times in 100",
            low=words.value(row["projected_low"], unit),
            high=words.value(row["projected_high"], unit),
        )
        entries.append(
            (
                words.t("Projected for {month}", month=words.month(row["due_on"])),
                words.value(row["projected_mid"], unit),
                html.text(span),
            )
        )
        of = words.t(
            "of reaching the proposed {target} if the last {months} months repeat",
            target=words.value(row["target"], unit),
            months=RESAMPLED,
        )
        note = html.text(of) if row["attainment"] < 1 else ""
        entries.append((words.t("Probability"), chance(row, words), note))
    blocks = []
    for name, value, note in entries:
        shown = f'<div class="fact-value">{html.text(value)}</div>' if value is not None else ""
        blocks.append(
            f'<div><div class="fact-name">{html.text(name)}</div>{shown}<div class="fact-note">{note}</div></div>'
        )
    st.html(f'<div class="facts">{"".join(blocks)}</div>')


def definition(page: Context, row: dict[str, Any]) -> None:
    """What the measure is, how it is computed, on what base, with which caveat."""
    words = page.words
    pairs = [
        (words.t("Definition"), row[f"definition_{words.lang}"]),
        (words.t("Formula"), row[f"formula_{words.lang}"]),
        (words.t("Base"), row[f"base_{words.lang}"]),
        (words.t("Caveat"), row[f"caveat_{words.lang}"]),
        (
            words.t("Confidential"),
            words.t("yes: small cells are suppressed, counts are rounded")
            if row["confidential"]
            else words.t("no: public figures"),
        ),
    ]
    body = "".join(f"<p><strong>{html.text(name)}.</strong> {html.text(said)}</p>" for name, said in pairs if said)
    with st.container(border=True, key=f"definition_{row['kpi']}"):
        st.html(f'<h3 class="figure-title">{html.text(words.t("What this indicator is"))}</h3>{body}')


def proposal(page: Context, plans: Iterable[dict[str, Any]], unit: str) -> None:
    """Why the proposed path is what it is and who decided it, and so for the plans before it, latest first.

    A number allocated by a key says so.
    """
    by_start = sorted(grouped(plans, "valid_from").items(), reverse=True)
    for _, plan in by_start:
        said = decision(plan, unit, page.words, amended=len(by_start) > 1)
        allocated = any(row["basis"] == "allocated" for row in plan)
        badge = html.badge("allocated", page.words, page.theme) if allocated else ""
        st.html(f'<p class="figure-source">{html.text(said)} {badge}</p>')
