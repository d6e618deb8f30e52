"""The page on the demonstration names figures that there are, and a demonstration of any size fits into memory."""

import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from etl.sample.calibration import REFERENCE
from tests.helpers.repository import ROOT

PAGE = ROOT / "docs" / "demonstration.md"
PEAK = """
import re, sys
from datetime import date
from pathlib import Path
from etl.sample.generate import generate
generate(Path(sys.argv[1]), rows=int(sys.argv[2]), seed=1, until=date(2020, 12, 31), progress=lambda *_: None)
print(re.findall(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[0])
"""


def test_the_page_names_figures_of_the_reference_data() -> None:
    known = set(pd.read_csv(REFERENCE, usecols=["indicator"])["indicator"])
    table = PAGE.read_text(encoding="utf-8").split("## What is fitted to published figures")[1].split("\n**No share")[0]
    named = {name for name in re.findall(r"`([a-z_0-9]+)`", table) if "_" in name}
    assert named <= known and len(named) > 25


def test_the_page_names_every_figure_that_the_generator_reads() -> None:
    page = PAGE.read_text(encoding="utf-8")
    known = set(pd.read_csv(REFERENCE, usecols=["indicator"])["indicator"]) - {
        "firms_hard_to_fill_ict_share", "firms_recruiting_ict_share"  # real figures that are written, not fitted to
    }  # fmt: skip
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "etl" / "sample").rglob("*.py"))
    read = {name for name in re.findall(r'"([a-z_0-9]+)"', code) if name in known}
    assert len(read) > 15 and [name for name in sorted(read) if f"`{name}`" not in page] == []


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read from /proc")
def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    def peak(rows: int) -> float:
        """Megabytes of a process that makes so many activities."""
        command = [sys.executable, "-c", PEAK, str(tmp_path / str(rows)), str(rows)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        return int(done.stdout.split()[-1]) / 1024

    assert peak(1_000_000) - peak(200_000) < 250, "400 bytes a row would be 320 MB"
