"""The synchronous client."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Self, TypeVar

import httpx

from content_cleaner.client.errors import CleanerError
from content_cleaner.client.protocol import Exchange, failures, grouped, many, single, unreachable
from content_cleaner.client.settings import DEFAULT_CONNECTION, Connection
from content_cleaner.client.values import Document, Outcome, Result

Answered = TypeVar("Answered")


class Client:
    """A synchronous client; threads may share one. Close it, or use it in a `with` block."""

    def __init__(self, url: str, *, api_key: str | None = None, connection: Connection = DEFAULT_CONNECTION) -> None:
        self._connection = connection
        self._http = httpx.Client(**connection.arguments(url, api_key))
        self._sleep: Callable[[float], None] = time.sleep

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End all connections."""
        self._http.close()

    def clean(self, content: str | bytes, **given: Any) -> Result:
        """Clean one document; `given` are the other fields of `Document`. Raises `CleanerError`."""
        return self.clean_document(Document(content, **given))

    def clean_document(self, document: Document) -> Result:
        """Clean one document. Raises `CleanerError`."""
        return self._exchange(single(document))

    def clean_many(self, documents: Iterable[Document]) -> Generator[Outcome, None, None]:
        """One outcome for each document, in order, from a few requests at a time; little is read ahead.

        A document that cannot be cleaned, or not be sent after all retries, is a `Failure`; only
        `AuthorizationError` is raised.
        """
        pending: deque[Future[list[Outcome]]] = deque()
        with ThreadPoolExecutor(self._connection.concurrency, "content-cleaner-client") as threads:
            try:
                for group in grouped(documents):
                    pending.append(threads.submit(self._group, group))
                    while len(pending) >= 2 * self._connection.concurrency or (pending and pending[0].done()):
                        yield from pending.popleft().result()
                while pending:
                    yield from pending.popleft().result()
            finally:
                threads.shutdown(wait=False, cancel_futures=True)

    def _group(self, documents: list[Document]) -> list[Outcome]:
        try:
            return self._exchange(many(documents))
        except CleanerError as error:
            return failures(documents, error)

    def _exchange(self, exchange: Exchange[Answered]) -> Answered:
        attempt = 0
        while True:
            attempt += 1
            try:
                return exchange.read(self._http.post(**exchange.request))
            except httpx.HTTPError as error:
                failure: CleanerError = unreachable(error)
            except CleanerError as error:
                failure = error
            wait = self._connection.retries.wait(attempt, failure)
            if wait is None:
                raise failure
            self._sleep(wait)
