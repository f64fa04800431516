"""Lines out of chunks, in constant memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

TOO_LONG = None


def split_lines(chunks: Iterable[bytes], limit: int) -> Iterator[bytes | None]:
    """The lines of `chunks` without their ends; `TOO_LONG` in the place of one with more than `limit` bytes.

    Empty lines are left out.
    """
    parts: list[bytes] = []
    size = 0
    for chunk in chunks:
        *ended, rest = chunk.split(b"\n")
        for end in ended:
            line = _joined(parts, end, size + len(end) > limit)
            parts, size = [], 0
            if line is TOO_LONG or line.strip():
                yield line
        size += len(rest)
        # Past the limit only the length is kept, and the line is passed over to its end.
        if size <= limit:
            parts.append(rest)
        else:
            parts.clear()
    if size > limit:
        yield TOO_LONG
    elif last := b"".join(parts).strip():
        yield last


def _joined(parts: list[bytes], end: bytes, too_long: bool) -> bytes | None:
    return TOO_LONG if too_long else b"".join([*parts, end])
