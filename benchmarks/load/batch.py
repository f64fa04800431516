"""One batch of a gigabyte, streamed in and out."""

from __future__ import annotations

import itertools
import json
import socket
import threading
import time
from collections import Counter

from benchmarks.load.report import show
from benchmarks.load.service import Service, running

HEAD = (
    b"POST /v1/clean/batch HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
    b"Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n"
)


def run(pages: list[bytes], workers: int, megabytes: int) -> None:
    """Send `megabytes` MB of documents in one request, read the answers at the same time, and watch the memory."""
    # Answers are told apart by number, so every line carries its own.
    documents = [json.dumps(page.decode("utf-8", "replace")) for page in pages]
    with running(workers) as service:
        samples: list[tuple[float, float, float]] = []
        done = threading.Event()
        watcher = threading.Thread(target=_watch, args=(service, samples, done))
        watcher.start()
        start = time.monotonic()
        with socket.create_connection(("127.0.0.1", service.port)) as connection:
            sent = [0, 0]
            sender = threading.Thread(target=_send, args=(connection, documents, megabytes * 10**6, sent))
            sender.start()
            answered, in_order, codes = _receive(connection)
            sender.join()
        seconds = time.monotonic() - start
        done.set()
        watcher.join()
    fronts = [front for _, front, _ in samples]
    engines = [engine for _, _, engine in samples]
    rows = [
        ("lines sent / answered", f"{sent[1]} / {answered}"),
        ("in order, ids echoed", str(in_order)),
        ("errors", ", ".join(f"{code}: {count}" for code, count in codes.items()) or "none"),
        ("megabytes sent", f"{sent[0] / 1e6:.0f} in {seconds:.0f} s"),
        ("front, MB: after a tenth / highest / last", _three(fronts)),
        ("largest engine, MB: after a tenth / highest / last", _three(engines)),
    ]
    show(f"One batch, {workers} engines", ("", "found"), rows)


def _three(values: list[float]) -> str:
    tenth = values[len(values) // 10]
    return f"{tenth:.0f} / {max(values[len(values) // 10 :]):.0f} / {values[-1]:.0f}"


def _watch(service: Service, samples: list[tuple[float, float, float]], done: threading.Event) -> None:
    while not done.wait(0.5):
        samples.append((time.monotonic(), service.front_megabytes(), max(service.engine_megabytes(), default=0.0)))


def _send(connection: socket.socket, documents: list[str], limit: int, sent: list[int]) -> None:
    connection.sendall(HEAD)
    for number, document in enumerate(itertools.cycle(documents)):
        line = f'{{"id": {number}, "content": {document}}}\n'.encode()
        connection.sendall(b"%x\r\n%b\r\n" % (len(line), line))
        sent[0] += len(line)
        sent[1] += 1
        if sent[0] >= limit:
            break
    connection.sendall(b"0\r\n\r\n")


def _receive(connection: socket.socket) -> tuple[int, bool, Counter[str]]:
    """Lines answered, whether their ids count up, and the codes of errors."""
    answered, in_order, codes = 0, True, Counter[str]()
    with connection.makefile("rb", buffering=1 << 20) as stream:
        while (line := stream.readline()).strip():
            pass  # the head
        while size := int(stream.readline(), 16):
            line = stream.read(size)
            stream.readline()
            found = json.loads(line)
            in_order &= found["id"] == answered
            answered += 1
            if "error" in found:
                codes[found["error"]["code"]] += 1
    return answered, in_order, codes
