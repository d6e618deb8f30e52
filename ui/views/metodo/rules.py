"""The rules behind the figures as sections of sentences; every threshold is read from the release's agreement."""

from catalogue.model import Agreement
from texts.labels import level_names
from texts.translator import N_, SIGNS, Words
from ui.style.theme import BADGES, STATUSES
from ui.views.metodo.board_rules import outlook_section
from ui.views.metodo.model import Item, Section

BADGE_MEANINGS = {
    "observed": N_("A source counted it."),
    "derived": N_("Computed here from observed figures."),
    "allocated": N_("A national figure split by a key: drawn dashed and labelled."),
    "proposed": N_("A target that nobody has agreed on yet."),
    "demonstration": N_("Generated: it shows how the product works and says nothing of Italy."),
}
PARTY_SOURCE = {"statement": N_("a statement to the press")}


def agreement_section(agreement: Agreement, words: Words) -> Section:
    """What was agreed, when, by whom, and what the targets are."""
    title = agreement.title_it if words.lang == "it" else f"{agreement.title_en} ({agreement.title_it})"
    sources = [f"{name} ({words.t(PARTY_SOURCE.get(kind, kind))})" for name, kind in agreement.sources]
    return Section(
        words.t("The agreement"),
        (
            Item(title, words.t("Title")),
            Item(words.list_of(agreement.parties), words.t("Parties")),
            Item(words.day(agreement.announced_on), words.t("Made public on")),
            Item(
                words.t(
                    "from {start} to {end}, both days included",
                    start=words.day(agreement.window_start),
                    end=words.day(agreement.window_end),
                ),
                words.t("Window"),
            ),
            Item(words.list_of(sources), words.t("Source")),
            Item(words.t(BADGES[agreement.targets_status][1]), words.t("What every target is"),
                 BADGES[agreement.targets_status][0]),
        ),
    )  # fmt: skip


def conditions(agreement: Agreement, words: Words) -> dict[str, str]:
    """When a measure has each of the statuses, with the agreement's thresholds."""
    rules = {
        "on_track": words.t("A ≥ P − {threshold}", threshold=words.number(agreement.on_track)),
        "slightly_late": words.t("A ≥ P − {threshold}", threshold=words.number(agreement.slightly_late)),
        "too_few_points": words.n(
            "fewer than {count} monthly value so far", "fewer than {count} monthly values so far",
            agreement.minimum_points,
        ),
    }  # fmt: skip
    fixed = {
        "reached": words.t("1 ≤ A < {threshold}", threshold=words.number(agreement.implausible)),
        "to_review": words.t(
            "A ≥ {threshold}: the data exceed the target several times over",
            threshold=words.number(agreement.implausible),
        ),
        "late": words.t("A below that"),
        "not_assessable": words.t("no value, a suppressed one, or a target that is not beyond the baseline"),
        "no_target": words.t("nothing is proposed for the indicator and territory"),
    }
    return {status: (rules | fixed)[status] for status in STATUSES}


def status_section(agreement: Agreement, words: Words) -> Section:
    """From a value to a status beside the plan."""
    intro = [
        words.t("A plan is a baseline, dated milestones and a target; between them it is a straight line."),
        words.t("A is the share of the journey from baseline to target that was made, P the share that the plan "
                "foresees by the day. Neither depends on the unit."),
        words.t("A figure is judged by the plan that held on its own date; statuses are counted, never averaged."),
    ]  # fmt: skip
    when = conditions(agreement, words)
    items = [Item(when[status], words.t(word), glyph) for status, (glyph, word) in STATUSES.items()]
    return Section(words.t("From a value to a status"), (*map(Item, intro), *items))


