"""The words of texts: those at both ends, those they begin with, and their rows in a vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

WORD = re.compile(r"[぀-ヿ㐀-鿿豈-﫿가-힯]|[^\W\d_]+|\d+|[^\w\s]")
WORD_OR_BREAK = re.compile(f"{WORD.pattern}|\n")
# Words at each end of a text that the network reads.
EDGE = 8
# Of a longer text only both ends are read.
MAX_CHARS = 140
END_CHARS = 70
# Words from the beginning of a text that the network of plain text weighs, and the characters they may take.
INSIDE = 48
INSIDE_CHARS = 500
NOTHING = ("",) * EDGE

Ends = tuple[list[str], list[str]]


class Inside(NamedTuple):
    """The known words that n texts begin with: `rows` in a vocabulary, text after text, and how many each text has."""

    rows: NDArray[np.int32]
    sizes: NDArray[np.intp]


def edges(texts: Sequence[str]) -> Iterator[Ends]:
    """The words at the beginning and the end of each text, all words of a short one; in lower case, digits noughts."""
    pieces: list[str] = []
    for text in texts:
        pieces += (text[:END_CHARS], text[-END_CHARS:]) if len(text) > MAX_CHARS else (text,)
    words = split(WORD_OR_BREAK, pieces)
    for text in texts:
        first = next(words)
        yield first, next(words) if len(text) > MAX_CHARS else first


def split(pattern: re.Pattern[str], texts: Sequence[str]) -> Iterator[list[str]]:
    """What the pattern, which also finds line breaks, finds in each text in lower case, its digits made noughts."""
    if not texts:
        return
    joined = "\n".join(texts)
    if joined.count("\n") >= len(texts):
        joined = "\n".join([text.replace("\n", " ") for text in texts])
    joined = joined.lower()
    for digit in "123456789":
        joined = joined.replace(digit, "0")
    found = pattern.findall(joined)
    start = 0
    for _ in range(len(texts) - 1):
        end = found.index("\n", start)
        yield found[start:end]
        start = end + 1
    yield found[start:]


def word_rows(ends: Iterable[Ends], vocabulary: Mapping[str, int]) -> NDArray[np.int32]:
    """Rows of the words at the beginning, then at the end (last first), of n texts: n x 2 EDGE; 0 is no known word."""
    flat: list[str] = []
    for first, last in ends:
        for words in (first[:EDGE], last[: -EDGE - 1 : -1]):
            flat += words
            flat += NOTHING[len(words) :]
    return _rows(flat, vocabulary).reshape(-1, 2 * EDGE)


def inside_words(texts: Sequence[str]) -> Iterator[list[str]]:
    """The first INSIDE words of each text."""
    for words in split(WORD_OR_BREAK, [text[:INSIDE_CHARS] for text in texts]):
        yield words[:INSIDE]


def inside(texts: Sequence[str], vocabulary: Mapping[str, int]) -> Inside:
    """The known words among the first INSIDE of each text."""
    flat: list[str] = []
    sizes: list[int] = []
    for words in inside_words(texts):
        flat += words
        sizes.append(len(words))
    rows = _rows(flat, vocabulary)
    known = rows > 0
    owners = np.repeat(np.arange(len(texts)), np.array(sizes, np.intp))
    return Inside(rows[known], np.bincount(owners[known], minlength=len(texts)))


def _rows(words: Sequence[str], vocabulary: Mapping[str, int]) -> NDArray[np.int32]:
    return np.fromiter(map(vocabulary.get, words, repeat(0)), np.int32, len(words))
