"""An article is a run of blocks: holes in it that nothing but a middling score explains are closed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import Kind

# Mean score, over words, from which a hole is closed. Plain text has less to go by, and a lost list of names hurts.
MIN_SCORE: dict[Kind, float] = {"html": 0.3, "text": 0.27}
MAX_HOLE = {"html": 8, "text": 20}
# Score from which a whole sentence right beside a kept block of a plain text is kept, too.
MIN_BESIDE = 0.15


def close_holes(
    kept: NDArray[np.bool_], scores: NDArray[np.float32], words: NDArray[np.float32], marked: Sequence[bool], kind: Kind
) -> NDArray[np.bool_]:
    """`kept`, with the blocks between two kept ones kept as well that no rule marks, where the hole is short."""
    mended = kept.copy()
    marks = np.asarray(marked, bool)
    for before, after in pairwise(np.flatnonzero(kept).tolist()):
        if 1 < after - before <= MAX_HOLE[kind] + 1:
            hole = np.arange(before + 1, after)
            hole = hole[~marks[hole]]
            if len(hole):
                mended[hole] = np.average(scores[hole], weights=words[hole] + 1) >= MIN_SCORE[kind]
    return mended


def keep_sentences_beside(
    kept: NDArray[np.bool_], scores: NDArray[np.float32], sentences: Sequence[bool], marked: Sequence[bool]
) -> NDArray[np.bool_]:
    """`kept`, with the sentences that no rule marks right before and after kept blocks kept as well."""
    mended = kept.copy()
    count = len(kept)
    for order, step in ((range(1, count), 1), (range(count - 2, -1, -1), -1)):
        for index in order:
            if not mended[index] and mended[index - step] and sentences[index] and not marked[index]:
                mended[index] = scores[index] >= MIN_BESIDE
    return mended
