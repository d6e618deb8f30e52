"""What an attacker knows across measures and across releases: equal counts, parts of others, and files added.

All of it is added to one system of ``tests/helpers/linear_system.py``, in which ``Outsider`` sees single measures.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from catalogue.model import DisclosureRules
from tests.helpers.linear_system import Secret, System, given_away
from tests.helpers.outsider import CELL, Outsider

COUNT, BASE = "numerator", "denominator"
Key = tuple[object, ...]


@dataclass(frozen=True)
class Link:
    """One count is, in each cell that both have, at most another one; or the same."""

    part: tuple[str, str]  # measure, and which of its counts
    whole: tuple[str, str]
    equal: bool = False


# From the definitions of the measures, which are public.
LINKS = (
    Link(("coops_reached_12m", COUNT), ("coops_reached", COUNT)),
    Link(("coops_accompanied", COUNT), ("coops_reached", COUNT)),
    Link(("coop_penetration", COUNT), ("coops_reached", COUNT)),
    Link(("coops_assessed", COUNT), ("coops_reached", COUNT)),
    Link(("maturity_mean", BASE), ("coops_assessed", COUNT), equal=True),
    Link(("maturity_specialist_plus", BASE), ("coops_assessed", COUNT), equal=True),
    Link(("technology_adoption", BASE), ("coops_assessed", COUNT), equal=True),
    Link(("coops_reassessed", COUNT), ("coops_assessed", COUNT)),
    Link(("maturity_gain", BASE), ("coops_reassessed", COUNT)),
    Link(("referrals", COUNT), ("coop_content_share", BASE)),
    Link(("referral_acceptance", BASE), ("referrals", COUNT), equal=True),
    Link(("joint_actions", COUNT), ("coop_content_share", BASE)),
)


def variables(seen: Outsider, what: str) -> dict[Key, int]:
    """The variable of one count, by month, territory, breakdown and category."""
    own = seen.count if what == COUNT else seen.base
    keys = seen.cells[CELL[1:]].itertuples(index=False, name=None)
    return {tuple(key): one for key, one in zip(keys, own, strict=True) if one is not None}


def link_measures(seen: Mapping[str, Outsider], links: Sequence[Link] = LINKS) -> int:
    """Add what the links tell of the measures seen, of those that no true figure contradicts; returns how many hold."""
    held = 0
    for link in links:
        if not {link.part[0], link.whole[0]} <= seen.keys():
            continue
        part, whole = (variables(seen[kpi], what) for kpi, what in (link.part, link.whole))
        true = [seen[kpi].cells.set_index(CELL[1:])[f"{what}_true"] for kpi, what in (link.part, link.whole)]
        gap = (true[0] - true[1]).dropna()
        if (gap > 0).any() or (link.equal and (gap < 0).any()):
            continue
        held += 1
        for key in part.keys() & whole.keys():
            system = seen[link.part[0]].system
            system.know({part[key]: 1.0, whole[key]: -1.0}, 0.0)
            if link.equal:
                system.know({part[key]: -1.0, whole[key]: 1.0}, 0.0)
    return held


def link_releases(
    before: Outsider, after: Outsider, may_differ: Callable[[Key], bool], step_within: float = 0.0
) -> list[Secret]:
    """Add what a changed file tells: other cells are the same; returns the steps of those that may differ.

    ``may_differ`` takes month, territory, breakdown and category. The attacker also knows, where it is so, that the
    file adds records and takes none away.
    """
    steps = []
    for what in (COUNT, BASE):
        if before.cells["kind"].iloc[0] == "mean" and what == COUNT:
            continue  # a sum of scores
        old, new = variables(before, what), variables(after, what)
        was, now = (seen.cells.set_index(CELL[1:])[f"{what}_true"].to_dict() for seen in (before, after))
        both = old.keys() & new.keys()
        grows = all(now[key] >= was[key] for key in both)
        for key in both:
            if not may_differ(key):
                assert now[key] == was[key], key
                after.system.know({new[key]: 1.0, old[key]: -1.0}, 0.0)
            if grows or not may_differ(key):
                after.system.know({new[key]: -1.0, old[key]: 1.0}, 0.0)
            if may_differ(key):
                name = "/".join(map(str, (after.cells["kpi"].iloc[0], *key, what, "step")))
                steps.append(Secret({new[key]: 1.0, old[key]: -1.0}, float(now[key] - was[key]), name, step_within))
    return steps


def attacked(
    releases: Sequence[pd.DataFrame], truths: Sequence[pd.DataFrame], above: Mapping[str, str], rules: DisclosureRules,
    may_differ: Callable[[Key], bool] = lambda key: True, *, apart: Callable[[str], bool] = lambda kpi: False,
) -> list[str]:  # fmt: skip
    """What one or two releases, with all their measures side by side, give away.

    ``releases``: rows of kpi_published with kind, public_base and running; ``truths``: the same before disclosure
    control. ``apart``: measures that are left out.
    """
    system, secrets = System(), []
    views: list[dict[str, Outsider]] = []
    for published, truth in zip(releases, truths, strict=True):
        own = {str(kpi): rows for kpi, rows in published.groupby("kpi") if not apart(str(kpi))}
        views.append({
            kpi: Outsider(rows, above, rules, truth[truth["kpi"] == kpi], system=system) for kpi, rows in own.items()
        })  # fmt: skip
        link_measures(views[-1])
    for view in views:
        for seen in view.values():
            secrets += seen.secrets()
    if len(views) > 1:
        before, after = views
        for kpi in before.keys() & after.keys():
            secrets += link_releases(before[kpi], after[kpi], may_differ)
    return given_away(system, secrets)
