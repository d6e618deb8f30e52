"""Releases side by side: which files came, went, changed or were renamed, by their hashes; and what else changed."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from reads.releases import InputFile, Manifest
from tests.helpers.figures import EN, IT
from ui.views.dati.release_table import input_changes, input_sentence, input_table, nature, release_table


def manifest(demonstration: bool | None = False, code: str = "c", **files: str) -> Manifest:
    """A manifest of files (name: hash)."""
    inputs = tuple(InputFile(name, "target", sha, demonstration) for name, sha in files.items())
    return Manifest("2020-12-31", 1, "k", code, "e", inputs)


def test_a_file_is_known_by_its_hash() -> None:
    first, last = manifest(a="1", b="2", c="3", d="4"), manifest(a="1", b="9", e="3", f="5", code="other")
    found = input_changes(first, last)
    assert {row["file"]: row["change"] for row in found} == {
        "b": "changed", "e": "renamed", "f": "added", "d": "removed"
    }  # fmt: skip
    assert next(row["former"] for row in found if row["file"] == "e") == "c"
    assert input_sentence(found, first, last, IT) == (
        "File: 1 aggiunto, 1 tolto, 1 cambiato e 1 rinominato. È cambiato il codice."
    )
    assert list(input_table(found, EN)["Change"]) == ["changed", "renamed, same content", "added", "no longer there"]


def test_the_same_inputs_differ_in_nothing() -> None:
    one = manifest(a="1")
    assert input_sentence(input_changes(one, one), one, one, EN) == (
        "The files are the same. Catalogue, code and engine are the same."
    )


@given(*[st.dictionaries(st.sampled_from("abcdef"), st.sampled_from("123"), max_size=6)] * 2)
def test_every_file_of_either_side_is_accounted_for(first: dict[str, str], last: dict[str, str]) -> None:
    found = input_changes(manifest(**first), manifest(**last))
    told = {row["file"]: row["change"] for row in found}
    former = [row["former"] for row in found if row["former"]]
    assert len(former) == len(set(former)), "one file is not renamed into two"
    for name in {*first, *last}:
        if name in first and name in last:
            assert (told.get(name) == "changed") == (first[name] != last[name])
        elif name in last:
            assert told[name] in {"added", "renamed"}
        else:
            assert told.get(name) == "removed" or name in former


def test_the_nature_of_a_release_is_that_of_its_files() -> None:
    assert [nature(manifest(mark, a="1"), IT) for mark in (True, False, None)] == [
        "generati",
        "reali",
        "non registrato",
    ]
    mixed = replace(manifest(), inputs=manifest(True, a="1").inputs + manifest(False, b="1").inputs)
    assert nature(mixed, EN) == "generated and real"


def test_the_order_of_service_is_the_last_time_and_hostile_names_are_kept_as_text() -> None:
    table = release_table({"r1": manifest(a="1"), "r2": manifest(a="1"), "r3": manifest()}, ["r1", "r2", "r1"],
                          "r1", "r2", "r3", EN)  # fmt: skip
    assert table["Order of service"].tolist()[:2] == [3, 2] and table["Order of service"].isna().tolist()[2]
    assert table["State"].tolist() == ["in service", "served before it", "the one you read"]
