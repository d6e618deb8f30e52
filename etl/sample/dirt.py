"""The dirt that real files carry: trailing blanks, missing zeros, misspelt names, impossible values, few of each."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.random import Generator
from numpy.typing import NDArray

from etl.sample import write
from etl.sample.world import kinds, referrals
from etl.sample.world.activity import ORIENTATION, SERVICES, Activities
from etl.sample.world.fitting import Ints

BAD_TAX_CODE, LOST_ZEROS, BAD_SERVICE, BAD_PROVINCE, BAD_COUNT, BLANKS = 0.0015, 0.01, 0.0011, 0.0003, 0.0002, 0.02
IMPOSSIBLE = -7
PROMOTERS = 7
COST = "Costo del servizio (euro)"


@dataclass(frozen=True)
class Spellings:
    """What the codes of an activity are written as, well and badly."""

    tax: pa.Array  # '' first, then every tax code as it is, without its zeros, with two digits swapped
    coops: int
    province: list[str]  # the last is none
    chamber: list[str]

    @classmethod
    def of(cls, tax: NDArray[np.object_], sigla: NDArray[np.object_], chamber: list[str]) -> "Spellings":
        """Of the cooperatives' tax codes, the provinces' letters and the chambers' names."""
        texts = tax.tolist()
        swapped = [text[:5] + text[6:7] + text[5:6] + text[7:] for text in texts]
        every = ["", *texts, *(text.lstrip("0") for text in texts), *swapped]
        return cls(pa.array(every, pa.string()), len(texts), [*sigla.tolist(), "XX"], chamber)


def dirty_activities(acts: Activities, chamber: Ints, first: int, spelt: Spellings, random: Generator) -> pa.Table:
    """The activities under the template's headers, as typed by their senders and numbered from ``first``."""
    n = len(acts)
    spoilt = np.where(random.random(n) < BAD_TAX_CODE, 2, random.random(n) < LOST_ZEROS)
    tax = np.where(acts.coop >= 0, acts.coop + 1 + spoilt * spelt.coops, 0)
    plain, wrong = len(SERVICES), 2 * len(SERVICES)
    misspelt = (random.random(n) < BAD_SERVICE) & (acts.service == ORIENTATION)
    service = np.where(misspelt, wrong, acts.service + plain * (random.random(n) < BLANKS))
    services = [*SERVICES, *(f"{name}  " for name in SERVICES), "Orientamneto di base"]
    province = np.where(random.random(n) < BAD_PROVINCE, len(spelt.province) - 1, acts.place)
    people = np.where(random.random(n) < BAD_COUNT, IMPOSSIBLE, acts.participants)
    yes = ["no", "sì"]
    return write.marked(
        {
            "Codice attività": write.codes(first, n, "ATT"),
            "Data": write.days(acts.day),
            "Camera di commercio": write.words(spelt.chamber, chamber),
            "Provincia": write.words(spelt.province, province),
            "Servizio": write.words(services, service),
            "Modalità": write.words(["in presenza", "a distanza"], acts.online.astype(np.int64)),
            "Codice fiscale cooperativa": write.words(spelt.tax, tax),
            "Contenuto cooperativo": write.words(yes, acts.content.astype(np.int64)),
            "Azione congiunta": write.words(yes, acts.joint.astype(np.int64)),
            "Associazione": write.words(kinds.ASSOCIATIONS, acts.partner),
            "Direzione dell'invio": write.words(referrals.DIRECTIONS, acts.direction),
            "Ente dell'invio": write.words(referrals.COUNTERPARTS, acts.counterpart),
            "Esito dell'invio": write.words(referrals.OUTCOMES, acts.outcome),
            "Partecipanti": write.numbers(people, blank=-1),
            COST: write.hundredths(acts.cents),
            "Digital promoter": write.words(
                [f"Promotore dimostrativo {number}" for number in range(1, PROMOTERS + 1)], acts.place % PROMOTERS
            ),
        }
    )
