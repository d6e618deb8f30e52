"""Makes the large files that the benchmarks read, from the demonstration's own generator; kept for the next run."""

import tempfile
from pathlib import Path

import xlsxwriter

from catalogue import load
from engine import scratch
from etl.sample.generate import DEFAULT_SEED, DEFAULT_UNTIL, generate

SEED_ROWS = 500_000
AWARD = """<AIUTO><CAR>{n}</CAR><TITOLO_MISURA>{title}</TITOLO_MISURA><SOGGETTO_CONCEDENTE>{who}</SOGGETTO_CONCEDENTE>
<COR>{n}</COR><TITOLO_PROGETTO>Progetto numero {n}</TITOLO_PROGETTO><DESCRIZIONE_PROGETTO>Investimenti e spese ammesse
della domanda {n}, secondo il bando e le sue successive modifiche</DESCRIZIONE_PROGETTO>
<DATA_CONCESSIONE>2019-{month:02d}-15</DATA_CONCESSIONE><DENOMINAZIONE_BENEFICIARIO>Impresa {n} S.r.l.
</DENOMINAZIONE_BENEFICIARIO><CODICE_FISCALE_BENEFICIARIO>00123450371</CODICE_FISCALE_BENEFICIARIO>
<REGIONE_BENEFICIARIO>Emilia-Romagna</REGIONE_BENEFICIARIO><COMPONENTI_AIUTO><COMPONENTE_AIUTO>
<ID_COMPONENTE_AIUTO>{n}</ID_COMPONENTE_AIUTO><STRUMENTI_AIUTO><STRUMENTO_AIUTO><COD_STRUMENTO>1</COD_STRUMENTO>
<DES_STRUMENTO>Sovvenzione</DES_STRUMENTO><ELEMENTO_DI_AIUTO>5000.00</ELEMENTO_DI_AIUTO>
<IMPORTO_NOMINALE>5000.00</IMPORTO_NOMINALE></STRUMENTO_AIUTO></STRUMENTI_AIUTO></COMPONENTE_AIUTO></COMPONENTI_AIUTO>
</AIUTO>
"""
# One award in twenty is a chamber's: the register holds the aid of every public body.
CHAMBER, OTHER = ("Voucher Digitali Impresa 4.0", "Camera di commercio di Bologna"), ("Fondo di garanzia", "MISE")


def activities_csv(folder: Path, rows: int) -> Path:
    """About ``rows`` PID activities in one CSV: the sample's own, repeated under other codes where it has fewer."""
    path = folder / f"activities_{rows}.csv"
    if not path.exists():
        with tempfile.TemporaryDirectory(dir=folder) as made:
            whole = _joined(Path(made), min(rows, SEED_ROWS))
            copies = -(-rows // SEED_ROWS)
            key = load().feeds["pid_activity"].fields[0].title
            with scratch() as connection:
                connection.sql(
                    f'SELECT concat(i, \'-\', "{key}") AS "{key}", r.* EXCLUDE ("{key}") '
                    f"FROM read_csv(?, delim = ';', all_varchar = true) r, range({copies}) t(i) ORDER BY i",
                    params=[str(whole)],
                ).write_csv(str(folder / "part"), sep=";")
            (folder / "part").rename(path)
    return path


def _joined(folder: Path, rows: int) -> Path:
    """All CSV activities of a sample in one file."""
    generate(folder / "sample", rows=rows, seed=DEFAULT_SEED, until=DEFAULT_UNTIL, tell=lambda *_: None)
    whole = folder / "activities.csv"
    with whole.open("w", encoding="utf-8") as out:
        for place, part in enumerate(sorted((folder / "sample" / "pid").glob("pid_*.csv"))):
            lines = part.read_bytes().decode("utf-8", errors="replace").splitlines(keepends=True)
            out.writelines(lines if place == 0 else lines[1:])
    return whole


def activities_workbook(folder: Path, rows: int) -> Path:
    """The first ``rows`` of those activities as the workbook that a chamber sends."""
    path = folder / f"activities_{rows}.xlsx"
    if not path.exists():
        source = activities_csv(folder, max(rows, 2 * rows))
        with scratch() as connection, xlsxwriter.Workbook(str(folder / "part.xlsx"), {"constant_memory": True}) as book:
            page = book.add_worksheet("Attività")
            found = connection.sql(
                "FROM read_csv(?, delim = ';', all_varchar = true) LIMIT ?", params=[str(source), rows]
            )
            page.write_row(0, 0, found.columns)
            for place, row in enumerate(found.fetchall(), start=1):
                page.write_row(place, 0, ["" if cell is None else cell for cell in row])
        (folder / "part.xlsx").rename(path)
    return path


def state_aid_xml(folder: Path, megabytes: int) -> Path:
    """A file of the State-aid register of this size."""
    path = folder / f"OpenData_Aiuti_2019_03_{megabytes}.xml"
    if not path.exists():
        part, number = folder / "part.xml", 0
        with part.open("w", encoding="utf-8") as out:
            out.write(
                '<?xml version="1.0" encoding="UTF-8"?>\n<LISTA_AIUTI xmlns="http://www.rna.it/RNA_aiuto/schema">\n'
            )
            while out.tell() < megabytes * 1024 * 1024:
                for number in range(number, number + 1_000):  # noqa: B020
                    title, who = OTHER if number % 20 else CHAMBER
                    out.write(AWARD.format(n=number, title=title, who=who, month=1 + number % 12))
                number += 1
            out.write("</LISTA_AIUTI>\n")
        part.rename(path)
    return path
