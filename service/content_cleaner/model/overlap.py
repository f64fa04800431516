"""The words of a page's blocks: what they share with the headline, with each other, and with the page's head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from content_cleaner.compiled import tokens as compiled
from content_cleaner.model.arrays import Floats, Indices, log1p

Codes = NDArray[np.uint64]

GRAM = 3
# Shorter words are mostly function words; of texts without blanks, words are pairs of characters.
MIN_CHARS = 4
REACH = 3
EDGES = ".,;:!?\"'()«»“”„"
NEIGHBOUR_FEATURES = ("previous", "next", "before", "after", "elsewhere", "later", "earlier", "words")
STATEMENT_FEATURES = ("phrases", "words", "of_statement", "size", "on_page")


class Numbers(Protocol):
    """Words by number: those numbered, in order, and the number of one."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[str]: ...

    def get(self, token: str, default: int, /) -> int:
        """The number of a word, or what is given instead."""
        ...


class Words(NamedTuple):
    """The words of n blocks, numbered: the number and the block of each, how many each block has, and the numbers."""

    flat: Indices
    owner: Indices
    sizes: Indices
    numbers: Numbers

    @classmethod
    def of(cls, texts: Sequence[str]) -> Words:
        """The words of some texts."""
        if compiled is None:
            return cls.of_in_python(texts)
        numbers = compiled.Numbers()
        flat = np.empty(sum(map(len, texts)), np.intp)
        sizes = np.empty(len(texts), np.intp)
        size = numbers.read(list(texts), flat, sizes)
        return cls(flat[:size].copy(), np.repeat(np.arange(len(texts)), sizes), sizes, numbers)

    @classmethod
    def of_in_python(cls, texts: Sequence[str]) -> Words:
        """What `of` gives where nothing is compiled."""
        numbers: defaultdict[str, int] = defaultdict()
        numbers.default_factory = numbers.__len__
        tokens = [_tokens(text) for text in texts]
        sizes = np.fromiter(map(len, tokens), np.intp, len(texts))
        flat = np.fromiter(map(numbers.__getitem__, chain.from_iterable(tokens)), np.intp, int(sizes.sum()))
        numbers.default_factory = None
        return cls(flat, np.repeat(np.arange(len(texts)), sizes), sizes, numbers)

    def sums(self, values: NDArray[np.generic]) -> NDArray[np.float64]:
        """The sum of each block's words' values."""
        sums = np.bincount(self.owner, weights=values, minlength=len(self.sizes))
        return sums.astype(np.float64, copy=False)

    def numbers_of(self, tokens: Collection[str]) -> Indices:
        """The numbers of some tokens; of unknown ones one past the last."""
        return np.fromiter(map(self.numbers.get, tokens, repeat(len(self.numbers))), np.intp, len(tokens))

    def marked(self, numbers: Indices) -> NDArray[np.bool_]:
        """Which words are among those with the numbers."""
        known = np.zeros(len(self.numbers) + 1, bool)
        known[numbers] = True
        marked: NDArray[np.bool_] = known[self.flat]
        return marked


def _tokens(text: str) -> list[str]:
    """Words in lower case; a text without blanks (Chinese, Japanese, Thai) gives pairs of characters."""
    tokens = text.lower().split()
    if len(tokens) * 12 < len(text) and not text.isascii():
        return [text[i : i + 2] for i in range(0, min(len(text), 4000) - 1)]
    return tokens


def with_headline(words: Words, headlines: Sequence[str]) -> Floats:
    """Share of each block's words that the headline has, of the headline's that it has, and the headline's length."""
    headline = set(_tokens(" ".join(headlines[:2])))
    overlap = np.zeros((len(words.sizes), 3), np.float32)
    if len(words.flat):
        shared = words.sums(words.marked(words.numbers_of(headline)))
        overlap[:, 0] = shared / np.maximum(words.sizes, 1)
        overlap[:, 1] = np.minimum(shared / max(1, len(headline)), 2)
        overlap[:, 2] = len(headline)
    return overlap


def with_page(words: Words) -> Floats:
    """How often the page repeats a block's words (mean log), and the share of them that it repeats."""
    if not len(words.flat):
        return np.zeros((len(words.sizes), 2), np.float32)
    others = np.bincount(words.flat)[words.flat] - 1
    size = np.maximum(words.sizes, 1)
    return np.stack((words.sums(log1p(others)) / size, words.sums(others > 0) / size), axis=1).astype(np.float32)


