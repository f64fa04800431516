"""What the scores of a page's blocks tell about one another: the features of the third look.

The items of a list, the posts of a thread, the paragraphs of an article stand in elements whose paths look alike, and
most often are right or wrong together. The scores of the first two looks, gathered over such groups, over the blocks
around and over the page, are features of a last small ensemble (auto-context, Tu 2008, "Auto-context and its
application to high-level vision tasks"). Of plain text, which has no paths, it is segments of lines instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import Kind
from content_cleaner.model import segments
from content_cleaner.model.arrays import Floats, Indices, log1p
from content_cleaner.model.columns import Group, labels, one
from content_cleaner.model.description import Description
from content_cleaner.model.network import logits

SHIFTS = (-2, -1, 1, 2)
WINDOWS = (3, 8, 20)
# The log-odds beyond both ends of a page.
NOTHING = -9.0
UPPER = 0.9
PATHS = ("path", "tags")
# How much of the final log-odds is the third look's. In plain text, which has no paths, it knows less that is new.
SHARE: Mapping[Kind, float] = {"html": 1.0, "text": 0.5}
OVER_GROUP = ("mean", "count", "highest", "lowest")


def groups(description: Description, first: Floats, scores: Floats) -> Iterator[Group]:
    """Every feature of all n > 0 blocks of a page; `first` and `scores`: n probabilities of the two looks."""
    n, words = len(scores), description.words
    odds = logits(scores).astype(np.float64)
    order = np.argsort(odds, kind="stable")
    rank = np.empty(n)
    rank[order] = np.arange(n)
    yield one("context.odds", odds)
    yield one("context.first", logits(first))
    yield one("context.words", log1p(words))
    yield labels("context.{}", "place", "rank"), np.stack((np.arange(n), rank)) / n
    yield _page(odds[order], scores, words)
    if description.page.kind == "text":
        yield from segments.groups(description, scores)
    else:
        for name, group in zip(PATHS, description.signatures, strict=True):
            yield labels(f"context.{name}.{{}}", *OVER_GROUP), _over_groups(odds, np.sqrt(words + 1), group)
    yield _around(odds)


def mixed(scores: Floats, third: Floats, kind: Kind) -> Floats:
    """The final probabilities, of those of the first two looks and of the third."""
    share = SHARE[kind]
    if share == 1:
        return third
    odds = share * logits(third) + (1 - share) * logits(scores)
    final: Floats = (1 / (1 + np.exp(-odds))).astype(np.float32)
    return final


def _page(rising: NDArray[np.float64], scores: Floats, words: Floats) -> Group:
    """What the scores, and their log-odds in rising order, say of the page: how much is article, how sure it is."""
    n, gold = len(rising), float((words * scores).sum())
    at = UPPER * (n - 1)
    low, part = int(at), at % 1
    upper = (1 - part) * rising[low] + part * rising[min(low + 1, n - 1)]
    told = np.array((np.log1p(n), gold / (float(words.sum()) + 1), np.log1p(gold), rising[-1], upper))
    return labels("context.page.{}", "blocks", "share", "words", "highest", "upper"), told.repeat(n).reshape(-1, n)


def _over_groups(odds: NDArray[np.float64], weights: Floats, group: Indices) -> NDArray[np.float64]:
    """Weighted mean, count, highest and lowest of the log-odds in the group of each block: 4 x n."""
    counts = np.bincount(group)
    means = np.bincount(group, weights=odds * weights) / np.bincount(group, weights=weights)
    by_group = odds[np.argsort(group, kind="stable")]
    starts = np.cumsum(counts) - counts
    extremes = (np.maximum.reduceat(by_group, starts), np.minimum.reduceat(by_group, starts))
    return np.stack((means, counts, *extremes))[:, group]


def _around(odds: NDArray[np.float64]) -> Group:
    """The log-odds of the nearest blocks, and their means over wider surroundings."""
    n, at = len(odds), np.arange(len(odds))
    reach = max(SHIFTS)
    padded = np.full(n + 2 * reach, NOTHING)
    padded[reach:-reach] = odds
    shifted = [padded[reach + shift : reach + shift + n] for shift in SHIFTS]
    sums = np.concatenate(([0.0], np.cumsum(odds)))
    means = []
    for size in WINDOWS:
        low, high = np.maximum(at - size, 0), np.minimum(at + size + 1, n)
        means.append((sums[high] - sums[low]) / (high - low))
    return labels("context.at_{}", *SHIFTS) + labels("context.window_{}", *WINDOWS), np.stack((*shifted, *means))
