"""Scrapy: an item pipeline that cleans what spiders bring home. Needs the extra `scrapy`.

    ITEM_PIPELINES = {"content_cleaner.scrapy.CleaningPipeline": 300}
    CONTENT_CLEANER_URL = "http://127.0.0.1:8000"  # left out: engine processes of the crawler's own

Items have their page in the field `content` (text, or bytes as they came), and may have `content_type`, `url` and
`title`. The answer comes into the field `cleaned`: the result as the HTTP API has it, or `{"error": {"code",
"detail"}}`. An item is never dropped and an error never ends a crawl. Further settings, all CONTENT_CLEANER_...:
API_KEY, OPTIONS (as in the API), FIELDS (other names for the five fields), CONCURRENCY (requests or processes at a
time), TIMEOUT (seconds), ATTEMPTS (of a request to the service).
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Mapping
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from typing import Any, Protocol, Self

from itemadapter import ItemAdapter
from pebble import ProcessExpired, ProcessPool
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Response
from scrapy.settings import BaseSettings

from content_cleaner.batch.pool import process_pool
from content_cleaner.client import AsyncClient, CleanerError, Connection, Document, Retries
from content_cleaner.document import CleanedDocument, CleaningError, Options
from content_cleaner.render import to_json

PREFIX = "CONTENT_CLEANER_"
FIELDS = ("content", "content_type", "url", "title", "cleaned")

log = logging.getLogger(__name__)


def clean_response(response: Response, *, options: Options | None = None) -> CleanedDocument:
    """The article of a response, by the engine, in this process; raises `CleaningError`.

    It takes some milliseconds in which the crawler does nothing else; the pipeline does not have this drawback.
    """
    from content_cleaner.pipeline import clean

    header = response.headers.get("Content-Type")
    content_type = header.decode("latin-1") if header else None
    return clean(response.body, content_type=content_type, url=response.url, options=options or Options())


@dataclass(frozen=True, slots=True)
class CleaningSettings:
    """The CONTENT_CLEANER_... settings of a crawl."""

    url: str = ""
    api_key: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    concurrency: int = 2
    timeout: float = 60.0
    attempts: int = 5

    @classmethod
    def of(cls, settings: BaseSettings) -> Self:
        """Those of a crawl; raises `NotConfigured` for what cannot be."""
        fields = settings.getdict(PREFIX + "FIELDS")
        options = settings.getdict(PREFIX + "OPTIONS")
        unknown = sorted(set(fields) - set(FIELDS))
        if unknown:
            raise NotConfigured(f"{PREFIX}FIELDS: unknown {', '.join(unknown)}; known are {', '.join(FIELDS)}")
        try:
            Options.from_mapping(options)
        except CleaningError as error:
            raise NotConfigured(f"{PREFIX}OPTIONS: {error}") from error
        return cls(
            url=settings.get(PREFIX + "URL") or "",
            api_key=settings.get(PREFIX + "API_KEY"),
            options=options,
            fields={name: fields.get(name, name) for name in FIELDS},
            concurrency=max(1, settings.getint(PREFIX + "CONCURRENCY", 2)),
            timeout=settings.getfloat(PREFIX + "TIMEOUT", 60.0),
            attempts=max(1, settings.getint(PREFIX + "ATTEMPTS", 5)),
        )


class FailedError(Exception):
    """A document without a result; `code` as in the HTTP API."""

    def __init__(self, code: str, detail: str) -> None:
        super().__init__(f"{detail} ({code})")
        self.code, self.detail = code, detail


class Backend(Protocol):
    """Whoever cleans: the service, or processes of our own."""

    async def clean(self, document: Document) -> dict[str, Any]:
        """The result as JSON-ready values; raises `FailedError`."""

    async def close(self) -> None:
        """Let go of connections or processes."""


class ServiceBackend:
    """Cleans by asking the HTTP service."""

    def __init__(self, settings: CleaningSettings) -> None:
        retries = Retries(attempts=settings.attempts)
        connection = Connection(timeout=settings.timeout, retries=retries, concurrency=settings.concurrency)
        self._client = AsyncClient(settings.url, api_key=settings.api_key, connection=connection)
        self._turns = asyncio.Semaphore(settings.concurrency)

    async def clean(self, document: Document) -> dict[str, Any]:
        """The result of the service; raises `FailedError`."""
        try:
            async with self._turns:
                return (await self._client.clean_document(document)).to_dict()
        except CleanerError as error:
            raise FailedError(error.code, error.detail) from error

    async def close(self) -> None:
        """End all connections."""
        await self._client.close()


class ProcessBackend:
    """Cleans in engine processes, so that the crawl goes on meanwhile and survives their crashes."""

    def __init__(self, settings: CleaningSettings) -> None:
        self._timeout = settings.timeout
        self._pool: ProcessPool = process_pool(settings.concurrency)

    async def clean(self, document: Document) -> dict[str, Any]:
        """The result of an engine process; raises `FailedError`."""
        future = self._pool.schedule(clean_document, args=(document,), timeout=self._timeout)
        try:
            answer = await asyncio.wrap_future(future)
        except TimeoutError as error:
            raise FailedError("deadline-exceeded", "not done within the time allowed for a document") from error
        except (ProcessExpired, BrokenProcessPool) as error:
            raise FailedError("engine-crashed", "the process died while cleaning this document") from error
        if isinstance(answer, tuple):
            raise FailedError(*answer)
        return dict(json.loads(answer))

    async def close(self) -> None:
        """End the processes."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        await asyncio.to_thread(self._pool.join)


