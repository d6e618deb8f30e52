"""An indicator as the method page tells it: all that the release says of it, in words."""

import pandas as pd

from texts.labels import BREAKDOWN_NAMES, feed_names
from texts.translator import N_, Words
from ui.components.figure_card import UNIT_NAMES
from ui.style import html

WINDOWS = {
    "cumulative": N_("since the start of the agreement"),
    "rolling_12": N_("the last 12 months"),
    "latest": N_("latest state known at the date"),
}
PERIODS = {"year": N_("a year of its source"), "month": N_("a month of its source")}
DIRECTIONS = {"up": N_("higher is better"), "down": N_("lower is better")}


def entry(row: pd.Series, words: Words) -> list[tuple[str, str]]:
    """Term and text of each thing that the release says of an indicator (a row of its ``kpi`` table)."""
    lang = words.lang
    why = row.get(f"confidential_why_{lang}")
    public = words.t("no: {why}", why=why) if isinstance(why, str) and why else words.t("no: public figures")
    window = PERIODS[row["period"]] if row["period"] in PERIODS else WINDOWS.get(row["time_window"], "")
    parts = [words.t(BREAKDOWN_NAMES[one]) for one in str(row["breakdowns"]).split("|") if one in BREAKDOWN_NAMES]
    pairs = [
        (words.t("Definition"), row[f"definition_{lang}"]),
        (words.t("Formula"), row[f"formula_{lang}"]),
        (words.t("Base"), row[f"base_{lang}"]),
        (words.t("Unit"), words.t(UNIT_NAMES[row["unit"]])),
        (words.t("Time"), words.t(window)),
        (words.t("Direction"), words.t(DIRECTIONS[row["direction"]])),
        (words.t("Caveat"), row[f"caveat_{lang}"]),
        (
            words.t("Confidential"),
            words.t("yes: small cells are suppressed, counts are rounded") if row["confidential"] else public,
        ),
        (words.t("Parts"), words.list_of(parts)),
        (words.t("Data"), feed_names(str(row["feeds"]), words)),
    ]
    return [(term, str(said)) for term, said in pairs if said]


def entry_html(row: pd.Series, words: Words, address: str = "", level: int = 3) -> str:
    """An indicator with its heading (and anchor), its terms, and a link to its page at ``address``, if it has one."""
    name = html.text(row[f"name_{words.lang}"])
    terms = "".join(f"<dt>{html.text(term)}</dt><dd>{html.text(said)}</dd>" for term, said in entry(row, words))
    more = html.text(words.t("{name}: figures, plan and projection", name=row[f"name_{words.lang}"]))
    link = f'<p><a href="{address}" target="_self">{more}</a></p>' if address else ""
    anchor = html.text(row["kpi"])
    return f'<h{level} class="figure-title" id="{anchor}">{name}</h{level}><dl class="terms">{terms}</dl>{link}'
