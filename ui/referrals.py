"""Referrals beside the part of them that was accepted: the rows of their pictures and of their table."""

import pandas as pd

from ui.rows import records
from ui.tables import PRECISION
from ui.theme import BADGES
from ui.words import Words


def with_acceptance(rows: pd.DataFrame, figures: pd.DataFrame, words: Words) -> pd.DataFrame:
    """Referrals by one breakdown, each with ``part`` (accepted), ``share``, ``share_sign`` and ``note``; most first.

    ``rows``: of one breakdown and month; ``figures``: all rows of ``reads.synergy.figures``. Where the share is not
    published neither is its part.
    """
    share = figures[figures["kpi"] == "referral_acceptance"].set_index(["breakdown", "category", "month"])
    keys = list(zip(rows["breakdown"], rows["category"], rows["month"], strict=True))
    found = share.reindex(keys)[["value", "sign", "numerator", "decimals"]].reset_index(drop=True)
    found.index = rows.index
    notes = []
    for one in records(found):
        said = words.figure(one, "percent") if pd.notna(one["value"]) else words.sign(one["sign"])[0]
        notes.append(words.t("accepted {share}", share=said))
    joined = rows.assign(
        part=found["numerator"].where(found["value"].notna()), share=found["value"], share_sign=found["sign"],
        share_decimals=found["decimals"], note=notes,
    )  # fmt: skip
    return joined.sort_values(["value", "name"], ascending=[False, True], na_position="last", ignore_index=True)


def referrals_table(rows: pd.DataFrame, words: Words) -> pd.DataFrame:
    """The rows of ``with_acceptance`` with headings: referrals, accepted, their share, signs, precision, status."""
    shares = [
        words.figure({"value": value, "decimals": decimals}, "percent") if pd.notna(value) else ""
        for value, decimals in zip(rows["share"], rows["share_decimals"], strict=True)
    ]
    return pd.DataFrame(
        {
            words.t("Category"): rows["name"],
            words.t("Referrals"): rows["value"].astype("Float64").astype("Int64"),
            words.t("Sign"): _signs(rows["value"], rows["sign"], words),
            words.t("Accepted referrals"): rows["part"].astype("Float64").astype("Int64"),
            words.t("Share accepted"): shares,
            words.t("Sign of the share"): _signs(rows["share"], rows["share_sign"], words),
            words.t("Precision"): [words.t(PRECISION[p]) if p in PRECISION else "" for p in rows["precision"]],
            words.t("Status of the figure"): [words.t(BADGES[s][1]) if s in BADGES else "" for s in rows["status"]],
        }
    )


def _signs(values: pd.Series, signs: pd.Series, words: Words) -> list[str]:
    """The sign in the place of each missing figure; none beside a number."""
    return [words.sign(sign)[0] if pd.isna(value) else "" for value, sign in zip(values, signs, strict=True)]
