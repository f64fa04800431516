"""A request body that hands out what has arrived, where gunicorn's waits until all that was asked for is there.

Without it a streamed batch could not be answered while it is being sent, nor a slow client be noticed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from gunicorn.http.body import Body, ChunkedReader, LengthReader


class PromptBody(Body):  # type: ignore[misc]
    """As gunicorn's body, but `read(size)` returns at least one byte as soon as there is one; none at the end.

    close_connection: called when the application will not read the rest.
    """

    def __init__(self, reader: Any, close_connection: Callable[[], None]) -> None:
        super().__init__(reader)
        self._close_connection = close_connection

    def abandon_rest(self) -> None:
        """Have the connection closed after the answer where there is more of the body to come."""
        reader = self.reader
        left = reader.length if isinstance(reader, LengthReader) else getattr(reader, "parser", None)
        if left:
            self.failed = True  # so that gunicorn does not wait for the rest to throw it away
            self._close_connection()

    def read(self, size: int | None = None) -> bytes:
        """At most `size` bytes; all there will be for None."""
        if size is None or size < 0:
            whole: bytes = super().read()
            return whole
        data = self.buf.getvalue() or self._arrived(size)
        self.buf.seek(0)
        self.buf.truncate()
        self.buf.write(data[size:])
        return data[:size]

    def _arrived(self, size: int) -> bytes:
        reader = self.reader
        try:
            if isinstance(reader, LengthReader):
                return _from_length(reader, size)
            if isinstance(reader, ChunkedReader):
                return _from_chunks(reader)
        except Exception:
            self.failed = True
            raise
        other: bytes = self._read_reader(size)
        return other


def _from_length(reader: LengthReader, size: int) -> bytes:
    wanted = min(size, reader.length)
    if not wanted:
        return b""
    data: bytes = reader.unreader.read(None, read_ahead=wanted)
    if len(data) > wanted:
        reader.unreader.unread(data[wanted:])
    reader.length -= min(wanted, len(data))
    return data[:wanted]


def _from_chunks(reader: ChunkedReader) -> bytes:
    if reader.parser is None:
        return b""
    for piece in reader.parser:
        if piece:
            return bytes(piece)
    reader.parser = None
    return b""
