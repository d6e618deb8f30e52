"""What the operator of a server sets about the service: who runs it, its accessibility statement, whom to write to.

AgID's form for accessibility asks a public body for the statement and for a way to report a barrier. Both belong to
whoever publishes the service, so they are settings; where one is not set the pages say so and lead to page Metodo.
"""

import os
import re

from texts.translator import Words

OPERATOR = "OSSERVATORIO_OPERATOR"
STATEMENT = "OSSERVATORIO_ACCESSIBILITY"  # address of the declaration, as AgID's form gives it
CONTACT = "OSSERVATORIO_CONTACT"
MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
ADDRESS = re.compile(r"https?://[^\s<>\"]+")


def operator() -> str:
    """Who runs the service; empty where it is not set."""
    return os.environ.get(OPERATOR, "").strip()


def accessibility_statement() -> str:
    """The address of the accessibility statement; empty where none is set or what is set is no web address."""
    address = os.environ.get(STATEMENT, "").strip()
    return address if ADDRESS.fullmatch(address) else ""


def contact(words: Words) -> str:
    """Whom to write to, in words: what the operator set, otherwise who runs the service."""
    return os.environ.get(CONTACT, "").strip() or words.t("whoever runs this service")


def contact_address() -> str:
    """What a link for reporting a barrier leads to: an e-mail or web address; empty where none is set."""
    text = os.environ.get(CONTACT, "").strip()
    if MAIL.fullmatch(text):
        return f"mailto:{text}"
    return text if ADDRESS.fullmatch(text) else ""
