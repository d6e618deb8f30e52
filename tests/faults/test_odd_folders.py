"""Folders whose names mean something to a database: ``?``, ``*``, ``[``, a backslash, quotes."""

import os
from pathlib import Path

import pytest

from engine import open_beside, open_release
from etl.build import build
from etl.check import check
from etl.ingest.sources import Sources
from tests.helpers.inboxes import activities, write
from tests.helpers.releases import few_shipped, served, silent

NAMES = ["dati?x=1", "a*b [12] **", "L'anno {a,b} 100% $HOME ~ è ; #", 'a\\b "c"']


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES if os.sep == "/" else ["[12]", NAMES[2]])
def test_a_release_is_built_and_read_wherever_its_folder_lies(tmp_path: Path, name: str) -> None:
    folder = tmp_path / name
    sent = activities({"province": "Forlì-Cesena"}, {})
    path = write(folder / "inbox" / f"{name}.csv", sent, encoding="cp1252")
    assert check([path], folder / "rejects")[0].accepted == 2
    releases = folder / "releases"
    for _ in range(2):  # written, then found
        build(Sources(folder / "inbox", None, few_shipped(folder)), releases, as_of=None, progress=silent)
        for opened in (open_release, open_beside):
            with opened(served(releases)) as connection:
                assert connection.execute("SELECT count(*) FROM fact_pid_activity").fetchall() == [(2,)]
    assert sorted(one.name for one in tmp_path.iterdir()) == [name], "nothing lies in another folder"
