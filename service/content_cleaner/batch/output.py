"""Output files: written beside their name, moved there when complete, and picked up again after an interruption.

A compressed file is written as a series of frames (gzip members, zstd frames), which readers see as one file. After
an interruption its whole frames are good and the rest is cut off.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from content_cleaner.batch.compression import Format, compressed_frame, format_of_name, intact_length
from content_cleaner.batch.files import STANDARD

_LINES_A_FRAME = 500
_BYTES_A_FRAME = 4 << 20


class ResumeError(RuntimeError):
    """An interrupted run that cannot be continued as asked."""


class Writer(Protocol):
    """Where the lines of output go."""

    def write(self, line: str) -> None:
        """Write one line, given without line break."""

    def flush(self) -> None:
        """Leave everything written so far readable, whatever happens next."""


class PlainWriter:
    """Lines to an uncompressed file or stream."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw

    def write(self, line: str) -> None:
        """Write one line; it leaves the process at once, so that a reader of a pipe sees it."""
        self._raw.write(line.encode() + b"\n")
        self._raw.flush()

    def flush(self) -> None:
        """Nothing is ever held back."""


class FrameWriter:
    """Lines to a compressed file, as frames of bounded size."""

    def __init__(self, raw: BinaryIO, form: Format) -> None:
        self._raw = raw
        self._form = form
        self._frame: BinaryIO | None = None
        self._lines = 0
        self._bytes = 0

    def write(self, line: str) -> None:
        """Write one line; up to a frame of lines is held back."""
        if self._frame is None:
            self._frame = compressed_frame(self._raw, self._form)
        data = line.encode() + b"\n"
        self._frame.write(data)
        self._lines += 1
        self._bytes += len(data)
        if self._lines >= _LINES_A_FRAME or self._bytes >= _BYTES_A_FRAME:
            self.flush()

    def flush(self) -> None:
        """End the frame."""
        if self._frame is not None:
            self._frame.close()
            self._frame = None
        self._lines = self._bytes = 0
        self._raw.flush()


def part_of(name: str) -> Path:
    """Where the output stands until it is complete."""
    path = Path(name)
    return path.with_name(path.name + ".part")


def is_stream(name: str) -> bool:
    """Whether `name` cannot be moved into place or continued: standard output, a pipe, a device."""
    return name == STANDARD or (Path(name).exists() and not Path(name).is_file())


def prepare(name: str, *, resume: bool) -> Path | None:
    """Make ready for the output; what there is to continue, whole lines only: `part_of(name)` or the finished output.

    Raises `ResumeError` for a stream that should be continued, for an interrupted run that would be lost, and for a
    file that is no output of a run: nothing but an interrupted run is touched, and of that only its cut end.
    """
    if is_stream(name):
        if resume:
            raise ResumeError("--resume needs an output file")
        return None
    part, path = part_of(name), Path(name)
    if not resume:
        if part.exists():
            raise ResumeError(f"{part} is left from an interrupted run: continue it with --resume, or delete it")
        return None
    if part.exists():
        with part.open("r+b") as raw:
            raw.truncate(intact_length(raw, format_of_name(name)))
        return part
    if not path.exists():
        return None
    with path.open("rb") as raw:
        if intact_length(raw, format_of_name(name)) != path.stat().st_size:
            raise ResumeError(f"{path} is not the whole output of a run: it is left as it is")
    return path


def continued(name: str, existing: Path) -> None:
    """Let the run go on with what `prepare` found, once it is known to be this job's."""
    if existing != part_of(name):
        existing.replace(part_of(name))


@contextmanager
def opened(name: str) -> Iterator[Writer]:
    """A writer that adds to `part_of(name)` and moves it to `name` when the block ends without an exception."""
    form = format_of_name(name)
    if is_stream(name):
        with _stream(name) as raw:
            yield from _writing(raw, form)
        return
    part = part_of(name)
    with part.open("ab") as raw:
        yield from _writing(raw, form)
        os.fsync(raw.fileno())
    part.replace(name)


def _writing(raw: BinaryIO, form: Format) -> Iterator[Writer]:
    writer: Writer = PlainWriter(raw) if form == "plain" else FrameWriter(raw, form)
    try:
        yield writer
    except BaseException:
        with suppress(OSError):  # the first error is the one to report
            writer.flush()
        raise
    writer.flush()


@contextmanager
def _stream(name: str) -> Iterator[BinaryIO]:
    if name == STANDARD:
        # sys.stdout.buffer is unbuffered, and may write a part only, where PYTHONUNBUFFERED is set
        with open(sys.stdout.fileno(), "wb", closefd=False) as raw:
            yield raw
    else:
        with Path(name).open("wb") as raw:
            yield raw
