"""How far a block is from the labels around it, kind by kind, however far that is.

What stands below "Comments" or "Read more" is seldom article, and neighbours alone cannot tell: the label may be fifty
blocks above. A label is a short block with a sure rule, or with words that the lexicon holds against it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import REASONS
from content_cleaner.model.arrays import Floats

LABELS = (
    "related", "share", "signup", "advert", "consent", "paywall", "comments", "navigation", "footer",
    "caption", "credit", "byline", "timestamp",
)  # fmt: skip
"""The reasons whose short blocks are landmarks."""

LABEL_WORDS = 8
SURE = 2
# Log-odds of words that are seldom an article's.
ODD = (-2, -4)
FAR = 12.0
"""In place of the logarithm of a distance, where there is no such label; no document has e^12 words."""

_ROWS = [REASONS.index(reason) for reason in LABELS]


def distances(words: Floats, marks: Floats) -> Floats:
    """Of the labels of each kind: log(1 + words) since the last, until the next, log(1 + labels) before: 3 kinds x n.

    `words`: n; `marks`: n x len(REASONS), 0 no rule, 1 a doubtful rule, 2 a sure one.
    """
    is_label = (marks.T[_ROWS] >= SURE) & (words <= LABEL_WORDS)
    totals = np.concatenate(([0.0], np.cumsum(words, dtype=np.float64)))
    counts = np.log1p(np.cumsum(is_label, axis=1) - is_label)
    parts = (_since(is_label, totals), _until(is_label, totals), counts)
    return np.stack(parts, axis=1, dtype=np.float32, casting="same_kind").reshape(-1, len(words))


def since_odd(words: Floats, odds: NDArray[np.floating]) -> Floats:
    """Log(1 + words) since the last short block with words that are seldom an article's: len(ODD) x n."""
    is_odd = (odds < np.array(ODD)[:, None]) & (words <= LABEL_WORDS)
    return _since(is_odd, np.concatenate(([0.0], np.cumsum(words, dtype=np.float64)))).astype(np.float32)


def _since(is_label: NDArray[np.bool_], totals: NDArray[np.float64]) -> NDArray[np.float64]:
    """`totals`: n + 1, the words before each block, and of all."""
    ends = np.maximum.accumulate(np.where(is_label, totals[1:], -1.0), axis=1)[:, :-1]
    last = np.concatenate((np.full((len(is_label), 1), -1.0), ends), axis=1)
    return np.where(last >= 0, np.log1p(np.maximum(totals[:-1] - last, 0)), FAR)


def _until(is_label: NDArray[np.bool_], totals: NDArray[np.float64]) -> NDArray[np.float64]:
    starts = np.minimum.accumulate(np.where(is_label, totals[:-1], np.inf)[:, ::-1], axis=1)[:, ::-1][:, 1:]
    following = np.concatenate((starts, np.full((len(is_label), 1), np.inf)), axis=1)
    known = np.isfinite(following)
    return np.where(known, np.log1p(np.maximum(np.where(known, following, 0) - totals[1:], 0)), FAR)
