"""What single words tell: log-odds, learned from labelled pages, that a block with them is article text.

Two linear models over words, fitted by `training.lexicon`: one over the words at both ends of a block, where labels,
credits, links and sentences differ in every language, one over the tag, class and id words of its ancestors. Both are
tables that can be read: a key and its weight.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, repeat
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from content_cleaner.compiled import words as compiled
from content_cleaner.document import Label
from content_cleaner.model.arrays import Floats, Indices
from content_cleaner.model.columns import Column, Group, columns_of, labels, one
from content_cleaner.model.description import MAX_DISTANCE, Description
from content_cleaner.model.words import (
    EDGE,
    END_CHARS,
    INSIDE,
    INSIDE_CHARS,
    MAX_CHARS,
    Ends,
    Inside,
    edges,
    inside,
    split,
    word_rows,
)

SHORTEST_NAME, LONGEST_NAME = 2, 24
NAME_OR_BREAK = re.compile(rf"[a-z]{{{SHORTEST_NAME},{LONGEST_NAME}}}(?![a-z])|\n")
EDGE_WORDS = 6
SHORT_CHARS = 80
LABEL_CHARS = 40
MAX_ELEMENT_NAMES = 24
# Levels up from a block, in bands: the nearer an ancestor is, the finer.
BANDS = (0, 0, 1, 1, 2, 2, 2, 3, 3, 3, 3, 3, 3)
BAND_COUNT = 4
SHIFTS = (-2, -1, 1, 2)
WINDOWS = (2, 6, 20)
LEVELS = (1, 2, 4, 6)
# Texts a time: bounds the memory that the words of a document of a million lines take.
SLICE = 1024
# Where words stand in a text, as `text_keys` writes it before or behind them.
CLOSING = " $"
PLACES = ("s< ", "s> ", "l< ", "l> ", "^ ", CLOSING, "= ")
# As the compiled twins take them.
SIZES = (SHORT_CHARS, LABEL_CHARS, MAX_CHARS, END_CHARS, EDGE_WORDS, EDGE)
NAME_SIZES = (SHORTEST_NAME, LONGEST_NAME, MAX_ELEMENT_NAMES)


def text_keys(text: str) -> list[str]:
    """The words at both ends of a text, alone and together, with their places; digits are all alike.

    `s<` and `s>`: among the first or last words of a short text, `l<` and `l>`: of a longer one; `^` and `$`: the very
    first or last; `=`: the whole of a label.
    """
    first, last = next(edges([text]))
    if not first or not last:
        return []
    starts, ends = ("s< ", "s> ") if len(text) <= SHORT_CHARS else ("l< ", "l> ")
    keys = [starts + word for word in dict.fromkeys(first[:EDGE_WORDS])]
    keys += [ends + word for word in dict.fromkeys(last[-EDGE_WORDS:])]
    keys += ["^ " + first[0], last[-1] + " $"]
    if len(first) > 1 and len(last) > 1:
        keys += [f"^ {first[0]} {first[1]}", f"{last[-2]} {last[-1]} $"]
    if len(first) > 2 and len(last) > 2:
        keys += [f"^ {first[0]} {first[1]} {first[2]}", f"{last[-3]} {last[-2]} {last[-1]} $"]
    if len(text) <= LABEL_CHARS:
        keys.append("= " + " ".join(first))
    return keys


class Names(NamedTuple):
    """The labels of the elements that hold blocks, and the row of each ancestor's label."""

    labels: list[Label]
    rows: Indices  # n x levels: the row of each ancestor's label
    counted: NDArray[np.bool_]  # n x levels: whether it is another element than the level below

    @classmethod
    def of(cls, description: Description) -> Names:
        """Of a page with elements."""
        page, ancestors = description.page, description.elements
        labels = description.labels[ancestors]
        row_of = np.zeros(len(page.labels), np.intp)
        row_of[labels] = 1
        held = np.flatnonzero(row_of)
        row_of[held] = np.arange(len(held))
        counted = np.ones(ancestors.shape, bool)
        counted[:, 1:] = ancestors[:, 1:] != ancestors[:, :-1]
        return cls([page.labels[label] for label in held.tolist()], row_of[labels], counted)

    @property
    def words(self) -> list[list[str]]:
        """Of each label its tag and the words of its names."""
        found = split(NAME_OR_BREAK, [names for _, names in self.labels])
        return [
            [f"<{tag}>", *islice(dict.fromkeys(own), MAX_ELEMENT_NAMES)]
            for (tag, _), own in zip(self.labels, found, strict=True)
        ]


