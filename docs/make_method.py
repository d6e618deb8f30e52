"""The text of docs/method.md: how a value becomes a status and a projection, and every measure with its definition."""

import md

from catalogue import Catalogue
from catalogue.model import Kpi
from kpi.plan import attainment, planned_attainment, planned_values
from kpi.progress import PACE_MONTHS, progress
from kpi.projection import limits_of, project
from kpi.status import statuses

WINDOWS = {
    "cumulative": "since the start of the agreement",
    "rolling_12": "the last 12 months",
    "latest": "latest state known at the date",
    "period": "the period its source reports",
}
DIRECTIONS = {"up": "higher is better", "down": "lower is better"}

PLAN = """
A plan is a baseline y₀, dated milestones and a last one, the target y_T. Between milestones it is a straight line.

- Attainment A = (y − y₀) / (y_T − y₀): the share of the journey made.
- Planned attainment P(t): the share of the journey that the plan foresees by the day t.
- Gap = A − P, in points of the journey.

A does not depend on the unit. Falling measures need no rule of their own: their journey is negative. A status is
looked for in this order: too few points, not assessable, reached, on track, slightly late, late. The thresholds are
data (`catalogue/agreement.yaml`).
"""
EXAMPLE = """
An example: from 0 to 500 in three years, value 1 after one year. A is 0.002 and P is 0.333: late. A method that
compares growth rates would call it on track, because any growth from nothing is infinite.
"""
PROJECTION = """
The increments of the last {recent} months are drawn with replacement, {draws} times, and added to the last value month
by month up to the target's date. The band holds {interval} of the draws; the middle line is their median. The
probability of reaching the target is the share of draws that end at it or beyond. The seed is fixed ({seed}): the same
release draws the same band.

Shares and rates stay within 0 and 100, a maturity score within 0 and 4, a count above 0. A month without a figure is a
gap: no increment is taken across it. A yearly figure is therefore not projected. The band assumes that the coming
months resemble the last ones and that months are independent. It knows nothing of new money or new services.

The recent pace is the mean monthly change of the last {pace} months. The required pace is what is left to the target
divided by the months left.
"""
RULES = """
1. Every figure carries its status. Nothing is shown, exported or put in a briefing without it.
2. Missing, suppressed and zero are three things. None is ever drawn or counted as another.
3. A percentage is shown with its base, a mean with the number of units it rests on.
4. Distinct cooperatives and persons are counted anew at each level of territory and for each period. They are never
   added up from parts.
5. Statuses are never averaged. A group of measures shows how many are in each status.
6. No target was published with the agreement. Every target here is proposed and says so.
7. The date of a figure is its as-of date: the last month with data, or the date that was asked for. The clock of the
   computer drives nothing.
8. Planned entries are hiring intentions of firms, not vacancies. The hard-to-fill rate is a share of them. Its yearly
   and monthly editions are two measures.
9. Skills "required" and skills of "high importance" are two bases and are never mixed.
10. The 60,000 posts are a statement of June 2018 about all firms, without a regional split. A regional part of it is
    allocated: drawn dashed and labelled.
11. The 3 million workers are an exposure over 15 years. They share no axis with a year's vacancies.
12. Where a source changed its definition, the break is marked and no line crosses it.
13. Those who assess their digital maturity chose to do so. Each maturity figure says it. A gain compares the same
    cooperatives twice, never two samples.
14. Voucher money set aside, granted and paid are three measures.
15. The stock of cooperatives has several definitions. The denominator of a rate is named beside it.
16. A record stays with the chamber that sent it, under the name it had then, and also counts for its successor.
""".strip()


