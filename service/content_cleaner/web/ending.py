"""How the service ends without resetting a connection.

The kernel completes connections on its own and keeps them until somebody accepts them; closing a listening socket
resets them, request and all. So newcomers are held off first, then all that wait are accepted, and then the socket is
closed. A client that was held off tries again by itself after a second, and finds the port closed, or a successor.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import select
import socket
import struct
import time
from collections.abc import Iterable

HANDSHAKE_SECONDS = 0.2
NOTICE_SECONDS = 0.1
_GLANCE_SECONDS = 0.01
_SO_ATTACH_FILTER = 26
_TCP_FLAGS, _SYN, _SYN_OR_ACK = 13, 0x02, 0x12
_ALL = 0xFFFFFFFF
# A classic BPF program for the packets of a listening socket: code, jumps if true and if false, argument.
_NO_FIRST_PACKETS = (
    (0x30, 0, 0, _TCP_FLAGS),
    (0x54, 0, 0, _SYN_OR_ACK),
    (0x15, 0, 1, _SYN),
    (0x06, 0, 0, 0),
    (0x06, 0, 0, _ALL),
)


class Ending:
    """What the master tells its fronts when the whole service ends: make it before they are forked."""

    def __init__(self) -> None:
        self._flag = mmap.mmap(-1, 1)

    def begin(self, listeners: Iterable[socket.socket]) -> None:
        """Hold off newcomers and let connections that are half made be completed."""
        for listener in listeners:
            hold_off(listener)
        self._flag[0] = 1
        time.sleep(HANDSHAKE_SECONDS)

    def noticed(self) -> bool:
        """Whether the service ends; a signal to all its processes reaches a front before the master's word does."""
        until = time.monotonic() + NOTICE_SECONDS
        while not self._flag[0] and time.monotonic() < until:
            time.sleep(_GLANCE_SECONDS)
        return bool(self._flag[0])


def hold_off(listener: socket.socket) -> None:
    """Have the kernel drop the first packet of every connection to come, where it can (Linux, TCP)."""
    program = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in _NO_FIRST_PACKETS))
    about = struct.pack("HP", len(_NO_FIRST_PACKETS), ctypes.addressof(program))
    with contextlib.suppress(OSError):
        listener.setsockopt(socket.SOL_SOCKET, _SO_ATTACH_FILTER, about)


def has_waiting(listener: socket.socket) -> bool:
    """Whether a connection waits to be accepted."""
    poll = select.poll()
    poll.register(listener.fileno(), select.POLLIN)
    return bool(poll.poll(0))
