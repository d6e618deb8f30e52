"""Names out of files that hold markup, formulas or links: text on every screen, and text in every download."""

import csv
import io
import json
import re
from datetime import date, datetime
from pathlib import Path

import pandas as pd
import pytest
from markupsafe import escape
from openpyxl import load_workbook

from etl.build import build
from etl.ingest.sources import Shipped, Sources
from reads.deliveries import rejected_cells
from reads.releases import current_release
from tests.helpers.hostile import EVIL, NO_ADDRESS, evil, inbox_of
from tests.helpers.pages import PAGES, Seen, open_page, walk
from tests.helpers.releases import once, silent
from tests.helpers.words import IT
from ui.export.csv_export import csv_bytes
from ui.export.rejects_workbook import reject_book
from ui.export.xlsx_export import xlsx_bytes
from ui.figures.base.rich_text import safe

WORDS = IT
TABLES_ALONE = ("sintesi", "associazioni")  # tables of their own; pictures stand on the pages of the measures


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The releases folder of a release of the files of ``inbox_of`` alone."""

    def make(out: Path) -> None:
        inbox = inbox_of(tmp_path_factory.mktemp("hostile"))
        build(Sources(inbox, None, Shipped({})), out, as_of=date(2019, 9, 30), progress=silent)

    return once(tmp_path_factory, "hostile_releases", make)


SEEN: list[Seen] = []


@pytest.fixture
def seen(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> list[Seen]:
    """Every page for everybody, and the one on the data as the house sees it, which names every file."""
    if not SEEN:
        SEEN.extend(walk(hostile).values())
        SEEN.extend(walk(hostile, ("kpi", "territori"), kpi="hard_to_fill_rate", territory="ITH5").values())
        monkeypatch.setenv("OSSERVATORIO_ROLE", "internal")
        SEEN.append(walk(hostile, ("dati",))["dati"])
    return SEEN


def texts(frames: list[pd.DataFrame]) -> set[str]:
    return {str(cell) for frame in frames for column in frame for cell in [column, *frame[column]]}


def test_every_hostile_name_reaches_a_screen_as_text(seen: list[Seen]) -> None:
    """None is lost on the way, which would prove nothing, and each stands there letter by letter."""
    assert not [one.page for one in seen if one.app.exception]
    bodies = "".join(body for one in seen for body in one.bodies)
    cells = texts([frame for one in seen for frame in one.frames])
    sources = " ".join(notes["Fonte"] for one in seen for _, notes in one.given.values())
    for place in range(len(EVIL)):
        assert evil(place, "pratica") in cells
        assert evil(place, "titolo") in cells
        assert escape(evil(place, "editore")) in bodies or evil(place, "editore") in cells
    assert escape(evil(2, "editore")) in bodies and evil(0, "editore") in sources
    assert escape(evil(1, "ente")) in bodies and escape(evil(2, "motivo")) in bodies, "who decided a plan, and why"
    assert {"=cmd().xlsx", "<script>alert(1)</script>.csv"} <= cells
    assert escape("=cmd().csv: ") in bodies, "a file that was refused whole"
    specs = json.dumps([spec for one in seen for _, spec, _ in one.charts], ensure_ascii=False)
    assert safe(EVIL[0]) in specs and safe(EVIL[2]) in specs, "a category that the catalogue does not know"


def test_no_name_is_markup_on_any_screen(seen: list[Seen]) -> None:
    for one in seen:
        for body in one.bodies:
            tags = {tag.lower() for tag in re.findall(r"<\s*([a-zA-Z]+)", body)}
            assert not tags & {"script", "b"}, body[:200]
            assert "<img src=x" not in body and not re.search(r"<[^>]*\son\w+=", body)
            assert not re.search(r"href=[\"']?\s*javascript", body, re.IGNORECASE)
        for _, spec, _ in one.charts:
            written = json.dumps(spec | {"layout": spec["layout"] | {"template": None}}, ensure_ascii=False)
            assert "<script" not in written and "$x^2$" not in written and "<img" not in written
        told = " ".join([*one.labels, *(option for box in one.app.selectbox for option in box.options)])
        assert not [name for name in EVIL if name in told], f"{one.page}: Streamlit would read it as markup"


def links(frame: pd.DataFrame) -> list[str]:
    return [str(url) for url in frame.get("Indirizzo", [])]


def test_addresses_are_addresses_of_the_web(seen: list[Seen]) -> None:
    found = [url for one in seen for frame in one.frames for url in links(frame)]
    assert found and all(url.startswith("https://") or not url for url in found)
    assert NO_ADDRESS not in texts([frame for one in seen for frame in one.frames]), "its row is refused"


def test_the_log_of_a_failed_build_is_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.shell.first_run._run_build", lambda bar, words: " ".join(EVIL))
    app = open_page("sintesi", tmp_path / "none", monkeypatch)
    app.button[0].click().run()
    seen = Seen("sintesi", app, {})
    assert escape(" ".join(EVIL)) in "".join(seen.bodies)
    assert not [name for name in EVIL if name in " ".join(seen.labels)]


def test_every_download_holds_texts_as_texts_and_the_same_numbers_twice(seen: list[Seen]) -> None:
    cards = {f"{one.page} {key}": given for one in seen for key, given in one.given.items()}
    assert len(cards) > 20
    hit: set[str] = set()
    for name, (table, notes) in cards.items():
        as_csv, book = _csv(table, notes), load_workbook(io.BytesIO(xlsx_bytes(table, notes, WORDS)))
        data, told = book.worksheets
        assert not [c for sheet in book for row in sheet.iter_rows() for c in row if c.data_type == "f" or c.hyperlink]
        rows = [list(row) for row in data.iter_rows(values_only=True)]
        assert rows[0] == list(table) and len(rows) == len(as_csv) == len(table) + 1
        assert {row[0]: row[1] or "" for row in told.iter_rows(values_only=True)} == notes, name
        heads = as_csv[0]
        assert len(set(heads)) == len(heads) == len(rows[0]) + len(notes), f"{name}: a note takes a column's place"
        for csv_row, book_row in zip(as_csv[1:], rows[1:], strict=True):
            for at, cell in enumerate(book_row):
                if isinstance(cell, int | float):
                    assert float(csv_row[at].replace(",", ".")) == pytest.approx(cell, abs=1e-6), (name, heads[at])
                else:
                    text = cell.date().isoformat() if isinstance(cell, datetime) else cell or ""
                    assert csv_row[at] == ("'" + text if text[:1] in {"=", "+", "-", "@", "\t", "\r"} else text), name
            for cell in csv_row:
                assert cell[:1] not in {"=", "+", "@", "\t", "\r"} and not re.match(r"-\D", cell)
                hit |= {one for one in EVIL if one in cell}
            assert [cell.removeprefix("'") for cell in csv_row[len(book_row) :]] == [
                str(text) for text in notes.values()
            ]
    assert hit >= {EVIL[0], EVIL[1], EVIL[2], EVIL[3], EVIL[4], EVIL[5]}, "every kind of name is in some download"


def _csv(table: pd.DataFrame, notes: dict[str, str]) -> list[list[str]]:
    return list(csv.reader(io.StringIO(csv_bytes(table, notes, WORDS).decode("utf-8-sig")), delimiter=";"))


def test_the_workbook_of_refused_rows_is_text(hostile: Path) -> None:
    release = current_release(hostile)
    assert release
    cells = rejected_cells(release, "", None, True)
    assert len(cells) >= 5
    book = load_workbook(io.BytesIO(reject_book(cells, {"File": EVIL[3], "Release": EVIL[0]}, WORDS, internal=True)))
    found = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell for cell in found if cell.data_type == "f" or cell.hyperlink]
    assert "<script>alert(1)</script>.csv" in {cell.value for cell in found}


def test_every_card_says_whose_figures_when_from_whom_and_of_which_kind(seen: list[Seen], hostile: Path) -> None:
    release = current_release(hostile)
    assert release
    for one in seen:
        for key, (_, notes) in one.given.items():
            for name in (
                "Figure",
                "Whose figures",
                "Source",
                "Date of the figures",
                "Release",
                "Status of the figures",
            ):
                assert notes[WORDS.t(name)], (one.page, key, name)
            assert notes[WORDS.t("Base")] or notes[WORDS.t("Unit")], (one.page, key)
            assert notes["Release"] == release.id


def test_every_chart_has_a_table_and_a_text_made_of_its_data(demo_release: Path) -> None:
    """The text is told of the data: another territory has another one wherever its figures differ."""
    first, other = (walk(demo_release, territory=code) for code in ("ITC4", "ITF4"))
    for page in PAGES:
        before, after = ({key: alt for key, _, alt in seen[page].charts} for seen in (first, other))
        assert len(before) == len(set(before)), page
        assert before or page in TABLES_ALONE, page
        for key, alt in before.items():
            assert len(alt) > 20, (page, key)
            table, notes = first[page].given[key.removeprefix("figure_")]
            assert len(table) and notes[WORDS.t("Source")]
            there = other[page].given.get(key.removeprefix("figure_"))
            if there and there[0].to_csv(index=False) != table.to_csv(index=False):
                assert after[key] != alt, (page, key, "the same words for other figures")