def clean_document(document: Document) -> str | tuple[str, str]:
    """In an engine process: the result as JSON, or code and detail of the error."""
    from content_cleaner.pipeline import clean

    try:
        answer = clean(
            document.content,
            content_type=document.content_type,
            url=document.url,
            title=document.title,
            options=Options.from_mapping(document.options),
        )
    except CleaningError as error:
        return error.code, str(error)
    return to_json(answer)


class CleaningPipeline:
    """The item pipeline; see the module for its settings and the fields of items."""

    def __init__(self, settings: CleaningSettings, count: Callable[..., None]) -> None:
        self._settings = settings
        self._count = count
        self._backend: Backend | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Made by Scrapy; raises `NotConfigured` for settings that cannot be."""

        def count(name: str, number: int = 1) -> None:
            if crawler.stats:
                crawler.stats.inc_value(f"content_cleaner/{name}", number)

        return cls(CleaningSettings.of(crawler.settings), count)

    async def process_item(self, item: Any, spider: Any = None) -> Any:
        """The item with its answer; without a page it is handed on as it is."""
        adapter, fields = ItemAdapter(item), self._settings.fields
        content = adapter.get(fields["content"])
        if not isinstance(content, str | bytes):
            self._count("skipped")
            return item
        given = {name: adapter.get(fields[name]) for name in ("content_type", "url", "title")}
        try:
            answer = await self._clean(Document(content, options=self._settings.options, **given))
        except FailedError as error:
            answer = self._marked(error, given["url"])
        except Exception as error:  # whatever it is, it is one item's and not the crawl's
            answer = self._marked(FailedError("internal-error", f"unexpected {type(error).__name__}"), given["url"])
        try:
            adapter[fields["cleaned"]] = answer
        except (AttributeError, KeyError, TypeError):
            log.error("items of type %s have no field %r", type(item).__name__, fields["cleaned"])
            self._count("error/no-field")
        return item

    async def close_spider(self, spider: Any = None) -> None:
        """Let go of connections or processes."""
        if self._backend is not None:
            await self._backend.close()

    async def _clean(self, document: Document) -> dict[str, Any]:
        if self._backend is None:  # made here, where the event loop runs
            self._backend = ServiceBackend(self._settings) if self._settings.url else ProcessBackend(self._settings)
        answer = await self._backend.clean(document)
        self._count("cleaned")
        self._count(f"verdict/{answer['verdict']}")
        for reason, number in answer["stats"]["removed"].items():
            self._count(f"removed/{reason}", number)
        return answer

    def _marked(self, error: FailedError, url: object) -> dict[str, Any]:
        log.warning("not cleaned: %s: %s", url, error.code)
        self._count("failed")
        self._count(f"error/{error.code}")
        return {"error": {"code": error.code, "detail": error.detail}}
