"""Every error the service answers with, as RFC 9457 problem details."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from flask import Flask, Response, g
from werkzeug.exceptions import HTTPException

from content_cleaner.render import dump_json

MEDIA_TYPE = "application/problem+json"
TYPE_PREFIX = "urn:content-cleaner:problem:"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its HTTP status and its title. Its `type` never changes."""

    status: int
    title: str


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "empty-body": Kind(400, "The request has no document"),
        "broken-json": Kind(400, "The body is not valid JSON"),
        "broken-form": Kind(400, "The body is not a valid form"),
        "broken-encoding": Kind(400, "The body cannot be decompressed"),
        "incomplete-body": Kind(400, "The body ended early or is malformed"),
        "bad-request": Kind(400, "The request cannot be understood"),
        "unauthorized": Kind(401, "A valid API key is needed"),
        "not-found": Kind(404, "There is nothing at this address"),
        "method-not-allowed": Kind(405, "This address does not take this method"),
        "not-acceptable": Kind(406, "None of the accepted media types can be produced"),
        "slow-request": Kind(408, "The request was not sent in time"),
        "content-too-large": Kind(413, "The document is too large"),
        "address-too-long": Kind(414, "The address is too long"),
        "unsupported-content-type": Kind(415, "The content type holds neither text nor HTML"),
        # RFC 9110 has 415 also for what only a look at the data tells.
        "undecodable-content": Kind(415, "The document cannot be decoded to text"),
        "unsupported-encoding": Kind(415, "The content encoding is not supported"),
        "content-too-deep": Kind(422, "The document is nested too deeply"),
        "deadline-exceeded": Kind(422, "The document took too long"),
        "content-too-demanding": Kind(422, "The document needs too much memory"),
        "invalid-request": Kind(422, "The request has missing, unknown or wrong fields"),
        "invalid-options": Kind(422, "The options are not valid"),
        "cleaning-error": Kind(422, "The document cannot be cleaned"),
        "too-many-documents": Kind(422, "The batch holds too many documents"),
        "headers-too-large": Kind(431, "The headers are too large"),
        "rate-limited": Kind(429, "Too many requests"),
        "engine-crashed": Kind(500, "The document broke the engine"),
        "internal-error": Kind(500, "Something went wrong in the service"),
        "not-implemented": Kind(501, "The transfer coding is not supported"),
        "overloaded": Kind(503, "The service is at capacity"),
        "not-ready": Kind(503, "The service is not ready"),
    }
)

_BY_STATUS = {
    400: "bad-request",
    404: "not-found",
    405: "method-not-allowed",
    408: "slow-request",
    413: "content-too-large",
    414: "address-too-long",
    415: "unsupported-content-type",
    429: "rate-limited",
    431: "headers-too-large",
    501: "not-implemented",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong place of a request: a JSON pointer and what is wrong there (never what stood there)."""

    pointer: str
    detail: str


@dataclass(eq=False)
class Problem(Exception):
    """An error to answer with; `detail` is for people and never quotes a document."""

    code: str
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    @property
    def kind(self) -> Kind:
        """What all problems of this code share; codes of later engines count as cleaning errors."""
        return KINDS.get(self.code, KINDS["cleaning-error"])

    def to_dict(self) -> dict[str, Any]:
        """The problem as JSON-ready members, in the order of RFC 9457."""
        members: dict[str, Any] = {
            "type": TYPE_PREFIX + self.code,
            "title": self.kind.title,
            "status": self.kind.status,
            "detail": self.detail,
            "code": self.code,
        }
        if self.faults:
            members["errors"] = [{"pointer": fault.pointer, "detail": fault.detail} for fault in self.faults]
        return members


def overloaded(detail: str, *, retry_after: int = 1) -> Problem:
    """A refusal that tells when to come again, in seconds."""
    return Problem("overloaded", detail, {"Retry-After": str(retry_after)})


def respond(problem: Problem) -> Response:
    """The HTTP answer of a problem."""
    members = problem.to_dict()
    if "request_id" in g:
        members["instance"] = f"urn:request:{g.request_id}"
    g.problem = problem.code
    body = dump_json(members).encode()
    response = Response(body, problem.kind.status, content_type=MEDIA_TYPE)
    response.headers.extend(dict(problem.headers))
    return response


def for_status(status: int) -> Problem:
    """The problem of an error that was found before the application was reached."""
    code = _BY_STATUS.get(status, "bad-request" if status < 500 else "internal-error")
    return Problem(code, KINDS[code].title + ".")


def _from_http(error: HTTPException) -> Response:
    if error.code is not None and error.code < 400:
        return Response(error.get_body(), error.code, error.get_headers())
    code = _BY_STATUS.get(error.code or 500, "bad-request" if (error.code or 500) < 500 else "internal-error")
    headers = {
        name: value
        for name, value in error.get_headers()
        if name.lower() in {"allow", "retry-after", "www-authenticate"}
    }
    return respond(Problem(code, error.description or KINDS[code].title, headers))


def _from_anything(error: Exception) -> Response:
    # The message of an unknown exception may quote a document: only its kind and place are logged.
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place else "unknown"
    log.error("unexpected %s at %s", type(error).__name__, where)
    return respond(Problem("internal-error", "The error was logged under the request's id."))


def register(app: Flask) -> None:
    """Make every error of `app` a problem."""
    app.register_error_handler(Problem, respond)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(Exception, _from_anything)
