"""The table of releases, and how the inputs of two differ: files by their hashes, catalogue, code and engine."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from reads.releases import Manifest
from texts.labels import feed_name
from texts.translator import N_, Words

CHANGES = {
    "added": N_("added"),
    "removed": N_("no longer there"),
    "changed": N_("changed"),
    "renamed": N_("renamed, same content"),
}
MADE_OF = {"catalogue": N_("the catalogue"), "code": N_("the code"), "engine": N_("the engine")}


def release_table(
    manifests: Mapping[str, Manifest], served: Sequence[str], current: str, before: str, reading: str, words: Words
) -> pd.DataFrame:
    """Every release: its date, its files, their nature, and its place in the order of service.

    A release holds no clock time, so that the same files give the same one; the order is that of HISTORY.
    """
    order = {name: place for place, name in enumerate(served, start=1)}
    return pd.DataFrame(
        [
            {
                words.t("Release"): name,
                words.t("State"): _state(name, current, before, reading, words),
                words.t("Data up to"): words.day(manifest.as_of),
                words.t("Files"): len(manifest.inputs),
                words.t("Nature of the data"): nature(manifest, words),
                words.t("Order of service"): order.get(name, pd.NA),
            }
            for name, manifest in manifests.items()
        ]
    ).astype({words.t("Order of service"): "Int64"})


def nature(manifest: Manifest, words: Words) -> str:
    """Real, generated, or both; not recorded in releases built before files carried the mark."""
    marks = {one.demonstration for one in manifest.inputs}
    if None in marks:
        return words.t("not recorded")
    if marks == {True, False}:
        return words.t("generated and real")
    return words.t("generated") if marks == {True} else words.t("real")


def input_changes(first: Manifest, last: Manifest) -> list[dict[str, str]]:
    """Files that differ between two releases: file, feed, change (a key of CHANGES), former (its name before).

    A file is identified by its hash: the same content under another name is renamed, another content under the same
    name changed. No row where the inputs are the same.
    """
    before, after = ({one.file: one for one in manifest.inputs} for manifest in (first, last))
    gone = {name: entry for name, entry in before.items() if name not in after}
    rows: list[dict[str, str]] = []
    for name, entry in after.items():
        if name in before:
            if before[name].sent_sha256 != entry.sent_sha256:
                rows.append({"file": name, "feed": entry.feed, "change": "changed", "former": ""})
            continue
        same = next((old for old, was in gone.items() if was.sent_sha256 == entry.sent_sha256), None)
        if same is not None:
            del gone[same]
        kind = "added" if same is None else "renamed"
        rows.append({"file": name, "feed": entry.feed, "change": kind, "former": same or ""})
    rows += [{"file": name, "feed": was.feed, "change": "removed", "former": ""} for name, was in gone.items()]
    return rows


def input_table(changed: Iterable[Mapping[str, str]], words: Words) -> pd.DataFrame:
    """The files that differ, in the reader's language."""
    return pd.DataFrame(
        [
            {
                words.t("File"): row["file"],
                words.t("Feed"): feed_name(row["feed"], words) if row["feed"] else "",
                words.t("Change"): words.t(CHANGES[row["change"]]),
                words.t("Name before"): row["former"],
            }
            for row in changed
        ]
    )


def input_sentence(changed: Iterable[Mapping[str, str]], first: Manifest, last: Manifest, words: Words) -> str:
    """How many files were added, removed and changed, and which of catalogue, code and engine differ."""
    found = Counter(row["change"] for row in changed)
    parts = [
        words.n("{count} file added", "{count} files added", found["added"]),
        words.n("{count} removed", "{count} removed", found["removed"]),
        words.n("{count} changed", "{count} changed", found["changed"]),
        words.n("{count} renamed", "{count} renamed", found["renamed"]),
    ]
    counts = [part for part, kind in zip(parts, CHANGES, strict=True) if found[kind]]
    files = words.t("Files: {parts}.", parts=words.list_of(counts)) if counts else words.t("The files are the same.")
    other = [words.t(name) for part, name in MADE_OF.items() if getattr(first, part) != getattr(last, part)]
    if not other:
        return f"{files} {words.t('Catalogue, code and engine are the same.')}"
    changed_parts = words.n("{names} changed.", "{names} changed.", len(other), names=words.list_of(other))
    return f"{files} {changed_parts[:1].upper()}{changed_parts[1:]}"


def _state(name: str, current: str, before: str, reading: str, words: Words) -> str:
    states = [
        words.t("in service") if name == current else "",
        words.t("served before it") if name == before else "",
        words.t("the one you read") if name == reading else "",
    ]
    return ", ".join(part for part in states if part)
