"""Referrals and the part of them that was accepted: the rows of their pictures, and their table."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from reads.figure_index import FigureIndex
from reads.records import NO_FIGURE, Figure, figure_of
from texts.translator import Words
from ui.content.figure_tables import PRECISION
from ui.export.file_cells import Cell, coded, column
from ui.figures.flows.practice_exchange import ExchangeRow, Side
from ui.figures.ranking.ranking_rows import highest_first
from ui.style.theme import BADGES
from ui.views.sinergia.view_model import NamedPart

NO_REFERRALS: ExchangeRow = {
    "name": "", "value": None, "sign": "", "status": None, "part": None, "label": "", "note": "", "aside": "",
}  # fmt: skip


class Referrals(NamedPart, ExchangeRow):
    """Referrals by one category, and the share of them that was accepted."""

    share: float | None
    share_sign: str
    share_decimals: int | None


def with_acceptance(rows: Iterable[NamedPart], index: FigureIndex, words: Words) -> list[Referrals]:
    """Referrals by one breakdown, each with its accepted ``part``; most first.

    ``rows``: of one breakdown and month; ``index``: figures of the same territory. Where the share is not published
    neither is its part.
    """
    joined: list[Referrals] = []
    for row in rows:
        every = index.history("referral_acceptance", row["breakdown"], row["category"])
        share: Figure = next((figure_of(one) for one in every if one["month"] == row["month"]), NO_FIGURE)
        published = share["value"] is not None
        text = words.figure(share, "percent") if published else words.sign(share["sign"])[0]
        joined.append(
            {
                **row, "part": share["numerator"] if published else None, "share": share["value"],
                "share_sign": share["sign"], "share_decimals": share["decimals"],
                "note": words.t("accepted {share}", share=text), "label": "", "aside": "",
            }
        )  # fmt: skip
    return sorted(joined, key=highest_first)


def by_direction(rows: Iterable[Referrals], words: Words) -> list[Side]:
    """The rows of ``with_acceptance`` by direction as the two sides of a picture: to the PID, and from it."""
    found: dict[str, ExchangeRow] = {row["category"]: _nameless(row) for row in rows}
    ways = {"a PID": words.t("to the PID"), "da PID": words.t("from the PID")}
    return [Side(heading, [found.get(code, NO_REFERRALS)]) for code, heading in ways.items()]


def _nameless(row: Referrals) -> Referrals:
    return {**row, "name": ""}


def referrals_table(rows: Sequence[Referrals], words: Words) -> pd.DataFrame:
    """The rows of ``with_acceptance`` with headings: referrals, accepted, their share, signs, precision, status."""
    shares = [
        Cell(words.figure({"value": row["share"], "decimals": row["share_decimals"]}, "percent"), row["share"])
        if row["share"] is not None
        else Cell("", None)
        for row in rows
    ]
    return pd.DataFrame(
        {
            words.t("Category"): coded((row["name"] for row in rows), (row["category"] for row in rows)),
            words.t("Referrals"): _whole(row["value"] for row in rows),
            words.t("Sign"): [_sign(row["value"], row["sign"], words) for row in rows],
            words.t("Accepted referrals"): _whole(row["part"] for row in rows),
            words.t("Share accepted"): column(shares),
            words.t("Sign of the share"): [_sign(row["share"], row["share_sign"], words) for row in rows],
            words.t("Precision"): [words.t(PRECISION.get(row["precision"] or "", "")) for row in rows],
            words.t("Status of the figure"): [
                words.t(BADGES[row["status"]][1]) if row["status"] in BADGES else "" for row in rows
            ],
        }
    )


def _whole(numbers: Iterable[float | None]) -> Any:
    """Whole numbers, missing ones left missing."""
    return pd.array([None if number is None else round(number) for number in numbers], dtype="Int64")


def _sign(value: float | None, sign: str, words: Words) -> str:
    """The sign in the place of a missing figure; none beside a number."""
    return words.sign(sign)[0] if value is None else ""
