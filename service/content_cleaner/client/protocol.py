"""The HTTP API as values: requests from documents, outcomes from answers. No input or output happens here."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any, Generic, TypeVar

import httpx

from content_cleaner.client.errors import (
    AuthorizationError,
    BusyError,
    CleanerError,
    DocumentError,
    ServiceError,
    UnreachableError,
)
from content_cleaner.client.values import Document, Failure, Outcome, Result

_PASSING_STATUSES = frozenset({429, 502, 503, 504})
_PASSING_ERRORS = (httpx.TimeoutException, httpx.NetworkError, httpx.RemoteProtocolError)
_MIXED = "application/json, application/problem+json"
# A request is sent to its end before its answer is read. So much fits into the buffers on the way, whatever the
# service does: it can never wait for us to read while we wait for it to read.
_BYTES_A_GROUP = 48 * 1024
_DOCUMENTS_A_GROUP = 64

Answered = TypeVar("Answered")


@dataclass(frozen=True, slots=True)
class Exchange(Generic[Answered]):
    """A request (the arguments of httpx's post) and the function that reads its answer."""

    request: dict[str, Any]
    read: Callable[[httpx.Response], Answered]


def single(document: Document) -> Exchange[Result]:
    """Clean one document."""

    def read(response: httpx.Response) -> Result:
        return Result.from_mapping({**_json(_checked(response).content), "id": document.id})

    headers = {"Accept": _MIXED}
    if isinstance(document.content, bytes) and document.content:
        return Exchange({"url": "/v1/clean", "headers": headers, **_form(document)}, read)
    headers["Content-Type"] = "application/json"
    return Exchange({"url": "/v1/clean", "headers": headers, "content": _line(document)}, read)


def many(documents: Sequence[Document]) -> Exchange[list[Outcome]]:
    """Clean a group of documents, as `Grouping` makes them; the outcomes are in the same order."""
    if len(documents) == 1 and isinstance(documents[0].content, bytes):
        alone = single(documents[0])
        return Exchange(alone.request, lambda response: [alone.read(response)])

    def read(response: httpx.Response) -> list[Outcome]:
        lines = _checked(response).content.splitlines()
        if len(lines) != len(documents):
            raise ServiceError("incomplete-answer", "The answer has another number of lines.", 200, may_retry=True)
        return [_outcome(document, line) for document, line in zip(documents, lines, strict=True)]

    headers = {"Accept": "application/x-ndjson", "Content-Type": "application/x-ndjson"}
    body = b"\n".join(map(_line, documents))
    return Exchange({"url": "/v1/clean/batch", "headers": headers, "content": body}, read)


@dataclass(slots=True)
class Grouping:
    """Documents to groups of bounded size, each for one request; a large document is a group of its own."""

    documents: list[Document] = field(default_factory=list)
    size: int = 0

    def add(self, document: Document) -> Iterator[list[Document]]:
        """Take one more document; yields the groups that this completes."""
        size = len(document.content) * (1 if isinstance(document.content, bytes) else 4)
        if isinstance(document.content, bytes) or size > _BYTES_A_GROUP:
            yield from self.rest()
            yield [document]
            return
        if self.size + size > _BYTES_A_GROUP or len(self.documents) >= _DOCUMENTS_A_GROUP:
            yield from self.rest()
        self.documents.append(document)
        self.size += size

    def rest(self) -> Iterator[list[Document]]:
        """The group that is not full yet."""
        if self.documents:
            yield self.documents
        self.documents, self.size = [], 0


def grouped(documents: Iterable[Document]) -> Iterator[list[Document]]:
    """All documents in groups."""
    grouping = Grouping()
    for document in documents:
        yield from grouping.add(document)
    yield from grouping.rest()


def failures(documents: Sequence[Document], error: CleanerError) -> list[Outcome]:
    """The same error for every document of a group; a missing key is raised, because it will not get better."""
    if isinstance(error, AuthorizationError):
        raise error
    return [Failure(document.id, error) for document in documents]


def unreachable(error: httpx.HTTPError) -> UnreachableError:
    """What a transport error means."""
    detail = f"No answer from the service: {type(error).__name__}."
    return UnreachableError("unreachable", detail, may_retry=isinstance(error, _PASSING_ERRORS))


def _form(document: Document) -> dict[str, Any]:
    fields = {"url": document.url, "title": document.title}
    if document.options:
        fields["options"] = json.dumps(dict(document.options))
    media_type = document.content_type or "application/octet-stream"
    return {
        "files": {"file": ("document", document.content, media_type)},
        "data": {name: value for name, value in fields.items() if value is not None},
    }


def _line(document: Document) -> bytes:
    content = document.content if isinstance(document.content, str) else document.content.decode()
    values = {
        "content": content,
        "content_type": document.content_type,
        "url": document.url,
        "title": document.title,
        "options": dict(document.options),
    }
    given = {name: value for name, value in values.items() if value is not None}
    try:
        return json.dumps(given, ensure_ascii=False).encode()
    except UnicodeEncodeError:  # half characters have no UTF-8, but JSON can name them
        return json.dumps(given).encode()


def _outcome(document: Document, line: bytes) -> Outcome:
    values = _json(line)
    if "error" in values:
        return Failure(document.id, _problem(values["error"], None))
    return Result.from_mapping({**values, "id": document.id})


def _checked(response: httpx.Response) -> httpx.Response:
    """A response that is a success; raises the `CleanerError` of any other."""
    if response.status_code == 200:
        return response
    try:
        values = _json(response.content)
    except ServiceError:
        values = {}
    error = _problem({**values, "status": response.status_code}, response.headers.get("Retry-After"))
    raise error


def _problem(values: Any, retry_after: str | None) -> CleanerError:
    """The typed error of problem details (RFC 9457)."""
    members = values if isinstance(values, dict) else {}
    status = members.get("status") if isinstance(members.get("status"), int) else None
    code = str(members.get("code") or f"http-{status}")
    detail = str(members.get("detail") or members.get("title") or "The service gave no reason.")
    return _kind(status)(code, detail, status, _seconds(retry_after), may_retry=status in _PASSING_STATUSES)


def _kind(status: int | None) -> type[CleanerError]:
    if status in {401, 403}:
        return AuthorizationError
    if status in {429, 503}:
        return BusyError
    return DocumentError if status is not None and 400 <= status < 500 else ServiceError


def _seconds(retry_after: str | None) -> float | None:
    """Retry-After as seconds from now: a number, or a date of HTTP."""
    if not retry_after:
        return None
    if retry_after.strip().isdigit():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except ValueError:
        return None


def _json(data: bytes) -> dict[str, Any]:
    try:
        values = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ServiceError("unexpected-answer", "The answer is not JSON.") from error
    if not isinstance(values, dict):
        raise ServiceError("unexpected-answer", "The answer is not a JSON object.")
    return values
