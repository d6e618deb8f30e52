"""The part of docs/method.md on territories: rates, places within rounding, and the funnel of provinces."""

import md

from kpi.funnel import limits
from kpi.rank_range import places

RATES = """
Counts of what the programme did are compared as rates: the count times 1,000 over `coops_active`, the active
cooperatives of the register in the same territory, category and month. A rate is suppressed where the count is, and
as exact as the count: of one rounded to tens the true rate lies up to 5,000 / active cooperatives away. Statistics of
others are no counts of the programme and stay as published. A measure that no region or province can have says why
(`places_why_it` and `places_why_en` of its file).

All figures that stand beside each other are of one date. Where Italy's latest figure is of another date than the
regions', it is left out.
""".strip()
PLACES = """
A published figure is known to its rounding. What two territories can be told apart by is the range in which the true
figure lies: of a rounded count of 10 it is 5 to 14, of a share its least and greatest quotient, of an exact figure
half a unit of its last written decimal. A place is written as a range (`3–6`) where the ranges leave the order open.
""".strip()
FUNNEL = """
A share of few cases strays far by chance. The funnel draws each province by the number that its figure rests on,
around Italy's figure, with the limits within which 95 % and 99.8 % of places lie that differ from Italy by chance
alone: of a share by the binomial distribution, of a rate by Poisson's. Means and sums of money have no funnel:
neither says how much a single case varies. The limits take cases for independent of each other; where they come in
groups, more provinces lie outside.
""".strip()


def text() -> str:
    """Three parts, each with what the code says of itself."""
    return "\n\n".join([RATES, PLACES, md.docstring(places), FUNNEL, md.docstring(limits)])
