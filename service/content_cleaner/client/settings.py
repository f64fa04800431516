"""How the service is reached, and how patiently."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from content_cleaner.client.errors import CleanerError


@dataclass(frozen=True, slots=True)
class Retries:
    """How often to try, and how long to wait in between, in seconds.

    Waits double from `first_wait` up to `longest_wait`, each shortened at random so that clients spread out. A
    Retry-After of the service is kept to; where it asks for more than `longest_wait`, the error is raised at once.
    """

    attempts: int = 5
    first_wait: float = 0.5
    longest_wait: float = 30.0

    def wait(self, attempt: int, error: CleanerError) -> float | None:
        """Seconds to wait after that many attempts, the last of which ended in `error`; None to give up."""
        asked = error.retry_after or 0.0
        if not error.may_retry or attempt >= self.attempts or asked > self.longest_wait:
            return None
        backoff = min(self.longest_wait, self.first_wait * 2.0 ** min(attempt - 1, 32))
        return max(asked, backoff * random.uniform(0.5, 1.0))  # noqa: S311 - spreads load, guards nothing


@dataclass(frozen=True, slots=True)
class Connection:
    """How the service is reached.

    timeout: seconds for each of connecting, sending and waiting for the answer. concurrency: requests at a time when
    many documents are cleaned. http: further arguments of httpx's clients (proxy, verify, transport ...).
    """

    timeout: float = 60.0
    retries: Retries = field(default_factory=Retries)
    concurrency: int = 4
    http: dict[str, Any] = field(default_factory=dict)

    def arguments(self, url: str, api_key: str | None) -> dict[str, Any]:
        """The arguments of an httpx client."""
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        return {"base_url": url, "headers": headers, "timeout": self.timeout, **self.http}


DEFAULT_CONNECTION = Connection()
