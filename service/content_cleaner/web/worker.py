"""gunicorn's threaded worker, with a bound on how long a client may take over its headers and its goodbye."""

from __future__ import annotations

import contextlib
import math
import socket
import struct
import threading
import time
from http import HTTPStatus
from typing import Any

from gunicorn.http import errors
from gunicorn.util import close_graceful, write_nonblock
from gunicorn.workers.gthread import TConn, ThreadWorker

from content_cleaner.render import dump_json
from content_cleaner.web.problems import MEDIA_TYPE, for_status
from content_cleaner.web.prompt import PromptBody

FAREWELL_SECONDS = 1.0
FAREWELL_BYTES = 64 * 1024 * 1024
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

    def init_process(self) -> None:
        """Let no single read or write of a connection block for long: sockets inherit this from their listener."""
        pause = _TIMEVAL.pack(math.ceil(self._patience), 0)
        for listener in self.sockets:
            listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, pause)
            listener.sock.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, pause)
        super().init_process()

    def handle(self, conn: TConn) -> Any:
        """Handle a connection; a closing one is closed here, in its own thread, and not in the main loop."""
        self._set_reading(conn, time.monotonic() + self._patience)
        try:
            result = super().handle(conn)
        finally:
            self._set_reading(conn, None)
        if result is False:
            close_graceful(conn.sock, timeout=FAREWELL_SECONDS, max_drain=FAREWELL_BYTES)
        return result

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
