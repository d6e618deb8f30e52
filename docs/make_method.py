"""Generates docs/method.md: how a status and a projection are computed, and every measure with its definition."""

import hard_cases
import md
import method_projection
import method_territories

from catalogue import Catalogue
from catalogue.model import Kpi
from catalogue.rules import Amount, Condition, Rule
from kpi.plan import attainment, planned_attainment, planned_values
from kpi.scenario import SPREAD, course, placed, years_to_close
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

A does not depend on the unit. Falling measures need no rule of their own: their journey is negative. Where the target
lies on the wrong side of the baseline there is no journey, and no status: a fall is no progress. A status is
looked for in this order: too few points, not assessable, reached, on track, slightly late, late. The thresholds are
data (`catalogue/agreement.yaml`).
"""
AMENDED = """
### Amended plans

A plan holds from a first day (`valid_from`). An amendment is a decision with a later first day: it gives the dates that
it changes or adds, and the others stand as they were. A figure is judged by the plan that held on its own date, so an
amendment never changes a judgement already made. Every plan stays in the release (`kpi_target`: the decisions as they
came; `kpi_plan`: the whole path in force from each decision on) and on the page of its measure, with who decided and
why. Before the first plan there is no target.

### Hard cases
"""
SCENARIO = """
The page on skills answers "what if" from a published gap: how much of it would be left after each year, if so many
training places were offered, so many of their holders qualified, and so many of these filled a post of the gap. It is
arithmetic on assumptions, the same every year, and says nothing of what will happen. The two shares are moved by
{points} points down and up together; the band lies between. New posts may join the gap each year. The first values of
the assumptions are this product's own, and no source gives them for cooperatives. A gap of one year's entries or
graduates is taken as a fixed number, and the page says so.
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
SUPPORTING = """
Counts that a page needs beside the indicators of the agreement. They have a definition, a base and a caution, pass
disclosure control and can be traced as all do. They have no target and no status, and are in no list, number or
comparison of indicators.
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
        "## Projection", method_projection.text(catalogue.agreement),
        "## Territories beside each other", method_territories.text(),
        "## Skills scenario", _scenario(),
        "## Figure statuses", _figure_statuses(), "## Signs", _signs(catalogue),
        "## Rules of measurement", RULES,
        "## Measures", *_measures(catalogue),
        "## Supporting measures", SUPPORTING, *_supporting(catalogue),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def _status(catalogue: Catalogue) -> str:
    rules = catalogue.agreement
    shown = md.table(
        ["Status", "Italian", "When"],
        [
            ["reached", "raggiunto", f"1 ≤ A < {rules.implausible}"],
            ["on track", "in linea", f"A ≥ P − {rules.on_track}"],
            ["slightly late", "in lieve ritardo", f"A ≥ P − {rules.slightly_late}"],
            ["late", "in ritardo", "otherwise"],
            [
                "target to be reviewed",
                "obiettivo da rivedere",
                f"A ≥ {rules.implausible}: the data exceed the target several times over, which says something of the "
                "target and not of the measure; it is counted apart from reached",
            ],
            [
                "not assessable",
                "non valutabile",
                "the value is missing or suppressed, or the target is not beyond the baseline in the good direction",
            ],
            ["too few points", "punti insufficienti", f"fewer than {rules.minimum_points} monthly values so far"],
            ["no target", "senza obiettivo", "no target is proposed for the measure and territory, or none held yet"],
        ],
    )
    quoted = [md.docstring(f) for f in (planned_values, planned_attainment, attainment, statuses)]
    return "\n\n".join([PLAN.strip(), shown, *quoted, AMENDED.strip(), hard_cases.text()])


def _scenario() -> str:
    introduction = SCENARIO.format(points=round(100 * SPREAD)).strip()
    return "\n\n".join([introduction, *[md.docstring(f) for f in (placed, course, years_to_close)]])


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
    least = catalogue.agreement.disclosure.minimum_units
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
        parts += [_measure(kpi) for kpi in catalogue.kpis.values() if kpi.aim == aim.id and not kpi.supporting]
    return parts


def _supporting(catalogue: Catalogue) -> list[str]:
    return [_measure(kpi) for kpi in catalogue.kpis.values() if kpi.supporting]


def _measure(kpi: Kpi) -> str:
    secret = "yes: small cells are suppressed" if kpi.confidential else f"no. {kpi.confidential_why_en}"
    rows = [
        ["definition", f"{kpi.definition_en}<br>{kpi.definition_it}"],
        ["formula", f"`{kpi.formula_en}`"],
        ["unit and base", f"{kpi.unit}; {kpi.base_en} / {kpi.base_it}"],
        ["direction, window", f"{DIRECTIONS[kpi.direction]}; {WINDOWS[kpi.window]}"],
        ["confidential", secret],
        ["feeds", md.code(kpi.feeds)],
        ["breakdowns", md.code(kpi.breakdowns)],
        *([["counted from", "<br>".join(map(_rule, kpi.rules))]] if kpi.rules else []),
    ]
    if kpi.caveat_en:
        rows.append(["caution", f"{kpi.caveat_en}<br>{kpi.caveat_it}"])
    if kpi.places_why_en:
        rows.append(["without territories", f"{kpi.places_why_en}<br>{kpi.places_why_it}"])
    if kpi.published_indicator:
        rows.append(["taken from", f"published figures, indicator `{kpi.published_indicator}`"])
    return f"#### {kpi.name_en} / {kpi.name_it}\n\n" + md.table([f"`{kpi.id}`", ""], rows)


def _rule(rule: Rule) -> str:
    """One rule of a measure: its events, which of them count, and what each adds."""
    adds = [
        f"{side} {'− ' if rule.minus else ''}{_amount(amount)}"
        for side, amount in (("numerator", rule.numerator), ("denominator", rule.denominator))
        if amount
    ]
    counted = [f"each `{rule.once}` once"] if rule.once else []
    part = [f"part of `{rule.breakdown}` alone"] if rule.breakdown else []
    which = f" where {_conditions(rule.where)}" if rule.where else ""
    return "; ".join([f"`{rule.events}`{which}", *adds, *counted, *part])


def _amount(amount: Amount) -> str:
    if amount.tests:
        return f"1 if {_conditions(amount.tests)}"
    return f"`{amount.column}`" if amount.column else "1"


def _conditions(tests: tuple[Condition, ...]) -> str:
    return " and ".join(_condition(test) for test in tests)


def _condition(test: Condition) -> str:
    if isinstance(test.wanted, bool):
        return f"`{test.column}`" if test.wanted else f"not `{test.column}`"
    if isinstance(test.wanted, tuple):
        return f"`{test.column}` is {' or '.join(f'`{code}`' if code else 'empty' for code in test.wanted)}"
    return f"`{test.column}` {test.wanted}"
