"""The asynchronous client, for asyncio."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Awaitable, Callable, Iterable
from typing import Any, Self, TypeVar

import httpx

from content_cleaner.client.errors import CleanerError
from content_cleaner.client.protocol import Exchange, Grouping, failures, many, single, unreachable
from content_cleaner.client.settings import DEFAULT_CONNECTION, Connection
from content_cleaner.client.values import Document, Outcome, Result

Answered = TypeVar("Answered")


class AsyncClient:
    """An asynchronous client; tasks of one event loop may share it. Close it, or use it in an `async with` block."""

    def __init__(self, url: str, *, api_key: str | None = None, connection: Connection = DEFAULT_CONNECTION) -> None:
        self._connection = connection
        self._http = httpx.AsyncClient(**connection.arguments(url, api_key))
        self._sleep: Callable[[float], Awaitable[None]] = asyncio.sleep

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *exception: object) -> None:
        await self.close()

    async def close(self) -> None:
        """End all connections."""
        await self._http.aclose()

    async def clean(self, content: str | bytes, **given: Any) -> Result:
        """Clean one document; `given` are the other fields of `Document`. Raises `CleanerError`."""
        return await self.clean_document(Document(content, **given))

    async def clean_document(self, document: Document) -> Result:
        """Clean one document. Raises `CleanerError`."""
        return await self._exchange(single(document))

    async def clean_many(
        self, documents: Iterable[Document] | AsyncIterable[Document]
    ) -> AsyncGenerator[Outcome, None]:
        """One outcome for each document, in order, from a few requests at a time; little is read ahead.

        A document that cannot be cleaned, or not be sent after all retries, is a `Failure`; only
        `AuthorizationError` is raised.
        """
        pending: deque[asyncio.Task[list[Outcome]]] = deque()
        turns = asyncio.Semaphore(self._connection.concurrency)
        try:
            async for group in _grouped(documents):
                pending.append(asyncio.create_task(self._group(group, turns)))
                while len(pending) >= 2 * self._connection.concurrency or (pending and pending[0].done()):
                    for outcome in await pending.popleft():
                        yield outcome
            while pending:
                for outcome in await pending.popleft():
                    yield outcome
        finally:
            for task in pending:
                task.cancel()
            await asyncio.gather(*pending, return_exceptions=True)

    async def _group(self, documents: list[Document], turns: asyncio.Semaphore) -> list[Outcome]:
        try:
            async with turns:
                return await self._exchange(many(documents))
        except CleanerError as error:
            return failures(documents, error)

    async def _exchange(self, exchange: Exchange[Answered]) -> Answered:
        attempt = 0
        while True:
            attempt += 1
            try:
                return exchange.read(await self._http.post(**exchange.request))
            except httpx.HTTPError as error:
                failure: CleanerError = unreachable(error)
            except CleanerError as error:
                failure = error
            wait = self._connection.retries.wait(attempt, failure)
            if wait is None:
                raise failure
            await self._sleep(wait)


async def _grouped(documents: Iterable[Document] | AsyncIterable[Document]) -> AsyncIterator[list[Document]]:
    grouping = Grouping()
    async for document in _each(documents):
        for group in grouping.add(document):
            yield group
    for group in grouping.rest():
        yield group


async def _each(documents: Iterable[Document] | AsyncIterable[Document]) -> AsyncIterator[Document]:
    if isinstance(documents, AsyncIterable):
        async for document in documents:
            yield document
    else:
        for document in documents:
            yield document
            await asyncio.sleep(0)  # lets the requests in hand move on
