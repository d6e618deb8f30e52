"""What the method page states besides the agreement: rules of measurement, limits, licences, access, how to cite."""

from texts.translator import N_, Words
from ui.figures.maps.boundaries import CREDIT
from ui.state.service import accessibility_statement, contact
from ui.views.metodo.model import Item, Section

RULES = (
    N_("Every figure carries its status: nothing is shown or exported without it."),
    N_("Missing, suppressed and zero are three things: none is ever drawn or counted as another."),
    N_("A percentage is shown with its base, a mean with the number of units it rests on."),
    N_("Distinct cooperatives are counted anew for each territory and period, never added up from parts."),
    N_("Statuses are never averaged: a group of indicators shows how many are in each."),
    N_("No target was published with the agreement: every target here is proposed and says so."),
    N_("The date of a figure is the last month with data, or the date asked for; the computer's clock drives nothing."),
    N_("Planned entries are hiring intentions of firms, not vacancies; yearly and monthly editions are not chained."),
    N_("Skills required and skills of high importance are two bases, never mixed."),
    N_("The 60,000 posts are a statement of June 2018 about all firms: a regional part is allocated and says so."),
    N_("The 3 million workers are an exposure over 15 years: they share no axis with one year's vacancies."),
    N_("Where a source changed its definition the break is marked, and no line crosses it."),
    N_("Who assesses their digital maturity chose to do so; a gain compares the same cooperatives twice."),
    N_("Voucher money set aside, granted and paid are three measures."),
    N_("The stock of cooperatives has several definitions: the denominator of a rate is named beside it."),
    N_("A record stays with the chamber that sent it, and counts for its successor too."),
)
ACCESSIBILITY = "accessibilita"  # the footer of every page leads there
LIMITS = (
    N_("It does not show that the agreement caused a change: there is no group of cooperatives without it."),
    N_("It counts what PID and associations sent: a service that nobody recorded does not exist here."),
    N_("SELFI4.0 results speak of who answered, not of all cooperatives."),
    N_("Combinations of breakdowns (an association within a sector, a direction with a body) are not published."),
    N_("Breakdowns exist for Italy, areas and regions; provinces have totals alone."),
    N_("Vouchers are recognised in the State-aid register by tax code, otherwise by name: some are missed."),
    N_("The years of figures published by others differ: each says its own period."),
    N_("A projection is no forecast of decisions: it prolongs the recent months."),
)
LICENCES = (
    N_("Statistics of ISTAT: CC BY."),
    N_("Lists of ISTAT: comuni 2020 CC BY 3.0 IT; ATECO 2007, 2022, 2025 CC BY 4.0."),
    CREDIT,
    N_("Figures published by others belong to their publishers and are quoted with their source."),
    N_("No licence has been stated for the Osservatorio's own figures: ask before you publish them elsewhere."),
)
ACCESS_MET = (
    N_("Every picture has an alternative text made from its data, and a table with the same data."),
    N_("Statuses, signs and associations have a word or a shape: nothing rests on colour alone."),
    N_("Every choice is a list that works from the keyboard; a map's territories are in the list Territory too."),
    N_("Titles are headings in order; light and dark follow the system or the reader's choice."),
)
ACCESS_LACKING = (
    N_("A territory is chosen on the map with a pointing device alone: the keyboard uses the list."),
    N_("Text inside pictures has a size of its own: it grows with the zoom of the page alone."),
    N_("Hover texts are not reached from the keyboard: the table below each picture holds the same figures."),
    N_("Tables are drawn on a canvas: with some screen readers the CSV file is easier to read."),
    N_("Nobody outside has assessed these pages: the aim is WCAG 2.1 AA."),
)


def statements(release: str, as_of: str, words: Words) -> list[Section]:
    """Rules, limits, licences, accessibility and how to cite, each a section of plain sentences."""
    cited = words.t(
        "Osservatorio COOP 4.0, [indicator], [territory], figures up to {day}, release {release}, "
        "[status of the figure]",
        day=as_of,
        release=release,
    )
    feedback = words.t("To report a barrier, or to ask for data in another form: {contact}.", contact=contact(words))
    return [
        Section(words.t("Rules of measurement"), _lines(RULES, words)),
        Section(words.t("What it cannot say"), _lines(LIMITS, words)),
        Section(words.t("Licences"), _lines(LICENCES, words)),
        Section(
            words.t("Accessibility"),
            (
                *[Item(item.text, words.t("met")) for item in _lines(ACCESS_MET, words)],
                *[Item(item.text, words.t("not met")) for item in _lines(ACCESS_LACKING, words)],
                Item(_declaration(words)),
                Item(feedback),
            ),
            ACCESSIBILITY,
        ),
        Section(
            words.t("How to cite a figure"),
            (
                Item(cited),
                Item(words.t("A release never changes: its name in the address opens the same figures again.")),
                Item(words.t("Of a figure that others published, cite its publisher; it stands under each picture.")),
            ),
        ),
    ]


def _declaration(words: Words) -> str:
    """Where the accessibility statement is, or that there is none: no form is claimed that was not filled in."""
    address = accessibility_statement()
    if address:
        return words.t("The accessibility statement of this service: {address}", address=address)
    return words.t(
        "Whoever runs this service has published no accessibility statement. Public bodies owe one, on AgID's form."
    )


def _lines(msgids: tuple[str, ...], words: Words) -> tuple[Item, ...]:
    return tuple(Item(words.t(msgid)) for msgid in msgids)
