"""Second look: what the first scores of the blocks around say of a block.

An article is a run of blocks. The second ensemble sees, besides a block's own features, the first ensemble's scores of
its neighbours, of its ancestors' subtrees and of the blocks whose path looks alike (auto-context, Tu 2008, with the
sequence and the tree as neighbourhoods).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner.model.arrays import Floats, Indices
from content_cleaner.model.columns import Column, Group, columns_of, labels, one
from content_cleaner.model.description import Description

SHIFTS = (-3, -2, -1, 1, 2, 3)
WINDOWS = (1, 2, 4, 8, 20)
LEVELS = (1, 2, 3, 4, 6)
SURE = 0.5


class Context:
    """First scores of a page with their prefix sums; `columns` gives features of any of its blocks."""

    def __init__(self, description: Description, scores: Floats) -> None:
        self.description = description
        self.scores = scores
        words = description.words
        n = len(scores)
        sums = np.zeros((n + 1, 4))
        sums[1:, 0] = scores
        sums[1:, 1] = scores * words
        sums[1:, 2] = words
        sums[1:, 3] = scores > SURE
        self.sums = np.cumsum(sums, axis=0)
        self.sure = np.flatnonzero((scores > SURE) & (words >= 8))
        self.runs = _runs(scores, words)

    def columns(self, rows: Indices) -> Iterator[Column]:
        """Name and values of every context feature for the blocks numbered in `rows`."""
        return columns_of(self.groups(rows))

    def groups(self, rows: Indices) -> Iterator[Group]:
        """Every context feature for the blocks numbered in `rows`."""
        n = len(self.scores)
        yield one("context.own", self.scores[rows])
        at = rows + np.array(SHIFTS)[:, None]
        inside = (at >= 0) & (at < n)
        yield labels("context.at_{}", *SHIFTS), np.where(inside, self.scores[np.clip(at, 0, n - 1)], -0.2)
        sizes = np.array(WINDOWS)[:, None]
        low, high = self.sums[np.maximum(rows - sizes, 0)], self.sums[np.minimum(rows + sizes + 1, n)]
        window = high - low
        yield labels("context.window_{}.words", *WINDOWS), self._mean(window)
        yield labels("context.window_{}.sure", *WINDOWS), window[..., 3]
        yield labels("context.before_{}", *WINDOWS), self._mean(self.sums[rows] - low)
        yield labels("context.after_{}", *WINDOWS), self._mean(high - self.sums[rows + 1])
        yield from self._extent(rows)
        yield from self._page(rows)
        if self.description.page.kind == "html":
            yield from self._tree(rows)

    @staticmethod
    def _mean(sums: NDArray[np.float64]) -> NDArray[np.float64]:
        """Mean score of the words of regions (... x 4)."""
        means: NDArray[np.float64] = sums[..., 1] / np.maximum(sums[..., 2], 1)
        return means

    def _extent(self, rows: Indices) -> Iterator[Group]:
        """Place against the first and last block that is surely article, and the run of article the block is in."""
        n = len(self.scores)
        sure = self.sure
        first, last = (sure[0], sure[-1]) if len(sure) else (0, n - 1)
        yield one("context.to_first", np.clip(rows - first, -100, 100))
        yield one("context.to_last", np.clip(rows - last, -100, 100))
        for name, at in (("last", np.searchsorted(sure, rows) - 1), ("next", np.searchsorted(sure, rows, "right"))):
            exists = (at >= 0) & (at < len(sure))
            target = sure[np.clip(at, 0, max(len(sure) - 1, 0))] if len(sure) else np.zeros_like(rows)
            yield one(f"context.to_{name}_sure", np.where(exists, np.minimum(np.abs(target - rows), 60), 100))
            gap = np.abs(self.sums[target, 2] - self.sums[rows, 2])
            yield one(f"context.words_to_{name}_sure", np.where(exists, np.log1p(gap), 20))
        weights, owner = self.runs
        total = max(float(self.sums[-1, 1]), 1.0)
        yield one("context.run_weight", weights[owner[rows]] / total)
        yield one("context.run_is_heaviest", weights[owner[rows]] >= weights.max())
        yield one("context.from_heaviest", np.clip(owner[rows] - int(weights.argmax()), -10, 10))

    def _page(self, rows: Indices) -> Iterator[Group]:
        total = self.sums[-1]
        before = self.sums[rows, 1]
        yield one("context.article_before", before / max(total[1], 1.0))
        yield one("context.article_words_before", np.log1p(before))
        yield one("context.article_words_after", np.log1p(np.maximum(total[1] - before, 0)))
        size = len(rows)
        yield one("context.page_share", np.full(size, total[1] / max(total[2], 1.0)))
        yield one("context.page_words", np.full(size, np.log1p(total[1])))
        yield one("context.page_sure", np.full(size, np.log1p(total[3])))
        doubtful = ((self.scores > 0.2) & (self.scores < 0.8)).mean()
        yield one("context.page_doubt", np.full(size, doubtful))

    def _tree(self, rows: Indices) -> Iterator[Group]:
        d = self.description
        chain = d.elements[rows]
        article = max(float(self.sums[-1, 1]), 1.0)
        region = chain.T[list(LEVELS)]
        sums = self.sums[d.last[region]] - self.sums[d.first[region]]
        yield labels("context.tree_{}.words", *LEVELS), self._mean(sums)
        yield labels("context.tree_{}.of_article", *LEVELS), sums[..., 1] / article
        yield labels("context.tree_{}.sure", *LEVELS), np.log1p(sums[..., 3])
        for name, groups in zip(("path", "tags"), d.signatures, strict=True):
            words = np.bincount(groups, weights=d.words)
            scored = np.bincount(groups, weights=self.scores * d.words)
            yield one(f"context.{name}.words", (scored / np.maximum(words, 1))[groups[rows]])
            yield one(f"context.{name}.of_article", (scored / article)[groups[rows]])


def _runs(scores: Floats, words: Floats) -> tuple[NDArray[Any], Indices]:
    """Runs of neighbouring blocks on the same side of SURE: words of article in each, and the run of each block."""
    side = scores > SURE
    owner = np.concatenate(([0], np.cumsum(side[1:] != side[:-1]))).astype(np.intp)
    return np.bincount(owner, weights=scores * words), owner
