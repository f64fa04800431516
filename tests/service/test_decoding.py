"""Compressed bodies and lines, within bounds."""

from __future__ import annotations

import gzip
import sys
import tracemalloc
import zlib
from collections.abc import Callable, Iterator

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_cleaner.web.decoding import PIECE, decode
from content_cleaner.web.lines import TOO_LONG, split_lines
from content_cleaner.web.problems import Problem

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

COMPRESS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}
codings = st.sampled_from(sorted(COMPRESS))


def pieces(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


@given(data=st.binary(max_size=3000), coding=codings, size=st.integers(1, 700))
def test_what_was_compressed_comes_back(data: bytes, coding: str, size: int) -> None:
    assert b"".join(decode(pieces(COMPRESS[coding](data), size), coding)) == data


@given(data=st.binary(min_size=1, max_size=300), coding=codings, cut=st.integers(1, 12))
def test_a_cut_body_is_broken(data: bytes, coding: str, cut: int) -> None:
    whole = COMPRESS[coding](data)
    with pytest.raises(Problem) as caught:
        b"".join(decode(iter([whole[: max(1, len(whole) - cut)]]), coding))
    assert caught.value.code == "broken-encoding"


@given(data=st.binary(min_size=1, max_size=300), coding=codings)
def test_any_bytes_are_decoded_or_refused(data: bytes, coding: str) -> None:
    try:
        b"".join(decode(iter([data]), coding))
    except Problem as problem:
        assert problem.code == "broken-encoding"  # noqa: PT017


@pytest.mark.parametrize("coding", sorted(COMPRESS))
@pytest.mark.parametrize("size", [65_536, 98_304, 1_000_003])
def test_large_bodies_come_back_whole(coding: str, size: int) -> None:
    data = bytes(size)
    assert b"".join(decode(iter([COMPRESS[coding](data)]), coding)) == data


def test_two_codings_are_undone_in_turn() -> None:
    data = b"tea " * 100
    assert b"".join(decode(iter([gzip.compress(brotli.compress(data))]), "br, gzip")) == data


def test_several_members_and_padding_are_one_gzip_body() -> None:
    data = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 40
    assert b"".join(decode(pieces(data, 7), "gzip")) == b"one two"


@pytest.mark.parametrize("coding", sorted(COMPRESS))
def test_a_bomb_comes_in_small_pieces(coding: str) -> None:
    bomb = COMPRESS[coding](bytes(16_000_000))
    tracemalloc.start()
    try:
        count = 0
        for piece in decode(iter([bomb]), coding):
            assert len(piece) <= 2 * PIECE  # brotli keeps to its limit about
            count += 1
            if count > 150:
                break
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count > 100
    assert peak < 4_000_000


@given(st.lists(st.binary(max_size=8), max_size=6), st.integers(1, 9))
def test_lines_are_those_of_the_whole(parts: list[bytes], size: int) -> None:
    data = b"\n".join(parts)
    expected = [line.strip() for line in data.split(b"\n") if line.strip()]
    assert [(line or b"").strip() for line in split_lines(pieces(data, size), 100)] == expected


@pytest.mark.parametrize("size", [1, 3, 1000])
def test_a_long_line_is_passed_over(size: int) -> None:
    data = b"one\n" + b"x" * 50 + b"\ntwo\n" + b"y" * 50
    assert list(split_lines(pieces(data, size), 10)) == [b"one", TOO_LONG, b"two", TOO_LONG]
