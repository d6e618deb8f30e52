"""The definition of an indicator as terms and texts: all that the release holds about it."""

from markupsafe import Markup

from reads.measures import Measure
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


def entry(row: Measure, words: Words) -> list[tuple[str, str]]:
    """Term and text of each property that the release holds of an indicator; empty ones are left out."""
    why = words.pick(row["confidential_why"])
    public = words.t("no: {why}", why=why) if why else words.t("no: public figures")
    window = PERIODS[row["period"]] if row["period"] in PERIODS else WINDOWS.get(row["time_window"], "")
    parts = [words.t(BREAKDOWN_NAMES[one]) for one in row["breakdowns"] if one in BREAKDOWN_NAMES]
    pairs = [
        (words.t("Definition"), words.pick(row["definition"])),
        (words.t("Formula"), words.pick(row["formula"])),
        (words.t("Base"), words.pick(row["base"])),
        (words.t("Unit"), words.t(UNIT_NAMES[row["unit"]])),
        (words.t("Time"), words.t(window)),
        (words.t("Direction"), words.t(DIRECTIONS[row["direction"]])),
        (words.t("Caveat"), words.pick(row["caveat"])),
        (
            words.t("Confidential"),
            words.t("yes: small cells are suppressed, counts are rounded") if row["confidential"] else public,
        ),
        (words.t("Parts"), words.list_of(parts)),
        (words.t("Data"), feed_names(row["feeds"], words)),
    ]
    return [(term, text) for term, text in pairs if text]


def entry_html(row: Measure, words: Words, address: str = "") -> Markup:
    """An indicator with its heading (and anchor), its terms, and a link to its page at ``address``, if it has one."""
    name = words.pick(row["name"])
    more = words.t("{name}: figures, plan and projection", name=name)
    return html.render(
        "measure_entry.html", anchor=row["kpi"], name=name, terms=entry(row, words), address=address, more=more
    )
