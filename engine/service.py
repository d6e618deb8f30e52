"""Which release a folder has in service, and which stands in for it where CURRENT or that release is damaged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from engine.integrity import FileFault
from engine.release import CURRENT, HISTORY, NAME, Release, all_releases, find_release, history, named_release

Faults = Callable[[Release], Sequence[FileFault]]


@dataclass(frozen=True)
class InService:
    """What readers get. ``release``: None where there is no sound one; ``faults``: why the one in service is not it.

    ``named``: the id that CURRENT holds, '' where it holds none; ``untouched``: the folder never held a release.
    """

    release: Release | None
    named: str = ""
    faults: tuple[FileFault, ...] = ()
    untouched: bool = False


def in_service(folder: Path, faults_of: Faults) -> InService:
    """The release that CURRENT names if it is sound; else the last sound one of HISTORY, else the latest one there is.

    ``faults_of`` gives the damage of a release.
    """
    current = named_release(folder)
    if current is None:
        if never_held(folder):
            return InService(None, untouched=True)
        return InService(_stand_in(folder, "", faults_of), faults=(FileFault(CURRENT, "changed"),))
    faults = tuple(faults_of(current))
    if not faults:
        return InService(current, current.id)
    return InService(_stand_in(folder, current.id, faults_of), current.id, faults)


def never_held(folder: Path) -> bool:
    """Whether nothing in the folder tells of a release, not even a damaged one. A folder that cannot be read may."""
    try:
        names = [path.name for path in folder.iterdir()] if folder.exists() else []
    except OSError:
        return False
    return not any(name in (CURRENT, HISTORY) or NAME.fullmatch(name) for name in names)


def _stand_in(folder: Path, without: str, faults_of: Faults) -> Release | None:
    served = [find_release(folder, name) for name in reversed(history(folder))]
    for release in dict.fromkeys([*served, *_every(folder)]):
        if release and release.id != without and not faults_of(release):
            return release
    return None


def _every(folder: Path) -> list[Release]:
    try:
        return all_releases(folder)
    except OSError:
        return []
