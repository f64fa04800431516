"""Where a block of a plain text stands to the segment that is most of the article: features of the third look.

There is no tree that would tell which lines belong together; but an article is a run of lines. With each block worth
its words times how far its score is above one half, the core is the segment of the greatest sum (Kadane's algorithm,
by prefix sums), and each block has a best segment of its own that holds it.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from content_cleaner.model.arrays import Floats, Indices
from content_cleaner.model.columns import Group, labels
from content_cleaner.model.description import PROSE_WORDS, Description

EVEN = 0.5
LOW = 0.2
SURE_SCORES = (0.8, 0.95)
# Blocks: further off it tells nothing.
FAR = 300
NONE = 400
OF_CORE = (
    "inside", "blocks_away", "since_start", "to_end", "words_away", "marked_away", "low_away", "low_words_away",
    "worth", "of_text", "mean", "typical_words",
)  # fmt: skip

_Doubles = NDArray[np.float64]


def groups(description: Description, scores: Floats) -> Iterator[Group]:
    """Every feature of all n > 0 blocks; scores: n probabilities."""
    words = description.words.astype(np.float64)
    worth = words * (scores - EVEN)
    sums, start, stop = best_segments(worth)
    best = int(np.argmax(sums))
    core = slice(int(start[best]), int(stop[best]))
    size = max(float(worth[core].sum()), 1.0)
    own = np.stack((np.copysign(np.log1p(np.abs(sums)), sums), stop - start, sums / size))
    yield labels("segment.{}", "sum", "blocks", "share"), own
    yield _place(core, description, words, scores, size)
    for least in SURE_SCORES:
        yield _nearest_sure(np.flatnonzero((scores >= least) & (words >= PROSE_WORDS)), len(words), least)


def best_segments(worth: _Doubles) -> tuple[_Doubles, Indices, Indices]:
    """Of each of n > 0 blocks the greatest sum of a segment that holds it, that segment's first block and one past its
    last; of several the shortest.
    """
    up_to, first = _best_ends(worth)
    onward, last = _best_ends(worth[::-1])
    return up_to + onward[::-1] - worth, first, len(worth) - last[::-1]


def _best_ends(worth: _Doubles) -> tuple[_Doubles, Indices]:
    """The greatest sum of a segment that ends with each block, and its first block."""
    sums = np.concatenate(([0.0], np.cumsum(worth)))
    lowest = np.minimum.accumulate(sums[:-1])
    first = np.maximum.accumulate(np.where(sums[:-1] <= lowest, np.arange(len(worth)), 0))
    return sums[1:] - lowest, first


def _place(core: slice, description: Description, words: _Doubles, scores: Floats, size: float) -> Group:
    """Where each block stands to the core, what lies between them, and what the core is like."""
    n, at = len(words), np.arange(len(words))
    before, behind = at < core.start, at >= core.stop
    between = np.where(before, at - core.start, np.where(behind, at - core.stop + 1, 0))
    low = scores < LOW
    gaps = [_between(core, part) for part in (words, description.strongest > 0, low, words * low)]
    inside = words[core]
    about = np.array(
        (
            np.log1p(size),
            inside.sum() / max(float(words.sum()), 1.0),
            float((inside * scores[core]).sum()) / max(float(inside.sum()), 1.0),
            np.log1p(np.median(inside)),
        )
    )
    place = np.stack((~before & ~behind, np.clip(between, -FAR, FAR), at - core.start, core.stop - 1 - at))
    signed = np.where(before, -1, 1) * np.log1p(gaps[0])
    return labels("core.{}", *OF_CORE), np.concatenate((place, [signed, *gaps[1:]], about.repeat(n).reshape(-1, n)))


def _between(core: slice, counted: NDArray[np.generic]) -> _Doubles:
    """How much of what is counted lies between each block and the core; 0 inside."""
    sums = np.concatenate(([0.0], np.cumsum(counted, dtype=np.float64)))
    n, at = len(counted), np.arange(len(counted))
    before = sums[core.start] - sums[np.minimum(at + 1, n)]
    behind = sums[at] - sums[core.stop]
    gap: _Doubles = np.where(at < core.start, before, np.where(at >= core.stop, behind, 0.0))
    return gap


def _nearest_sure(sure: Indices, n: int, least: float) -> Group:
    """Blocks to the nearest sure prose before and behind each block, and how much there is on both sides."""
    at = np.arange(n)
    bounded = np.concatenate(([-NONE - n], sure, [NONE + 2 * n]))
    before, behind = np.searchsorted(sure, at, "left"), np.searchsorted(sure, at, "right")
    steps = np.stack((at - bounded[before], bounded[behind + 1] - at))
    counts = np.log1p(np.stack((before, len(sure) - behind)))
    names = labels(f"sure.{least}.{{}}", "steps_before", "steps_behind", "before", "behind")
    return names, np.concatenate((np.minimum(steps, FAR), counts))
