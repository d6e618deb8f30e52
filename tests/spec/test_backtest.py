"""The command backtest over a whole release: how often its bands hold, and its score beside three peers'."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.ingest.sources import ROOT

pytestmark = pytest.mark.slow


def test_the_band_holds_at_every_level_and_no_peer_scores_better(
    demo_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """On the tests' small demonstration: docs/method.md has the default one, whose limits are narrower."""
    assert main(["backtest", "--releases", str(demo_release)]) == 0
    blocks: dict[str, list[list[str]]] = {}
    for line in capsys.readouterr().out.splitlines()[2:]:
        cells = [cell.strip() for cell in re.split(r"  +", line.strip())]
        if line[0] != " ":
            name = cells[0]
            blocks[name] = [cells]
        else:
            blocks[name].append(cells)
    for name in ("with a plan: Italy", "with a plan: areas", "with a plan: regions"):
        (_, count, held, *_), *_ = blocks[name]
        assert int(count.replace(",", "")) > 1_000
        assert 70 <= float(held.rstrip("%")) <= 90, name
    (_, _, _, shared), own, *peers = blocks["all measures"]
    assert int(shared.replace(",", "")) > 10_000 and own[0] == "projection" and len(peers) == 3
    assert all(float(own[3]) < float(peer[3].rstrip(" *")) for peer in peers)


def test_the_method_has_the_command_too(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "kpi", "backtest", "--releases", str(tmp_path)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 2 and "There is no release" in done.stderr


def test_a_release_that_is_not_there_is_told_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", "--releases", str(tmp_path), "--release", "none"]) == 2
    told = capsys.readouterr().err
    assert "non c'è alcuna release" in told and "There is no release" in told and "Traceback" not in told


@pytest.mark.parametrize("name", ["backtest.txt", "backtest_other.txt"])
def test_the_tables_of_the_method_show_what_its_page_says(name: str) -> None:
    """Held 75 to 85 times in 100 at each level of the series with a plan; no peer better by more than a twentieth."""
    text = (ROOT / "docs" / name).read_text(encoding="utf-8")
    held = re.findall(r"^with a plan: (Italy|areas|regions) +[0-9,]+ +([0-9.]+)%", text, re.MULTILINE)
    assert [place for place, _ in held] == ["Italy", "areas", "regions"]
    assert all(75 <= float(share) <= 85 for _, share in held)
    assert "*" not in text and text.count("seasonal naive") > 8
