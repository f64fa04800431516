"""The C library's memory allocator, set for what a process does; no effect where it is not glibc's."""

from __future__ import annotations

import contextlib
import ctypes

ARENAS = 2
_MEBIBYTE = 2**20
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD, _M_ARENA_MAX = -1, -3, -8


def give_back_large_blocks() -> None:
    """For a process of many threads that hold large bodies for a moment: return blocks of a mebibyte and more at once.

    By default an arena for each thread keeps them, and a front grows to twice its size over some thousand requests.
    """
    _set({_M_ARENA_MAX: ARENAS, _M_MMAP_THRESHOLD: _MEBIBYTE})


def give_back_freed() -> None:
    """For a process of one thread that cleans documents: return large blocks, and the heap's free end, when freed.

    By default both bounds rise with every large page, and an engine keeps 20 MB that it needs no more. These cost 20
    page faults a page, which cannot be measured in its time.
    """
    _set({_M_TRIM_THRESHOLD: 2 * _MEBIBYTE, _M_MMAP_THRESHOLD: _MEBIBYTE // 2})


def _set(options: dict[int, int]) -> None:
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        for option, value in options.items():
            library.mallopt(option, value)
