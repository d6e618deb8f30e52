"""The command backtest over a whole release: its bands hold 70 to 90 times in 100, narrower than both peers'."""

import subprocess
import sys
from pathlib import Path

import pytest

from etl.__main__ import main
from etl.ingest.sources import ROOT

pytestmark = pytest.mark.slow


def test_the_band_holds_and_is_narrower_than_both_peers_at_equal_coverage(
    demo_release: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["backtest", "--releases", str(demo_release)]) == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("all measures")]
    own, last, line = ([cell for cell in row.split("  ") if cell] for row in lines)
    assert int(own[1].replace(",", "")) > 50_000
    assert 70 <= float(own[3].rstrip("%")) <= 90
    assert float(own[6]) < float(last[6])
    assert not line[6].strip()[0].isdigit() or float(own[6]) < float(line[6])


def test_the_method_has_the_command_too(tmp_path: Path) -> None:
    asked = [sys.executable, "-m", "kpi", "backtest", "--releases", str(tmp_path)]
    done = subprocess.run(asked, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 2 and "There is no release" in done.stderr


def test_a_release_that_is_not_there_is_told_plainly(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["backtest", "--releases", str(tmp_path), "--release", "none"]) == 2
    told = capsys.readouterr().err
    assert "non c'è alcuna release" in told and "There is no release" in told and "Traceback" not in told
