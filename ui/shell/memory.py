"""Memory that goes back to the system: few heaps for all threads, and what is free in them is returned."""

import ctypes
import gc

ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h
ARENAS = 2


def few_heaps() -> None:
    """Let all threads share a few heaps; call it before there are threads.

    glibc gives each new thread a heap of its own, up to eight for each core. Each keeps some pages in use after a crowd
    of readers has left, and what lies below them cannot be returned.
    """
    try:
        ctypes.CDLL(None).mallopt(ARENA_MAX, ARENAS)
    except (AttributeError, OSError, TypeError):
        return  # not glibc


def give_back() -> None:
    """Collect garbage, and give free memory back where the C library can."""
    gc.collect()
    try:
        ctypes.CDLL(None).malloc_trim(0)
    except (AttributeError, OSError, TypeError):
        return  # not glibc
