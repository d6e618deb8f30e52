"""The log of what no one foresaw: a bounded file beside the releases, with a reference for each fault."""

import hashlib
import os
import traceback
from contextlib import suppress
from pathlib import Path

from etl.normalise.personal_data import masked

NAME, FORMER = "errors.log", "errors.log.1"
LARGEST = 256 * 1024  # bytes; the file before it is kept once
LONGEST_MESSAGE = 300  # of an error's own words: those of a library may quote a whole cell


def note_error(folder: Path | None, error: BaseException, about: str = "") -> str:
    """Add an error to the log of the releases folder and return its reference, as ``E-1a2b3c4d``.

    The same fault at the same place of the code has the same reference, so that a release that tells it is the same
    when it is built again. The log holds where it happened and what the library said, masked and cut; no content of
    variables. It is the operator's alone. A log that cannot be written is no fault of its own; without a folder nothing
    is written.
    """
    found = traceback.extract_tb(error.__traceback__)
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in found]
    places = "|".join(f"{Path(frame.filename).name} {frame.name}" for frame in found)
    reference = "E-" + hashlib.sha256(f"{type(error).__name__}|{places}".encode("utf-8", "replace")).hexdigest()[:8]
    said = masked(" ".join(str(error)[:LONGEST_MESSAGE].split()))
    head = f"{reference} {type(error).__module__}.{type(error).__qualname__}: {said}"
    head += f" ({masked(about[:LONGEST_MESSAGE])})" if about else ""
    text = "\n  ".join([head, *(frame[:LONGEST_MESSAGE] for frame in frames[-40:])]) + "\n"
    with suppress(OSError):
        if folder:
            _append(folder / NAME, text.encode("utf-8", "replace"))
    return reference


def _append(path: Path, text: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size + len(text) > LARGEST:
        path.replace(path.with_name(FORMER))
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(text)
