"""What each column of the tidy table of all figures holds, for its data dictionary: in Italian and in English."""

from typing import NamedTuple

import pyarrow as pa

from texts.translator import LANGUAGES, N_, Words

HEADINGS = ("column", "type", "description_it", "description_en")
TYPES = {"string": "text", "double": "number", "int64": "integer", "date32[day]": "date (YYYY-MM-DD)"}
COLUMNS = {
    "release": N_("Release that the row is from. A release never changes."),
    "confidentiality": N_(
        "public: figures after disclosure control. internal: figures before it, not to be passed on."
    ),
    "as_of": N_("Last day of the period that the figure is of."),
    "aim": N_("Code of the agreement's aim, A to F."),
    "aim_name": N_("Name of the aim."),
    "indicator": N_("Code of the indicator; the page Method defines it."),
    "indicator_name": N_("Full name of the indicator."),
    "territory": N_("Code of the territory (NUTS; ITFG is South and Islands)."),
    "territory_name": N_("Full name of the territory."),
    "territory_level": N_("country, area, region or province. Distinct counts are never added up across territories."),
    "istat_code": N_("ISTAT's code of the region or province, as a text: it begins with zeros."),
    "breakdown": N_("What the figure is split by: total is the whole, any other value one part of it."),
    "category": N_("Code of the part; empty for the whole."),
    "category_name": N_("Name of the part; empty for the whole."),
    "unit": N_("number, percent (0 to 100), score (0 to 4), euro, per100 (of 100), years or persons."),
    "time_window": N_(
        "cumulative: since the start of the agreement; rolling_12: the last 12 months; latest: as things stood on the "
        "day; period: the month or year alone."
    ),
    "value": N_("The figure in its unit. Empty where there is none: sign says why. Empty is never zero."),
    "sign": N_(
        "ISTAT's signs: * suppressed for confidentiality, - none, .. negligible, .... unknown. Empty beside a value."
    ),
    "precision": N_("exact, or rounded for confidentiality; empty without a value."),
    "numerator": N_("Numerator of a share, or the count itself; empty for a mean and where suppressed."),
    "denominator": N_("The base as a number: what a share or a mean is computed on."),
    "units": N_("Number of units that the figure rests on, where it may be told."),
    "base": N_("The base in words."),
    "status": N_(
        "Status of the figure: observed (counted by a source), derived (computed from observed ones), allocated (split "
        "by a key), proposed, demonstration (generated data)."
    ),
    "target": N_("Target for the day target_due_on, in the indicator's unit; for the whole alone."),
    "target_due_on": N_("Day on which the target is due."),
    "target_status": N_("proposed: by the Osservatorio; none was published with the agreement."),
    "planned": N_("What the proposed plan foresees for the day as_of."),
    "attainment": N_("Share of the way from the start to the target that has been gone: 1 is the target."),
    "progress": N_(
        "Beside the plan: reached, on_track, slightly_late, late, too_few_points, no_target, not_assessable."
    ),
    "projected_low": N_("Lower end of the interval projected for target_due_on."),
    "projected_mid": N_("Middle of the projection for target_due_on."),
    "projected_high": N_("Upper end of the interval projected for target_due_on."),
    "probability": N_("Probability, 0 to 1, that the target will be met on its day, by the projection."),
    "outlook": N_("likely, open or unlikely: by the probability, with the thresholds of the page Method."),
}  # fmt: skip


class Entry(NamedTuple):
    """A line of the dictionary, under ``HEADINGS``."""

    column: str
    kind: str
    italian: str
    english: str


def dictionary(schema: pa.Schema) -> list[Entry]:
    """The columns of a table in their order. Raises KeyError for one that nobody described."""
    italian, english = (Words(language) for language in LANGUAGES)
    return [
        Entry(field.name, TYPES[str(field.type)], italian.t(COLUMNS[field.name]), english.t(COLUMNS[field.name]))
        for field in schema
    ]
