"""Names and persons' tax codes that a sender types never leave the sender's own file, kept as it came in ``raw``."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest

from etl.build import build
from etl.sources import Sources
from tests.conftest import silent
from tests.inboxes import COOPS, activities, write

PROMOTER, PERSON, PARTNER = "Ermenegilda Quattrociocchi", "QTTRNG80A41H501K", "Sig. Bonaventura Piccolomini"


@pytest.fixture(scope="module")
def releases(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of rows that carry a promoter's name, a person's tax code and a name where a code belongs."""
    folder = tmp_path_factory.mktemp("personal")
    rows = activities(
        {"coop": COOPS[0], "promoter": PROMOTER},
        {"coop": PERSON, "promoter": PROMOTER},
        {"partner": PARTNER, "promoter": PROMOTER},
        {"day": PROMOTER, "people": PERSON},
    )
    write(folder / "inbox" / "attivita.csv", [row | {"Note": PROMOTER} for row in rows])
    build(Sources(folder / "inbox", None), folder / "releases", as_of=None, tell=silent)
    return folder / "releases"


def stored(releases: Path) -> Iterator[tuple[str, str]]:
    """Every stored thing but the originals: where it lies and what it holds, compressed pages opened."""
    for path in releases.rglob("*"):
        if not path.is_file() or path.relative_to(releases).parts[0] == "raw":
            continue
        name = path.relative_to(releases).as_posix()
        yield name, path.read_bytes().decode("latin-1")
        if path.suffix == ".parquet":
            yield name, str(pq.read_table(path).to_pylist())
        if path.suffix == ".duckdb":
            with duckdb.connect(str(path), read_only=True) as connection:
                tables = [row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
                for table in tables:
                    yield f"{name}:{table}", str(connection.execute(f"SELECT * FROM {table}").fetchall())


def test_the_planted_names_are_in_no_stored_thing(releases: Path) -> None:
    places = dict.fromkeys(name for name, _ in stored(releases))
    assert len(places) > 20 and any("load_reject" in name for name in places)
    planted = [*PROMOTER.split(), PERSON, *PARTNER.split()[1:]]
    found = [(name, word) for name, text in stored(releases) for word in planted if word.lower() in text.lower()]
    assert found == []


def test_the_senders_original_is_kept_as_it_came(releases: Path) -> None:
    originals = [path for path in (releases / "raw").iterdir() if PROMOTER.encode() in path.read_bytes()]
    assert len(originals) == 1


def test_the_refused_rows_are_still_told_by_their_shape(releases: Path) -> None:
    (warehouse,) = releases.glob("*/warehouse.duckdb")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        told = connection.execute("SELECT row, rule, value FROM load_reject ORDER BY ALL").fetchall()
    assert (3, "person_tax_code", "xxxxxx99x99x999x") in told
    assert [row[:2] for row in told] == [
        (3, "person_tax_code"),
        (4, "code"),
        (5, "type_date"),
        (5, "type_integer"),
    ]
