"""gunicorn's threaded worker, with a bound on how long a client may take over its headers and its goodbye.

It keeps what gunicorn breaks when it ends: connections that the kernel had accepted, and the count of those in hand.
"""

from __future__ import annotations

import contextlib
import math
import os
import select
import socket
import struct
import threading
import time
from concurrent.futures import Future
from http import HTTPStatus
from typing import Any

from gunicorn.http import errors
from gunicorn.util import close_graceful, write_nonblock
from gunicorn.workers.gthread import _DEFER, TConn, ThreadWorker

from content_cleaner.render import dump_json
from content_cleaner.web.ending import has_waiting
from content_cleaner.web.problems import MEDIA_TYPE, for_status
from content_cleaner.web.prompt import PromptBody

FAREWELL_SECONDS = 1.0
FAREWELL_BYTES = 64 * 1024 * 1024
# A thread waits this long for the first byte of a new connection; after that the main loop does.
FIRST_BYTE_SECONDS = 0.05
LAST_FIRST_BYTE_SECONDS = 1.0
# As long for the next request of a connection.
NEXT_REQUEST_SECONDS = 0.02
_TIMEVAL = struct.Struct("ll")


_STATUSES: tuple[tuple[type[Exception], int], ...] = (
    (errors.LimitRequestLine, 414),
    (errors.LimitRequestHeaders, 431),
    (errors.UnsupportedTransferCoding, 501),
    (errors.ParseException, 400),
)


def problem_message(error: BaseException) -> bytes:
    """A whole HTTP answer for a request that could not be read."""
    status = next((status for kind, status in _STATUSES if isinstance(error, kind)), 500)
    body = dump_json(for_status(status).to_dict()).encode()
    head = (
        f"HTTP/1.1 {status} {HTTPStatus(status).phrase}\r\nConnection: close\r\n"
        f"Content-Type: {MEDIA_TYPE}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode("ascii") + body


class BoundedThreadWorker(ThreadWorker):  # type: ignore[misc]
    """Slow clients cost neither a thread for ever nor the main loop a moment."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._patience: float = self.app.settings.receive_seconds
        self._reading: dict[TConn, float] = {}
        self._reading_lock = threading.Lock()
        self._waiting = 0
        self._waiting_lock = threading.Lock()

    def init_process(self) -> None:
        """Let no single read or write of a connection block for long: sockets inherit this from their listener."""
        pause = _TIMEVAL.pack(math.ceil(self._patience), 0)
        for listener in self.sockets:
            listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, pause)
            listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, pause)
        super().init_process()

    def handle(self, conn: TConn) -> Any:
        """Handle a connection; a closing one is closed here, in its own thread, and not in the main loop."""
        if not (conn.initialized or conn.wait_for_data(FIRST_BYTE_SECONDS if self.alive else LAST_FIRST_BYTE_SECONDS)):
            if self.alive:
                return _DEFER
            close_graceful(conn.sock, timeout=FAREWELL_SECONDS)
            return False
        result = self._handle_request(conn)
        while result is True and self._is_awaited(conn):
            result = self._handle_request(conn)
        if result is False:
            close_graceful(conn.sock, timeout=FAREWELL_SECONDS, max_drain=FAREWELL_BYTES)
        return result

    def _handle_request(self, conn: TConn) -> Any:
        self._set_reading(conn, time.monotonic() + self._patience)
        try:
            return super().handle(conn)
        finally:
            self._set_reading(conn, None)

    def _is_awaited(self, conn: TConn) -> bool:
        """Whether the next request of a kept connection comes at once, and this thread is the one to serve it.

        It saves the way to the main loop and back. Threads are kept from other connections only while half of them
        are free.
        """
        with self._waiting_lock:
            if not self.alive or self._waiting >= self.cfg.threads // 2 or conn.parser.unreader.buf.getvalue():
                return False
            self._waiting += 1
        try:
            poll = select.poll()
            poll.register(conn.sock, select.POLLIN)
            return bool(poll.poll(NEXT_REQUEST_SECONDS * 1000))
        except (OSError, ValueError):
            return False
        finally:
            with self._waiting_lock:
                self._waiting -= 1

    def finish_request(self, conn: TConn, fs: Future[Any]) -> None:
        """Count a connection that `handle` closed; gunicorn would close it again, fail, and count it twice."""
        if not fs.cancelled() and fs.exception() is None and fs.result() is False:
            self.nr_conns -= 1
        else:
            super().finish_request(conn, fs)

    def set_accept_enabled(self, enabled: bool) -> None:
        """Accept connections or do not; at the end, those that wait are accepted before the socket is closed."""
        super().set_accept_enabled(enabled)
        orphaned = self.ppid != os.getppid()
        if not enabled and (orphaned or not self.alive):
            self._end_accepting(orphaned)

    def _end_accepting(self, orphaned: bool) -> None:
        if orphaned:
            self.app.ending.begin(self.sockets)
        if self.app.ending.noticed():  # otherwise this front alone ends, and others accept what waits
            for listener in self.sockets:
                while listener.sock is not None and has_waiting(listener):
                    self.accept(listener)
        for listener in self.sockets:
            listener.close()

    def _cap_keepalive(self, deadline: float) -> None:
        """At the end, give connections without a request a moment, and new ones as long as kept-alive ones."""
        super()._cap_keepalive(deadline)
        for conn in self.pending_conns:
            conn.timeout = min(conn.timeout, deadline)

    def handle_request(self, req: Any, conn: TConn) -> Any:
        """The headers are there: the application watches the clock from here on."""
        self._set_reading(conn, None)
        req.body = PromptBody(req.body.reader, req.force_close)
        return super().handle_request(req, conn)

    def handle_error(self, req: Any, client: socket.socket, addr: Any, exc: BaseException) -> None:
        """Answer what never reached the application as the application does, and log none of what was sent."""
        self.log.info("refused a request: %s", type(exc).__name__)
        with contextlib.suppress(OSError):
            write_nonblock(client, problem_message(exc))

    def notify(self) -> None:
        """Called in every turn of the main loop: cut off who sends headers too slowly."""
        super().notify()
        now = time.monotonic()
        with self._reading_lock:
            late = [conn for conn, until in self._reading.items() if until < now]
        for conn in late:
            try:
                conn.sock.shutdown(socket.SHUT_RD)
            except OSError:
                continue  # gone already

    def _set_reading(self, conn: TConn, until: float | None) -> None:
        with self._reading_lock:
            if until is None:
                self._reading.pop(conn, None)
            else:
                self._reading[conn] = until
