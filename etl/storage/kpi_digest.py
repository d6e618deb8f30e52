"""What a measure means in a release, as hashes: two releases that agree in them differ by their data alone."""

import hashlib

from catalogue.load import Catalogue
from etl.storage.code_digest import judging_digest, method_digest


def definitions_of(catalogue: Catalogue) -> dict[str, str]:
    """For each measure the hash of what turns data into its values: definition, rules, code lists and code.

    Names, cautions and the base it is shown with are words on a screen and stay out.
    """
    agreement = catalogue.agreement
    ruled = (agreement.window_start, agreement.window_end, agreement.disclosure, dict(agreement.level_bounds))
    lists = [(name, entries.rows, entries.spellings) for name, entries in sorted(catalogue.code_lists.items())
             if name != "kpis"]  # fmt: skip
    shared = _hash(ruled, catalogue.linkage, lists, method_digest())
    return {
        kpi.id: _hash(
            (kpi.definition_it, kpi.definition_en, kpi.formula_it, kpi.formula_en),
            (kpi.unit, kpi.kind, kpi.window, kpi.change, kpi.confidential, kpi.public_base, kpi.period),
            (kpi.rules, kpi.units, dict(kpi.sources), kpi.opens, kpi.since, kpi.provinces),
            [(name, catalogue.feeds[name].digest) for name in kpi.feeds],
            shared,
        )
        for kpi in catalogue.kpis.values()
    }


def judging_of(catalogue: Catalogue) -> str:
    """The hash of what turns a value and its plan into a status: thresholds and code."""
    rules = catalogue.agreement
    return _hash(rules.on_track, rules.slightly_late, rules.minimum_points, rules.implausible, judging_digest())


def _hash(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()
