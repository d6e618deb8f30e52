"""The header and the footer of every page: whose product it is, and where barriers are told."""

from texts.translator import Words
from ui.state.service import accessibility_statement, contact_address, operator
from ui.style import html

PRODUCT = "Osservatorio COOP 4.0"
ACCESSIBILITY = "accessibilita"  # the section of page Metodo


def masthead(words: Words, parameters: dict[str, str], release: str = "") -> None:
    """The band at the head of a page: the product, which leads to the first page, and whose agreement it observes.

    It says the language too: the script of the page marks the whole document with it where a reader changes it. And it
    says the release that is read: the script tells it to a server that was started anew and forgot the session.
    """
    html.show(
        "masthead.html",
        lang=words.lang,
        release=release,
        product=PRODUCT,
        home=html.page_address("./", parameters),
        whose=words.t("On the agreement between Unioncamere and the Alliance of Italian Cooperatives"),
        operator=operator(),
    )


def footer(words: Words, parameters: dict[str, str]) -> None:
    """The band at the foot of a page. A setting that the operator left out leads to page Metodo, which says so."""
    method = html.page_address("metodo", parameters)
    here = f"{method}#{ACCESSIBILITY}"
    links = (
        (accessibility_statement() or here, words.t("Accessibility statement")),
        (contact_address() or here, words.t("Report a barrier")),
        (method, words.t("How it is calculated")),
        (html.page_address("dati", parameters), words.t("Where the data come from")),
    )
    runs = operator()
    html.show(
        "footer.html",
        product=PRODUCT,
        whose=words.t(
            "It observes the agreement of June 2018 between Unioncamere and the Alliance of Italian Cooperatives "
            "(AGCI, Confcooperative, Legacoop)."
        ),
        runs=words.t("Run by {operator}.", operator=runs) if runs else words.t("Who runs this service is not stated."),
        links=links,
        label=words.t("About the service"),
    )
