"""Demonstrations that the tests of this folder read: the suite's small one, and one where what is rare shows."""

from pathlib import Path

import pandas as pd
import pytest

from etl.sample.generate import generate
from tests.helpers import demonstrations as read
from tests.helpers.releases import SEED, UNTIL, silent


@pytest.fixture(scope="session")
def activity(demo_inbox: Path) -> pd.DataFrame:
    """Every activity of the small demonstration."""
    return read.activities(demo_inbox)


@pytest.fixture(scope="session")
def larger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A demonstration of 30,000 activities, where what is rare shows."""
    out = tmp_path_factory.mktemp("larger")
    generate(out, rows=30_000, seed=SEED, until=UNTIL, progress=silent)
    return out


@pytest.fixture(scope="session")
def many(larger: Path) -> pd.DataFrame:
    """Its activities."""
    return read.activities(larger)


@pytest.fixture(scope="session")
def coops(larger: Path) -> pd.DataFrame:
    """Its register: the first row of each cooperative, by tax code."""
    return read.register(larger).drop_duplicates("Codice fiscale").set_index("Codice fiscale")
