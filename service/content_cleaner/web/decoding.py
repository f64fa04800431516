"""Compressed bodies, decompressed piece by piece so that a bomb never gets its memory."""

from __future__ import annotations

import sys
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

import brotli

from content_cleaner.web.problems import Problem

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Chunks = Iterator[bytes]
PIECE = 64 * 1024
MAX_CODINGS = 2
ZSTD_WINDOW_LOG = 23  # 8 MiB, the largest that RFC 9659 lets an HTTP sender use
_UNREADABLE = "The body does not match its Content-Encoding."


def _broken() -> Problem:
    return Problem("broken-encoding", _UNREADABLE)


def _inflate(chunks: Iterable[bytes], window_bits: int) -> Chunks:
    inflater, clean_end, padding = zlib.decompressobj(window_bits), True, b""
    try:
        for chunk in chunks:
            rest = chunk.lstrip(padding) if clean_end and padding else chunk
            while rest:
                piece = inflater.decompress(rest, PIECE)
                rest, clean_end = inflater.unconsumed_tail, False
                if inflater.eof:
                    padding = b"\0"  # what some tools write after a member
                    rest = inflater.unused_data.lstrip(padding)
                    inflater, clean_end = zlib.decompressobj(window_bits), True
                yield piece
        while not clean_end and not inflater.eof:
            piece = inflater.decompress(b"", PIECE)
            if not piece and not inflater.eof:
                raise _broken()
            yield piece
    except zlib.error as error:
        raise _broken() from error


def _gunzip(chunks: Iterable[bytes]) -> Chunks:
    return _inflate(chunks, zlib.MAX_WBITS | 16)


def _inflate_zlib(chunks: Iterable[bytes]) -> Chunks:
    return _inflate(chunks, zlib.MAX_WBITS)


def _unbrotli(chunks: Iterable[bytes]) -> Chunks:
    decompressor, begun = brotli.Decompressor(), False
    try:
        for chunk in chunks:
            begun = True
            yield decompressor.process(chunk, output_buffer_limit=PIECE)
            while not (decompressor.is_finished() or decompressor.can_accept_more_data()):
                yield decompressor.process(b"", output_buffer_limit=PIECE)
        # It may take more data while it still holds some: at the end of the input that comes out.
        while begun and not decompressor.is_finished():
            piece = decompressor.process(b"", output_buffer_limit=PIECE)
            if not piece:
                raise _broken()
            yield piece
    except brotli.error as error:
        raise _broken() from error


def _unzstd(chunks: Iterable[bytes]) -> Chunks:
    options = {int(zstd.DecompressionParameter.window_log_max): ZSTD_WINDOW_LOG}
    decompressor, clean_end = zstd.ZstdDecompressor(options=options), True
    try:
        for chunk in chunks:
            rest, more = chunk, bool(chunk)
            while more:
                piece, clean_end = decompressor.decompress(rest, PIECE), False
                rest, more = b"", not decompressor.needs_input
                if decompressor.eof:
                    rest = decompressor.unused_data
                    more = bool(rest)
                    decompressor, clean_end = zstd.ZstdDecompressor(options=options), True
                yield piece
    except zstd.ZstdError as error:
        raise _broken() from error
    if not clean_end:
        raise _broken()


DECODERS: Mapping[str, Callable[[Iterable[bytes]], Chunks]] = MappingProxyType(
    {
        "gzip": _gunzip,
        "x-gzip": _gunzip,
        "deflate": _inflate_zlib,
        "br": _unbrotli,
        "zstd": _unzstd,
    }
)
SUPPORTED = "gzip, deflate, br, zstd"


def decode(chunks: Chunks, content_encoding: str | None) -> Chunks:
    """The decompressed pieces of `chunks`; raises `Problem` for an unknown coding or data that is not in it."""
    codings = [part.strip().lower() for part in (content_encoding or "").split(",")]
    codings = [coding for coding in codings if coding not in {"", "identity"}]
    unknown = [coding for coding in codings if coding not in DECODERS]
    if unknown or len(codings) > MAX_CODINGS:
        detail = f"Content-Encoding may be {SUPPORTED}, at most {MAX_CODINGS} of them."
        raise Problem("unsupported-encoding", detail, {"Accept-Encoding": SUPPORTED})
    for coding in reversed(codings):
        chunks = DECODERS[coding](chunks)
    return chunks