def projection_section(agreement: Agreement, words: Words) -> Section:
    """How a projection is made, and what it assumes."""
    return Section(
        words.t("Projection"),
        (
            Item(
                words.t(
                    "It goes by the steps between neighbouring months of the last {months}. Its band holds the figure "
                    "{share} of the times; its middle and the probability of reaching the target come from the same "
                    "curve.",
                    months=agreement.recent_months,
                    share=words.percent(100 * agreement.interval, 0),
                )
            ),
            Item(
                words.t(
                    "The recent pace is the mean monthly change of the last {months} months.",
                    months=words.release.pace_months,
                )
            ),
            Item(words.t("It assumes that the coming months resemble the last ones; it knows nothing of new money.")),
            Item(words.t("A month without a figure is a gap, and a yearly figure is not projected.")),
        ),
    )


def maturity_section(agreement: Agreement, words: Words) -> Section:
    """The cut-offs of the levels of digital maturity."""
    names = level_names(words)
    ordered = sorted(agreement.level_bounds.items(), key=lambda one: one[1])
    bounds = [
        Item(words.t("from a score of {bound}", bound=words.number(bound)), names.get(level, level))
        for level, bound in ordered
    ]
    assumed = words.t("Assumption: the cut-offs of the SELFI4.0 levels are not public.")
    given = words.t("The cut-offs are those of the source.")
    origin = Item(assumed if agreement.cutoffs_assumed else given)
    return Section(words.t("Levels of digital maturity"), (origin, *bounds))


def comparison_section(agreement: Agreement, words: Words) -> Section:
    """Which changes between two releases count as notable."""
    share = {name: words.percent(100 * value) for name, value in (
        ("journey", agreement.notable_journey), ("relative", agreement.notable_relative),
        ("revision", agreement.notable_revision),
    )}  # fmt: skip
    return Section(
        words.t("What counts as a change between two releases"),
        (
            Item(words.t("With a plan: a change of at least {journey} of the journey.", **share)),
            Item(words.t("Without a plan: a change of at least {relative} of the former figure.", **share)),
            Item(words.t("Of figures already published: a revision of at least {revision}.", **share)),
        ),
    )


def disclosure_section(agreement: Agreement, words: Words) -> Section:
    """Which figures of confidential measures are suppressed or rounded."""
    rules = agreement.disclosure
    items = [
        words.t("It regards PID activity, assessments, COOP 4.0 services and training; public registers and figures "
                "published by others are exempt, and each indicator says why."),
        words.t("Suppressed (*): what rests on fewer than {units} cooperatives, a count or a mean of fewer than "
                "{small}, a sum of which one has more than {share}.", units=rules.minimum_units,
                small=words.number(rules.rounding / 2), share=words.percent(100 * rules.dominance, 0)),
        words.t("Shares with a base under {base} are suppressed.", base=words.number(rules.share_base)),
        words.t("Counts are rounded to the nearest {step}, those of Italy too; a zero is told as zero.",
                step=words.number(rules.rounding)),
        words.t("Percentages with a base under {base} have no decimals; means of fewer than {units} units have one.",
                base=words.number(rules.whole_percent_below), units=words.number(rules.mean_tenths_below)),
        words.t("Where what is told would still give a hidden figure away, the smallest neighbour is hidden too.")
        if rules.complementary else words.t("Neighbours of a hidden figure are not hidden."),
        words.t("Not protected: who already knows some of the cooperatives, or guesses that a lone * is small."),
    ]  # fmt: skip
    return Section(words.t("Confidentiality"), tuple(map(Item, items)))


def sections(agreement: Agreement, words: Words) -> list[Section]:
    """Every section whose thresholds are the agreement's, in the order of the page."""
    makers = (
        agreement_section,
        status_section,
        projection_section,
        outlook_section,
        maturity_section,
        comparison_section,
    )
    return [make(agreement, words) for make in (*makers, disclosure_section)]


def signs_section(words: Words) -> Section:
    """The signs in the place of a figure, and the statuses of figures with their shapes."""
    signs = [Item(words.t(meaning), sign) for sign, meaning in SIGNS.items()]
    badges = [Item(words.t(BADGE_MEANINGS[name]), words.t(word), glyph) for name, (glyph, word) in BADGES.items()]
    zero = Item(words.t("zero was counted: it is a figure like any other"), words.number(0))
    return Section(words.t("Signs, and statuses of figures"), (zero, *signs, *badges))
