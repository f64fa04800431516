"""Frames on a socket between a front process and an engine process: JSON about a document, and its bytes.

No pickle: an engine that a document took over could otherwise run code in the front.
"""

from __future__ import annotations

import json
import socket
import struct
import time
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from content_cleaner.web.engines.tasks import Answer, Task
from content_cleaner.web.problems import Problem

_LENGTHS = struct.Struct("!II")
_FIRST_READ = 64 * 1024
_LARGEST_READ = 1024 * 1024


class ChannelClosedError(ConnectionError):
    """The process at the other end is gone."""


def send_task(channel: socket.socket, task: Task) -> None:
    """Hand a task to an engine; raises `TimeoutError` or `ChannelClosedError`."""
    text = isinstance(task.content, str)
    content = task.content.encode("utf-8", "surrogatepass") if isinstance(task.content, str) else task.content
    about = {
        "text": text,
        "content_type": task.content_type,
        "url": task.url,
        "title": task.title,
        "options": dict(task.options),
        "passages": task.passages,
        "form": task.form,
        "id": task.id,
    }
    _send(channel, about, content)


def receive_task(channel: socket.socket) -> Task:
    """The next task; raises `ChannelClosedError` when there will be none."""
    about, content = _receive(channel, None)
    text = about.pop("text")
    return Task(content.decode("utf-8", "surrogatepass") if text else content, **about)


def send_answer(channel: socket.socket, outcome: Answer | Problem) -> None:
    """Hand the outcome of a task back."""
    if isinstance(outcome, Problem):
        _send(channel, {"code": outcome.code, "detail": outcome.detail}, b"")
        return
    about = asdict(outcome)
    _send(channel, about, about.pop("body"))


def receive_answer(channel: socket.socket, until: float) -> Answer | Problem:
    """The outcome of the task in hand; raises `TimeoutError` at `until` (monotonic) or `ChannelClosedError`."""
    about, body = _receive(channel, until)
    return Problem(**about) if "code" in about else Answer(body=body, **about)


def _send(channel: socket.socket, about: Mapping[str, Any], body: bytes) -> None:
    head = json.dumps(about).encode()
    start = _LENGTHS.pack(len(head), len(body)) + head
    try:
        # In one call where it fits: the other end need not be woken for the head alone.
        sent = channel.sendmsg((start, body))
        for part in (start, body):
            if sent < len(part):
                channel.sendall(memoryview(part)[sent:])
            sent = max(0, sent - len(part))
    except TimeoutError:
        raise
    except OSError as error:
        raise ChannelClosedError from error


def _receive(channel: socket.socket, until: float | None) -> tuple[dict[str, Any], bytes]:
    data = bytearray(_FIRST_READ)
    count = _read(channel, data, 0, _LENGTHS.size, until)
    head_length, body_length = _LENGTHS.unpack_from(data)
    body_start = _LENGTHS.size + head_length
    size = body_start + body_length
    if size > len(data):
        begun, data = data, bytearray(size)
        data[:count] = begun[:count]
    if _read(channel, data, count, size, until) > size:
        raise ChannelClosedError  # frames come one at a time: whoever sends this is out of order
    head: dict[str, Any] = json.loads(data[_LENGTHS.size : body_start])
    return head, bytes(memoryview(data)[body_start:size])


def _read(channel: socket.socket, data: bytearray, count: int, wanted: int, until: float | None) -> int:
    """Fill `data`, which holds `count` bytes, until it holds at least `wanted`; how many it holds then."""
    while count < wanted:
        if until is not None:
            remaining = until - time.monotonic()
            if remaining <= 0:
                raise TimeoutError
            channel.settimeout(remaining)
        try:
            with memoryview(data) as view:
                received = channel.recv_into(view[count : count + _LARGEST_READ])
        except TimeoutError:
            raise
        except OSError as error:
            raise ChannelClosedError from error
        if not received:
            raise ChannelClosedError
        count += received
    return count
