"""How much one server takes at once, within the descriptors that the system grants it."""

import os
from dataclasses import dataclass

READERS = "OSSERVATORIO_READERS"  # most sessions at once
WANTED_FILES = 8192
PER_READER = 4  # descriptors: the socket, and three of the event loop that Streamlit makes for each session
LEFT = 128  # sessions of readers who left that Streamlit keeps for a while, with their event loops
OWN_FILES = 192  # the database, the libraries, files being sent


@dataclass(frozen=True)
class Limits:
    """``readers``: open sessions; ``requests``: other connections; ``pages``: drawn at once; ``waiting``: for a turn.

    Seconds: until a request is complete, and without a reader taking what is sent.
    """

    readers: int = 400
    requests: int = 256
    pages: int = 4
    waiting: int = 200
    head_seconds: float = 10.0
    send_seconds: float = 60.0

    @property
    def connections(self) -> int:
        """Sockets of all kinds."""
        return self.readers + self.requests


def limits() -> Limits:
    """The limits of this process, after its limit of descriptors was raised as far as the system lets it."""
    files = _raise_files()
    usual = Limits()
    requests = min(usual.requests, max(32, files // 8))
    most = max(8, (files - requests - OWN_FILES - (PER_READER - 1) * LEFT) // PER_READER)
    wanted = os.environ.get(READERS, "")
    readers = int(wanted) if wanted.isdigit() and int(wanted) else usual.readers
    return Limits(readers=min(readers, most), requests=requests)


def _raise_files() -> int:
    """The number of files that may be open at once; Windows has no such limit on sockets."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return WANTED_FILES
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = WANTED_FILES if hard == resource.RLIM_INFINITY else min(hard, WANTED_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        return wanted
    return WANTED_FILES if soft == resource.RLIM_INFINITY else soft
