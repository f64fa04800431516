"""The end of the service under load: what was accepted is answered."""

from __future__ import annotations

import os
import signal
import socket
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import pytest

from content_cleaner.web.ending import has_waiting, hold_off

from .conftest import STUB, Service, running

CLIENTS = 8
END_SECONDS = 10  # it takes 3 s where nothing else runs


class Caller:
    """Asks again and again, every other one on a connection that is kept, until no connection can be had."""

    def __init__(self, service: Service, kept: bool) -> None:
        self.service, self.kept = service, kept
        self.connection: HTTPConnection | None = None
        self.seen = Counter[str]()

    def run(self, ended: threading.Event) -> Counter[str]:
        while not ended.is_set():
            if self.connection is not None or self.connect():
                self.ask()
        return self.seen

    def connect(self) -> bool:
        connection = self.service.connect()
        try:
            connection.connect()
        except OSError:
            time.sleep(0.02)
            return False
        self.connection = connection
        return True

    def ask(self) -> None:
        assert self.connection is not None
        headers = {"Content-Type": "text/plain", "Connection": "keep-alive" if self.kept else "close"}
        try:
            self.connection.request("POST", "/v1/clean", body=b"SLEEP 0.02", headers=headers)
            response = self.connection.getresponse()
            response.read()
        except (OSError, HTTPException) as error:
            self.seen[type(error).__name__] += 1
        else:
            self.seen[str(response.status)] += 1
            if not response.will_close:
                return
        self.connection.close()
        self.connection = None


@pytest.mark.parametrize(("fronts", "whom"), [("1", "master"), ("2", "master"), ("1", "all")])
def test_no_request_is_lost_when_the_service_ends(tmp_path: Path, fronts: str, whom: str) -> None:
    settings = {"CONTENT_CLEANER_FRONTS": fronts, "CONTENT_CLEANER_MAX_WAITING": "100"}
    ended = threading.Event()
    with running(tmp_path, STUB, settings) as service, ThreadPoolExecutor(CLIENTS) as pool:
        callers = [Caller(service, kept=bool(number % 2)) for number in range(CLIENTS)]
        found = [pool.submit(caller.run, ended) for caller in callers]
        silent = [service.socket() for _ in range(2)]  # they may not hold the end up
        try:
            time.sleep(0.4)
            start = time.monotonic()
            if whom == "all":
                os.killpg(service.process.pid, signal.SIGTERM)
            else:
                service.process.terminate()
            service.process.wait(20)
            took = time.monotonic() - start
        finally:
            ended.set()
        seen = sum((future.result() for future in found), Counter[str]())
        for connection in silent:
            connection.close()
    assert set(seen) == {"200"}
    assert took < END_SECONDS


def test_newcomers_are_held_off_and_those_who_wait_are_not() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        address = listener.getsockname()
        assert not has_waiting(listener)
        with socket.create_connection(address):
            hold_off(listener)
            assert has_waiting(listener)
            with pytest.raises(TimeoutError):
                socket.create_connection(address, timeout=0.2)
            listener.accept()[0].close()
            assert not has_waiting(listener)
