from __future__ import annotations

import asyncio
import json
import subprocess
import sys
import time
from collections.abc import Callable
from email.utils import formatdate
from typing import Any

import httpx
import pytest

from content_cleaner.client import (
    AsyncClient,
    AuthorizationError,
    BusyError,
    CleanerError,
    Client,
    Connection,
    Document,
    DocumentError,
    Failure,
    Result,
    Retries,
    ServiceError,
    UnreachableError,
)
from content_cleaner.client.protocol import grouped

ANSWER = {
    "id": None,
    "kind": "text",
    "title": None,
    "text": "a",
    "language": "en",
    "verdict": "ok",
    "confidence": 0.5,
    "metadata": {"author": None, "date": None, "site": None, "description": None, "url": None},
    "removed": [{"reason": "share", "rule": "r", "text": "b", "start": 0, "end": 1, "score": 0.1}],
    "stats": {"input_chars": 2, "output_chars": 1, "blocks": 2, "kept": 1, "removed": {"share": 1}},
    "warnings": ["w"],
}
Handler = Callable[[httpx.Request], httpx.Response]


class Service:
    """A stand-in that answers as scripted, and remembers what it was asked and how long the client waited."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.waits: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if self.answers else httpx.Response(200, json=ANSWER)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def client(self, retries: Retries = Retries(), api_key: str | None = None) -> Client:  # noqa: B008
        connection = Connection(retries=retries, http={"transport": httpx.MockTransport(self)})
        client = Client("http://cleaner.example", api_key=api_key, connection=connection)
        client._sleep = self.waits.append
        return client

    def ask_later(self, retries: Retries) -> Result:
        """The same through the asynchronous client."""

        async def wait(seconds: float) -> None:
            self.waits.append(seconds)

        async def run() -> Result:
            connection = Connection(retries=retries, http={"transport": httpx.MockTransport(self)})
            async with AsyncClient("http://cleaner.example", connection=connection) as client:
                client._sleep = wait
                return await client.clean("a")

        return asyncio.run(run())


def problem(status: int, code: str, **headers: str) -> httpx.Response:
    body = {"type": f"urn:content-cleaner:problem:{code}", "title": "T", "status": status, "detail": "D", "code": code}
    return httpx.Response(status, headers={"Content-Type": "application/problem+json", **headers}, json=body)


@pytest.mark.parametrize(
    ("answer", "kind", "code", "may_retry"),
    [
        (problem(401, "unauthorized"), AuthorizationError, "unauthorized", False),
        (problem(413, "content-too-large"), DocumentError, "content-too-large", False),
        (problem(422, "invalid-options"), DocumentError, "invalid-options", False),
        (problem(429, "rate-limited"), BusyError, "rate-limited", True),
        (problem(500, "engine-crashed"), ServiceError, "engine-crashed", False),
        (problem(503, "overloaded"), BusyError, "overloaded", True),
        (httpx.Response(502, text="<html>proxy</html>"), ServiceError, "http-502", True),
        (httpx.Response(404, text="?"), DocumentError, "http-404", False),
        (httpx.Response(302, headers={"Location": "/"}), ServiceError, "http-302", False),
        (httpx.Response(200, text="<html>welcome to the hotel</html>"), ServiceError, "unexpected-answer", False),
        (httpx.Response(200, json=["?"]), ServiceError, "unexpected-answer", False),
        (httpx.Response(200, json={"text": "a"}), ServiceError, "unexpected-answer", False),
        (httpx.ConnectError("no"), UnreachableError, "unreachable", True),
        (httpx.ReadTimeout("no"), UnreachableError, "unreachable", True),
        (httpx.RemoteProtocolError("no"), UnreachableError, "unreachable", True),
        (httpx.UnsupportedProtocol("no"), UnreachableError, "unreachable", False),
    ],
)
def test_each_problem_has_its_type(
    answer: httpx.Response | Exception, kind: type[CleanerError], code: str, may_retry: bool
) -> None:
    service = Service(answer)
    with service.client(Retries(attempts=1)) as client, pytest.raises(kind) as caught:
        client.clean("a")
    assert (type(caught.value), caught.value.code, caught.value.may_retry) == (kind, code, may_retry)
    assert code in str(caught.value)
    assert len(service.requests) == 1


@pytest.mark.parametrize("later", [False, True])
def test_passing_problems_are_retried_with_growing_waits(later: bool) -> None:
    service = Service(httpx.ConnectError("no"), problem(503, "overloaded"), httpx.ReadTimeout("no"))
    retries = Retries(first_wait=1.0)
    result = service.ask_later(retries) if later else service.client(retries).clean("a")
    assert result.to_dict() == ANSWER
    assert len(service.requests) == 4
    for wait, most in zip(service.waits, [1.0, 2.0, 4.0], strict=True):
        assert most / 2 <= wait <= most


@pytest.mark.parametrize("later", [False, True])
def test_retries_come_to_an_end(later: bool) -> None:
    service = Service(*[problem(503, "overloaded") for _ in range(9)])
    retries = Retries(attempts=3)
    with pytest.raises(BusyError):
        service.ask_later(retries) if later else service.client(retries).clean("a")
    assert len(service.requests) == 3
    assert len(service.waits) == 2


def test_retry_after_is_kept_to() -> None:
    soon = formatdate(time.time() + 9, usegmt=True)
    answers = [problem(429, "rate-limited", **{"Retry-After": value}) for value in ("7", soon, "nonsense")]
    service = Service(*answers)
    service.client(Retries(first_wait=0.1)).clean("a")
    assert service.waits[0] == 7
    assert 7 < service.waits[1] <= 9
    assert service.waits[2] <= 0.4


def test_a_wait_that_is_asked_for_and_too_long_is_an_error_at_once() -> None:
    service = Service(problem(503, "overloaded", **{"Retry-After": "3600"}))
    with pytest.raises(BusyError) as caught:
        service.client().clean("a")
    assert caught.value.retry_after == 3600
    assert service.waits == []


def test_the_api_key_is_sent_where_there_is_one() -> None:
    service = Service()
    service.client(api_key="0123456789abcdef").clean("a")
    service.client().clean("a")
    assert [request.headers.get("Authorization") for request in service.requests] == ["Bearer 0123456789abcdef", None]


def test_bytes_travel_untouched_with_their_type() -> None:
    service = Service()
    service.client().clean(b"\xff\xfe\x00", content_type="text/html; charset=x", title="T", options={"favor": "recall"})
    body = service.requests[0].read()
    assert b"\r\nContent-Type: text/html; charset=x\r\n\r\n\xff\xfe\x00\r\n" in body
    assert b'name="options"\r\n\r\n{"favor": "recall"}\r\n' in body


def test_what_a_newer_service_adds_is_passed_over() -> None:
    newer = {**ANSWER, "mood": "good", "metadata": {**ANSWER["metadata"], "mood": "good"}}  # type: ignore[dict-item]
    assert Service(httpx.Response(200, json=newer)).client().clean("a").to_dict() == ANSWER


def batch_answer(request: httpx.Request) -> httpx.Response:
    lines = [json.loads(line) for line in request.read().splitlines()]
    return httpx.Response(
        200, content=b"\n".join(json.dumps({**ANSWER, "text": one["content"]}).encode() for one in lines)
    )


def batch_client(handler: Handler, **changes: Any) -> Client:
    connection = Connection(http={"transport": httpx.MockTransport(handler)}, **changes)
    client = Client("http://cleaner.example", connection=connection)
    client._sleep = lambda seconds: None
    return client


def test_an_answer_that_breaks_off_is_asked_for_again() -> None:
    calls = []

    def handler(request: httpx.Request) -> httpx.Response:
        calls.append(request)
        answer = batch_answer(request)
        return answer if len(calls) > 1 else httpx.Response(200, content=answer.content.splitlines()[0])

    outcomes = list(batch_client(handler).clean_many(Document(f"t{number}", number) for number in range(5)))
    assert [(outcome.id, getattr(outcome, "text", None)) for outcome in outcomes] == [(n, f"t{n}") for n in range(5)]
    assert len(calls) == 2


def test_a_service_that_is_gone_marks_every_document_and_loses_none() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("no")

    outcomes = list(batch_client(handler).clean_many(Document("t" * 20_000, number) for number in range(50)))
    assert [outcome.id for outcome in outcomes] == list(range(50))
    assert {outcome.error.code for outcome in outcomes if isinstance(outcome, Failure)} == {"unreachable"}


def test_a_wrong_key_ends_many_documents_at_once() -> None:
    client = batch_client(lambda request: problem(401, "unauthorized"))
    with pytest.raises(AuthorizationError):
        list(client.clean_many(Document("t") for _ in range(1000)))


def test_no_more_than_a_few_requests_are_read_ahead() -> None:
    read = 0

    def documents() -> Any:
        nonlocal read
        for number in range(200):
            read += 1
            yield Document("t" * 20_000, number)

    client = batch_client(batch_answer, concurrency=2)
    ahead = [read - number for number, _ in enumerate(client.clean_many(documents()))]
    assert len(ahead) == 200
    assert max(ahead) <= 6


def test_groups_are_bounded_and_keep_the_order() -> None:
    contents: list[str | bytes] = ["a" * 100, "b" * 100_000, b"c", "d" * 11_000, "e" * 2_000, "f"] + ["g"] * 100
    groups = [[document.content for document in group] for group in grouped(map(Document, contents))]
    assert [content for group in groups for content in group] == contents
    assert [len(group) for group in groups] == [1, 1, 1, 1, 64, 38]


def test_the_client_works_without_the_engine() -> None:
    script = (
        "import sys\nfor name in ('flask', 'lxml', 'numpy', 'trafilatura'): sys.modules[name] = None\n"
        "from content_cleaner.client import Client\n"
        "sys.exit('content_cleaner.pipeline' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
