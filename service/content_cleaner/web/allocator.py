"""The C library's memory allocator, set for a process of many threads that hold large bodies for a moment."""

from __future__ import annotations

import contextlib
import ctypes

from content_cleaner.settings import MEBIBYTE

ARENAS = 2
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8


def give_back_large_blocks() -> None:
    """Return blocks of a mebibyte and more to the system when they are freed; no effect without glibc.

    By default an arena for each thread keeps them, and a front grows to twice its size over some thousand requests.
    """
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        library.mallopt(_M_ARENA_MAX, ARENAS)
        library.mallopt(_M_MMAP_THRESHOLD, MEBIBYTE)
