"""What tests share: one small demonstration inbox and the releases built from it, made once per run."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from hypothesis import settings

from catalogue import CATALOGUE_DIR, load
from engine import open_release
from etl.build import build
from etl.ingest.sources import Shipped, Sources
from etl.sample.generate import generate
from tests.helpers.releases import ROWS, SEED, UNTIL, once, served, silent

# Time is bounded by the whole suite: on a busy machine one slow example is no failure.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
MAIN = sys.modules["__main__"]
ONE_REGION, ITS_PLATES = "ITH5", (b"PC", b"PR", b"RE", b"MO", b"BO", b"FE", b"RA", b"FC", b"RN")


@pytest.fixture(autouse=True)
def _own_main() -> Iterator[None]:
    """Streamlit leaves a page's script as ``__main__``: every process that a later test spawns would begin by it."""
    sys.modules["__main__"] = MAIN
    yield
    sys.modules["__main__"] = MAIN


@pytest.fixture(scope="session")
def demo_inbox(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a demonstration inbox of 6,000 activities. Read only: every test shares it."""

    def make(out: Path) -> None:
        made = generate(out, rows=ROWS, seed=SEED, until=UNTIL, progress=silent)
        (out / ".made.json").write_text(json.dumps(made.__dict__), encoding="utf-8")

    return once(tmp_path_factory, "demo_inbox", make)


@pytest.fixture(scope="session")
def demo_release(tmp_path_factory: pytest.TempPathFactory, demo_inbox: Path) -> Path:
    """The releases folder (with CURRENT) of one release built from the demonstration. Read only."""
    empty = tmp_path_factory.mktemp("no_inbox")
    return once(
        tmp_path_factory,
        "demo_releases",
        lambda out: _built(Sources(empty, demo_inbox), out),
    )


@pytest.fixture(scope="session")
def real_only_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The releases folder of a release without any demonstration row: shipped figures alone. Read only."""
    empty = tmp_path_factory.mktemp("no_inbox")
    return once(tmp_path_factory, "real_only_releases", lambda out: _built(Sources(empty, None), out))


@pytest.fixture
def demo_warehouse(demo_release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to the demonstration's warehouse."""
    with open_release(served(demo_release)) as connection:
        yield connection


def _built(chosen: Sources, releases: Path) -> None:
    build(chosen, releases, as_of=None, progress=silent)


@pytest.fixture(scope="session")
def nothing_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The releases folder of a release of nothing at all: no file, no figure of others, no plan. Read only."""
    return once(tmp_path_factory, "nothing_releases", lambda out: _built_until(Sources(None, None, Shipped({})), out))


@pytest.fixture(scope="session")
def plans_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The releases folder of a release of the proposed targets alone: an installation before its first file."""
    plans = Shipped({"catalogue/targets.csv": CATALOGUE_DIR / "targets.csv"})
    return once(tmp_path_factory, "plans_releases", lambda out: _built_until(Sources(None, None, plans), out))


@pytest.fixture(scope="session")
def region_inbox(tmp_path_factory: pytest.TempPathFactory, demo_inbox: Path) -> Path:
    """The folder of one region's chambers and cooperatives out of the demonstration. Read only."""

    def make(inbox: Path) -> None:
        inbox.mkdir()
        chambers = load().code_lists["chambers"]
        where = chambers.columns.index("region")
        own = {row[0] for row in chambers.rows if row[where] == ONE_REGION}
        for path in (demo_inbox / "pid").iterdir():
            if path.stem.split("_")[1] in own and "copia" not in path.name:
                (inbox / path.name).symlink_to(path)
        for name in ("registro_cooperative.csv", "valutazioni_2019.csv", "valutazioni_2020.csv"):
            head, *lines = (demo_inbox / name).read_bytes().splitlines()
            kept = [line for line in lines if any(b'"%s"' % plate in line for plate in ITS_PLATES)]
            (inbox / name).write_bytes(b"\n".join([head, *kept]) + b"\n")

    return once(tmp_path_factory, "region_inbox", make)


@pytest.fixture(scope="session")
def region_release(tmp_path_factory: pytest.TempPathFactory, region_inbox: Path) -> Path:
    """The releases folder of a release that one region's chambers and cooperatives alone are in. Read only."""

    def make(out: Path) -> None:
        _built_until(Sources(tmp_path_factory.mktemp("no_inbox"), region_inbox), out)

    return once(tmp_path_factory, "region_releases", make)


def _built_until(chosen: Sources, releases: Path) -> None:
    build(chosen, releases, as_of=UNTIL, progress=silent)
