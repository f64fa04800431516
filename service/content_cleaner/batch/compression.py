"""Plain, gzip and zstd files behind one interface."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Literal, cast

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Format = Literal["plain", "gzip", "zstd"]

_MAGIC: dict[Format, bytes] = {"gzip": b"\x1f\x8b", "zstd": b"\x28\xb5\x2f\xfd"}
_CHUNK = 1 << 20

READ_ERRORS = (EOFError, zlib.error, zstd.ZstdError)
"""What reading damaged compressed data raises, besides `OSError`."""


def format_of_name(name: str) -> Format:
    """The format that a file's name asks for: .gz, .zst (or .zstd), everything else plain."""
    suffix = Path(name).suffix.lower()
    if suffix == ".gz":
        return "gzip"
    return "zstd" if suffix in {".zst", ".zstd"} else "plain"


def format_of_content(start: bytes) -> Format:
    """The format that a file's first bytes tell, whatever its name says."""
    return next((name for name, magic in _MAGIC.items() if start.startswith(magic)), "plain")


def decompressed(raw: BinaryIO, form: Format) -> BinaryIO:
    """A stream of the decompressed bytes of `raw`; frames that follow each other are read as one."""
    if form == "gzip":
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw, mode="rb"))
    if form == "zstd":
        return cast(BinaryIO, zstd.ZstdFile(raw, mode="rb"))
    return raw


def compressed_frame(raw: BinaryIO, form: Format) -> BinaryIO:
    """A stream that compresses into one frame of `raw`; closing it ends the frame and leaves `raw` open."""
    if form == "gzip":
        return cast(BinaryIO, gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0))
    if form == "zstd":
        return cast(BinaryIO, zstd.ZstdFile(raw, mode="wb"))
    raise ValueError("a plain file has no frames")


def intact_length(raw: BinaryIO, form: Format) -> int:
    """The length in bytes of the part of `raw` that is whole: its complete frames, or its complete lines if plain."""
    ends = _line_ends(raw) if form == "plain" else _frame_ends(raw, form)
    return max(ends, default=0)


def _line_ends(raw: BinaryIO) -> Iterator[int]:
    position = 0
    while chunk := raw.read(_CHUNK):
        newline = chunk.rfind(b"\n")
        if newline >= 0:
            yield position + newline + 1
        position += len(chunk)


def _frame_ends(raw: BinaryIO, form: Format) -> Iterator[int]:
    position, rest = 0, b""
    try:
        while rest or (rest := raw.read(_CHUNK)):
            decompressor = _decompressor(form)
            while not decompressor.eof:
                decompressor.decompress(rest)
                position += len(rest)
                if not decompressor.eof and not (rest := raw.read(_CHUNK)):
                    return
            rest = decompressor.unused_data
            position -= len(rest)
            yield position
    except READ_ERRORS:
        return


def _decompressor(form: Format) -> Any:
    return zlib.decompressobj(wbits=31) if form == "gzip" else zstd.ZstdDecompressor()
