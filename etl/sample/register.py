"""The demonstration's register of cooperatives, as the associations would send it, and their invented tax codes."""

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from etl.sample import write
from etl.sample.world import kinds
from etl.sample.world.cooperatives import NEVER, Cooperatives
from etl.sample.world.fitting import Ints

OFFICE = "999"


def register_rows(coops: Cooperatives, tax: NDArray[np.object_], sigle: NDArray[np.object_]) -> pa.Table:
    """One row for each cooperative, two for one that moved."""
    moved = np.flatnonzero(coops.moved_to >= 0)
    own = np.concatenate([np.arange(len(coops)), moved])
    seat = np.concatenate([coops.home, coops.moved_to[moved]])
    start = np.concatenate([coops.founded, coops.moved_on[moved]])
    until = np.where(coops.moved_to >= 0, coops.moved_on - 1, coops.ended)
    end = np.concatenate([until, np.full(len(moved), NEVER)])
    order = np.lexsort((start, own))
    own, seat, start, end = own[order], seat[order], start[order], end[order]
    return write.marked(
        {
            "Codice fiscale": write.words(tax.tolist(), own),
            "Denominazione": write.words(demonstration_names(np.arange(len(coops))), own),
            "Categoria": write.words(kinds.CATEGORIES, coops.category[own]),
            "Associazioni": write.words(kinds.ASSOCIATIONS, coops.association[own]),
            "Provincia": write.words(sigle.tolist(), seat),
            "Sezione ATECO": write.words(kinds.SECTORS, coops.sector[own]),
            "Classe di addetti": write.words(kinds.SIZES, coops.size[own]),
            "Valido dal": pc.strftime(write.days(start), "%Y-%m-%d"),
            "Valido al": pc.fill_null(pc.strftime(write.days(end), "%Y-%m-%d"), ""),
        }
    )


def demonstration_names(coop: Ints) -> list[str]:
    """Names that are plainly invented, with the number of the tax code."""
    return [f"Cooperativa dimostrativa {number}" for number in (coop + 1).tolist()]


def tax_codes(numbers: NDArray[np.int64]) -> NDArray[np.object_]:
    """Eleven-digit organisation codes of office 999 with their Luhn check digit, for numbers up to 9,999,999."""
    body = np.char.add(np.char.zfill(numbers.astype(str), 7), OFFICE)
    digits = np.frombuffer("".join(body).encode(), dtype=np.uint8).reshape(len(body), 10).astype(np.int64) - ord("0")
    doubled = digits[:, 1::2] * 2
    total = digits[:, 0::2].sum(axis=1) + (doubled - 9 * (doubled > 9)).sum(axis=1)
    return np.char.add(body, ((10 - total % 10) % 10).astype(str)).astype(object)
