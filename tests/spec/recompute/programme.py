"""The programme's rows as they count: cells read, rows that break a rule left out, a key that comes again dropped."""

from collections.abc import Callable, Mapping
from datetime import date

import pandas as pd

from tests.spec.recompute import codes
from tests.spec.recompute.raw import BAD, day, flag, number, tax_code, text

Read = Callable[[object], object]


def coded(known: Mapping[str, str]) -> Read:
    """Reads a spelling of a list."""
    return lambda cell: known.get(codes.plain(text(cell)), BAD) if text(cell) else None


def several(known: Mapping[str, str]) -> Read:
    """Reads spellings with bars between them into a set of codes."""

    def read(cell: object) -> object:
        found = [known.get(codes.plain(part), BAD) for part in text(cell).split("|") if part.strip()]
        return BAD if BAD in found else frozenset(found)

    return read


def amount(high: float, *, whole: bool = True) -> Read:
    """Reads a number from 0 to ``high``."""
    return lambda cell: number(cell, whole=whole, low=0, high=high)


def one_of(*values: str) -> Read:
    """Reads one of some words."""
    return coded({codes.plain(value): value for value in values})


def some(cell: object) -> str | None:
    """Reads any text."""
    return text(cell) or None


# Of each kind: column -> (name, reader, whether it must be there); the first columns are its key.
SHAPES: dict[str, tuple[tuple[str, ...], dict[str, tuple[str, Read, bool]]]] = {
    "activities": (("id",), {
        "Codice attività": ("id", some, True), "Data": ("day", day, True),
        "Camera di commercio": ("chamber", coded(codes.chambers()), True),
        "Provincia": ("province", coded(codes.provinces()), True),
        "Servizio": ("service", coded(codes.meanings("pid_services")), True),
        "Modalità": ("channel", one_of("in presenza", "a distanza"), False),
        "Codice fiscale cooperativa": ("coop", tax_code, False), "Contenuto cooperativo": ("content", flag, True),
        "Azione congiunta": ("joint", flag, False),
        "Associazione": ("association", coded(codes.meanings("associations")), False),
        "Direzione dell'invio": ("direction", one_of("da PID", "a PID"), False),
        "Ente dell'invio": ("counterpart", coded(codes.meanings("counterparts")), False),
        "Esito dell'invio": ("outcome", one_of("accolto", "non accolto", "in attesa"), False),
        "Partecipanti": ("people", amount(5_000), False),
        "Costo del servizio (euro)": ("cost", amount(1e6, whole=False), False),
    }),
    "services": (("id",), {
        "Codice servizio": ("id", some, True), "Data": ("day", day, True),
        "Associazione erogante": ("association", coded(codes.meanings("associations")), True),
        "Provincia": ("province", coded(codes.provinces()), True),
        "Tipo COOP 4.0": ("kind", one_of("servizio", "formazione"), True), "Tramite PID": ("via_pid", flag, True),
        "Camera di commercio": ("chamber", coded(codes.chambers()), False),
        "Codice fiscale cooperativa": ("coop", tax_code, False), "Partecipanti": ("people", amount(5_000), False),
    }),
    "assessments": (("id",), {
        "Codice valutazione": ("id", some, True), "Data": ("day", day, True),
        "Codice fiscale cooperativa": ("coop", tax_code, True),
        "Provincia": ("province", coded(codes.provinces()), True),
        "Strumento": ("tool", coded(codes.meanings("assessment_tools")), True),
        "Punteggio": ("score", amount(4, whole=False), True),
        "Tecnologie in uso": ("technologies", several(codes.meanings("technologies")), False),
    }),
    "practices": (("id",), {
        "Codice scheda": ("id", some, True), "Codice buona pratica": ("practice", some, True),
        "Tipo di scheda": ("record", one_of("registrazione", "adozione"), True), "Data": ("day", day, True),
        "Provincia": ("province", coded(codes.provinces()), True),
        "Associazione": ("association", coded(codes.meanings("associations")), False),
    }),
    "channels": (("channel", "day"), {
        "Canale": ("channel", coded(codes.meanings("virtual_channels")), True),
        "Mese (ultimo giorno)": ("day", day, True), "Persone raggiunte": ("reach", amount(1e15), False),
        "Interazioni": ("interactions", amount(1e15), True),
    }),
    "register": (("coop", "day"), {
        "Codice fiscale": ("coop", tax_code, True), "Denominazione": ("name", some, True),
        "Categoria": ("category", coded(codes.meanings("coop_categories")), True),
        "Associazioni": ("associations", several(codes.meanings("associations")), False),
        "Provincia": ("province", coded(codes.provinces()), True),
        "Sezione ATECO": ("sector", coded(codes.meanings("ateco_sections")), True),
        "Classe di addetti": ("size", coded(codes.meanings("size_classes")), True),
        "Valido dal": ("day", day, True), "Valido al": ("ends", day, False),
    }),
}  # fmt: skip


def accepted(kind: str, table: pd.DataFrame | None) -> pd.DataFrame:
    """The rows of a kind that count, with the month end of their day; without files an empty table."""
    key, columns = SHAPES[kind]
    found = pd.DataFrame(index=pd.RangeIndex(0 if table is None else len(table)))
    keep = pd.Series(True, found.index)
    for title, (name, read, required) in columns.items():
        cells = table[title] if table is not None and title in table else pd.Series(None, found.index, dtype=object)
        known = {cell: read(cell) for cell in cells.unique()}  # each distinct cell is read once
        found[name] = pd.Series([known[cell] for cell in cells], found.index, dtype=object)
        keep &= found[name].map(lambda value: value is not BAD)
        if required:
            keep &= found[name].notna()
    found = found[keep].drop_duplicates(list(key))
    found["month"] = month_ends(found["day"])
    return found


def month_ends(days: pd.Series) -> pd.Series:
    """The last day of the month of each day."""
    return pd.to_datetime(days) + pd.offsets.MonthEnd(0)


def until(rows: pd.DataFrame, as_of: date) -> pd.DataFrame:
    """The rows of days up to the as-of date."""
    return rows[rows["day"].map(lambda own: own <= as_of)] if len(rows) else rows
