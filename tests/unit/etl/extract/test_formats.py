"""The same table as XLSX, XLS, XLSB, ODS and CSV, under any name, gives the same rows."""

import csv
import gzip
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from catalogue import load
from catalogue.model import Feed
from etl.check import check
from etl.ingest.archives import unpack
from etl.ingest.file_states import Probed, Sent
from etl.storage.layout import sha256
from etl.workbooks.template import write_template
from tests.helpers.inboxes import COOPS, activities
from tests.helpers.reading import read
from tests.helpers.workbooks import WRITERS, Cells, fill, xls, xlsb, xlsx

FILLED_IN = [feed for feed in load().feeds.values() if feed.filled_in]


def texts(path: Path, feed: str) -> dict[str, list[object]]:
    """What the reader gives: every cell as text, with its row. The same texts are checked and staged the same way."""
    rows, file = read(path)
    assert file.feed is load().feeds[feed]
    found: dict[str, list[object]] = rows.drop_columns(["_sheet"]).to_pydict()
    # A CSV and some writers leave an empty cell out, others write an empty text: both are missing.
    return {name: [cell or None for cell in column] for name, column in found.items()}


def filled(folder: Path, feed: Feed) -> Cells:
    """The cells of the feed's own template with three rows, its example typed in."""
    path = folder / "modello.xlsx"
    write_template(feed, path)
    fill(path, feed, 3)
    page = openpyxl.load_workbook(path)[feed.sheet]
    return [[cell.value for cell in row] for row in page.iter_rows(max_row=4)]


@pytest.mark.parametrize("feed", FILLED_IN, ids=lambda feed: feed.name)
def test_a_filled_template_gives_the_same_rows_in_every_format(feed: Feed, tmp_path: Path) -> None:
    cells = filled(tmp_path, feed)
    verdict = check([tmp_path / "modello.xlsx"])[0]
    assert verdict.accepted + verdict.duplicate == 3
    expected = texts(tmp_path / "modello.xlsx", feed.name)
    for name, write in WRITERS.items():
        assert texts(write(tmp_path / f"a.{name}", feed.sheet, cells), feed.name) == expected, name


@pytest.fixture(scope="module")
def activity(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the filled template of PID activities in every format; read only."""
    folder = tmp_path_factory.mktemp("activity")
    cells = [["" if cell is None else cell for cell in row] for row in filled(folder, load().feeds["pid_activity"])]
    for name, write in {**WRITERS, "csv": write_csv}.items():
        write(folder / f"a.{name}", "Attività", cells)
    return folder


def typed_cells() -> list[list[object]]:
    """Days, numbers and booleans as cells of their own type, with one row that breaks a rule."""
    rows = [
        dict(activities({"coop": COOPS[0]})[0])
        | {"Codice attività": f"T{n}", "Data": day, "Contenuto cooperativo": n % 2 == 0,
           "Partecipanti": n, "Costo del servizio (euro)": cost}
        for n, (day, cost) in enumerate([(date(2018, 6, 14), 1250.5), (date(2020, 2, 29), 3), (date(2019, 1, 1), -1)])
    ]  # fmt: skip
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def test_typed_cells_mean_the_same_in_every_format(tmp_path: Path) -> None:
    found = {name: texts(write(tmp_path / f"a.{name}", "Attività", typed_cells()), "pid_activity")
             for name, write in WRITERS.items()}  # fmt: skip
    told = [found["xlsx"][name] for name in ("date", "coop_content", "participants", "cost")]
    assert told == [["2018-06-14", "2020-02-29", "2019-01-01"], ["sì", "no", "sì"], ["0", "1", "2"],
                    ["1250,5", "3", "-1"]]  # fmt: skip
    assert all(other == found["xlsx"] for other in found.values())
    verdicts = check([tmp_path / f"a.{name}" for name in WRITERS])
    assert [(one.accepted, one.duplicate, one.rejected) for one in verdicts] == [(2, 0, 1), *[(0, 2, 1)] * 3]


@pytest.mark.parametrize("write", [xlsx, xls, xlsb], ids=["xlsx", "xls", "xlsb"])
def test_days_are_counted_from_1900_and_from_1904(tmp_path: Path, write: object) -> None:
    both = [write(tmp_path / f"{kind}.dat", "Attività", typed_cells(), date_1904=kind)  # type: ignore[operator]
            for kind in (False, True)]  # fmt: skip
    assert both[0].read_bytes() != both[1].read_bytes()
    assert texts(both[0], "pid_activity") == texts(both[1], "pid_activity")
    assert texts(both[1], "pid_activity")["date"] == ["2018-06-14", "2020-02-29", "2019-01-01"]


def write_csv(path: Path, sheet: str, cells: Cells) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(cells)
    return path


@pytest.mark.parametrize(
    ("content", "name"),
    [("xlsx", "a.xls"), ("xls", "a.xlsx"), ("xls", "a.dat"), ("ods", "a.xlsx"), ("xlsb", "a.csv"), ("xlsx", "a"),
     ("csv", "a.xlsx"), ("csv", "a.zip"), ("csv", "a.xml"), ("xlsx", "a.zip"), ("ods", "a.gz")],
)  # fmt: skip
def test_the_content_says_what_a_file_is(tmp_path: Path, activity: Path, content: str, name: str) -> None:
    path = tmp_path / name
    path.write_bytes((activity / f"a.{content}").read_bytes())
    sent = Sent(name, path, "")
    assert unpack([sent], tmp_path / "out") == [Probed(sent, "csv" if content == "csv" else "workbook")]
    assert texts(path, "pid_activity") == texts(activity / "a.csv", "pid_activity")


def test_an_archive_of_all_of_them_gives_the_same_rows_each_time(tmp_path: Path, activity: Path) -> None:
    with zipfile.ZipFile(tmp_path / "tutti.dat", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dati/", "")
        archive.writestr("__MACOSX/dati/._a.csv", b"\0\5\26")
        archive.writestr("dati/.DS_Store", b"\0\1")
        for content in (*WRITERS, "csv"):
            archive.write(activity / f"a.{content}", f"dati/a.{content}")
    whole = (activity / "a.csv").read_bytes()
    (tmp_path / "uno.csv.GZ").write_bytes(gzip.compress(whole[:90]) + gzip.compress(whole[90:]) + b"\0" * 512)
    sent = [Sent(name, tmp_path / name, name) for name in ("tutti.dat", "uno.csv.GZ")]
    members = [file.sent for file in unpack(sent, tmp_path / "out")]
    named = [f"tutti.dat/dati/a.{content}" for content in sorted((*WRITERS, "csv"))]
    assert [file.name for file in members] == [*named, "uno.csv.GZ/uno.csv"]
    assert [file.original for file in members] == [sent[0]] * 5 + [sent[1]]
    assert [file.sha for file in members] == [sha256(activity / f"a.{file.name[-4:].strip('.')}") for file in members]
    assert [sha256(file.path) for file in members] == [file.sha for file in members]
