"""Everything that can go wrong, as typed errors."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)
class CleanerError(Exception):
    """Anything that went wrong.

    code: stable, meant for programs. detail: for people. status: of the HTTP answer, None where there was none.
    retry_after: seconds, where the service said when to come again. may_retry: whether the same request may succeed
    later.
    """

    code: str
    detail: str
    status: int | None = None
    retry_after: float | None = None
    may_retry: bool = False

    def __str__(self) -> str:
        return f"{self.detail} ({self.code})"


class UnreachableError(CleanerError):
    """No answer: no connection, a connection that broke, a time-out."""


class AuthorizationError(CleanerError):
    """The service wants a (another) API key."""


class DocumentError(CleanerError):
    """The service cannot clean this document, however often it is asked."""


class BusyError(CleanerError):
    """The service has too much to do, or this client asks too often."""


class ServiceError(CleanerError):
    """The service broke over a document, or something else answered in its place."""
