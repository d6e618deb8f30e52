"""Why a release cannot be read, by the kind of engine.release.ReleaseError."""

from collections.abc import Mapping
from typing import Any

from texts.message import Message, english_only
from texts.translator import N_

# {reason} is what the database says: in brackets, in the English sentence alone.
RELEASES = {
    "none": N_("There is no release in {folder}: first python -m etl build."),
    "unknown": N_("There is no release “{name}” in {folder}: the nearest is {nearest}."),
    "other_version": N_(
        "Release {release} was made by another version of the Osservatorio and cannot be read: build it again from the "
        "same files."
    ),
    "damaged": N_("Release {release} cannot be read, its file is damaged: build it again from the same files{reason}."),
}

# {file} is the name of a file of the release, by the kind of engine.integrity.FileFault.
DAMAGE = {
    "missing": N_("Release {release}: {file} is missing."),
    "unreadable": N_("Release {release}: {file} cannot be read, or is no JSON where it should be."),
    "changed": N_("Release {release}: {file} is not as it was published."),
    "unexpected": N_("Release {release}: {file} does not belong there."),
    "unsealed": N_("Release {release}: {file} holds no checksums, it is of an earlier version: nothing can be told."),
}


def release_message(kind: str, values: Mapping[str, Any]) -> Message:
    """The sentence for an error's ``kind`` and ``values``."""
    reason = {"reason": english_only(f" ({values['reason']})")} if "reason" in values else {}
    return Message(RELEASES[kind], **{**values, **reason})
