"""A release that another version built is refused in a sentence, by every page and by every command that reads one."""

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from briefing.__main__ import main as briefing
from engine.release import ROOT, release_of
from etl.__main__ import main as etl
from tests.helpers.pages import PAGES, lead, open_page, said
from tests.helpers.releases import once

pytestmark = pytest.mark.slow
OUT = "out.xlsx"
COMMANDS = (
    ["trace", "coops_reached"],
    ["compare", "CURRENT", "CURRENT"],
    ["review", "--out", OUT],
    ["disclosure"],
    ["backtest"],
)


@pytest.fixture(scope="module")
def old(tmp_path_factory: pytest.TempPathFactory, demo_release: Path) -> Path:
    """A folder of one release as the versions before formats were stored wrote it: no format, no rules, no names."""

    def make(out: Path) -> None:
        release = release_of(demo_release, None)
        name = f"2019-12-31-{release.id[-12:]}"
        shutil.copytree(release.folder, out / name)
        (out / "CURRENT").write_text(name + "\n", encoding="utf-8")
        manifest = json.loads((out / name / "manifest.json").read_text(encoding="utf-8"))
        del manifest["format"]
        (out / name / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        with duckdb.connect(str(out / name / "warehouse.duckdb")) as connection:
            for table in ("agreement", "code_name", "code_level_bounds"):
                connection.execute(f"DROP TABLE {table}")

    return once(tmp_path_factory, "old_release", make)


@pytest.mark.parametrize("page", PAGES)
def test_no_page_shows_it(page: str, old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = open_page(page, old, monkeypatch)
    assert not app.exception and not app.get("plotly_chart")
    assert "prodotti da un'altra versione dell'Osservatorio" in lead(app)
    assert release_of(old, None).id in said(app) and "python -m etl build" in said(app)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command[0]))
def test_no_command_reads_it(command: list[str], old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [str(tmp_path / OUT) if word == OUT else word for word in command]
    assert etl([*words, "--releases", str(old)]) == 2
    told = capsys.readouterr()
    assert told.out == "" and not (tmp_path / OUT).exists()
    refused(told.err, old, languages=2)


def test_no_briefing_is_made_of_it(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["--for", "unioncamere", "--releases", str(old), "--out", str(tmp_path / "out")]
    assert briefing(asked) == 2
    refused(capsys.readouterr().err, old, languages=1)
    assert not (tmp_path / "out").exists()


def test_the_methods_own_command_refuses_it_too(old: Path) -> None:
    asked = [sys.executable, "-m", "kpi", "backtest", "--releases", str(old)]
    done = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 2 and done.stdout == ""
    refused(done.stderr, old, languages=2)


def refused(told: str, old: Path, *, languages: int) -> None:
    """One sentence a language that names the release and what to do."""
    name = re.escape(release_of(old, None).id)
    lines = [line for line in told.splitlines() if "MissingScriptRunContext" not in line]
    assert len(lines) == languages, told
    assert re.fullmatch(
        rf"La release {name} è di un'altra versione .* costruita di nuovo dagli stessi file\.", lines[0]
    )
    if languages == 2:
        assert re.fullmatch(rf"Release {name} was made by another version .* build it again .*\.", lines[1])


def test_beside_one_in_service_it_is_listed_and_not_compared(
    old: Path, demo_release: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    former, served = release_of(old, None), release_of(demo_release, None)
    for release in (former, served):
        (tmp_path / release.id).symlink_to(release.folder)
    (tmp_path / "HISTORY").write_text(f"{former.id}\n{served.id}\n", encoding="utf-8")
    (tmp_path / "CURRENT").write_text(served.id, encoding="utf-8")
    summary = open_page("sintesi", tmp_path, monkeypatch)
    assert not summary.exception and f"La release precedente ({former.id}) non si può confrontare" in said(summary)
    data = open_page("dati", tmp_path, monkeypatch)
    assert not data.exception and former.id in said(data)
    assert "Queste due non si possono confrontare: una è rovinata o di un'altra versione." in said(data)
    pinned = open_page("kpi", tmp_path, monkeypatch, release=former.id)
    assert not pinned.exception and "prodotti da un'altra versione" in lead(pinned)
