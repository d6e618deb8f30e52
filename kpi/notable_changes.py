"""Which changes between two releases are notable, so that a sentence is written about them, and for which reason."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from catalogue.model import Agreement

REASONS = ("judgement", "plan", "visibility", "restated", "change")


@dataclass(frozen=True)
class NotableRules:
    """``journey``: share of the way from baseline to target; ``relative``: of the former figure, without a plan.

    ``revision``: share of either, for changes of figures that were already published.
    """

    journey: float
    relative: float
    revision: float

    @classmethod
    def of(cls, agreement: Agreement) -> Self:
        """The thresholds of an agreement."""
        return cls(agreement.notable_journey, agreement.notable_relative, agreement.notable_revision)


def reasons(changes: pd.DataFrame, rules: NotableRules) -> NDArray[np.object_]:
    """The first of REASONS that holds for each row of ``kpi.compare.compare``, '' where the change is not notable.

    judgement: another status; plan: another plan; visibility: a figure appeared, is gone, or is suppressed on one side
    alone; restated: published figures changed by ``revision`` or more; change: the figure changed by ``journey`` of
    the way from baseline to target, or without a plan by ``relative`` of the former figure. A change from zero is
    notable whatever its size.
    """
    amounts = {name: _floats(changes[name]) for name in changes.columns if str(changes[name].dtype) == "Int64"}
    journeys = [np.abs(amounts[f"goal_{side}"] - amounts[f"baseline_{side}"]) for side in ("before", "after")]
    journey = np.fmax(*journeys)
    planned = journey > 0
    whole = np.where(planned, journey, np.abs(amounts["before"]))
    compared = (changes["state"] == "compared").to_numpy()
    restated = np.abs(amounts["revision"]) + np.abs(amounts["definition"]) + np.abs(amounts["unseparated"])
    one_side = changes["sign_before"].fillna("") != changes["sign_after"].fillna("")
    seen = changes["as_of_before"].notna() & changes["as_of_after"].notna()
    judged = changes["judgement_before"].fillna("") != changes["judgement_after"].fillna("")
    conditions = [
        (seen & judged & (changes["state"] == "compared")).to_numpy(),
        changes["replanned"].to_numpy(dtype=bool),
        (changes["state"].isin(("appeared", "gone")) | ((changes["state"] == "suppressed") & one_side)).to_numpy(),
        compared & (restated > 0) & (restated >= rules.revision * whole),
        compared & (amounts["change"] != 0)
        & (np.abs(amounts["change"]) >= np.where(planned, rules.journey, rules.relative) * whole),
    ]  # fmt: skip
    return np.select(conditions, list(REASONS), default="").astype(object)


def _floats(column: pd.Series) -> NDArray[np.float64]:
    return column.to_numpy(dtype=np.float64, na_value=np.nan)
