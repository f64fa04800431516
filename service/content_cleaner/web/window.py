"""The documents of a batch that are between reading and answering: few, and in order."""

from __future__ import annotations

import threading
from collections import deque
from concurrent.futures import Future
from dataclasses import dataclass

from content_cleaner.web.engines.tasks import Answer
from content_cleaner.web.problems import Problem


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that was read: its id, its outcome to come, and its bytes."""

    id: str | int | None
    outcome: Future[Answer] | Problem
    size: int


class Window:
    """A queue between one reader and one writer, bounded in entries and in bytes."""

    def __init__(self, max_entries: int, max_bytes: int) -> None:
        self._max_entries, self._max_bytes = max_entries, max_bytes
        self._entries: deque[Entry] = deque()
        self._bytes = 0
        self._changed = threading.Condition()
        self._finished = self._closed = False

    def make_room(self, size: int) -> bool:
        """Wait until an entry of `size` bytes fits (one alone always does); False: the writer is gone."""
        with self._changed:
            self._changed.wait_for(lambda: self._closed or self._fits(size))
            return not self._closed

    def put(self, entry: Entry) -> None:
        """Add an entry that room was made for."""
        with self._changed:
            self._entries.append(entry)
            self._bytes += entry.size
            self._changed.notify_all()
        if self._closed and isinstance(entry.outcome, Future):
            entry.outcome.cancel()

    def take(self) -> Entry | None:
        """The next entry; None at the end. Its place is free for the reader again."""
        with self._changed:
            self._changed.wait_for(lambda: self._entries or self._finished or self._closed)
            if self._closed or not self._entries:
                return None
            entry = self._entries.popleft()
            self._bytes -= entry.size
            self._changed.notify_all()
            return entry

    def finish(self) -> None:
        """The reader puts nothing more."""
        with self._changed:
            self._finished = True
            self._changed.notify_all()

    def close(self) -> None:
        """Nobody takes any more: cancel what has not begun."""
        with self._changed:
            self._closed = True
            for entry in self._entries:
                if isinstance(entry.outcome, Future):
                    entry.outcome.cancel()
            self._entries.clear()
            self._changed.notify_all()

    def _fits(self, size: int) -> bool:
        return not self._entries or (len(self._entries) < self._max_entries and self._bytes + size <= self._max_bytes)