class Lexicon(NamedTuple):
    """Log-odds of article text: of words by `text_keys`, and by name and band of distance (names x bands).

    keys: the keys of `text_keys`, one a line, for their `weights`; names: the row of a name in `bands`.
    """

    keys: str
    weights: Floats
    names: dict[str, int]
    bands: Floats

    @classmethod
    def of(cls, text: Mapping[str, float], names: dict[str, int], bands: Floats) -> Lexicon:
        """A lexicon of log-odds by `text_keys`."""
        return cls("\n".join(text), np.array(list(text.values()), np.float32), names, bands)

    @property
    def text(self) -> dict[str, float]:
        """The log-odds by `text_keys`, made anew: as a dictionary they take ten times the memory."""
        keys = self.keys.split("\n") if self.keys else []
        return dict(zip(keys, self.weights.tolist(), strict=True))

    def name_odds(self, description: Description) -> Floats:
        """Summed log-odds of the names of each block's ancestors."""
        if not description.page.elements:
            return np.zeros(len(description.words), np.float32)
        names = Names.of(description)
        odds: Floats = (self.name_table(names)[names.rows, BANDS] * names.counted).sum(axis=1, dtype=np.float32)
        return odds

    def name_table(self, names: Names) -> Floats:
        """Summed log-odds of each label's words by band of distance: labels x BAND_COUNT."""
        if compiled is None:
            return self.name_table_in_python(names)
        table = compiled.name_table(names.labels, self.names, self.bands, NAME_SIZES)
        return np.array(table, np.float32).reshape(-1, BAND_COUNT)

    def name_table_in_python(self, names: Names) -> Floats:
        """The twin of `compiled.name_table`."""
        known = [[row for word in words if (row := self.names.get(word)) is not None] for words in names.words]
        owner = np.repeat(np.arange(len(known)), [len(rows) for rows in known])
        table = np.zeros((len(known), BAND_COUNT), np.float32)
        cells = owner[:, None] * BAND_COUNT + np.arange(BAND_COUNT)
        rows = np.array([row for rows in known for row in rows], np.intp)
        np.add.at(table.ravel(), cells.ravel(), self.bands[rows].ravel())
        return table


def _by_place(text: Mapping[str, float]) -> tuple[dict[str, float], ...]:
    """The weights of keys by the place in them, for each of PLACES; a key may be read in two ways ("^ $")."""
    places: dict[str, dict[str, float]] = {place: {} for place in PLACES}
    for key, weight in text.items():
        for start in (2, 3):
            if key[:start] in places:
                places[key[:start]][key[start:]] = weight
        if key.endswith(CLOSING):
            places[CLOSING][key[: -len(CLOSING)]] = weight
    return tuple(places.values())


