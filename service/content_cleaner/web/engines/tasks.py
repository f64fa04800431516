"""What travels between a front process and an engine process."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

Form = Literal["json", "text", "markdown"]


@dataclass(frozen=True, slots=True)
class Task:
    """One document to clean, and the form its answer shall have."""

    content: str | bytes
    content_type: str | None = None
    url: str | None = None
    title: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    passages: bool = False
    form: Form = "json"
    id: str | int | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A cleaned document, rendered, with what the metrics need to know about it."""

    body: bytes
    verdict: str
    kind: str
    removed: Mapping[str, int]
    input_chars: int
    output_chars: int
    seconds: float


class Engines(Protocol):
    """Whoever cleans tasks: a pool of processes, or this very thread."""

    def submit(self, task: Task, *, patient: bool = False) -> Future[Answer]:
        """Start a task. A full queue raises an `overloaded` problem; a `patient` caller waits for its turn.

        The future ends in an `Answer` or in a `Problem`.
        """

    def close(self) -> None:
        """End all engines; tasks in hand are lost."""

    @property
    def waiting(self) -> int:
        """Tasks that no engine has taken yet."""

    @property
    def size(self) -> int:
        """Engines there should be."""

    @property
    def alive(self) -> int:
        """Engines at work or ready for it."""

    @property
    def last_success(self) -> float:
        """When an engine last gave an answer (monotonic clock), 0.0: never."""
