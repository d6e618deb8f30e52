"""The dirt that real files carry: trailing blanks, missing zeros, misspelt names, impossible values, few of each."""

import numpy as np
import pandas as pd
from numpy.random import Generator
from numpy.typing import NDArray

from etl.sample.senders import codes

BAD_TAX_CODE, LOST_ZEROS, BAD_SERVICE, BAD_PROVINCE, BAD_COUNT, BLANKS = 0.0006, 0.01, 0.0004, 0.0003, 0.0002, 0.02


def dirty_activities(
    acts: pd.DataFrame, coops: pd.DataFrame, sigla: NDArray[np.object_], chamber: pd.Series, random: Generator
) -> pd.DataFrame:
    """The activities under the template's headers, as their senders would have typed them."""
    n = len(acts)
    tax = coops["cooperative"].to_numpy()[np.maximum(acts["coop"].to_numpy(), 0)]
    tax = np.where(acts["coop"] >= 0, tax, "")
    tax = np.where(random.random(n) < LOST_ZEROS, [text.lstrip("0") for text in tax], tax)
    swapped = [text[:5] + text[6:7] + text[5:6] + text[7:] for text in tax]
    tax = np.where(random.random(n) < BAD_TAX_CODE, swapped, tax)
    service = np.where(random.random(n) < BAD_SERVICE, "Orientamneto di base", acts["service"])
    service = np.where(random.random(n) < BLANKS, service + "  ", service)
    province = np.where(random.random(n) < BAD_PROVINCE, "XX", sigla[acts["place"]])
    people = np.where(random.random(n) < BAD_COUNT, -7, acts["participants"])
    return pd.DataFrame(
        {
            "Codice attività": codes(n, "ATT"),
            "Data": acts["date"],
            "Camera di commercio": chamber,
            "Provincia": province,
            "Servizio": service,
            "Modalità": acts["channel"],
            "Codice fiscale cooperativa": tax,
            "Contenuto cooperativo": np.where(acts["content"], "sì", "no"),
            "Azione congiunta": np.where(acts["joint"], "sì", "no"),
            "Associazione": acts["partner"],
            "Direzione dell'invio": acts["direction"],
            "Ente dell'invio": acts["counterpart"],
            "Esito dell'invio": acts["outcome"],
            "Partecipanti": np.where(people == -1, "", people.astype(str)),
            "Costo del servizio (euro)": acts["cost"],
            "Digital promoter": np.char.add("Promotore dimostrativo ", (acts["place"] % 7 + 1).to_numpy().astype(str)),
            "Natura del dato": "dimostrativo",
        }
    )


def italian_dates(column: pd.Series) -> pd.Series:
    """Dates as 31/12/2019."""
    return pd.Series(column.dt.strftime("%d/%m/%Y"))


def comma(column: pd.Series) -> pd.Series:
    """Numbers with a decimal comma and no thousands mark."""
    return column.map("{:.2f}".format).str.replace(".", ",")
