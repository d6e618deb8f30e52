"""Generates the demonstration inbox: cooperatives, activities, assessments, one file per sender, and their dirt."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.random import Generator, default_rng

from catalogue import load
from etl.sample import alleanza, senders, write
from etl.sample.activity import activities, assessments
from etl.sample.calibration import Calibration, calibration
from etl.sample.dirt import comma, dirty_activities, italian_dates
from etl.sample.register import cooperatives, register_rows
from etl.sample.state_aid import write_state_aid

DEFAULT_ROWS, DEFAULT_SEED, DEFAULT_UNTIL = 100_000, 2018, date(2020, 12, 31)
WORKBOOK_ROWS = 18_000
ReportProgress = Callable[[str, int, int], None]


@dataclass(frozen=True)
class Sample:
    """What was written: files, and the rows of each kind (before the duplicate file)."""

    files: int
    activities: int
    assessments: int
    cooperatives: int


def generate(out: Path, *, rows: int, seed: int, until: date, progress: ReportProgress) -> Sample:
    """Write the inbox into ``out`` (made if missing). The same arguments give the same bytes.

    Raises ValueError when ``until`` lies before the agreement's first full month or ``rows`` is not positive.
    """
    start = load().agreement.window_start
    if rows < 1 or (until.year, until.month) <= (start.year, start.month):
        raise ValueError("rows must be positive and the last date after the agreement's first month")
    out.mkdir(parents=True, exist_ok=True)
    random, known = default_rng(seed), calibration()
    names = load().code_lists["provinces"]
    sigle = {row[0]: row[names.columns.index("sigla")] for row in names.rows}
    sigla = np.array([sigle[code] for code in known.provinces], dtype=object)
    progress("sample", 0, 4)
    coops = cooperatives(known, random, until)
    acts = activities(known, coops, rows, random, start, until)
    found = assessments(known, coops, acts, random)
    progress("sample", 1, 4)
    write.csv(out / "registro_cooperative.csv", register_rows(coops, sigla), separator=";")
    _write_assessments(out, found, coops, sigla)
    _write_istat(out, known)
    _write_alleanza(out, known, coops, sigla, default_rng(seed + 1), (rows, start, until))
    write_state_aid(out / "OpenData_Aiuti_dimostrativi.xml", known, coops, rows, default_rng(seed + 2), (start, until))
    progress("sample", 2, 4)
    _write_activities(out, known, acts, coops, sigla, random)
    return Sample(sum(1 for _ in out.rglob("*.*")), len(acts), len(found), len(coops))


def _write_assessments(out: Path, found: pd.DataFrame, coops: pd.DataFrame, sigla: np.ndarray) -> None:
    """One file a year: a workbook for the first, decimal commas and semicolons after."""
    table = pd.DataFrame(
        {
            "Codice valutazione": senders.codes(len(found), "SELFI"),
            "Data": found["date"],
            "Codice fiscale cooperativa": coops["cooperative"].to_numpy()[found["coop"]],
            "Provincia": sigla[found["place"]],
            "Strumento": found["service"],
            "Punteggio": found["score"],
            "Punteggio contabilità": found["accounting"],
            "Punteggio clienti e mercati": found["customers"],
            "Punteggio tecnologie": found["technology"],
            "Punteggio risorse umane": found["people"],
            "Tecnologie in uso": found["technologies"],
            "Natura del dato": "dimostrativo",
        }
    )
    for place, (year, own) in enumerate(table.groupby(found["date"].dt.year, sort=True)):
        if place == 0 and len(own) < WORKBOOK_ROWS:
            write.workbook(out / f"valutazioni_{year}.xlsx", "Valutazioni", own, dates=("Data",))
        else:
            scores = [name for name in own.columns if name.startswith("Punteggio")]
            text = own.assign(Data=italian_dates(own["Data"]), **{name: comma(own[name]) for name in scores})
            write.csv(
                out / f"valutazioni_{year}.csv", text, separator=";", encoding="cp1252" if place == 1 else "utf-8"
            )


def _write_alleanza(
    out: Path,
    known: Calibration,
    coops: pd.DataFrame,
    sigla: np.ndarray,
    random: Generator,
    size: tuple[int, date, date],
) -> None:
    """One workbook an association, the exchange register, the counters of the virtual network."""
    rows, start, until = size
    services = alleanza.coop40_services(known, coops, rows, random, start, until)
    chamber = senders.chamber_of(known, services).map(senders.chamber_names())
    table = alleanza.service_rows(services, sigla, chamber)
    for association, own in table.groupby("Associazione erogante", sort=True):
        name = str(association).lower()
        if len(own) < WORKBOOK_ROWS:
            write.workbook(out / f"coop40_{name}.xlsx", "Servizi COOP 4.0", own, dates=("Data",))
        else:
            write.csv(out / f"coop40_{name}.csv", own.assign(Data=italian_dates(own["Data"])), separator=";")
    practices = alleanza.good_practices(known, sigla, random, start, until)
    write.workbook(out / "buone_pratiche.xlsx", "Buone pratiche", practices, dates=("Data",))
    write.csv(out / "rete_virtuale.csv", alleanza.virtual_network(random, start, until), separator=";")


def _write_istat(out: Path, known: Calibration) -> None:
    """Real ISTAT figures of 2019 in the layout of an I.Stat export: not demonstration data."""
    lists = load().code_lists["territories"]
    code = {row[0]: row[lists.columns.index("istat_itter107")] for row in lists.rows}
    # the survey of a year asks about recruitment in the year before
    survey = (known.ict["period_end"].str[:4].astype(int) + 1).astype(str)
    table = pd.DataFrame(
        {
            "ITTER107": known.ict["territory"].map(code),
            "Territory": known.ict["territory"].map({row[0]: row[3] for row in lists.rows}),
            "VARICT": known.ict["series"],
            "Data type": known.ict["indicator"],
            "ATECO_2007": "0035",
            "NACE 2007": "total economic activities",
            "CLLVT": "W_GE10",
            "Size classes of persons employed": "10 and over",
            "TIME": survey,
            "Select time": survey,
            "Value": known.ict["value"],
            "Flag Codes": "",
            "Flags": "",
        }
    )
    write.csv(out / "istat_ict_2019.csv", table)


def _write_activities(
    out: Path, known: Calibration, acts: pd.DataFrame, coops: pd.DataFrame, sigla: np.ndarray, random: Generator
) -> None:
    chamber = senders.chamber_of(known, acts)
    names = senders.chamber_names()
    table = dirty_activities(acts, coops, sigla, chamber.map(names), random)
    counts = chamber.value_counts()
    habit = senders.habits(list(counts.index), counts, WORKBOOK_ROWS)
    for place, (own, rows) in enumerate(table.groupby(chamber, sort=True)):
        folder, year = out / "pid", acts["date"].loc[rows.index].dt.year
        folder.mkdir(exist_ok=True)
        if habit[str(own)] == senders.WORKBOOK_MONTHLY:
            for month, part in rows.groupby(acts["date"].loc[rows.index].dt.strftime("%Y-%m")):
                write.workbook(folder / f"pid_{own}_{month}.xlsx", "Attività", part, dates=("Data",))
            continue
        for which, part in rows.groupby(year):
            if habit[str(own)] == senders.WORKBOOK_YEARLY:
                write.workbook(folder / f"pid_{own}_{which}.xlsx", "Attività", part, dates=("Data",))
                continue
            dates = italian_dates(part["Data"]) if place % 2 else part["Data"].dt.strftime("%Y-%m-%d")
            text = part.assign(**{"Data": dates, "Costo del servizio (euro)": comma(part["Costo del servizio (euro)"])})
            encoding = "cp1252" if place % 5 == 0 else "utf-8"
            write.csv(folder / f"pid_{own}_{which}.csv", text, separator=";", encoding=encoding)
    twin = min((path for path in (out / "pid").iterdir()), key=lambda path: path.name)
    (out / "pid" / f"copia di {twin.name}").write_bytes(twin.read_bytes())