def with_neighbours(words: Words) -> Floats:
    """Shares of each block's longer words that blocks around it have: n x len(NEIGHBOUR_FEATURES).

    Those of the block before, of the one after, of the three before, of the three after, of any other, of any later and
    any earlier one; and the number of its longer words. A caption has less in common with the text beside it.
    """
    n, distinct = len(words.sizes), len(words.numbers) + 1
    long = np.array([_is_long(token) for token in words.numbers], bool)
    chosen = np.flatnonzero(long[words.flat]) if len(words.flat) else np.zeros(0, np.intp)
    owner, tokens = words.owner[chosen], words.flat[chosen]
    sizes = np.bincount(owner, minlength=n)
    if not len(tokens):
        return np.zeros((n, len(NEIGHBOUR_FEATURES)), np.float32)
    own = owner * distinct + tokens
    held = _distinct(own)
    first, last = np.full(distinct, n), np.full(distinct, -1)
    np.minimum.at(first, held % distinct, held // distinct)
    np.maximum.at(last, held % distinct, held // distinct)
    at = {step: _contains(held, own + step * distinct) for step in range(-REACH, REACH + 1) if step}
    before = np.logical_or.reduce([at[-step] for step in range(1, REACH + 1)])
    after = np.logical_or.reduce([at[step] for step in range(1, REACH + 1)])
    later, earlier = last[tokens] > owner, first[tokens] < owner
    hits = (at[-1], at[1], before, after, later | earlier, later, earlier)
    shares = [np.bincount(owner, weights=hit, minlength=n) / np.maximum(sizes, 1) for hit in hits]
    return np.stack((*shares, np.maximum(sizes, 1)), axis=1).astype(np.float32)


def _is_long(token: str) -> bool:
    return len(token.strip(EDGES)) >= MIN_CHARS or (len(token) == 2 and not token.isascii())


def _distinct(numbers: NDArray[Any]) -> NDArray[Any]:
    """The distinct numbers in rising order; where they are nearly in order, ten times as fast as `numpy.unique`."""
    ordered = np.sort(numbers, kind="stable")
    if not len(ordered):
        return ordered
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))]


def _contains(held: NDArray[Any], wanted: NDArray[Any]) -> NDArray[np.bool_]:
    """Which of the wanted numbers are among the sorted ones held."""
    places = np.minimum(np.searchsorted(held, wanted), len(held) - 1)
    found: NDArray[np.bool_] = held[places] == wanted
    return found


def with_statements(words: Words, statements: Mapping[str, str], sources: Sequence[str]) -> Floats:
    """What blocks have in common with each source's statements: n x (sources x STATEMENT_FEATURES).

    Shares of a block's phrases (three words in a row) and words that the statement has; the share of the statement's
    phrases that the block has; the statement's length (log) and the share of its phrases that the page has. All -1
    where there is no statement.
    """
    out = np.full((len(sources), len(STATEMENT_FEATURES), len(words.sizes)), -1, np.float32)
    found = [(place, _tokens(statements[source])) for place, source in enumerate(sources) if source in statements]
    if not found or not len(words.flat):
        return out.reshape(-1, len(words.sizes)).T
    n = len(words.sizes)
    phrases = np.maximum(words.sizes - GRAM + 1, 1)
    for place, tokens in found:
        numbers = words.numbers_of(tokens)
        own = _distinct(_phrases(numbers, np.zeros(len(numbers), np.intp), len(words.numbers))[0])
        hits, on_page = shared_phrases(words, own)
        out[place, 0] = hits / phrases
        out[place, 1] = words.sums(words.marked(numbers)) / np.maximum(words.sizes, 1)
        out[place, 2] = np.minimum(hits / max(1, len(own)), 2)
        out[place, 3] = np.log1p(len(tokens))
        out[place, 4] = on_page / max(1, len(own))
    return out.reshape(-1, n).T


def shared_phrases(words: Words, own: Codes) -> tuple[NDArray[np.float64], int]:
    """How many phrases of each block are among the sorted distinct codes, and how many of these the page has."""
    if compiled is None:
        return shared_phrases_in_python(words, own)
    hits, found = np.zeros(len(words.sizes)), np.zeros(len(own), bool)
    compiled.shared_phrases(words.flat, words.sizes, len(words.numbers), own, hits, found)
    return hits, int(np.count_nonzero(found))


def shared_phrases_in_python(words: Words, own: Codes) -> tuple[NDArray[np.float64], int]:
    """What `shared_phrases` gives where nothing is compiled."""
    n = len(words.sizes)
    if not len(own):
        return np.zeros(n), 0
    codes, owner = _phrases(words.flat, words.owner, len(words.numbers))
    places = np.minimum(np.searchsorted(own, codes), len(own) - 1)
    shared = own[places] == codes
    hits = np.bincount(owner, weights=shared, minlength=n).astype(np.float64, copy=False)
    return hits, int(np.count_nonzero(np.bincount(places[shared])))


def _phrases(flat: Indices, owner: Indices, unknown: int) -> tuple[Codes, Indices]:
    """A code of each run of GRAM words inside a block, and its block; different runs hardly ever share a code."""
    size = max(len(flat) - GRAM + 1, 0)
    codes = np.zeros(size, np.uint64)
    for step in range(GRAM):
        codes = codes * np.uint64(unknown + 1) + flat[step : step + size].astype(np.uint64)
    inside = owner[:size] == owner[GRAM - 1 : GRAM - 1 + size]
    return codes[inside], owner[:size][inside]
