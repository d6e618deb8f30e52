"""Referrals and the part of them that was accepted: the rows of their pictures, and their table."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from reads.figure_index import Cell, Cells
from texts.translator import Words
from ui.content.figure_tables import PRECISION
from ui.figures.flows.practice_exchange import Side
from ui.figures.ranking.ranking_rows import highest_first
from ui.style.theme import BADGES

NO_REFERRALS: Cell = {"name": "", "value": None, "sign": "", "status": None}
NO_SHARE: Cell = {"value": None, "sign": "", "numerator": None, "decimals": None}


def with_acceptance(rows: Iterable[Cell], cells: Cells, words: Words) -> list[Cell]:
    """Referrals by one breakdown, each with ``part`` (accepted), ``share``, ``share_sign`` and ``note``; most first.

    ``rows``: of one breakdown and month; ``cells``: figures of the same territory. Where the share is not published
    neither is its part.
    """
    joined = []
    for row in rows:
        every = cells.history("referral_acceptance", row["breakdown"], row["category"])
        share = next((one for one in every if one["month"] == row["month"]), NO_SHARE)
        published = share["value"] is not None
        text = words.figure(share, "percent") if published else words.sign(share["sign"])[0]
        joined.append(
            row
            | {
                "part": share["numerator"] if published else None, "share": share["value"], "share_sign": share["sign"],
                "share_decimals": share["decimals"], "note": words.t("accepted {share}", share=text),
            }
        )  # fmt: skip
    return sorted(joined, key=highest_first)


def by_direction(rows: Iterable[Cell], words: Words) -> list[Side]:
    """The rows of ``with_acceptance`` by direction as the two sides of a picture: to the PID, and from it."""
    found = {row["category"]: row | {"name": ""} for row in rows}
    ways = {"a PID": words.t("to the PID"), "da PID": words.t("from the PID")}
    return [Side(heading, [found.get(code, NO_REFERRALS)]) for code, heading in ways.items()]


def referrals_table(rows: Sequence[Cell], words: Words) -> pd.DataFrame:
    """The rows of ``with_acceptance`` with headings: referrals, accepted, their share, signs, precision, status."""
    shares = [
        words.figure({"value": row["share"], "decimals": row["share_decimals"]}, "percent")
        if row["share"] is not None
        else ""
        for row in rows
    ]
    return pd.DataFrame(
        {
            words.t("Category"): [row["name"] for row in rows],
            words.t("Referrals"): _whole(rows, "value"),
            words.t("Sign"): _signs(rows, "value", "sign", words),
            words.t("Accepted referrals"): _whole(rows, "part"),
            words.t("Share accepted"): shares,
            words.t("Sign of the share"): _signs(rows, "share", "share_sign", words),
            words.t("Precision"): [words.t(PRECISION.get(row["precision"], "")) for row in rows],
            words.t("Status of the figure"): [
                words.t(BADGES[row["status"]][1]) if row["status"] in BADGES else "" for row in rows
            ],
        }
    )


def _whole(rows: Iterable[Cell], name: str) -> Any:
    """Whole numbers, missing ones left missing."""
    return pd.array([None if row[name] is None else round(row[name]) for row in rows], dtype="Int64")


def _signs(rows: Iterable[Cell], value: str, sign: str, words: Words) -> list[str]:
    """The sign in the place of each missing figure; none beside a number."""
    return [words.sign(row[sign])[0] if row[value] is None else "" for row in rows]
