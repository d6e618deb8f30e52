"""Probes, recognises and reads single files for tests."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pytest

from catalogue import Catalogue, load
from etl.ingest.apart.reader import Item, Reader
from etl.ingest.archives import unpack
from etl.ingest.file_states import Probed, Read, Recognised, Refused, Sent, Stale, Validated
from etl.ingest.inbox import list_files
from etl.ingest.read_rows import read_file, read_pieces, recognise_file
from etl.ingest.stage import stage
from etl.storage.layout import Store


def recognised(path: Path, work: Path | None = None, *, for_sender: bool = False) -> Recognised | Refused:
    """The state of a file (no archive) after its feed was looked for."""
    (file,) = unpack([Sent(path.name, path, "x")], path.parent / "unpacked")
    return recognise_file(file, load(), work, for_sender=for_sender) if isinstance(file, Probed) else file


def read(path: Path, work: Path | None = None, *, for_sender: bool = False) -> tuple[pa.Table, Read]:
    """The rows of a file, and its state. Raises the FileProblem that it is refused for."""
    state = recognised(path, work, for_sender=for_sender)
    found: tuple[pa.Table, Read] | Refused | Stale = state if isinstance(state, Refused) else read_file(state)
    if isinstance(found, Refused):
        raise found.problem
    if isinstance(found, Stale):
        raise AssertionError(found.unmet)
    return found


class ReadHere(Reader):
    """A reader without a process of its own, for tests that change how this process reads."""

    def read(self, file: Probed) -> Iterator[Item]:
        """As the reading process does it."""
        found = recognise_file(file, self.catalogue, self.work, for_sender=self.for_sender)
        yield found
        if isinstance(found, Recognised):
            yield from read_pieces(found)


@contextmanager
def reading_here() -> Iterator[None]:
    """Files are staged without a reading process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("etl.ingest.stage.Reader", ReadHere)
        yield


def staged(folder: Path, store: Store, catalogue: Catalogue | None = None) -> list[Validated | Refused]:
    """The states of the files of a folder after staging, without the catalogue's corrections."""
    store.prepare()
    probed = unpack(list_files(folder), store.work / "unpacked")
    found = stage(probed, store, catalogue or load(), lambda *_: None)
    return [file for file in found if not isinstance(file, Stale)]


def refusals(files: Iterable[Validated | Refused]) -> list[str]:
    """Why files are refused, in English; of those that are not nothing."""
    return [file.problem.text("en") for file in files if isinstance(file, Refused)]
