"""The rows on screen are those that the command traces, and no other role gets them."""

import json
from pathlib import Path

import pytest

from etl.__main__ import main
from reads.latest_figures import latest_figures
from reads.releases import current_release
from reads.rows_behind import MOST, rows_behind
from reads.slice import Slice


@pytest.mark.parametrize(
    ("kpi", "part"),
    [
        ("coops_reached", ("ITH5", "total", "")),
        ("coops_reached", ("ITF4", "association", "legacoop")),
        ("vouchers_granted", ("IT", "total", "")),
        ("maturity_mean", ("ITC2", "total", "")),
    ],
)
def test_the_rows_are_those_of_the_trace(
    kpi: str, part: tuple[str, str, str], demo_release: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    release = current_release(demo_release)
    assert release
    chosen = Slice(*part, release.as_of)
    (row,) = [one for one in latest_figures(release, chosen) if one["kpi"] == kpi]
    assert row["as_of"]
    with pytest.raises(PermissionError):
        rows_behind(release, kpi, chosen, row["as_of"])
    monkeypatch.setenv("OSSERVATORIO_ROLE", "internal")
    found = rows_behind(release, kpi, chosen, row["as_of"])
    command = ["trace", kpi, "--territory", part[0], "--month", f"{row['as_of']:%Y-%m}", "--json"]
    command += [] if chosen.is_whole else [f"--{part[1]}", part[2]]
    assert main([*command, "--releases", str(demo_release)]) == 0
    traced = {(one["source_file"], one["source_row"]) for one in json.loads(capsys.readouterr().out)["rows"]}
    shown = {(one["source_file"], one["source_row"]) for one in found}
    assert shown and shown <= traced
    assert len(found) == min(found[0]["every"], MOST)
