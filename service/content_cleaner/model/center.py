"""Where a block stands to the middle of an HTML page: to the element around most of the prose and the best candidate.

The candidate is found as Readability does (Arc90 2009, today Mozilla's Readability.js): each paragraph counts for its
parent and half as much for its grandparent, and what is counted for an element counts less where links are.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from content_cleaner.model.arrays import Indices
from content_cleaner.model.columns import Group, labels
from content_cleaner.model.description import (
    MAX_DISTANCE,
    S_CHARS,
    S_LINKS,
    S_PROSE,
    S_WORDS,
    Description,
)

# Of the page's prose: the innermost element that holds so much is the middle.
MAIN_SHARE = 0.6
# Blocks to it; further off it tells nothing.
FAR = 100
FEATURES = ("up", "away", "place", "below", "words", "prose")


def groups(d: Description, rows: Indices) -> Iterator[Group]:
    """For the blocks numbered in `rows`, by element: levels from it up to what holds the block as well, blocks to it,
    place in it (0..1), levels below it, and its shares of the page's words and prose.
    """
    inside = d.sums[np.maximum(d.first, d.last)] - d.sums[d.first]
    for name, element in (("main", _main(d, inside)), ("candidate", _candidate(d, inside))):
        yield labels(f"center.{name}.{{}}", *FEATURES), np.array(_places(d, rows, element, inside[element]))


def _main(d: Description, inside: NDArray[np.float64]) -> int:
    """The innermost element around most of the prose; elements come before their descendants."""
    holding = np.flatnonzero(inside[:, S_PROSE] >= max(MAIN_SHARE * d.sums[-1, S_PROSE], 1))
    return int(holding[-1]) if len(holding) else 0


def _candidate(d: Description, inside: NDArray[np.float64]) -> int:
    prose, elements = np.where(d.prose, d.words, 0), len(d.first)
    counted = np.bincount(d.elements[:, 1], prose, elements) + 0.5 * np.bincount(d.elements[:, 2], prose, elements)
    linked = inside[:, S_LINKS] / np.maximum(inside[:, S_CHARS], 1)
    return int((counted * (1 - linked)).argmax())


def _places(d: Description, rows: Indices, element: int, held: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The features of the rows for one element; what it holds is in `held`."""
    first, last = d.first[element], max(d.last[element], d.first[element] + 1)
    holders, size = d.elements[rows, 0], len(rows)
    is_inside = (holders >= element) & (holders < d.ends[element])
    up = np.full(size, MAX_DISTANCE + 2.0)
    for level, around in reversed(list(enumerate(_around(d, element)))):
        up[(holders >= around) & (holders < d.ends[around])] = level
    away = np.where(rows < first, rows - first, np.maximum(rows - last + 1, 0))
    below = np.where(is_inside, (d.elements[rows] == element).argmax(axis=1), -1)
    totals = np.maximum(d.sums[-1], 1)
    return [
        up,
        np.clip(away, -FAR, FAR).astype(np.float64),
        np.where(is_inside, (rows - first) / (last - first), -1),
        below.astype(np.float64),
        np.full(size, held[S_WORDS] / totals[S_WORDS]),
        np.full(size, held[S_PROSE] / totals[S_PROSE]),
    ]


def _around(d: Description, element: int) -> list[int]:
    """An element and its nearest ancestors, by a block that it holds."""
    first = int(d.first[element])
    chain: list[int] = d.elements[first].tolist() if first < len(d.elements) else []
    return chain[chain.index(element) :] if element in chain else [element]
