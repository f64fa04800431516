"""Columns of features that several groups are made of: densities of regions, and arrays with a name for each column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner.model.arrays import Floats
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
RATIOS = (
    "link_density", "prose_share", "words_a_block", "prose_words", "commas", "digits", "capitalised", "short_blocks",
    "marked", "short_words", "headings",
)  # fmt: skip


def ratios(totals: NDArray[np.float64]) -> Floats:
    """Densities of regions from their sums (... x STATISTICS): len(RATIOS) x ...; all regions of a page in one call."""
    sums = np.ascontiguousarray(np.moveaxis(totals, -1, 0))
    blocks, words, chars = np.maximum(sums[[S_BLOCKS, S_WORDS, S_CHARS]], 1)
    out = np.empty((len(RATIOS), *sums.shape[1:]), np.float32)
    out[0] = sums[S_LINKS] / chars
    out[1] = sums[S_PROSE] / words
    out[2] = np.log1p(sums[S_WORDS] / blocks)
    out[3] = np.log1p(sums[S_PROSE])
    out[4] = sums[S_COMMAS] / words
    out[5] = sums[S_DIGITS] / chars
    out[6] = sums[S_CAPITALS] / words
    out[7] = sums[S_SHORT] / blocks
    out[8] = sums[S_MARKED] / blocks
    out[9] = sums[S_SMALL] / words
    out[10] = sums[S_HEADINGS] / blocks
    return out


def named(prefix: str, names: Sequence[str], values: NDArray[Any]) -> Iterator[Column]:
    """Columns of a rows x names array."""
    for name, column in zip(names, np.ascontiguousarray(values.T), strict=False):
        yield f"{prefix}.{name}", column


def regions(prefixes: Sequence[str], values: Floats) -> Iterator[Column]:
    """Columns of the ratios of several regions (len(RATIOS) x regions x rows)."""
    for region, prefix in enumerate(prefixes):
        for index, name in enumerate(RATIOS):
            yield f"{prefix}.{name}", values[index, region]
