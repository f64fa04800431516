"""A load generator that is cheap enough to share two processors with what it measures."""

from __future__ import annotations

import asyncio
import itertools
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

HEAD = "POST /v1/clean HTTP/1.1\r\nHost: localhost\r\nContent-Type: {}\r\nContent-Length: {}\r\n\r\n"
LOST = 0  # the status of a request that got no answer
REFUSED = -1  # the status of a request for which no connection was to be had


@dataclass(frozen=True, slots=True)
class Reply:
    """The answer of one request: when it was asked, how long it took (seconds), its status."""

    at: float
    seconds: float
    status: int


@dataclass
class Replies:
    """All answers of a run."""

    replies: list[Reply] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def statuses(self) -> dict[int, int]:
        return dict(sorted(Counter(reply.status for reply in self.replies).items()))

    @property
    def accepted(self) -> list[float]:
        return sorted(reply.seconds for reply in self.replies if reply.status == 200)

    @property
    def rate(self) -> float:
        return len(self.accepted) / self.seconds

    def quantile(self, part: float) -> float:
        accepted = self.accepted
        return accepted[min(len(accepted) - 1, int(part * len(accepted)))] if accepted else float("nan")


def as_request(body: bytes, content_type: str = "text/html; charset=utf-8") -> bytes:
    """A whole HTTP request."""
    return HEAD.format(content_type, len(body)).encode() + body


class Connections:
    """Kept-alive connections to the service."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._idle: list[tuple[asyncio.StreamReader, asyncio.StreamWriter]] = []

    async def ask(self, request: bytes) -> int:
        """The status of the answer; `LOST` where the connection broke, `REFUSED` where there was none."""
        try:
            reader, writer = self._kept() or await self._open()
        except OSError:
            return REFUSED
        try:
            writer.write(request)
            status, keep = await _read_answer(reader)
        except (OSError, asyncio.IncompleteReadError, ValueError):
            return LOST
        if keep:
            self._idle.append((reader, writer))
        else:
            writer.close()
        return status

    def _kept(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """A connection that the service has not closed meanwhile."""
        while self._idle:
            reader, writer = self._idle.pop()
            if not reader.at_eof():
                return reader, writer
            writer.close()
        return None

    async def _open(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        return await asyncio.open_connection("127.0.0.1", self._port, limit=2**24)

    def close(self) -> None:
        for _, writer in self._idle:
            writer.close()


async def _read_answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    head = await reader.readuntil(b"\r\n\r\n")
    lines = head.decode("latin-1").lower().split("\r\n")
    length = next(int(line[15:]) for line in lines if line.startswith("content-length:"))
    await reader.readexactly(length)
    return int(lines[0].split()[1]), "connection: close" not in lines


async def closed_loop(port: int, requests: Iterable[bytes], clients: int, seconds: float) -> Replies:
    """`clients` ask one after the other, as fast as they get answers."""
    found, turn, connections = Replies(), iter(requests), Connections(port)
    start = time.monotonic()

    async def client(turn: Iterator[bytes]) -> None:
        for request in turn:
            at = time.monotonic()
            if at - start > seconds:
                return
            status = await connections.ask(request)
            found.replies.append(Reply(at - start, time.monotonic() - at, status))
            if status != 200:
                await asyncio.sleep(0.01)

    await asyncio.gather(*(client(turn) for _ in range(clients)))
    found.seconds = time.monotonic() - start
    connections.close()
    return found


async def open_loop(port: int, requests: list[bytes], rate: float, seconds: float) -> Replies:
    """Requests come at `rate` a second, at random, whether the service keeps up or not."""
    found, connections, chance = Replies(), Connections(port), random.Random(11)
    endless = itertools.cycle(requests)
    start = time.monotonic()

    async def one(request: bytes) -> None:
        at = time.monotonic()
        status = await connections.ask(request)
        found.replies.append(Reply(at - start, time.monotonic() - at, status))

    tasks: set[asyncio.Task[None]] = set()
    due = start
    while due - start < seconds:
        due += chance.expovariate(rate)
        await asyncio.sleep(max(0.0, due - time.monotonic()))
        task = asyncio.create_task(one(next(endless)))
        tasks.add(task)
        task.add_done_callback(tasks.discard)
    await asyncio.gather(*tasks)
    found.seconds = time.monotonic() - start
    connections.close()
    return found
