"""A client of the HTTP service, for scrapers: synchronous and asynchronous. Needs the extra `client`.

    with Client("http://127.0.0.1:8000") as client:
        result = client.clean(html, url="https://example.com/news/1")
        for outcome in client.clean_many(Document(page.html, id=page.url) for page in pages):
            ...

Cleaning changes nothing in the service, so what failed on the way is simply asked again. The client imports nothing
else of the package: it works where the engine is not installed.
"""

from content_cleaner.client.aio import AsyncClient
from content_cleaner.client.errors import (
    AuthorizationError,
    BusyError,
    CleanerError,
    DocumentError,
    ServiceError,
    UnreachableError,
)
from content_cleaner.client.settings import Connection, Retries
from content_cleaner.client.sync import Client
from content_cleaner.client.values import Document, Failure, Metadata, Removal, Result, Stats

__all__ = [
    "AsyncClient",
    "AuthorizationError",
    "BusyError",
    "CleanerError",
    "Client",
    "Connection",
    "Document",
    "DocumentError",
    "Failure",
    "Metadata",
    "Removal",
    "Result",
    "Retries",
    "ServiceError",
    "Stats",
    "UnreachableError",
]
