"""One measure across territories in words: who is on the plan, who leads, who lags, who has no figure."""

import pandas as pd

from ui.periods import period_text
from ui.sentences import GOOD, SMALL_BASE
from ui.words import Words


def who_leads(frame: pd.DataFrame, italy: float | None, measure: pd.Series, names: dict[str, str], words: Words) -> str:
    """A measure across territories: how many are on the plan, the highest, the lowest, Italy, and who has no figure."""
    known = frame.dropna(subset=["value"]).sort_values("value", ascending=False)
    hidden = int((frame["sign"] == "*").sum())
    absent = len(frame) - len(known) - hidden
    if known.empty:
        return words.t("No territory has a figure.")
    unit, when = measure["unit"], period_text(known["as_of"].iloc[0], measure["period"], words)
    judged = known[known["judgement"].isin([*GOOD, "slightly_late", "late"])]
    parts = []
    if len(judged):
        good, late = int(judged["judgement"].isin(GOOD).sum()), judged[judged["judgement"] == "late"]
        slight = len(judged) - good - len(late)
        parts.append(
            words.t(
                "{when}: {good} of {count} territories are reached or on track", when=when, good=good, count=len(judged)
            )
            + (words.n("; {count} is slightly late", "; {count} are slightly late", slight) if slight else "")
            + (words.n("; {count} is late.", "; {count} are late.", len(late)) if len(late) else ".")
        )
    # a share of provinces is no sample, and the base of a published statistic is its source's concern
    ours = measure["confidential"] and measure["kind"] in {"share", "mean"}
    small = (known["denominator"] < SMALL_BASE) & bool(ours)
    firm = known[~small]
    if len(firm) > 1:
        first, last = firm.iloc[0], firm.iloc[-1]
        top = words.t("{name} ({value})", name=names[first["territory"]], value=words.figure(first, unit))
        low = words.t("{name} ({value})", name=names[last["territory"]], value=words.figure(last, unit))
        said = words.t("The figures run from {low} to {top}", low=low, top=top)
        if not len(judged):
            said = words.t("{when}: the figures run from {low} to {top}", when=when, low=low, top=top)
        if italy is not None:
            said += words.t("; Italy is at {value}", value=words.value(italy, unit))
        parts.append(said + ".")
    if small.any():
        parts.append(
            words.n(
                "{count} rests on fewer than {base} units and is left out here.",
                "{count} rest on fewer than {base} units and are left out here.",
                int(small.sum()),
                base=SMALL_BASE,
            )
        )
    if hidden:
        parts.append(
            words.n("{count} is suppressed for confidentiality.", "{count} are suppressed for confidentiality.", hidden)
        )
    if absent:
        parts.append(words.n("{count} has no data.", "{count} have no data.", absent))
    said = " ".join(parts)
    return said[:1].upper() + said[1:]
