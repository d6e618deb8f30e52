"""Files that are known for what they are: the refusal names it and what to send instead, and no feed is guessed."""

import csv
import io
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue import load
from etl.ingest.file_states import Recognised, Refused
from etl.ingest.foreign_tables import foreign_table
from tests.helpers.inboxes import COOPS, activities
from tests.helpers.reading import recognised

FLATTENED = {
    "CAR": "8123", "TITOLO_MISURA": "Voucher digitali I4.0", "SOGGETTO_CONCEDENTE": "Camera di commercio di Bologna",
    "COR": "7000003", "DATA_CONCESSIONE": "2019-03-15", "DENOMINAZIONE_BENEFICIARIO": "ESEMPIO SOC. COOP.",
    "CODICE_FISCALE_BENEFICIARIO": COOPS[0], "REGIONE_BENEFICIARIO": "Emilia-Romagna",
    "ELEMENTO_DI_AIUTO": "2500.00", "IMPORTO_NOMINALE": "2500.00",
}  # fmt: skip
DECISION = {"COR": "7000003", "Codice fiscale cooperativa": COOPS[0], "È la stessa?": "sì"}
GENERIC = '<message:GenericData xmlns:message="http://www.sdmx.org/resources/sdmxml/schemas/v2_1/message">'
# What a file holds, the kind of the refusal, and words of its sentences.
FILES: dict[str, tuple[str, str, tuple[str, str]]] = {
    "a.xml": ("<!DOCTYPE html>\n<html><head></head><body>Server error</body></html>", "web_page", ("HTML", "HTML")),
    "b.csv": ("\n <!-- x --><HTML><body>Accedi</body></HTML>", "web_page", ("accesso", "sign-in")),
    "c.xls": ("<table><tr><td>Data</td></tr></table>", "web_page", ("XLSX", "XLSX")),
    "a.json": ('{"version":"2.0","class":"dataset","id":["geo"],"size":[1],"value":[5]}', "json_stat", ("CSV", "TSV")),
    "b.json": ('{"dataset":{"dimension":{"geo":{"category":{}}},"value":[5]}}', "json_stat", ("JSON-stat", "CSV")),
    "c.json": ('{"meta":{"schema":"https://raw.githubusercontent.com/sdmx-json.json"},"data":{"dataSets":[]}}',
               "sdmx_json", ("SDMX-JSON", "CSV")),
    "d.json": ('\n[{"Data": "2019-03-15"}]', "json", ("JSON", "XLSX")),
    "e.csv": ('\ufeff{"a": 1}', "json", ("JSON", "XLSX")),
    "b.xml": (f'<?xml version="1.0"?>\n{GENERIC}</message:GenericData>', "sdmx_ml", ("SDMX-ML", "SDMX-CSV")),
    "c.xml": (GENERIC.replace("GenericData", "StructureSpecificData"), "sdmx_ml", ("StructureSpecificData", "TSV")),
    "d.xml": (GENERIC.replace("GenericData", "StructureSpecificTimeSeriesData"), "sdmx_ml", ("SDMX-ML", "TSV")),
    "e.xml": (GENERIC.replace("GenericData", "Structure"), "sdmx_structure", ("struttura", "observation")),
    "f.xml": (GENERIC.replace("GenericData", "Error"), "sdmx_answer", ("errore", "error")),
    "g.xml": ('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>',
              "xml_spreadsheet", ("2003", "XLSX")),
    "h.xml": ("<?xml version='1.0'?><elenco><coop/></elenco>", "other_xml", ("elenco", "LISTA_AIUTI")),
    "i.xml": ("<risposta><errore/></risposta>", "other_xml", ("risposta", "LISTA_AIUTI")),
    "a.px": ('CHARSET="ANSI";\nAXIS-VERSION="2000";\n', "pc_axis", ("PC-Axis", "TSV")),
    "n.csv": ("Dataset:Occupati,,\nTerritorio,Italia,\nTempo,2019,2020\n", "istat_cross_table", ("CSV", "CSV")),
    "i.csv": ('"TIPO_DATO_AVQ","Data type","TIME","Select time","Value","Flags"\n"A","a","2019","2019",1,\n',
              "istat_no_territory", ("ITTER107", "territory")),
    "j.csv": ("DATAFLOW,FREQ,TIME_PERIOD,OBS_VALUE\nIT1:9(1.0),A,2019,5\n", "sdmx_no_territory", ("REF_AREA", "GEO")),
    "k.csv": ("Frequenza;Territorio;Indicatore;Tempo;Osservazione\nAnnuale;Piemonte;Laureati;2019;5\n",
              "labels_alone", ("codici", "codes")),
    "l.csv": ('"Territory","Data type","Select time","Value"\n"Piemonte","graduates","2019",5\n',
              "labels_alone", ("etichette", "labels")),
    "m.csv": ('"TIME","GEO","UNIT","Value","Flag and Footnotes"\n"2019","Italy","Percent","5",""\n',
              "eurostat_explorer", ("data browser", "TSV")),
}  # fmt: skip


