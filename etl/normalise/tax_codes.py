"""The check of an organisation's tax code, run once per distinct value."""

from stdnum.exceptions import ValidationError
from stdnum.it import iva

DIGITS = 11


def organisation_tax_code(text: str) -> str | None:
    """Return the 11 digits of an organisation's tax code, or None when it is not one.

    A spreadsheet drops leading zeros: they are put back. A person's 16-character code is refused, so that
    no natural person's code is ever stored. The check digit is verified by python-stdnum.
    """
    digits = "".join(text.split()).removeprefix("IT")
    if not digits.isdigit() or len(digits) > DIGITS:
        return None
    try:
        return str(iva.validate(digits.zfill(DIGITS)))
    except ValidationError:
        return None


CHECKS = {"organisation_tax_code": organisation_tax_code}
