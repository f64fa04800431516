"""Request bodies, read within bounds of size, memory and time."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from flask import Flask, Request, Response, request
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import ClientDisconnected

from content_cleaner.settings import Settings
from content_cleaner.web.decoding import PIECE, decode
from content_cleaner.web.problems import Problem, overloaded
from content_cleaner.web.prompt import PromptBody


@dataclass(slots=True)
class HeldBytes:
    """The bytes of all bodies that this process holds at the moment, with a bound."""

    limit: int
    total: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, count: int) -> None:
        """Reserve `count` bytes; raises an `overloaded` problem where they are not to be had."""
        with self._lock:
            if self.total + count > self.limit:
                raise overloaded("The service holds as many bytes of documents as it may.")
            self.total += count

    def release(self, count: int) -> None:
        """Give `count` bytes back."""
        with self._lock:
            self.total -= count

    @contextmanager
    def share(self) -> Iterator[Share]:
        """A share that is given back as a whole at the end of the block."""
        share = Share(self)
        try:
            yield share
        finally:
            self.release(share.count)


@dataclass(slots=True)
class Share:
    """The bytes that one request holds."""

    held: HeldBytes
    count: int = 0

    def add(self, count: int) -> None:
        """Reserve `count` more bytes for the request."""
        self.held.add(count)
        self.count += count


def register(app: Flask) -> None:
    """Have `app` close connections whose request was not read to its end."""
    app.after_request(_abandon_rest)


def _abandon_rest(response: Response) -> Response:
    body = request.environ.get("wsgi.input")
    if isinstance(body, PromptBody):
        body.abandon_rest()
    return response


def read_body(asked: Request, settings: Settings, share: Share) -> bytes:
    """The decompressed body of a request; raises `Problem` past any bound."""
    length = asked.content_length
    if length is not None and length > settings.max_body_bytes:
        raise _too_large("body", settings.max_body_bytes)
    received = _bounded(receive(asked, settings.receive_seconds), settings.max_body_bytes, "body")
    body = bytearray()
    for piece in decode(received, asked.headers.get("Content-Encoding")):
        if len(body) + len(piece) > settings.max_decoded_bytes:
            raise _too_large("decompressed body", settings.max_decoded_bytes)
        share.add(len(piece))
        body += piece
    return bytes(body)


def receive(asked: Request, seconds: float | None) -> Iterator[bytes]:
    """The body as it comes in, in pieces; past `seconds` in all the client was too slow."""
    length, count, start = asked.content_length, 0, time.monotonic()
    while length is None or count < length:
        piece = _receive_piece(asked, PIECE if length is None else min(PIECE, length - count))
        if not piece:
            break
        if seconds is not None and time.monotonic() - start > seconds:
            raise _too_slow()
        count += len(piece)
        yield piece
    if length is not None and count < length:
        raise _incomplete()


def _receive_piece(asked: Request, size: int) -> bytes:
    try:
        return bytes(asked.stream.read(size))
    except (BlockingIOError, TimeoutError) as error:
        raise _too_slow() from error
    except (ParseException, OSError, ClientDisconnected) as error:
        raise _incomplete() from error


def _bounded(chunks: Iterator[bytes], limit: int, name: str) -> Iterator[bytes]:
    count = 0
    for chunk in chunks:
        count += len(chunk)
        if count > limit:
            raise _too_large(name, limit)
        yield chunk


def _too_large(name: str, limit: int) -> Problem:
    return Problem("content-too-large", f"The {name} may have {limit} bytes.")


def _too_slow() -> Problem:
    return Problem("slow-request", "The body did not arrive in time.")


def _incomplete() -> Problem:
    return Problem("incomplete-body", "The body ended before its announced length.")
