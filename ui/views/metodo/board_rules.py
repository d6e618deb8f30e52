"""The rules of the board's two further columns, outlook and variation, as a section of sentences."""

from catalogue.model import Agreement
from texts.translator import Words
from ui.views.metodo.model import Item, Section


def outlook_section(agreement: Agreement, words: Words) -> Section:
    """The two further questions of the board: will the target be met, and does the monthly flow move."""
    rules = agreement.variation
    likely, unlikely = (
        words.percent(100 * share, 2) for share in (agreement.outlook_likely, agreement.outlook_unlikely)
    )
    return Section(
        words.t("Outlook and variation"),
        (
            Item(
                words.t(
                    "The outlook is the probability of meeting the target by its day: likely from {likely}, unlikely "
                    "below {unlikely}, open between. The status says where a measure stands today beside its plan.",
                    likely=likely, unlikely=unlikely,
                )
            ),
            Item(
                words.t(
                    "The variation says whether the monthly flow moves beyond its usual noise (XmR chart): of a "
                    "cumulated figure its monthly step, of any other the figure itself, over the last {months} months.",
                    months=rules.months,
                )
            ),
            Item(
                words.t(
                    "It moves where the last month lies beyond 2.66 mean moving ranges from the mean, where two of the "
                    "last three lie beyond two thirds of that on one side, or where {run} months lie on one side of "
                    "the mean or all rise or fall.",
                    run=rules.run,
                )
            ),
            Item(
                words.t(
                    "With fewer than {fewest} months nothing is said; with fewer than {provisional} the limits are "
                    "provisional. A change that rounding alone could make is none.",
                    fewest=rules.fewest, provisional=rules.provisional,
                )
            ),
        ),
    )  # fmt: skip
