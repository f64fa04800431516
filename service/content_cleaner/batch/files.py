"""Input files, line by line, in constant memory."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from content_cleaner.batch.compression import READ_ERRORS, decompressed, format_of_content

STANDARD = "-"


class InputError(RuntimeError):
    """An input file that cannot be read (to its end)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    number: from 1, in its own file. raw: without the line break; of a line above the limit, the start of it.
    position: how far the reader has got, in bytes of all input files as they lie on the disk.
    """

    source: str
    number: int
    raw: bytes
    position: int
    oversized: bool = False


def total_bytes(names: Sequence[str]) -> int | None:
    """The size of all files on the disk; None where one of them is a stream."""
    paths = [Path(name) for name in names]
    if STANDARD in names or not all(path.is_file() for path in paths):
        return None
    return sum(path.stat().st_size for path in paths)


def check_readable(names: Sequence[str]) -> None:
    """Raise `InputError` for the first file that cannot be opened: before hours of work, not after."""
    for name in names:
        if name != STANDARD and (not Path(name).exists() or Path(name).is_dir() or not os.access(name, os.R_OK)):
            raise InputError(f"cannot read {name}")


def check_distinct(names: Sequence[str], output: str) -> None:
    """Raise `InputError` where the output would take the place of an input."""
    path = Path(output)
    if output != STANDARD and path.is_file() and any(name != STANDARD and path.samefile(name) for name in names):
        raise InputError(f"{output} is input and output")


def read_lines(names: Sequence[str], *, limit: int) -> Iterator[Line]:
    """The lines of all files, in order; `limit` is the longest line in bytes. Raises `InputError`."""
    before = 0
    for name in names:
        try:
            with _opened(name) as raw:
                start = raw.peek(4)[:4] if hasattr(raw, "peek") else b""
                stream = decompressed(raw, format_of_content(start))
                for line in _lines(stream, name, limit):
                    yield Line(name, line.number, line.raw, before + _position(raw), line.oversized)
                before += _position(raw)
        except OSError as error:
            raise InputError(f"cannot read {name}: {_reason(error)}") from error
        except READ_ERRORS as error:
            raise InputError(f"cannot read {name} to its end: {error}") from error


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)


def _lines(stream: BinaryIO, name: str, limit: int) -> Iterator[Line]:
    number = 0
    while raw := stream.readline(limit + 1):
        number += 1
        oversized = len(raw) > limit and not raw.endswith(b"\n")
        if oversized:
            _skip_line(stream)
        if raw.strip():
            yield Line(name, number, raw.strip(), 0, oversized)


def _skip_line(stream: BinaryIO) -> None:
    while (rest := stream.readline(1 << 20)) and not rest.endswith(b"\n"):
        pass


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == STANDARD:
        yield sys.stdin.buffer
    else:
        with Path(name).open("rb") as raw:
            yield raw


def _position(raw: BinaryIO) -> int:
    try:
        return raw.tell() if raw.seekable() else 0
    except OSError:
        return 0