class Reader:
    """Reads texts with a lexicon and a vocabulary: what their words tell, and the words' rows in the vocabulary."""

    def __init__(self, lexicon: Lexicon, vocabulary: dict[str, int] | None = None) -> None:
        self.lexicon = lexicon
        self.vocabulary = vocabulary or {}
        self._table = None if compiled is None else compiled.Table(_by_place(lexicon.text), self.vocabulary, SIZES)

    @functools.cached_property
    def _by_place(self) -> tuple[dict[str, float], ...]:
        """The lexicon's weights of words, by PLACES."""
        return _by_place(self.lexicon.text)

    def read(self, texts: Sequence[str]) -> tuple[Floats, NDArray[np.int32]]:
        """Summed log-odds of n texts' words, and their `word_rows` in the vocabulary (n x 2 EDGE)."""
        if self._table is None:
            return self.read_in_python(texts)
        odds, rows = self._table.read(texts)
        return np.array(odds, np.float32), np.array(rows, np.int32).reshape(-1, 2 * EDGE)

    def read_in_python(self, texts: Sequence[str]) -> tuple[Floats, NDArray[np.int32]]:
        """The twin of `compiled.words.Table.read`."""
        place = {text: index for index, text in enumerate(dict.fromkeys(texts))}
        distinct = list(place)
        odds = np.empty(len(distinct), np.float32)
        rows = np.empty((len(distinct), 2 * EDGE), np.int32)
        for start in range(0, len(distinct), SLICE):
            part = distinct[start : start + SLICE]
            ends = list(edges(part))
            odds[start : start + SLICE] = list(self._odds(part, ends))
            rows[start : start + SLICE] = word_rows(ends, self.vocabulary)
        of_text = np.fromiter(map(place.__getitem__, texts), np.intp, len(texts))
        return odds[of_text], rows[of_text]

    def inside(self, texts: Sequence[str]) -> Inside:
        """The words of the vocabulary among the first INSIDE of each text."""
        if self._table is None:
            return inside(texts, self.vocabulary)
        rows, sizes = self._table.inside(texts, INSIDE, INSIDE_CHARS)
        return Inside(np.array(rows, np.int32), np.array(sizes, np.intp))

    def _odds(self, texts: Sequence[str], ends_of: Sequence[Ends]) -> Iterator[float]:
        """The sum of the weights of each text's `text_keys`, without writing the keys."""
        short_first, short_last, long_first, long_last, opening, closing, label = (
            weights.get for weights in self._by_place
        )
        none = repeat(0.0)
        for text, (first, last) in zip(texts, ends_of, strict=True):
            if not first or not last:
                yield 0.0
                continue
            size = len(text)
            starts, ends = (short_first, short_last) if size <= SHORT_CHARS else (long_first, long_last)
            odds = sum(map(starts, dict.fromkeys(first[:EDGE_WORDS]), none), 0.0)
            odds = sum(map(ends, dict.fromkeys(last[-EDGE_WORDS:]), none), odds)
            odds += opening(first[0], 0.0) + closing(last[-1], 0.0)
            words = min(len(first), len(last))
            if words > 1:
                odds += opening(f"{first[0]} {first[1]}", 0.0) + closing(f"{last[-2]} {last[-1]}", 0.0)
            if words > 2:
                odds += opening(" ".join(first[:3]), 0.0) + closing(" ".join(last[-3:]), 0.0)
            if size <= LABEL_CHARS:
                odds += label(" ".join(first), 0.0)
            yield odds


class Wording:
    """The log-odds of a page's blocks, and their words' rows in a vocabulary; `columns` gives features of any block."""

    def __init__(self, reader: Reader, description: Description) -> None:
        page = description.page
        self.description = description
        odds, self.words = reader.read([block.text for block in page.blocks])
        self.odds = {"text": odds}
        if page.kind == "html":
            self.odds["names"] = reader.lexicon.name_odds(description)
        self.sums = {
            name: np.concatenate(([0.0], np.cumsum(odds, dtype=np.float64))) for name, odds in self.odds.items()
        }

    def columns(self, rows: Indices) -> Iterator[Column]:
        """Name and values of every feature of this group for the blocks numbered in `rows`."""
        return columns_of(self.groups(rows))

    def groups(self, rows: Indices) -> Iterator[Group]:
        """Every feature of this group for the blocks numbered in `rows`."""
        n = len(self.description.words)
        at = rows + np.array(SHIFTS)[:, None]
        inside, at = (at >= 0) & (at < n), np.clip(at, 0, n - 1)
        sizes = np.array(WINDOWS)[:, None]
        low, high = np.maximum(rows - sizes, 0), np.minimum(rows + sizes + 1, n)
        for name, odds in self.odds.items():
            prefix = f"wording.{name}"
            yield one(prefix, odds[rows])
            yield labels(prefix + ".at_{}", *SHIFTS), np.where(inside, odds[at], 0)
            yield labels(prefix + ".window_{}", *WINDOWS), self._mean(name, low, high)
            yield one(f"{prefix}.page", np.full(len(rows), self.sums[name][-1] / n))
        if self.description.page.kind == "html":
            yield from self._tree(rows)

    def _tree(self, rows: Indices) -> Iterator[Group]:
        """Means of the text's odds over ancestors' subtrees, and over the blocks whose path looks alike."""
        d = self.description
        region = d.elements[rows].T[list(LEVELS)]
        yield labels("wording.text.tree_{}", *LEVELS), self._mean("text", d.first[region], d.last[region])
        for name, groups in zip(("path", "tags"), d.signatures, strict=True):
            totals = np.bincount(groups, weights=self.odds["text"])
            yield one(f"wording.text.{name}", (totals / np.maximum(np.bincount(groups), 1))[groups[rows]])

    def _mean(self, name: str, low: Indices, high: Indices) -> NDArray[np.float64]:
        sums = self.sums[name]
        means: NDArray[np.float64] = (sums[high] - sums[low]) / np.maximum(high - low, 1)
        return means


assert len(BANDS) == MAX_DISTANCE + 1
