"""A process with the engine loaded that does nothing but fork engine processes.

A front serves many connections in threads, and forking a process with threads is unsafe. So each front forks one
zygote while it still has a single thread, and the zygote, which never has a second, forks the engines. All share the
memory of the model that gunicorn's master loaded.
"""

from __future__ import annotations

import gc
import os
import select
import signal
import socket
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import FileIO

_PID = struct.Struct("!i")
_FORK, _KILL = b"F", b"K"
_REAP_SECONDS = 1.0
_STATM_BYTES = 128
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")
_IGNORED = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT, signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2)
_DEFAULT = (signal.SIGCHLD, signal.SIGABRT, signal.SIGWINCH, signal.SIGTTIN, signal.SIGTTOU)


class ZygoteGoneError(RuntimeError):
    """The zygote died: its front can start no more engines."""


@dataclass(frozen=True, slots=True)
class Child:
    """An engine process, and the front's end of the socket to it.

    first_bytes: resident memory when it was forked, shared with the zygote; memory: where the system tells it.
    """

    pid: int
    channel: socket.socket
    first_bytes: int = 0
    memory: FileIO | None = None

    @classmethod
    def of(cls, pid: int, channel: socket.socket) -> Child:
        """A process that was just forked."""
        try:
            memory = FileIO(f"/proc/{pid}/statm")
        except OSError:
            return cls(pid, channel)
        return cls(pid, channel, _resident_bytes(memory), memory)

    @property
    def grown_bytes(self) -> int:
        """Memory that it holds beyond what it was forked with; 0 where the system does not tell."""
        return 0 if self.memory is None else max(0, _resident_bytes(self.memory) - self.first_bytes)

    def close(self) -> None:
        """Give up the engine: it ends when it has read what was sent."""
        self.channel.close()
        if self.memory is not None:
            self.memory.close()


def _resident_bytes(statm: FileIO) -> int:
    # The file stays open: it is read after every document, and opening it would take ten times as long.
    try:
        return int(os.pread(statm.fileno(), _STATM_BYTES, 0).split()[1]) * _PAGE_BYTES
    except (OSError, IndexError, ValueError):
        return 0


class Zygote:
    """The front's handle of its zygote; safe to use from several threads."""

    def __init__(self, control: socket.socket, pid: int) -> None:
        self._control = control
        self._lock = threading.Lock()
        self.pid = pid

    @classmethod
    def start(cls, work: Callable[[socket.socket], None]) -> Zygote:
        """Fork the zygote; its children run `work` on their end of a socket. Call it before any thread exists."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid == 0:
            _run_in_child(lambda: _serve(theirs, work), keep=theirs)
        theirs.close()
        return cls(ours, pid)

    def spawn(self) -> Child:
        """A new engine process; raises `ZygoteGoneError`."""
        ours, theirs = socket.socketpair()
        try:
            with self._lock:
                socket.send_fds(self._control, [_FORK], [theirs.fileno()])
                reply = self._control.recv(_PID.size)
        except OSError as error:
            ours.close()
            raise ZygoteGoneError from error
        finally:
            theirs.close()
        if not reply:
            ours.close()
            raise ZygoteGoneError
        pid = _PID.unpack(reply)[0]
        return Child.of(pid, ours)

    def kill(self, child: Child) -> None:
        """End an engine at once, whatever it does."""
        child.close()
        try:
            with self._lock:
                self._control.send(_KILL + _PID.pack(child.pid))
        except OSError as error:
            raise ZygoteGoneError from error

    def close(self) -> None:
        """Let the zygote end; engines end when their own sockets close."""
        self._control.close()


def _run_in_child(work: Callable[[], None], keep: socket.socket) -> None:
    """Run `work` in a fresh child and exit, whatever happens: nothing of the parent may go on here."""
    status = 1
    try:
        _forget_parent(keep)
        work()
        status = 0
    finally:
        os._exit(status)


def _forget_parent(keep: socket.socket) -> None:
    signal.set_wakeup_fd(-1)
    for number in _IGNORED:
        signal.signal(number, signal.SIG_IGN)
    for number in _DEFAULT:
        signal.signal(number, signal.SIG_DFL)
    # Listening sockets above all: a port must not stay bound by a process that does not accept.
    os.closerange(3, keep.fileno())
    os.closerange(keep.fileno() + 1, 65536)


def _serve(control: socket.socket, work: Callable[[socket.socket], None]) -> None:
    gc.freeze()
    children: set[int] = set()
    while True:
        readable, _, _ = select.select([control], [], [], _REAP_SECONDS)
        if readable:
            message, descriptors, _, _ = socket.recv_fds(control, 16, 1)
            if not message:
                return
            if message == _FORK:
                pid = _fork_engine(socket.socket(fileno=descriptors[0]), work)
                children.add(pid)
                control.send(_PID.pack(pid))
            elif message[:1] == _KILL and (pid := _PID.unpack(message[1:])[0]) in children:
                # Only the parent can know that the number still is its child's: it has not been reaped.
                os.kill(pid, signal.SIGKILL)
        _reap(children)


def _fork_engine(channel: socket.socket, work: Callable[[socket.socket], None]) -> int:
    pid = os.fork()
    if pid == 0:
        _run_in_child(lambda: work(channel), keep=channel)
    channel.close()
    return pid


def _reap(children: set[int]) -> None:
    while children:
        pid, _ = os.waitpid(-1, os.WNOHANG)
        if pid == 0:
            return
        children.discard(pid)
