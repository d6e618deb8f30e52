"""Names in archives as a Mac and Windows write them, and what those put beside the files."""

import unicodedata
import zipfile
from pathlib import Path

import pytest

from etl.check import check
from etl.ingest.archives import unpack
from etl.ingest.file_states import Probed, Sent, Validated
from etl.messages import remark_text
from etl.storage.layout import Store
from tests.helpers.inboxes import COOPS, activities, write
from tests.helpers.reading import staged

NAME = "attività di Forlì.csv"


def zip_with(path: Path, *members: tuple[bytes, bytes]) -> Path:
    """An archive whose names are these bytes, without the flag that says how they are written."""
    placeholders = [f"{place:03}" + "x" * (len(name) - 3) for place, (name, _) in enumerate(members)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for placeholder, (_, content) in zip(placeholders, members, strict=True):
            archive.writestr(placeholder, content)
    content = path.read_bytes()
    for placeholder, (name, _) in zip(placeholders, members, strict=True):
        content = content.replace(placeholder.encode(), name)
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "name",
    [
        NAME.encode(), unicodedata.normalize("NFD", NAME).encode(), NAME.encode("cp437"), NAME.encode("cp850"),
    ],
    ids=["UTF-8", "UTF-8 with accents apart", "code page 437", "code page 850"],
)  # fmt: skip
def test_a_name_is_read_as_its_sender_wrote_it(tmp_path: Path, name: bytes) -> None:
    rows = write(tmp_path / "x.csv", activities({})).read_bytes()
    path = zip_with(tmp_path / "a.zip", (name, rows))
    (found,) = unpack([Sent("a.zip", path, "x")], tmp_path / "unpacked")
    assert isinstance(found, Probed) and found.sent.name == f"a.zip/{NAME}"


def test_two_forms_of_one_name_are_one_name(tmp_path: Path) -> None:
    names = NAME.encode(), unicodedata.normalize("NFD", NAME).encode()
    path = zip_with(tmp_path / "a.zip", *((name, b"x") for name in names))
    assert check([path])[0].problem.kind == "archive_twice"  # type: ignore[union-attr]


def test_what_a_system_puts_beside_the_files_is_left_out_and_told(tmp_path: Path) -> None:
    one, two = (write(tmp_path / f"{coop}.csv", activities({"coop": coop})).read_bytes() for coop in COOPS[:2])
    system = [(b"__MACOSX/._a.csv", b"\0\5\x16\7"), (b".DS_Store", b"\0\0\0\1Bud1"), (b"dati/Thumbs.db", b"\xd0\xcf")]
    (tmp_path / "inbox").mkdir()
    path = zip_with(tmp_path / "inbox" / "a.zip", *system, (b"dati/a.csv", one), (b"dati/b.csv", two))
    checked = [verdict.file for verdict in check([path])]
    store = Store(tmp_path / "releases")
    for found in (checked, staged(tmp_path / "inbox", store), staged(tmp_path / "inbox", store)):
        assert [file.sent.name for file in found] == ["a.zip/dati/a.csv", "a.zip/dati/b.csv"]
        told = [file.remarks for file in found if isinstance(file, Validated)]
        assert told == [("left_out=3",), ()]
    assert "3" in remark_text("left_out=3", "it")
    (tmp_path / "plain").mkdir()
    (tmp_path / "plain" / "a.csv").write_bytes(one)
    (plain,) = staged(tmp_path / "plain", store)
    assert isinstance(plain, Validated) and plain.remarks == (), "staged from the archive, but not sent in one"
