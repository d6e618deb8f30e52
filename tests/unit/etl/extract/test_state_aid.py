"""The State-aid register's XML: every oddity seen in the wild is read, what is dangerous or personal is not."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pytest

from etl.extract import file_kind
from etl.extract.awards import state_aid
from etl.ingest.file_states import Validated
from etl.ingest.sources import ROOT
from etl.messages import FileProblem, remark_text
from etl.storage.layout import Store
from tests.helpers.awards import NAME, ORGANISATION, PERSON, award, listed
from tests.helpers.reading import staged


def read(path: Path, content: str | bytes) -> tuple[list[dict[str, str]], list[str]]:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    assert file_kind.kind_of(path).name == "state_aid"
    (sheet,) = state_aid.sheets(path)
    piece = state_aid.rows(sheet, 0)
    return piece.rows.to_pylist(), list(piece.remarks)


def one(path: Path, content: str | bytes) -> dict[str, str]:
    rows, notes = read(path, content)
    assert len(rows) == 1 and notes == []
    return rows[0]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "aiuti.xml"


@pytest.mark.parametrize(
    "text",
    [
        listed(award()),
        listed(award(), space=""),
        "\ufeff" + listed(award()),
        award(),
        listed(award()).replace("<", "<r:").replace("<r:/", "</r:").replace("<r:?", "<?").replace("xmlns=", "xmlns:r="),
        listed(award(), space="").replace("<", "<r:").replace("<r:/", "</r:").replace("<r:?", "<?"),
        listed(award(amount="IMPORTO_NOMIN")),
        listed(award().replace("SOGGETTO_CONCEDENTE", "DENOMINAZIONE_UFF_GESTORE")),
        listed(award(DATA_CONCESSIONE="2019-03-15+02:00")),
        listed(award(DATA_CONCESSIONE="2019-03-15T00:00:00.000Z")),
        "<!-- mese -->" + award(),
    ],
)
def test_each_oddity_gives_the_same_row(path: Path, text: str) -> None:
    row = one(path, text)
    kept = ("cor", "part", "component", "grantor", "granted_on", "beneficiary", "region", "aid_element", "origin")
    expected = ["7", "1", "9", "CCIAA", "2019-03-15", ORGANISATION, "ITI4", "10.50", "reale"]
    assert [row[name] for name in kept] == expected and row["nominal_amount"] == "20"


def test_the_older_name_of_the_office_is_read(path: Path) -> None:
    assert one(path, listed(award(COD_UFF_GESTORE="12")))["grantor_office"] == "12"


def test_utf_16_is_read(path: Path) -> None:
    assert one(path, listed(award()).replace("UTF-8", "UTF-16").encode("utf-16"))["cor"] == "7"


def test_several_awards_without_a_root_are_read(path: Path) -> None:
    rows, notes = read(path, '<?xml version="1.0"?>\n' + award("1") + award("2"))
    assert [row["cor"] for row in rows] == ["1", "2"] and notes == []


@pytest.mark.parametrize("noise", ["\x1f", "\x01", "\x00", "&#x1F;", "&#0;", "&#xFFFF;"])
def test_what_xml_forbids_is_removed_and_told(path: Path, noise: str) -> None:
    rows, notes = read(path, listed(award(TITOLO_MISURA=f"Vou{noise}cher &amp; co &#232;")))
    assert rows[0]["measure_title"] == "Voucher & co è" and notes == ["forbidden=1"]
    assert "1" in remark_text(notes[0], "it")


def test_a_reference_cut_by_the_edge_of_a_chunk_is_removed_too(path: Path) -> None:
    for size in range(32_700, 32_790, 7):
        rows, notes = read(path, listed(award(DESCRIZIONE_PROGETTO="x" * size, TITOLO_MISURA="a&#x1F;b")))
        assert rows[0]["measure_title"] == "ab" and notes == ["forbidden=1"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("Lazio;Campania", ""), ("Lazio, Lazio", "ITI4"), ("Valle d'Aosta/Vallée d'Aoste", "ITC2"), ("Marte", ""),
     ("", ""), ("EMILIA ROMAGNA", "ITH5"), ("Italia", "")],
)  # fmt: skip
def test_a_region_is_known_when_one_alone_is_named(path: Path, text: str, code: str) -> None:
    row = one(path, listed(award(REGIONE_BENEFICIARIO=text)))
    assert (row["region"] or "", row["beneficiary_region"] or "") == (code, text)


def test_components_and_awards_without_any_are_rows(path: Path) -> None:
    rows, _ = read(path, listed(award("1", parts=2), award("2", parts=0)))
    assert [(row["cor"], row["part"], row["aid_element"]) for row in rows] == [
        ("1", "1", "10.50"), ("1", "2", "10.50"), ("2", "0", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "kept", "kind"),
    [(ORGANISATION, ORGANISATION, "organizzazione"), (PERSON, "", "persona"), (PERSON.lower(), "", "persona"),
     ("00123450372", "", "altro"), ("", "", "altro"), ("123450371", "", "altro")],
)  # fmt: skip
def test_only_an_organisations_code_is_kept(path: Path, code: str, kept: str, kind: str) -> None:
    row = one(path, listed(award(CODICE_FISCALE_BENEFICIARIO=code)))
    assert (row["beneficiary"], row["beneficiary_kind"]) == (kept, kind)
    assert PERSON not in str(row).upper() and NAME not in str(row)


def test_a_demonstration_says_so_row_by_row(path: Path) -> None:
    rows, _ = read(path, listed(award("DEMO-1"), award("1")))
    assert [row["origin"] for row in rows] == ["dimostrativo", "reale"]


@pytest.mark.parametrize("cut", [60, 300, 700])
def test_a_file_cut_off_is_read_as_far_as_its_awards_are_whole(path: Path, cut: int) -> None:
    whole = listed(award("1"), award("2"))
    rows, notes = read(path, whole[: len(whole) - len(award("2")) - 14 + min(cut, len(award("2")) - 20)])
    assert [row["cor"] for row in rows] == ["1"] and notes[0].startswith("cut=1 ")
    assert "1" in remark_text(notes[0], "en")


def test_a_broken_tag_ends_the_reading_and_a_file_without_a_whole_award_is_refused(path: Path) -> None:
    rows, notes = read(path, listed(award("1"), award("2").replace("<DATA_CONCESSIONE>", "<DATA_CONC")))
    assert len(rows) == 1 and notes[0].startswith("cut=1 ")
    with pytest.raises(FileProblem) as caught:
        read(path, listed(award("1"))[:200])
    assert caught.value.kind == "damaged_xml" and caught.value.text("it")


BOMB = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))


@pytest.mark.parametrize(
    "declared",
    [f'<!DOCTYPE x [<!ENTITY a0 "ha">{BOMB}]>', '<!DOCTYPE x [<!ENTITY a9 SYSTEM "secret.txt">]>',
     '<!DOCTYPE x SYSTEM "http://localhost:9/x.dtd">'],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "<!-- " + "x" * 70_000 + " -->"])
def test_a_document_type_is_refused_before_anything_is_expanded(path: Path, declared: str, before: str) -> None:
    (path.parent / "secret.txt").write_text("secret")
    path.write_text(f'<?xml version="1.0"?>{before}{declared}<LISTA_AIUTI>{award(TITOLO_MISURA="&a9;")}</LISTA_AIUTI>')
    with pytest.raises(FileProblem) as caught:
        file_kind.kind_of(path) if not before else state_aid.sheets(path)[0].rows(0, {}, {})
    assert caught.value.kind == "entities" and "DOCTYPE" in caught.value.text("it")


def test_a_file_goes_through_its_contract(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    awards = [award("1", parts=2), award("2", DATA_CONCESSIONE="ieri"), award("", CODICE_FISCALE_BENEFICIARIO=PERSON)]
    (tmp_path / "in" / "x.dat").write_text(listed(*awards)[:-5], encoding="utf-8")
    store = Store(tmp_path / "releases")
    (file,) = staged(tmp_path / "in", store)
    assert isinstance(file, Validated) and file.feed.name == "state_aid_award"
    assert file.rows == 4 and file.remarks[0].startswith("cut=4 ")


MEASURE = """
import sys
from pathlib import Path
from etl.extract.awards import state_aid
from etl.storage.layout import Store
from tests.helpers.reading import reading_here, staged

