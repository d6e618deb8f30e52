"""A damaged release: told by verify, stood in for on every page, made anew by a build, taken up without a restart."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from engine.integrity import file_faults
from engine.release import release_of
from etl.__main__ import main
from etl.build import build
from etl.ingest.sources import Sources
from reads.open_releases import OPEN
from tests.helpers.inboxes import fill
from tests.helpers.pages import lead, open_page, said
from tests.helpers.releases import few_shipped, seal, silent

pytestmark = pytest.mark.slow
FORMER = "2019-12-31-0123456789ab"


def flipped(path: Path) -> None:
    """One bit in the middle is another."""
    whole = bytearray(path.read_bytes())
    whole[len(whole) // 2] ^= 1
    path.write_bytes(whole)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "no database": lambda release: (release / "warehouse.duckdb").write_bytes(b"no database" * 1000),
    "empty": lambda release: (release / "warehouse.duckdb").write_bytes(b""),
    "one bit": lambda release: flipped(release / "warehouse.duckdb"),
    "cut": lambda release: (release / "warehouse.duckdb").write_bytes((release / "warehouse.duckdb").read_bytes()[:-9]),
    "gone": lambda release: (release / "warehouse.duckdb").unlink(),
    "a folder": lambda release: ((release / "warehouse.duckdb").unlink(), (release / "warehouse.duckdb").mkdir()),
    "no manifest": lambda release: (release / "manifest.json").unlink(),
    "a cut manifest": lambda release: (release / "manifest.json").write_bytes(b'{"format": 1'),
    "an edited manifest": lambda release: (release / "manifest.json").write_bytes(
        (release / "manifest.json").read_bytes().replace(b'"as_of": "20', b'"as_of": "19')
    ),
    "no counts": lambda release: (release / "quality.json").unlink(),
}


@pytest.fixture
def two(demo_release: Path, tmp_path: Path) -> Path:
    """A folder with the demonstration in service and, under another name, one that was in service before it."""
    served = release_of(demo_release, None)
    for name in (FORMER, served.id):
        shutil.copytree(served.folder, tmp_path / name)
    seal(tmp_path / FORMER)
    (tmp_path / "CURRENT").write_text(f"{served.id}\n", encoding="utf-8")
    (tmp_path / "HISTORY").write_text(f"{FORMER}\n{served.id}\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("damage", DAMAGE)
def test_readers_get_the_former_one_under_a_notice_until_it_is_repaired(
    damage: str, two: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    release = release_of(two, None)
    whole = two / "whole"
    shutil.copytree(release.folder, whole)
    assert FORMER not in said(open_page("sintesi", two, monkeypatch)).split("Release")[0]
    DAMAGE[damage](release.folder)
    app = open_page("sintesi", two, monkeypatch)
    assert not app.exception and not app.error
    assert f"L'ultima release è rovinata e non viene mostrata. Si può leggere {FORMER}" in said(app)
    assert "indicatori" in lead(app)
    assert f"{release.id}, cannot be read" in caplog.text and f"{FORMER} is shown in its place" in caplog.text
    shutil.rmtree(release.folder)
    whole.rename(release.folder)
    again = open_page("sintesi", two, monkeypatch)
    assert not again.exception and "rovinata" not in said(again) and "indicatori" in lead(again)


@pytest.mark.parametrize("text", ["", "\n", "2020-12-31", "../x", "2020-12-31-ffffffffffff", None])
def test_a_damaged_current_shows_the_last_release_and_no_button_that_publishes(
    text: str | None, two: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    release = release_of(two, None)
    (two / "CURRENT").unlink()
    if text is not None:
        (two / "CURRENT").write_text(text, encoding="utf-8")
    app = open_page("sintesi", two, monkeypatch)
    assert not app.exception and "indicatori" in lead(app)
    assert not [button.label for button in app.button if "prima release" in button.label]
    assert f"Si può leggere {release.id}" in said(app) and "CURRENT is changed" in caplog.text


@pytest.mark.parametrize("lang", ["it", "en"])
def test_where_no_release_is_whole_the_page_says_so_in_a_sentence(
    lang: str, two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (FORMER, release_of(two, None).id):
        (two / name / "warehouse.duckdb").write_bytes(b"no database")
    app = open_page("sintesi", two, monkeypatch, lang=lang)
    assert not app.exception and not app.button and not app.get("plotly_chart")
    assert ("Sono rovinati" if lang == "it" else "They are damaged") in lead(app)


def test_a_pinned_damaged_release_is_a_sentence_with_the_way_back(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    flipped(two / FORMER / "warehouse.duckdb")
    app = open_page("sintesi", two, monkeypatch, release=FORMER)
    assert not app.exception and "Sono rovinati" in lead(app)
    assert [button.label for button in app.button] == ["Passa alla release in servizio"]
    app.button[0].click().run()
    assert not app.exception and "indicatori" in lead(app)


def test_a_question_that_fails_is_a_sentence_and_the_next_page_is_whole(
    two: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Damage that the files' dates do not show: the database fails while a page is drawn."""
    open_page("sintesi", two, monkeypatch)
    release = release_of(two, None)
    kept = OPEN._open[release].version
    OPEN._open[release].connection.close()  # as good as a disk that fails: every question raises
    assert kept
    app = open_page("kpi", two, monkeypatch, territory="ITC4", kpi="joint_actions", as_of="2019-03-31")
    assert not app.exception and not app.error
    again = open_page("kpi", two, monkeypatch, territory="ITC4", kpi="joint_actions", as_of="2019-02-28")
    assert not again.exception and "Azioni congiunte" in lead(again)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An inbox of three months and its release. Read only: each test has a copy."""
    made = tmp_path_factory.mktemp("sound")
    fill(made / "inbox", months=3)
    build(Sources(made / "inbox", None, few_shipped(made)), made / "releases", as_of=None, progress=silent)
    return made


@pytest.mark.parametrize("damage", DAMAGE)
def test_verify_names_the_file_and_the_same_inputs_make_it_anew(
    damage: str, sound: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "sound"
    shutil.copytree(sound, folder)
    inbox, releases = folder / "inbox", folder / "releases"
    sources, name = Sources(inbox, None, few_shipped(folder)), release_of(releases, None).id
    command = ["verify", "--releases", str(releases), "--lang", "en"]
    assert main(command) == 0 and main([*command, "--release", name]) == 0
    assert name in capsys.readouterr().out
    DAMAGE[damage](releases / name)
    (fault, *_) = file_faults(releases / name)
    for asked in (command, [*command, "--release", name]):
        assert main(asked) == 1
        told = capsys.readouterr()
        assert told.out == "" and fault.file in told.err and name in told.err and "Traceback" not in told.err
    outcome = build(sources, releases, as_of=None, progress=silent)
    assert outcome.release == name and outcome.new
    assert file_faults(releases / name) == () and main(command) == 0
    with duckdb.connect(str(releases / name / "warehouse.duckdb"), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM kpi_value").fetchone() != (0,)
    assert [path.name for path in (releases / "work").iterdir()] == []
    assert not build(sources, releases, as_of=None, progress=silent).new, "a sound one costs no work"


def test_verify_tells_a_damaged_current_an_unknown_release_and_an_empty_folder(
    two: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (two / "CURRENT").write_text("", encoding="utf-8")
    assert main(["verify", "--releases", str(two)]) == 1
    told = capsys.readouterr().err
    assert "CURRENT" in told and "rovinata" in told and "damaged" in told
    assert main(["verify", "--releases", str(two), "--release", "2020-01-31-ffffffffffff"]) == 2
    assert main(["verify", "--releases", str(two), "--release", "../x"]) == 2
    assert main(["verify", "--releases", str(tmp_path / "none")]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_what_a_failed_build_says_of_the_release_in_service_is_true(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inbox, releases = tmp_path / "inbox", tmp_path / "releases"
    fill(inbox, months=3)
    name = build(Sources(inbox, None, few_shipped(tmp_path)), releases, as_of=None, progress=silent).release
    flipped(releases / name / "warehouse.duckdb")
    shutil.rmtree(inbox)
    inbox.mkdir()
    (inbox / "a.csv").write_text("uno,due\n1,2\n", encoding="utf-8")
    asked = ["build", "--inbox", str(inbox), "--releases", str(releases), "--no-demo", "--lang", "en"]
    assert main(asked, shipped=few_shipped(tmp_path)) == 3
    told = capsys.readouterr().err
    assert "stays in service" not in told and "No release in the folder can be read" in told
