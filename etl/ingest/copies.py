"""Copies what was sent before anything reads it, so that hash, rows and stored original are of one content."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from etl.ingest.file_states import Refused, Sent
from etl.messages import FileProblem
from etl.storage.hashed_copy import ChangingFileError, SpecialFileError, copy_hashed
from etl.storage.layout import Store, plain_suffix

ATTEMPTS = 3  # to copy a file that is being written: a short writing is over by then


def own_copies(
    files: Sequence[Sent | Refused], store: Store, folder: Path, is_read: Callable[[Sent], bool]
) -> list[Sent | Refused]:
    """The files with a copy in ``folder`` as their path and the copy's hash as theirs.

    A file that changes under the copying is refused. ``is_read``: whether the rows of a file are known already; its
    stored original then stands for it, as content that is named by its hash never changes. Raises OSError where the
    folder takes no file.
    """
    folder.mkdir(parents=True, exist_ok=True)
    return [
        file if isinstance(file, Refused) else _kept(file, store, is_read) or _copied(file, folder / f"{place}")
        for place, file in enumerate(files)
    ]


def _kept(file: Sent, store: Store, is_read: Callable[[Sent], bool]) -> Sent | None:
    original = store.original(file.path, file.sha)
    return replace(file, path=original, found=file.path) if is_read(file) and original.is_file() else None


def _copied(file: Sent, target: Path) -> Sent | Refused:
    """The name of the copy holds nothing of the sender's but a plain suffix: any library can open it."""
    target = target.with_name(target.name + plain_suffix(file.path))
    kind = "changing"
    for _ in range(ATTEMPTS):
        try:
            return replace(file, path=target, sha=copy_hashed(file.path, target), found=file.path)
        except ChangingFileError:
            continue
        except SpecialFileError:
            kind = "special_file"
        except OSError as error:
            if error.filename == str(target):
                raise  # the disk of the work folder, not the file
            kind = "unreadable"
        break
    target.unlink(missing_ok=True)
    return Refused(replace(file, sha="", found=file.path), FileProblem(kind))
