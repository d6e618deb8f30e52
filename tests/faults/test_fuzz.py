"""Spoilt files of every format, many at a time: no traceback, no row without a fate, no file that costs too much.

OSSERVATORIO_FUZZ sets how many times as many are tried as in the usual run (OSSERVATORIO_FUZZ=100: about an hour).
What was found is kept in ``tests/faults/data/found_by_fuzzing.txt``: the format and the file in base64, a line each.
"""

import base64
import os
import tempfile
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from etl.check import check
from etl.ingest.file_states import Validated
from etl.storage.layout import Store
from tests.helpers.inboxes import write
from tests.helpers.mutations import ROWS, SEEDS, Spoilt, changes, spoilt
from tests.helpers.reading import staged

pytestmark = pytest.mark.slow

TIMES = int(os.environ.get("OSSERVATORIO_FUZZ", "1"))
FILES_AT_ONCE = 12
FOUND = Path(__file__).parent / "data" / "found_by_fuzzing.txt"
quiet = settings(
    max_examples=TIMES, deadline=None, derandomize=TIMES == 1, database=None,
    suppress_health_check=list(HealthCheck), phases=(Phase.explicit, Phase.generate, Phase.shrink)[: 2 + (TIMES > 1)],
)  # fmt: skip
# The words of a bug: an error that no reader expects, work without end, or a fault of the file told as one of the disk.
NEVER = {"reader_stopped", "took_too_long", "unreadable"}


def told(contents: dict[str, bytes]) -> None:
    """Check the files together, and hold the verdicts to what holds for every file."""
    with tempfile.TemporaryDirectory() as name:
        paths = []
        for file, content in contents.items():
            path = Path(name) / file
            path.write_bytes(content)
            paths.append(path)
        verdicts = check(paths)
    assert {verdict.file.sent.original.name for verdict in verdicts} == set(contents)
    for verdict in verdicts:
        original = contents[verdict.file.sent.original.name]
        if verdict.problem:
            assert verdict.problem.kind not in NEVER, base64.b64encode(original)
            for language in ("it", "en"):
                text = verdict.problem.text(language)
                assert "{" not in text and text.isprintable() and len(text) < 1_000, base64.b64encode(original)
        else:
            assert verdict.read > 0
            fates = verdict.accepted + verdict.rejected + verdict.duplicate
            assert verdict.read == fates and verdict.accepted >= 0, base64.b64encode(original)


def test_every_seed_is_a_valid_file(tmp_path: Path) -> None:
    paths = []
    for kind, make in SEEDS.items():
        paths.append(tmp_path / f"a.{kind}")
        paths[-1].write_bytes(make(tmp_path))
    assert {verdict.file.sent.name: verdict.problem for verdict in check(paths) if verdict.problem} == {}


@pytest.mark.parametrize("kind", SEEDS)
def test_a_spoilt_file_is_told_or_read_whole(kind: str, tmp_path: Path) -> None:
    seed = SEEDS[kind](tmp_path)

    @quiet
    @given(st.lists(changes(), min_size=FILES_AT_ONCE, max_size=FILES_AT_ONCE))
    def each(made: list[list[Spoilt]]) -> None:
        told({f"{place}.{kind}": spoilt(seed, one) for place, one in enumerate(made)})

    each()


@settings(quiet, max_examples=2 * TIMES)
@given(changes(), st.integers(0, 3))
def test_spoilt_staged_rows_are_read_anew(made: list[Spoilt], which: int) -> None:
    """Staged rows are a cache: whatever becomes of them, the next build has the rows of the file."""
    with tempfile.TemporaryDirectory() as name:
        inbox, store = Path(name) / "inbox", Store(Path(name) / "releases")
        write(inbox / "a.csv", [*ROWS, ROWS[0] | {"Provincia": "XX"}])
        first = staged(inbox, store)
        kept = sorted(store.releases.rglob("staged/*/*/*/*"))
        before = {path: pq.read_table(path).to_pylist() for path in kept if path.suffix == ".parquet"}
        path = kept[which % len(kept)]
        path.write_bytes(spoilt(path.read_bytes(), made))
        again = staged(inbox, store)
        assert [(file.rows, file.remarks) for file in again if isinstance(file, Validated)] == [
            (file.rows, file.remarks) for file in first if isinstance(file, Validated)
        ]
        assert {path: pq.read_table(path).to_pylist() for path in before} == before


def test_what_was_found_before_is_mended() -> None:
    lines = FOUND.read_text(encoding="ascii").split() if FOUND.exists() else []
    pairs = zip(lines[::2], lines[1::2], strict=True)
    told({f"{place}.{kind}": base64.b64decode(content) for place, (kind, content) in enumerate(pairs)})
