"""A text before UTF-8 is read in the encoding in which its letters make words, or refused: no name is damaged."""

from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from etl.extract.delimited.old_encodings import ENCODINGS, encoding_of
from etl.messages import FileProblem
from tests.helpers.inboxes import COOPS, members, write
from tests.helpers.reading import read

NAMES = ["Società Agricola Forlì", "Solidarietà e libertà", "Così è la vita", "Più case per tutti", "Cooperativa Virtù",
         "Città del Sole", "SOCIETÀ AGRICOLA", "È ora", "L'Università di Forlì", "Caffè Mokà", "Però", "Perché no",
         "Südtiroler Bauernbund Società"]  # fmt: skip
# What Windows writes and the others read as letters.
WINDOWS = [
    "dell’Aquila",
    "“Arca” soc. coop.",
    "Arca – servizi",
    "n° 3",
    "Coop Realtà ecc…",
    "100 € l’anno",
    "Caffè “Ù”",
]


@pytest.mark.parametrize(
    ("name", "encoding"),
    [(name, encoding) for name in NAMES for encoding in ENCODINGS if encoding != "cp437" or not {*"ÀÈ"} & {*name}],
)
def test_one_name_is_enough_to_read_it(tmp_path: Path, name: str, encoding: str) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(write(path, members({}, {})).read_bytes().replace(b"Cooperativa di prova", name.encode(encoding)))
    table, file = read(path)
    assert table["name"].to_pylist() == [name] * 2
    told = [remark.removeprefix("encoding=") for remark in file.remarks]
    same = {ENCODINGS[other] for other in ENCODINGS if _same(name, encoding, other)}
    assert told and set(told) <= same


def _same(name: str, encoding: str, other: str) -> bool:
    return name.encode(encoding).decode(other, "replace") == name


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8), st.sampled_from(sorted(ENCODINGS)))
def test_names_are_read_as_they_were_written_or_refused(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], encoding: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "names.txt"
    sent = "\n".join(names).encode(encoding, "ignore")
    assume(not sent.isascii())
    path.write_bytes(sent)
    assert sent.decode(encoding_of(path)) == sent.decode(encoding)


@pytest.mark.parametrize("text", WINDOWS)
def test_the_marks_of_windows_are_no_letters_of_another(tmp_path: Path, text: str) -> None:
    (tmp_path / "a").write_bytes(text.encode("cp1252"))
    assert encoding_of(tmp_path / "a") == "cp1252"


@pytest.mark.parametrize(
    ("content", "kind", "row"),
    [
        ("servizi…\n".encode("cp1252"), "unknown_encoding", 1),  # or «servizià» in DOS
        (b"ok\nx\xe4\xf8\xb1q\xdby\n", "unknown_encoding", 2),
        ("Società\n".encode() + "Società\n".encode("cp1252"), "mixed_encodings", 2),
        ("Società\nSociet".encode() + b"\xc3\n", "mixed_encodings", 2),
    ],
)
def test_what_cannot_be_known_is_refused_with_its_row(tmp_path: Path, content: bytes, kind: str, row: int) -> None:
    (tmp_path / "a").write_bytes(content)
    with pytest.raises(FileProblem) as caught:
        encoding_of(tmp_path / "a")
    assert (caught.value.kind, caught.value.values["row"]) == (kind, row)
    assert all("{" not in caught.value.text(language) for language in ("it", "en"))


def test_half_a_letter_of_utf_16_refuses_the_file(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", members({"Codice fiscale": COOPS[1]}))
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16") + b"\x41")
    with pytest.raises(FileProblem) as caught:
        read(path)
    assert caught.value.kind == "damaged"


def test_letters_that_were_lost_before_are_told(tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", members({"Denominazione": "Societ\ufffd di Forl\ufffd"}))
    assert read(path)[1].remarks == ("lost=2",)
