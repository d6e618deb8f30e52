"""Small files for tests, in the layouts that senders use, and the tables that the models make of them."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from catalogue import load
from engine import connect
from etl.load.feeds import load_code_lists, load_feeds
from etl.load.parameters import last_month_with_data, load_parameters, month_end
from etl.sample.register import tax_codes
from etl.storage.layout import Store
from etl.transform.run_models import make_figures
from tests.helpers.reading import refusals, staged

Row = Mapping[str, object]
# Valid codes of organisations that do not exist.
COOPS = [str(code) for code in tax_codes(np.arange(9_000_001, 9_000_061))]

ACTIVITY = {
    "Codice attività": "A1",
    "Data": "2019-03-15",
    "Camera di commercio": "Bologna",
    "Provincia": "BO",
    "Servizio": "Orientamento",
    "Modalità": "in presenza",
    "Codice fiscale cooperativa": "",
    "Contenuto cooperativo": "sì",
    "Azione congiunta": "no",
    "Associazione": "",
    "Direzione dell'invio": "",
    "Ente dell'invio": "",
    "Esito dell'invio": "",
    "Partecipanti": "",
    "Costo del servizio (euro)": "",
    "Digital promoter": "",
    "Natura del dato": "",
}
ASSESSMENT = {
    "Codice valutazione": "S1",
    "Data": "2019-03-15",
    "Codice fiscale cooperativa": COOPS[0],
    "Provincia": "BO",
    "Strumento": "SELFI4.0",
    "Punteggio": "2,00",
    "Tecnologie in uso": "",
    "Natura del dato": "",
}
MEMBER = {
    "Codice fiscale": COOPS[0],
    "Denominazione": "Cooperativa di prova",
    "Categoria": "Sociale",
    "Associazioni": "Legacoop",
    "Provincia": "BO",
    "Sezione ATECO": "Q",
    "Classe di addetti": "10-49",
    "Valido dal": "2010-01-01",
    "Valido al": "",
    "Natura del dato": "",
}
SHORT = {
    "day": "Data", "chamber": "Camera di commercio", "province": "Provincia", "service": "Servizio",
    "content": "Contenuto cooperativo", "joint": "Azione congiunta", "partner": "Associazione",
    "direction": "Direzione dell'invio", "counterpart": "Ente dell'invio", "outcome": "Esito dell'invio",
    "people": "Partecipanti", "cost": "Costo del servizio (euro)", "promoter": "Digital promoter",
    "origin": "Natura del dato", "score": "Punteggio", "uses": "Tecnologie in uso", "starts": "Valido dal",
    "ends": "Valido al", "associations": "Associazioni",
}  # fmt: skip

FIGURE: Row = {
    "figure_id": "X1", "theme": "skills", "indicator": "hard_to_fill_share_year", "category": "", "value": 31,
    "unit": "percent", "territory_level": "region", "territory": "ITH5", "period_start": "2019-01-01",
    "period_end": "2019-12-31", "publisher": "Ente", "title": "Prova", "url": "https://example.org/",
    "published_on": "2019-12", "status": "observed", "break_before": "false", "note_it": "", "note_en": "",
}  # fmt: skip


def activities(*rows: Row) -> list[dict[str, object]]:
    """Rows of pid_activity, given the cells that differ from ACTIVITY; keys are titles, names of SHORT or ``coop``."""
    return _rows(ACTIVITY, "Codice attività", "A", "Codice fiscale cooperativa", rows)


def assessments(*rows: Row) -> list[dict[str, object]]:
    """Rows of maturity_assessment, given the cells that differ from ASSESSMENT."""
    return _rows(ASSESSMENT, "Codice valutazione", "S", "Codice fiscale cooperativa", rows)


def members(*rows: Row) -> list[dict[str, object]]:
    """Rows of cooperative_register, given the cells that differ from MEMBER."""
    return _rows(MEMBER, "", "", "Codice fiscale", rows)


def figure(**cells: object) -> dict[str, object]:
    """A published figure of a region, in percent; what is not named is as in every other one."""
    return FIGURE | cells


def _rows(model: Row, key: str, prefix: str, coop: str, rows: Sequence[Row]) -> list[dict[str, object]]:
    made = []
    for place, row in enumerate(rows, start=1):
        named = {coop if name == "coop" else SHORT.get(name, name): value for name, value in row.items()}
        made.append(dict(model) | ({key: f"{prefix}{place}"} if key else {}) | named)
    return made


def write(path: Path, rows: Sequence[Row], separator: str = ",", encoding: str = "utf-8") -> Path:
    """Write ``rows`` as a CSV with a header, one line each."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=separator, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


def modelled(folder: Path, as_of: date | None = None, **feeds: Sequence[Row]) -> duckdb.DuckDBPyConnection:
    """The tables that the real reading, loading and models make of ``feeds``, without targets or other figures."""
    for name, rows in feeds.items():
        write(folder / "inbox" / f"{name}.csv", rows)
    catalogue, store = load(), Store(folder / "releases")
    files = staged(folder / "inbox", store, catalogue)
    assert refusals(files) == []
    engine = connect()
    load_feeds(engine.connection, files, store, catalogue, True)
    assert engine.connection.execute("SELECT * FROM load_reject").fetchall() == []
    load_code_lists(engine.connection, catalogue.code_lists)
    last = last_month_with_data(engine.connection, catalogue.agreement.window_start)
    load_parameters(engine.connection, catalogue, month_end(as_of) if as_of else last, cut=as_of is not None)
    make_figures(engine, catalogue)
    return engine.connection


def history(
    connection: duckdb.DuckDBPyConnection, kpi: str, territory: str, breakdown: str = "total", category: str = ""
) -> dict[str, tuple[float | None, float | None, float | None, int | None]]:
    """One cell of kpi_value over time: {``YYYY-MM``: (value, numerator, denominator, units)}."""
    rows = connection.execute(
        "SELECT strftime(as_of, '%Y-%m'), value, numerator, denominator, units FROM kpi_value "
        "WHERE kpi = ? AND territory = ? AND breakdown = ? AND category = ? ORDER BY as_of",
        [kpi, territory, breakdown, category],
    ).fetchall()
    assert len({row[0] for row in rows}) == len(rows), "a cell has two rows in one month"
    return {row[0]: row[1:] for row in rows}


def values(connection: duckdb.DuckDBPyConnection, kpi: str, territory: str, *cell: str) -> dict[str, float | None]:
    """The values alone of ``history``."""
    return {month: row[0] for month, row in history(connection, kpi, territory, *cell).items()}


def fill(inbox: Path, months: int) -> None:
    """A small inbox of three files, whose activities spread over the first ``months`` of 2019."""
    rows = activities(*({"day": f"2019-{1 + i % months:02d}-10", "coop": COOPS[i % 50]} for i in range(400)))
    write(inbox / "attivita.csv", rows)
    write(inbox / "valutazioni.csv", assessments(*({"coop": coop} for coop in COOPS)))
    write(inbox / "registro.csv", members(*({"coop": coop} for coop in COOPS)))
