"""Input meant to hurt, each kind several times, with other requests before and after."""

from __future__ import annotations

import gzip
import io
import random
import socket
import struct
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException

import brotli

from benchmarks.load.report import show
from benchmarks.load.service import running

MEGABYTE = 10**6
TIMES = 5
TEXT = "text/html"
JSON, FORM = "application/json", "multipart/form-data"
PROTOCOL = "HTTP itself"


@dataclass(frozen=True)
class Case:
    """A kind of input: how to send it once, giving the status (0: the connection was closed)."""

    name: str
    send: Callable[[int], int]
    family: str


@dataclass(frozen=True)
class Outcome:
    """What a kind of input did."""

    family: str
    statuses: Counter[int]
    longest: float
    highest: float
    fine_afterwards: bool


def run(workers: int) -> None:
    """Send all kinds, and show for each what came back, how long the longest took, and the memory it took."""
    rows, found = [], []
    with running(workers, receive_seconds="3") as service:
        total = 0
        for case in cases(service.port):
            statuses: Counter[int] = Counter()
            longest = highest = 0.0
            for _ in range(TIMES):
                start = time.monotonic()
                statuses[case.send(service.port)] += 1
                longest = max(longest, time.monotonic() - start)
                highest = max(highest, service.resident_megabytes())
            total += TIMES
            print(".", end="", flush=True)
            told = ", ".join(f"{status or 'closed'}: {count}" for status, count in sorted(statuses.items()))
            healthy = post(service.port, b"<p>One fine sentence after another.</p>", TEXT)
            found.append(Outcome(case.family, statuses, longest, highest, healthy == 200))
            rows.append((case.name, told, f"{longest:.1f}", f"{highest:.0f}", "yes" if healthy == 200 else "NO"))
    head = ("kind", "answers", "longest, s", "memory after, MB", "fine afterwards")
    show(f"{len(rows)} kinds, {total} requests", head, rows)
    head = ("hostile input", "kinds", "requests", "answers", "longest, s", "all processes, MB", "fine afterwards")
    show("In short", head, list(_in_short(found)))


def _in_short(found: list[Outcome]) -> Iterator[tuple[str, ...]]:
    """A row for each family, and one for all."""
    families = dict.fromkeys(outcome.family for outcome in found)
    for name, members in [(family, [each for each in found if each.family == family]) for family in families] + [
        ("all", found)
    ]:
        statuses = sum((outcome.statuses for outcome in members), Counter[int]())
        yield (
            name,
            str(len(members)),
            str(statuses.total()),
            ", ".join(f"{status or 'closed'}: {count}" for status, count in sorted(statuses.items())),
            f"{max(outcome.longest for outcome in members):.1f}",
            f"{max(outcome.highest for outcome in members):.0f}",
            "yes" if all(outcome.fine_afterwards for outcome in members) else "NO",
        )


def cases(port: int) -> Iterator[Case]:
    """All kinds."""
    yield from (Case(name, _poster(body, headers), _family(headers)) for name, body, headers in _bodies())
    yield from _sockets()


def _family(headers: dict[str, str]) -> str:
    if "Content-Encoding" in headers:
        return "compressed bodies"
    media_type = headers["Content-Type"].partition(";")[0]
    markup = media_type in {"text/html", "application/xhtml+xml"}
    return "markup" if markup else "JSON and forms" if media_type in {JSON, FORM} else "text and bytes"


