"""The running service over sockets: slow and broken clients, streams, crashes, the end."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path

import psutil
import pytest

from content_cleaner.web.server import scratch_directory

from .conftest import STUB, Service, running, wait_until

NDJSON = "application/x-ndjson"
BATCH_HEAD = b"POST /v1/clean/batch HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-ndjson\r\n"


def code_of(body: bytes) -> str:
    return str(json.loads(body)["code"])


def read_all(connection: socket.socket) -> bytes:
    parts = []
    while part := connection.recv(65536):
        parts.append(part)
    return b"".join(parts)


def processes(service: Service) -> list[psutil.Process]:
    return psutil.Process(service.process.pid).children(recursive=True)


def test_misbehaving_documents_get_problems(stub_service: Service) -> None:
    assert stub_service.post(b"fine") == (200, b"fine")
    for document, status, code in (
        (b"SLEEP 30", 422, "deadline-exceeded"),
        (b"CRASH", 500, "engine-crashed"),
        (b"MEMORY", 422, "content-too-demanding"),
    ):
        found, body = stub_service.post(document)
        assert (found, code_of(body)) == (status, code)
    assert stub_service.post(b"fine") == (200, b"fine")


def test_overload_is_refused_at_once(stub_service: Service) -> None:
    statuses: list[tuple[int, float]] = []

    def ask() -> None:
        start = time.monotonic()
        status, _ = stub_service.post(b"SLEEP 0.3")
        statuses.append((status, time.monotonic() - start))

    threads = [threading.Thread(target=ask) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {status for status, _ in statuses} == {200, 503}
    assert all(seconds < 0.25 for status, seconds in statuses if status == 503)


def test_a_slow_body_is_cut_off(stub_service: Service) -> None:
    with stub_service.socket() as connection:
        connection.sendall(
            b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\n"
        )
        for _ in range(14):
            connection.sendall(b"x")
            time.sleep(0.1)
        answer = read_all(connection)
    assert answer.startswith(b"HTTP/1.1 408 ")
    assert b"slow-request" in answer


def test_a_body_shorter_than_announced_is_incomplete(stub_service: Service) -> None:
    with stub_service.socket() as connection:
        connection.sendall(
            b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 99\r\n\r\nxx"
        )
        connection.shutdown(socket.SHUT_WR)
        answer = read_all(connection)
    assert answer.startswith(b"HTTP/1.1 400 ")
    assert b"incomplete-body" in answer


@pytest.mark.parametrize(
    "request_",
    [
        b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nx",
        b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % number for number in range(200)) + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
        b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(100) + b"\r\n\r\n",
    ],
)
def test_malformed_requests_get_an_error(stub_service: Service, request_: bytes) -> None:
    with stub_service.socket() as connection:
        try:
            connection.sendall(request_)
            answer = read_all(connection)
        except ConnectionResetError:
            answer = b""
    assert answer == b"" or (b" 4" in answer[:12] and b"application/problem+json" in answer)
    assert stub_service.post(b"fine") == (200, b"fine")


def test_kept_connections_are_served_again_and_again_and_hold_no_thread(tmp_path: Path) -> None:
    def ask(connection: HTTPConnection, body: bytes) -> bytes:
        connection.request("POST", "/v1/clean", body=body, headers={"Content-Type": "text/plain"})
        return connection.getresponse().read()

    with running(tmp_path, STUB, {"CONTENT_CLEANER_THREADS": "4"}) as service:
        kept = [service.connect() for _ in range(12)]
        for _ in range(3):
            assert [ask(connection, b"at once") for connection in kept for _ in range(4)] == [b"at once"] * 48
            start = time.monotonic()
            assert service.post(b"new") == (200, b"new")
            assert time.monotonic() - start < 1
            time.sleep(0.1)
        assert [ask(connection, b"later") for connection in kept] == [b"later"] * 12
        for connection in kept:
            connection.close()


def test_two_requests_in_one_packet_get_two_answers(stub_service: Service) -> None:
    head = b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 5\r\n"
    with stub_service.socket() as connection:
        connection.sendall(head + b"\r\nfirst" + head + b"Connection: close\r\n\r\nsecon")
        answers = read_all(connection)
    assert answers.count(b"HTTP/1.1 200") == 2
    assert answers.index(b"first") < answers.index(b"secon")


def test_a_chunked_body_is_read(stub_service: Service) -> None:
    with stub_service.socket() as connection:
        connection.sendall(
            b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nConnection: close\r\n"
            b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n"
        )
        assert read_all(connection).endswith(b"abcdefg")


def test_a_body_announced_too_large_is_refused_unread(stub_service: Service) -> None:
    with stub_service.socket() as connection:
        connection.sendall(
            b"POST /v1/clean HTTP/1.1\r\nHost: x\r\nContent-Type: text/plain\r\nContent-Length: 99999999999\r\n\r\n"
        )
        connection.settimeout(3)
        answer = connection.recv(65536)
    assert answer.startswith(b"HTTP/1.1 413 ")


def test_a_batch_answers_while_it_is_being_sent(stub_service: Service) -> None:
    with stub_service.socket() as connection, connection.makefile("rb") as stream:
        connection.sendall(BATCH_HEAD + b"Transfer-Encoding: chunked\r\n\r\n")
        for number in range(3):
            line = json.dumps({"id": number, "content": f"text {number}"}).encode() + b"\n"
            connection.sendall(b"%x\r\n%b\r\n" % (len(line), line))
            answer = next(found for found in stream if found.startswith(b"text"))
            assert answer == f"text {number}\n".encode()
        connection.sendall(b"0\r\n\r\n")
        assert b"0\r\n" in stream.read()


def test_a_client_that_leaves_stops_its_batch(stub_service: Service) -> None:
    line = json.dumps({"content": "SLEEP 0.1"}).encode() + b"\n"
    with stub_service.socket() as connection:
        body = line * 1000
        connection.sendall(BATCH_HEAD + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
    time.sleep(0.6)
    before = cleaned(stub_service)
    time.sleep(0.5)
    assert cleaned(stub_service) == before


def cleaned(service: Service) -> float:
    text = service.get("/metrics")[1].decode()
    name = 'content_cleaner_documents_total{kind="text",verdict="ok"} '
    return float(next(line for line in text.splitlines() if line.startswith(name)).removeprefix(name))


def test_not_ready_while_the_engines_are_stopped_and_ready_again(stub_service: Service) -> None:
    leaves = [process for process in processes(stub_service) if not process.children()]
    for process in leaves:
        process.send_signal(signal.SIGSTOP)
    time.sleep(5.1)  # the last answer is too old to count
    status, body = stub_service.get("/readyz")
    assert (status, code_of(body)) == (503, "not-ready")
    for process in leaves:
        if process.is_running():
            process.send_signal(signal.SIGCONT)
    wait_until(lambda: stub_service.get("/readyz")[0] == 200, 5)


def test_the_log_is_json_and_has_no_text(stub_service: Service) -> None:
    stub_service.post(b"Plumbago")
    time.sleep(0.1)
    lines = stub_service.log.read_text().splitlines()
    assert {"time", "level", "message"} <= set(json.loads(lines[-1]))
    assert all(json.loads(line) for line in lines)
    assert not any("Plumbago" in line for line in lines)


@pytest.fixture
def two_fronts(tmp_path: Path) -> Iterator[Service]:
    with running(tmp_path, STUB, {"CONTENT_CLEANER_FRONTS": "2"}) as service:
        yield service


def test_several_fronts_count_together_and_replace_each_other(two_fronts: Service) -> None:
    for _ in range(40):
        assert two_fronts.post(b"x")[0] == 200
    assert cleaned(two_fronts) == 40
    front = psutil.Process(two_fronts.process.pid).children()[0]
    family = [front, *front.children(recursive=True)]
    front.kill()
    wait_until(lambda: not any(process.is_running() for process in family[1:]), 5)
    wait_until(lambda: len(processes(two_fronts)) == 6, 5)
    for _ in range(10):
        assert two_fronts.post(b"x")[0] == 200
    assert cleaned(two_fronts) == 50
    assert b"content_cleaner_engines_alive 2.0" in two_fronts.get("/metrics")[1]


def test_a_front_that_is_replaced_takes_nothing_with_it(two_fronts: Service) -> None:
    for _ in range(20):
        two_fronts.post(b"x")
    first = psutil.Process(two_fronts.process.pid).children()[0]
    first.terminate()
    wait_until(lambda: not first.is_running(), 10)
    wait_until(lambda: len(processes(two_fronts)) == 6, 5)
    for _ in range(20):
        assert two_fronts.post(b"x")[0] == 200
    assert cleaned(two_fronts) == 40


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    def scratch() -> set[str]:
        return {path.name for path in Path(scratch_directory() or tempfile.gettempdir()).glob("content-cleaner-*")}

    before = scratch()
    with running(tmp_path, STUB, {}):
        during = scratch()
    assert len(during - before) >= 1
    wait_until(lambda: not scratch() & (during - before), 5)


def test_sigterm_lets_accepted_requests_end(tmp_path: Path) -> None:
    answers: list[tuple[int, bytes]] = []
    with running(tmp_path, STUB, {}) as service:
        threads = [threading.Thread(target=lambda: answers.append(service.post(b"SLEEP 1"))) for _ in range(4)]
        for thread in threads:
            thread.start()
        time.sleep(0.4)
        family = processes(service)
        start = time.monotonic()
        service.process.terminate()
        service.process.wait(10)
        assert time.monotonic() - start < 5
        for thread in threads:
            thread.join()
    assert answers == [(200, b"SLEEP 1")] * 4
    wait_until(lambda: not any(process.is_running() for process in family), 3)


@pytest.mark.parametrize(
    ("name", "value"), [("CONTENT_CLEANER_WORKERS", "many"), ("CONTENT_CLEANER_RATE_LIMIT", "lots")]
)
def test_settings_that_cannot_be_are_named(name: str, value: str) -> None:
    environment = os.environ | {name: value}
    done = subprocess.run([sys.executable, STUB[1]], env=environment, capture_output=True, timeout=60, check=False)
    assert done.returncode != 0
    assert f"{name} must be" in done.stderr.decode()