state_aid.BATCH_ROWS, state_aid.PIECE_ROWS = 1_000, 3_000
for folder in sys.argv[1:]:
    store = Store(Path(folder) / "releases")
    with reading_here():
        files = staged(Path(folder) / "in", store)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    print(files[0].rows, status.split("VmHWM:")[1].split()[0])
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell a process's peak")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    """Read, checked and kept piece by piece: a file of eight pieces takes what one of three takes."""
    folders = []
    for thousands in (9, 24):
        folders.append(tmp_path / str(thousands))
        (folders[-1] / "in").mkdir(parents=True)
        with (folders[-1] / "in" / "aiuti.xml").open("w", encoding="utf-8") as file:
            file.write("<LISTA_AIUTI>")
            for place in range(thousands * 500):
                file.write(award(str(place), parts=2, DESCRIZIONE_PROGETTO="x" * 500))
            file.write("</LISTA_AIUTI>")
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, *map(str, folders)], cwd=ROOT, capture_output=True, text=True, check=True
    )
    (few, before), (many, after) = (map(int, line.split()) for line in done.stdout.splitlines())
    assert (few, many) == (9_000, 24_000)
    assert after - before < 15_000, "15,000 rows more, held at once, take 30 MB"
    assert after < 400_000


def test_totals_agree_with_an_independent_parse(demo_inbox: Path) -> None:
    """The demonstration's file through this reader and through the standard library's tree."""
    path = demo_inbox / "OpenData_Aiuti_dimostrativi.xml"
    rows, remarks = read(path, path.read_bytes())
    assert remarks == ["forbidden=1"]
    tree = ElementTree.fromstring(path.read_bytes().replace(b"\x1f", b""))  # noqa: S314
    found = [item.text or "" for item in tree.iter("{http://www.rna.it/RNA_aiuto/schema}ELEMENTO_DI_AIUTO")]
    assert sum(Decimal(row["aid_element"]) for row in rows) == sum(map(Decimal, found))
    assert len(rows) == len(found) and len({row["cor"] for row in rows}) == len(list(tree)) >= 60
    assert {row["origin"] for row in rows} == {"dimostrativo"}
    assert {row["beneficiary_kind"] for row in rows} == {"organizzazione", "persona", "altro"}
    assert {(row["beneficiary_name"] or "Cooperativa dimostrativa")[:24] for row in rows} == {
        "Cooperativa dimostrativa"
    }
    assert any("+" in (item.text or "") for item in tree.iter("{http://www.rna.it/RNA_aiuto/schema}DATA_CONCESSIONE"))