def text(catalogue: Catalogue) -> str:
    """The whole page."""
    agreement = catalogue.agreement
    parts = [
        md.NOTICE, "# Method",
        f"The agreement: *{agreement.title_it}* ({agreement.title_en}), {agreement.window_start} to "
        f"{agreement.window_end}. It was announced without targets and without indicators. The measures below and "
        "every target are proposals of this product, kept as data in `catalogue/`.",
        "## From a value to a status", _status(catalogue),
        "## Projection", _projection(catalogue),
        "## Figure statuses", _figure_statuses(), "## Signs", _signs(catalogue),
        "## Rules of measurement", RULES,
        "## Measures", *_measures(catalogue),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _status(catalogue: Catalogue) -> str:
    rules = catalogue.agreement
    shown = md.table(
        ["Status", "Italian", "When"],
        [
            ["reached", "raggiunto", "A ≥ 1"],
            ["on track", "in linea", f"A ≥ P − {rules.on_track}"],
            ["slightly late", "in lieve ritardo", f"A ≥ P − {rules.slightly_late}"],
            ["late", "in ritardo", "otherwise"],
            [
                "not assessable",
                "non valutabile",
                "the value is missing or suppressed, or baseline and target are equal",
            ],
            ["too few points", "punti insufficienti", f"fewer than {rules.minimum_points} monthly values so far"],
            ["no target", "senza obiettivo", "no target is proposed for the measure and territory"],
        ],
    )
    quoted = [md.docstring(f) for f in (planned_values, planned_attainment, attainment, statuses)]
    return "\n\n".join([PLAN.strip(), shown, EXAMPLE.strip(), *quoted])


def _projection(catalogue: Catalogue) -> str:
    rules = catalogue.agreement
    told = PROJECTION.format(
        recent=rules.recent_months,
        draws=rules.draws,
        interval=f"{rules.interval:.0%}",
        seed=rules.seed,
        pace=PACE_MONTHS,
    )
    return "\n\n".join([told.strip(), *[md.docstring(f) for f in (project, limits_of, progress)]])


def _figure_statuses() -> str:
    rows = [
        ["observed", "osservato", "A source counted it."],
        ["derived", "derivato", "Computed here from observed figures."],
        ["allocated", "allocato", "A national figure split by a key. Drawn dashed."],
        ["proposed target", "obiettivo proposto", "A target nobody has agreed on yet."],
        ["demonstration", "dati dimostrativi", "Generated. It shows how the product works and says nothing of Italy."],
    ]
    return md.table(["Status", "Italian", "Meaning"], rows)


def _signs(catalogue: Catalogue) -> str:
    least = catalogue.agreement.minimum_units
    rows = [
        ["`0`", "zero was counted"],
        ["`-`", "the phenomenon does not exist, or no case was found by the source"],
        ["`....`", "exists but is not known"],
        ["`..`", "below half of the smallest digit shown"],
        ["`*`", f"suppressed: a confidential measure resting on fewer than {least} units (docs/disclosure.md)"],
    ]
    return md.table(["Sign", "Meaning"], rows)


def _measures(catalogue: Catalogue) -> list[str]:
    parts = []
    for aim in catalogue.aims:
        parts.append(f"### {aim.id}. {aim.name_en} / {aim.name_it}")
        parts += [_measure(kpi) for kpi in catalogue.kpis.values() if kpi.aim == aim.id]
    return parts


def _measure(kpi: Kpi) -> str:
    secret = "yes: small cells are suppressed" if kpi.confidential else f"no. {kpi.confidential_why}"
    rows = [
        ["definition", f"{kpi.definition_en}<br>{kpi.definition_it}"],
        ["formula", f"`{kpi.formula_en}`"],
        ["unit and base", f"{kpi.unit}; {kpi.base_en} / {kpi.base_it}"],
        ["direction, window", f"{DIRECTIONS[kpi.direction]}; {WINDOWS[kpi.window]}"],
        ["confidential", secret],
        ["feeds", md.code(kpi.feeds)],
        ["breakdowns", md.code(kpi.breakdowns)],
    ]
    if kpi.caveat_en:
        rows.append(["caution", f"{kpi.caveat_en}<br>{kpi.caveat_it}"])
    if kpi.published_indicator:
        rows.append(["taken from", f"published figures, indicator `{kpi.published_indicator}`"])
    return f"#### {kpi.name_en} / {kpi.name_it}\n\n" + md.table([f"`{kpi.id}`", ""], rows)
