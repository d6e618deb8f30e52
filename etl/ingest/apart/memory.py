"""How much memory another process has in use, on each system by its own means."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path

READ_MEMORY = 0x0410  # PROCESS_QUERY_INFORMATION and PROCESS_VM_READ of Windows


def used_bytes(process: int) -> int:
    """The resident memory of a process by its number; 0 where it has ended or the system does not say."""
    try:
        if sys.platform == "linux":
            pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
            return int(pages) * os.sysconf("SC_PAGE_SIZE")
        return _of_windows(process) if os.name == "nt" else _of_ps(process)
    except (OSError, ValueError, IndexError, AttributeError):
        return 0


def _of_ps(process: int) -> int:
    """As ``ps`` says, which every other POSIX system has."""
    command = ["/bin/ps", "-o", "rss=", "-p", str(process)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=10)  # noqa: S603 - a number
    return int(done.stdout.strip() or 0) << 10


class _Counters(ctypes.Structure):
    """PROCESS_MEMORY_COUNTERS of Windows."""

    _fields_ = (
        ("size", ctypes.c_ulong), ("faults", ctypes.c_ulong), ("peak", ctypes.c_size_t), ("used", ctypes.c_size_t),
        *((name, ctypes.c_size_t) for name in ("a", "b", "c", "d", "pages", "peak_pages")),
    )  # fmt: skip


def _of_windows(process: int) -> int:
    """Memory that is committed counts too: there it runs out before any other."""
    system = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    system.OpenProcess.restype = ctypes.c_void_p
    handle = ctypes.c_void_p(system.OpenProcess(READ_MEMORY, False, process))
    if not handle:
        return 0
    try:
        counters = _Counters(size=ctypes.sizeof(_Counters))
        system.K32GetProcessMemoryInfo(handle, ctypes.byref(counters), counters.size)
        return int(max(counters.used, counters.pages))
    finally:
        system.CloseHandle(handle)