def _bodies() -> Iterator[tuple[str, bytes, dict[str, str]]]:
    zipped = {"Content-Type": TEXT, "Content-Encoding": "gzip"}
    html = {"Content-Type": TEXT}
    yield "gzip bomb, 10 GB of 10 MB", _gzip_bomb(10_000), zipped
    yield "gzip in gzip", gzip.compress(_gzip_bomb(1000)), zipped | {"Content-Encoding": "gzip, gzip"}
    yield "gzip that holds itself (quine)", _quine(), zipped
    yield "brotli bomb", brotli.compress(bytes(400 * MEGABYTE), quality=5), zipped | {"Content-Encoding": "br"}
    yield "zstd bomb", _zstd_bomb(), zipped | {"Content-Encoding": "zstd"}
    yield "zstd with a huge window", b"\x28\xb5\x2f\xfd\x00\xff\x01\x00\x00", zipped | {"Content-Encoding": "zstd"}
    yield "broken gzip", gzip.compress(b"x" * 1000)[:-9] + b"rubbish..", zipped
    yield "100,000 nested <div>", b"<div>" * 100_000 + b"deep text", html
    yield "1,000,000 nested <b>", b"<b>" * 1_000_000 + b"deep text", html
    yield "256 nested <div>", b"<div>" * 256 + b"<p>Deep text of some length, a whole sentence.</p>", html
    yield "one attribute of 10 MB", b'<p title="' + b"x" * 10 * MEGABYTE + b'">Text</p>', html
    yield "100,000 attributes", b"<p " + b" ".join(b"a%d=1" % n for n in range(100_000)) + b">Text</p>", html
    yield "1,000,000 entities", b"<p>" + b"&amp;" * 1_000_000 + b"</p>", html
    yield "entities in a DTD (billion laughs)", _laughs(), {"Content-Type": "application/xhtml+xml"}
    yield "an entity of the file system", _external(), {"Content-Type": "application/xhtml+xml"}
    yield "5 MB of <", b"<" * 5 * MEGABYTE, html
    yield "5 MB of &#", b"&#" * (5 * MEGABYTE // 2), html
    yield "5 MB of <!--", b"<!--" * (5 * MEGABYTE // 4), html
    yield "5 MB of <a", b"<a " * (5 * MEGABYTE // 3), html
    yield "200,000 empty paragraphs", b"<p></p>" * 200_000, html
    yield "200,000 short paragraphs", b"<p>Text of a paragraph.</p>" * 200_000, html
    yield "100,000 links in lists", b"<ul>" + b"<li><a href=/x>Read more</a></li>" * 100_000, html
    yield "50,000 tables in tables", b"<table><tr><td>" * 50_000 + b"text", html
    yield "colspan=9007199254740991", b"<table><tr><td colspan=9007199254740991>cell</td></tr></table>", html
    yield "10 MB of text in one line", b"word " * (2 * MEGABYTE), {"Content-Type": "text/plain"}
    yield "10 MB of line breaks", b"\n" * 10 * MEGABYTE, {"Content-Type": "text/plain"}
    yield "5 MB without a blank", b"x" * 5 * MEGABYTE, {"Content-Type": "text/plain"}
    yield "NUL bytes", b"\0" * MEGABYTE, {"Content-Type": "text/plain"}
    yield "random bytes", random.Random(3).randbytes(MEGABYTE), {"Content-Type": "application/octet-stream"}
    yield "mixed encodings", ("Käse ☕ " * 5000).encode() + "Grüße ".encode("latin-1") * 5000, html
    utf8 = {"Content-Type": "text/html; charset=utf-8"}
    yield "UTF-16 without a mark, named UTF-8", ("<p>text</p>" * 9999).encode("utf-16-le"), utf8
    yield "an encoding that does not exist", b"<p>text</p>", {"Content-Type": "text/html; charset=utf-99"}
    yield "JSON nested 100,000 deep", b'{"content":' * 100_000, {"Content-Type": "application/json"}
    yield "JSON with a number of 1 MB", b'{"content": ' + b"9" * MEGABYTE + b"}", {"Content-Type": "application/json"}
    yield "JSON with lone surrogates", b'{"content": "\\ud800 \\udfff text"}', {"Content-Type": "application/json"}
    yield "JSON with 100,000 unknown fields", _fields(), {"Content-Type": "application/json"}
    yield "a form of 100,000 parts", _parts(), {"Content-Type": "multipart/form-data; boundary=b"}
    yield "a form without an end", b"--b\r\n" + b"x" * MEGABYTE, {"Content-Type": "multipart/form-data; boundary=b"}


def _sockets() -> Iterator[Case]:
    head = b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Type: text/html\r\n"
    length, chunks = head + b"Content-Length: ", head + b"Transfer-Encoding: chunked\r\n\r\n"
    yield Case("a body of a byte a second", lambda port: _slow(port, length + b"99\r\n\r\n"), PROTOCOL)
    yield Case("headers of a byte a second", lambda port: _slow(port, head), PROTOCOL)
    messages = {
        "a body shorter than announced": length + b"99\r\n\r\nshort",
        "a length below zero": length + b"-5\r\n\r\n",
        "a length of 10**30": length + b"1" + b"0" * 30 + b"\r\n\r\n",
        "two lengths": length + b"1\r\nContent-Length: 2\r\n\r\nxx",
        "a length and chunks": length + b"1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "a chunk size that is no number": chunks + b"zz\r\n",
        "a chunk of 2**64 bytes": chunks + b"ffffffffffffffff\r\nx",
        "10,000 header lines": head + b"X-A: b\r\n" * 10_000 + b"\r\n",
        "a header of 1 MB": head + b"X-A: " + b"b" * MEGABYTE + b"\r\n\r\n",
        "a path of 1 MB": b"GET /" + b"a" * MEGABYTE + b" HTTP/1.1\r\n\r\n",
        "TLS to a plain port": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500),
    }
    yield from (Case(name, _sender(message), PROTOCOL) for name, message in messages.items())
    yield Case("leaving in the middle", _leave, PROTOCOL)


def _sender(message: bytes) -> Callable[[int], int]:
    return lambda port: raw(port, message)


def _poster(body: bytes, headers: dict[str, str]) -> Callable[[int], int]:
    return lambda port: post(port, body, headers["Content-Type"], headers)


def post(port: int, body: bytes, content_type: str, headers: dict[str, str] | None = None) -> int:
    """The status of a POST; 0 where the connection was closed."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", "/v1/clean", body, {"Content-Type": content_type, **(headers or {})})
        response = connection.getresponse()
        response.read()
        return response.status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()


def raw(port: int, message: bytes) -> int:
    """The status of the answer to these very bytes, and no more; 0 where the connection was closed."""
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        try:
            connection.sendall(message)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(64)
        except OSError:
            return 0
    return int(answer.split()[1]) if answer.startswith(b"HTTP/") else 0


def _slow(port: int, start: bytes) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
        connection.sendall(start)
        for _ in range(60):
            try:
                answer = connection.recv(64)
                return int(answer.split()[1]) if answer.startswith(b"HTTP/") else 0
            except TimeoutError:
                connection.sendall(b"x")
            except OSError:
                return 0
    raise RuntimeError("a slow client was never cut off")


def _leave(port: int) -> int:
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall(b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000\r\n\r\n" + b"x" * 500_000)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return 0


def _gzip_bomb(megabytes: int) -> bytes:
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    out = io.BytesIO()
    for _ in range(megabytes):
        out.write(packer.compress(bytes(MEGABYTE)))
    out.write(packer.flush())
    return out.getvalue()


def _quine() -> bytes:
    """A gzip body of members that each hold a gzip body, as deep as one likes: decoded once, and no deeper."""
    body = b"bottom"
    for _ in range(200):
        body = gzip.compress(body)
    return body


def _zstd_bomb() -> bytes:
    frame = b"\x28\xb5\x2f\xfd\x00\x58"
    run = struct.pack("<I", (128 * 1024 << 3) | (1 << 1))[:3] + b"\0"
    last = struct.pack("<I", (1 << 3) | (1 << 1) | 1)[:3] + b"\0"
    return frame + run * 20_000 + last


def _laughs() -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY l0 "ha">{lines}]><html><p>&l9;</p></html>'.encode()


def _external() -> bytes:
    return b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><p>&x;</p></html>'


def _fields() -> bytes:
    return b'{"content": "x", ' + b", ".join(b'"f%d": 1' % n for n in range(100_000)) + b"}"


def _parts() -> bytes:
    return b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n' * 100_000 + b"--b--\r\n"
