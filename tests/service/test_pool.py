"""The engine processes: deadlines, crashes, refusals, recycling."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace

import pytest

from content_cleaner.settings import Settings
from content_cleaner.web.engines.pool import EnginePool, Watcher
from content_cleaner.web.engines.process import Work
from content_cleaner.web.engines.tasks import Answer, Task
from content_cleaner.web.problems import Problem

from .conftest import wait_until
from .stub_server import misbehave

FAST = Settings(document_seconds=0.6, recycle_after=0)


@contextmanager
def pool_of(settings: Settings, size: int = 1, work: Work = misbehave) -> Iterator[tuple[EnginePool, Counter[str]]]:
    events: Counter[str] = Counter()
    pool = EnginePool(
        settings, size, Watcher(lambda name: events.update([name]), lambda: events.update(["lost"])), work
    )
    pool.start()
    try:
        wait_until(lambda: pool.alive == size, 5)
        yield pool, events
    finally:
        pool.close()


def clean(pool: EnginePool, text: str) -> Answer:
    return pool.submit(Task(text)).result(10)


def pid_of_engine(pool: EnginePool) -> int:
    return int(clean(pool, "PID").body)


def code_of(pool: EnginePool, text: str) -> str:
    with pytest.raises(Problem) as caught:
        clean(pool, text)
    return caught.value.code


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_tasks_and_answers_go_whole_through_the_channel() -> None:
    def echo(task: Task, limits: object) -> Answer:
        return Answer(repr(task).encode("utf-8", "surrogatepass"), "ok", "html", {"share": 2}, 7, 3, 0.5)

    tasks = [
        Task("text \ud800 ☕", "text/html", "https://example.com/", "T", {"keep": ["caption"]}, True, "markdown", 7),
        Task(bytes(range(256)) * 20_000, id="x"),
        Task(b"x" * 65_536),
        Task(""),
    ]
    with pool_of(replace(FAST, document_seconds=5), work=echo) as (pool, _):
        for task in tasks:
            answer = pool.submit(task).result(10)
            assert answer.body == repr(task).encode("utf-8", "surrogatepass")
            assert (answer.removed, answer.input_chars) == ({"share": 2}, 7)


@pytest.mark.parametrize("misdeed", ["SLEEP 30", "BURN 30"])
def test_a_document_past_its_deadline_harms_no_other(misdeed: str) -> None:
    with pool_of(FAST) as (pool, events):
        before = pid_of_engine(pool)
        start = time.monotonic()
        assert code_of(pool, misdeed) == "deadline-exceeded"
        assert time.monotonic() - start < 2
        assert clean(pool, "next").body == b"next"
        wait_until(lambda: is_gone(before), 3)
        assert events == {"deadline": 1}


def test_a_document_that_crashes_its_engine_harms_no_other() -> None:
    with pool_of(FAST, 2) as (pool, events):
        slow = pool.submit(Task("SLEEP 0.3"))
        assert code_of(pool, "CRASH") == "engine-crashed"
        assert slow.result(5).body == b"SLEEP 0.3"
        assert clean(pool, "next").body == b"next"
        assert events == {"crash": 2}


def test_a_killed_engine_costs_not_even_its_document() -> None:
    with pool_of(FAST) as (pool, events):
        engine = pid_of_engine(pool)
        future = pool.submit(Task("SLEEP 0.3"))
        time.sleep(0.1)
        os.kill(engine, signal.SIGKILL)
        assert future.result(5).body == b"SLEEP 0.3"
        assert pid_of_engine(pool) != engine
        assert events == {"crash": 1}


def test_a_stopped_engine_is_replaced() -> None:
    with pool_of(FAST) as (pool, _):
        os.kill(pid_of_engine(pool), signal.SIGSTOP)
        assert code_of(pool, "x") == "deadline-exceeded"
        assert clean(pool, "next").body == b"next"


def test_memory_is_bounded() -> None:
    with pool_of(replace(FAST, engine_megabytes=512)) as (pool, _):
        assert code_of(pool, "MEMORY") == "content-too-demanding"
        assert clean(pool, "next").body == b"next"


def test_the_engine_reaches_no_network() -> None:
    def connect(task: Task, limits: object) -> Answer:
        import socket

        with suppress(PermissionError):
            socket.create_connection(("127.0.0.1", 9))
            raise Problem("internal-error", "reached the network")
        return Answer(b"refused", "ok", "text", {}, 0, 0, 0)

    with pool_of(FAST, work=connect) as (pool, _):
        assert clean(pool, "x").body == b"refused"


def test_a_full_queue_refuses_at_once() -> None:
    with pool_of(replace(FAST, max_waiting=2)) as (pool, events):
        busy = [pool.submit(Task("SLEEP 0.4"))]
        wait_until(lambda: pool.waiting == 0, 2)
        busy += [pool.submit(Task("x")) for _ in range(2)]
        start = time.monotonic()
        with pytest.raises(Problem) as caught:
            pool.submit(Task("x"))
        assert time.monotonic() - start < 0.1
        assert (caught.value.code, caught.value.headers) == ("overloaded", {"Retry-After": "1"})
        assert pool.submit(Task("patient"), patient=True).result(5).body == b"patient"
        assert {future.result(5).verdict for future in busy} == {"ok"}
        assert events == {"refused": 1}


def test_who_waits_too_long_is_told_to_come_again() -> None:
    with pool_of(replace(FAST, max_waiting=3, document_seconds=0.3)) as (pool, _):
        futures = [pool.submit(Task("SLEEP 9")) for _ in range(3)]
        found = []
        for future in futures:
            with pytest.raises(Problem) as caught:
                future.result(5)
            found.append(caught.value.code)
        assert found == ["deadline-exceeded", "overloaded", "overloaded"]


def test_what_nobody_waits_for_is_not_begun() -> None:
    with pool_of(FAST) as (pool, _):
        first = pool.submit(Task("SLEEP 0.3"))
        second = pool.submit(Task("SLEEP 5"))
        assert second.cancel()
        first.result(5)
        start = time.monotonic()
        clean(pool, "third")
        assert time.monotonic() - start < 0.3


def test_engines_are_replaced_after_some_documents() -> None:
    with pool_of(replace(FAST, recycle_after=20)) as (pool, events):
        engines = [pid_of_engine(pool) for _ in range(70)]
    runs = [engines.count(pid) for pid in dict.fromkeys(engines)]
    assert events["recycled"] >= 3
    assert all(18 <= run <= 22 for run in runs[:-1])


def test_an_engine_that_holds_much_memory_is_replaced() -> None:
    with pool_of(replace(FAST, recycle_megabytes=120)) as (pool, events):
        before = pid_of_engine(pool)
        clean(pool, "KEEP 150")
        assert pid_of_engine(pool) != before
    assert events["recycled"] == 1


def test_engines_end_with_the_pool() -> None:
    with pool_of(FAST, 2) as (pool, _):
        engines = pool.pids
    assert len(engines) == 2
    for engine in engines:
        wait_until(lambda pid=engine: is_gone(pid), 3)  # type: ignore[misc]


def test_many_threads_share_the_engines() -> None:
    found: list[bytes] = []

    def ask(number: int) -> None:
        for turn in range(20):
            found.append(pool.submit(Task(f"{number}-{turn}"), patient=True).result(10).body)

    with pool_of(FAST, 2) as (pool, _):
        threads = [threading.Thread(target=ask, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(found) == sorted(f"{number}-{turn}".encode() for number in range(8) for turn in range(20))


def test_without_a_zygote_the_front_gives_up_in_good_order() -> None:
    with pool_of(FAST) as (pool, events):
        assert pool._zygote is not None
        os.kill(pool._zygote.pid, signal.SIGKILL)
        os.waitpid(pool._zygote.pid, 0)
        first, second = pool.submit(Task("CRASH")), pool.submit(Task("x"))
        for future, code in ((first, "engine-crashed"), (second, "overloaded")):
            with pytest.raises(Problem) as caught:
                future.result(5)
            assert caught.value.code == code
        assert events["lost"] == 1
