"""Features with their names: groups and single columns of them, and the densities that many groups are made of."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner.compiled import densities as compiled
from content_cleaner.model.arrays import Floats, Indices
from content_cleaner.model.description import (
    S_BLOCKS,
    S_CAPITALS,
    S_CHARS,
    S_COMMAS,
    S_DIGITS,
    S_HEADINGS,
    S_LINKS,
    S_MARKED,
    S_PROSE,
    S_SHORT,
    S_SMALL,
    S_WORDS,
)

Column = tuple[str, NDArray[Any]]
# Names, and the values of each for all rows: names x rows.
Group = tuple[tuple[str, ...], NDArray[Any]]
RATIOS = (
    "link_density", "prose_share", "words_a_block", "prose_words", "commas", "digits", "capitalised", "short_blocks",
    "marked", "short_words", "headings",
)  # fmt: skip


# The first and one past the last of those that are logarithms.
LOGS = (2, 4)


def between(sums: NDArray[np.float64], low: Indices, high: Indices) -> NDArray[np.float64]:
    """The statistics of the blocks from `low` to `high` (regions x rows), from their prefix sums."""
    if compiled is None:
        totals: NDArray[np.float64] = sums[high] - sums[low]
        return totals
    out = np.empty((*low.shape, sums.shape[1]))
    compiled.between(sums, low, high, out)
    return out


def ratios(totals: NDArray[np.float64]) -> Floats:
    """Densities of regions x rows from their statistics (... x STATISTICS): regions x RATIOS x rows."""
    if compiled is None:
        return ratios_in_python(totals)
    regions, rows, _ = totals.shape
    out = np.empty((regions, len(RATIOS), rows), np.float32)
    logs = np.empty((regions, LOGS[1] - LOGS[0], rows))
    compiled.ratios(totals, out, logs)
    out[:, slice(*LOGS)] = np.log1p(logs, out=logs)
    return out


def ratios_in_python(totals: NDArray[np.float64]) -> Floats:
    """What `ratios` gives where nothing is compiled."""
    sums = np.ascontiguousarray(np.moveaxis(totals, -1, 0))
    blocks, words, chars = np.maximum(sums[[S_BLOCKS, S_WORDS, S_CHARS]], 1)
    out = np.empty((sums.shape[1], len(RATIOS), sums.shape[2]), np.float32)
    out[:, 0] = sums[S_LINKS] / chars
    out[:, 1] = sums[S_PROSE] / words
    out[:, 2] = np.log1p(sums[S_WORDS] / blocks)
    out[:, 3] = np.log1p(sums[S_PROSE])
    out[:, 4] = sums[S_COMMAS] / words
    out[:, 5] = sums[S_DIGITS] / chars
    out[:, 6] = sums[S_CAPITALS] / words
    out[:, 7] = sums[S_SHORT] / blocks
    out[:, 8] = sums[S_MARKED] / blocks
    out[:, 9] = sums[S_SMALL] / words
    out[:, 10] = sums[S_HEADINGS] / blocks
    return out


@functools.cache
def labels(pattern: str, *keys: object) -> tuple[str, ...]:
    """The pattern with each of the keys in it; the keys come from code, never from a document."""
    return tuple(pattern.format(key) for key in keys)


def one(name: str, values: NDArray[Any]) -> Group:
    """A group of a single feature."""
    return (name,), values[None]


def regions(prefixes: tuple[str, ...], values: Floats) -> Group:
    """The ratios of several regions: regions x RATIOS x rows."""
    return _ratio_names(prefixes), values.reshape(-1, values.shape[2])


@functools.cache
def _ratio_names(prefixes: tuple[str, ...]) -> tuple[str, ...]:
    """The names come from code, never from a document."""
    return tuple(f"{prefix}.{ratio}" for prefix in prefixes for ratio in RATIOS)


def stacked(groups: Iterable[Group]) -> tuple[tuple[str, ...], Floats]:
    """All names, and the values of each for all rows."""
    names: list[str] = []
    values: list[NDArray[Any]] = []
    for own, rows in groups:
        names += own
        values.append(rows)
    return tuple(names), np.concatenate(values, dtype=np.float32, casting="same_kind")


def columns_of(groups: Iterable[Group]) -> Iterator[Column]:
    """The name and the values of each feature."""
    names, values = stacked(groups)
    yield from zip(names, values, strict=True)
