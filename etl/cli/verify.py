"""The command verify: whether the files of a release are as they were published, by their checksums."""

import argparse
from pathlib import Path

from engine.integrity import damage, file_faults
from engine.release import NAME, Release, named_release, release_of
from engine.service import in_service, never_held
from etl.console import Console
from output.exit_codes import ExitCode
from texts.message import Message
from texts.messages.release_messages import DAMAGE


def run_verify(options: argparse.Namespace) -> ExitCode:
    """Name every damaged file of the release; 1 where there is one. Raises NoReleaseError and UnknownReleaseError."""
    console = Console(options.lang)
    release = _asked(options.releases, options.release)
    if release is None:
        console.error(Message("{folder}: the file CURRENT names no release of this folder.", folder=options.releases))
        console.error(what_is_served(options.releases))
        return ExitCode.ERRORS_FOUND
    faults = file_faults(release.folder)
    for fault in faults:
        console.error(Message(DAMAGE[fault.kind], release=release.id, file=fault.file))
    if faults:
        console.error(Message("To mend it: python -m etl build, from the same files, makes it anew."))
        return ExitCode.ERRORS_FOUND
    console.print(Message("Release {release}: every file is as it was published.", release=release.id))
    return ExitCode.DONE


def _asked(folder: Path, name: str | None) -> Release | None:
    """The release to verify, however damaged; None where CURRENT is damaged."""
    if name is None:
        release = named_release(folder)
        if release is None and not never_held(folder):
            return None
        return release or release_of(folder, None)
    if NAME.fullmatch(name) and (folder / name).is_dir():
        return Release(name, folder / name)
    return release_of(folder, name)


def what_is_served(folder: Path) -> Message:
    """What readers get while nothing new is published."""
    if not folder.is_dir():
        return Message("The last release stays in service.")
    found = in_service(folder, lambda release: damage(file_faults(release.folder)))
    if found.untouched:
        return Message("There is no release yet.")
    if found.release is None:
        return Message("No release in the folder can be read: readers are told so.")
    if found.faults:
        files = ", ".join(dict.fromkeys(fault.file for fault in found.faults))
        return Message(
            "The release in service is damaged ({files}): readers get {release} in its place.",
            files=files,
            release=found.release.id,
        )
    return Message("The last release stays in service.")