def table(rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def kind_of(path: Path) -> str:
    file = recognised(path, for_sender=True)
    return file.problem.kind if isinstance(file, Refused) else file.feed.name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_is_called_what_it_is(tmp_path: Path, name: str, encoding: str) -> None:
    content, kind, words = FILES[name]
    (tmp_path / name).write_text(content.lstrip("\ufeff") if encoding == "utf-16" else content, encoding=encoding)
    file = recognised(tmp_path / name)
    assert isinstance(file, Refused) and file.feed is None and file.problem.kind == kind
    for text, language in zip(words, ("it", "en"), strict=True):
        told = file.problem.text(language)
        assert text in told and "{" not in told and len(told) < 500


def test_awards_flattened_into_a_table_are_no_decisions(tmp_path: Path) -> None:
    """Whichever of their columns is called as a decision's, in CSV and in a workbook, with a title above."""
    for place, (old, new) in enumerate([("", ""), ("CODICE_FISCALE_BENEFICIARIO", "Codice fiscale cooperativa"),
                                        ("CAR", "Codice fiscale cooperativa")]):  # fmt: skip
        row = {new if key == old else key: value for key, value in FLATTENED.items()}
        path = tmp_path / f"{place}.csv"
        path.write_text(table([row]), encoding="utf-8")
        assert kind_of(path) == "state_aid_table"
        book = openpyxl.Workbook()
        for line in (["Aiuti 2019"], list(row), list(row.values())):
            book.worksheets[0].append(line)
        book.save(tmp_path / f"{place}.xlsx")
        assert kind_of(tmp_path / f"{place}.xlsx") == "state_aid_table"


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from([key for key in FLATTENED if key not in {"COR", "CAR"}]), min_size=2, unique=True),
    st.booleans(), st.randoms(use_true_random=False),
)  # fmt: skip
def test_any_part_of_the_registers_columns_is_recognised(names: list[str], spaced: bool, chance: object) -> None:
    titles = ["COR", "Codice fiscale cooperativa", *names]
    chance.shuffle(titles)  # type: ignore[attr-defined]
    told = [title.replace("_", " ").capitalize() for title in titles] if spaced else titles
    assert foreign_table(told, load()) == "state_aid_table"


def test_decisions_may_carry_columns_of_the_award(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(table([DECISION | FLATTENED]), encoding="utf-8")
    assert kind_of(path) == "voucher_decision"
    path.write_text(table([DECISION | {"Deciso il": "2019-04-01"}]), encoding="utf-8")
    assert kind_of(path) == "voucher_decision"


def test_no_feed_of_ours_is_foreign() -> None:
    for feed in load().feeds.values():
        if not feed.layouts:
            for titles in ([field.title for field in feed.fields], [field.name for field in feed.fields]):
                assert foreign_table(titles, load()) == "", feed.name


def test_the_nearest_feed_has_most_in_common_and_not_the_fewest_columns(tmp_path: Path) -> None:
    """One column in common with a feed of two is no likeness."""
    path = tmp_path / "a.csv"
    titles = ["COR", "Data", "Camera di commercio", "Provincia", "Modalità", "Esito", "Note"]
    path.write_text(",".join(titles) + "\n" + ",".join("x" for _ in titles) + "\n", encoding="utf-8")
    file = recognised(path)
    assert isinstance(file, Refused) and "pid_activity" in file.problem.text("en")


def test_a_feed_that_lacks_a_column_is_told_that_column_whatever_stands_above(tmp_path: Path) -> None:
    (row,) = activities({})
    titles = [title for title in row if title != "Servizio"]
    lines = ["Dataset:attività del PID", ",".join(titles), ",".join(str(row[title]) for title in titles)]
    (tmp_path / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    file = recognised(tmp_path / "a.csv")
    assert isinstance(file, Refused) and file.problem.kind == "missing_columns"


def test_a_table_of_a_feed_beside_a_foreign_one_is_still_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in (list(FLATTENED), list(FLATTENED.values())):
        book.worksheets[0].append(line)
    page = book.create_sheet("Da decidere")
    for line in (list(DECISION), list(DECISION.values())):
        page.append(line)
    book.save(tmp_path / "a.xlsx")
    file = recognised(tmp_path / "a.xlsx")
    assert isinstance(file, Recognised) and file.feed.name == "voucher_decision"
