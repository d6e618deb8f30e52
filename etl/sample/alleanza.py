"""The demonstration's COOP 4.0 services, good practices and virtual network counters."""

from datetime import date

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from etl.sample.activity import PACE, months
from etl.sample.calibration import Calibration
from etl.sample.register import draw
from etl.sample.senders import codes

ASSOCIATIONS = {"Confcooperative": 0.47, "Legacoop": 0.38, "AGCI": 0.15}
SERVICES_PER_ACTIVITY = 0.05  # COOP 4.0 services beside the PID's activities
PRACTICES, REUSED = 96, 0.28
CHANNELS = {"Sito": 9_000, "Facebook": 5_200, "LinkedIn": 2_400, "Twitter": 1_300, "YouTube": 900}
CHANNELS |= {"Forum": 260, "Comunità": 420}
MARK = {"Natura del dato": "dimostrativo"}


def coop40_services(
    known: Calibration, coops: pd.DataFrame, rows: int, random: Generator, start: date, until: date
) -> pd.DataFrame:
    """Services and courses of the associations, more of them through the PID as time goes on."""
    n = max(12, int(rows * SERVICES_PER_ACTIVITY))
    calendar = months(start, until)
    weight = np.linspace(0.3, 1.6, len(calendar))
    month = np.sort(random.choice(len(calendar), size=n, p=weight / weight.sum()))
    pace = np.array([PACE.get(region, 1.0) for region in known.regions]) ** 0.6 * np.sqrt(known.cooperatives)
    place = random.choice(len(pace), size=n, p=pace / pace.sum())
    start_of = np.concatenate([[0], np.cumsum(known.cooperatives)])
    coop = start_of[place] + (random.random(n) * known.cooperatives[place]).astype(int)
    training = random.random(n) < 0.3
    via_pid = random.random(n) < 0.25 + 0.45 * month / len(calendar)
    return pd.DataFrame(
        {
            "date": calendar.to_numpy()[month] + random.integers(0, 28, n).astype("timedelta64[D]"),
            "place": place,
            "association": draw(random, ASSOCIATIONS, n),
            "kind": np.where(training, "formazione", "servizio"),
            "via_pid": via_pid,
            "tax": np.where(training, "", coops["cooperative"].to_numpy()[coop]),
            "participants": np.where(training, random.poisson(12, n) + 3, -1),
        }
    )


def service_rows(found: pd.DataFrame, sigla: NDArray[np.object_], chamber: pd.Series) -> pd.DataFrame:
    """The services as an association sends them."""
    people = found["participants"].astype(str).where(found["participants"] >= 0, "")
    return pd.DataFrame(
        {
            "Codice servizio": codes(len(found), "C40"),
            "Data": found["date"],
            "Associazione erogante": found["association"],
            "Provincia": sigla[found["place"]],
            "Tipo COOP 4.0": found["kind"],
            "Tramite PID": np.where(found["via_pid"], "sì", "no"),
            "Camera di commercio": chamber.where(found["via_pid"], ""),
            "Codice fiscale cooperativa": found["tax"],
            "Partecipanti": people,
        }
    ).assign(**MARK)


def good_practices(
    known: Calibration, sigla: NDArray[np.object_], random: Generator, start: date, until: date
) -> pd.DataFrame:
    """Practices recorded over the months, some adopted again in other provinces later on."""
    calendar = months(start, until)
    month = np.sort(random.integers(0, len(calendar), PRACTICES))
    home = random.integers(0, len(known.provinces), PRACTICES)
    names = np.char.add("BP-", np.char.zfill(np.arange(1, PRACTICES + 1).astype(str), 4))
    day = calendar.to_numpy()[month] + random.integers(0, 28, PRACTICES).astype("timedelta64[D]")
    recorded = pd.DataFrame({"practice": names, "record": "registrazione", "date": day, "place": home})
    chosen = random.random(PRACTICES) < REUSED
    later = np.minimum(month + random.integers(2, 9, PRACTICES), len(calendar) - 1)
    adopted = recorded[chosen].assign(
        record="adozione",
        date=calendar.to_numpy()[later[chosen]] + np.timedelta64(20, "D"),
        place=(home[chosen] + random.integers(1, 100, int(chosen.sum()))) % len(known.provinces),
    )
    adopted = adopted[adopted["date"] > recorded.loc[adopted.index, "date"]]
    every = pd.concat([recorded, adopted]).sort_values(["date", "practice"], kind="stable", ignore_index=True)
    return pd.DataFrame(
        {
            "Codice scheda": codes(len(every), "SCH"),
            "Codice buona pratica": every["practice"],
            "Tipo di scheda": every["record"],
            "Data": every["date"],
            "Provincia": sigla[every["place"]],
            "Associazione": draw(random, ASSOCIATIONS, len(every)),
            "Titolo della pratica": "Pratica dimostrativa " + every["practice"].str[3:],
        }
    ).assign(**MARK)


def virtual_network(random: Generator, start: date, until: date) -> pd.DataFrame:
    """Counters by channel and month, growing."""
    ends = months(start, until) + pd.offsets.MonthEnd(0)
    pairs = pd.MultiIndex.from_product([ends, list(CHANNELS)]).to_frame(index=False, name=["month", "channel"])
    growth = 0.6 + 0.9 * pairs.index.to_numpy() / len(pairs)
    interactions = random.poisson(pairs["channel"].map(CHANNELS).to_numpy() * growth * 0.35)
    return pd.DataFrame(
        {
            "Canale": pairs["channel"],
            "Mese (ultimo giorno)": pairs["month"].dt.strftime("%d/%m/%Y"),
            "Persone raggiunte": interactions * 4,
            "Interazioni": interactions,
        }
    ).assign(**MARK)
