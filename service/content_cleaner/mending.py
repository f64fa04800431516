"""An article is a run of blocks: holes in it that nothing but a middling score explains are closed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from content_cleaner.document import Kind

# Mean score, over words, from which a hole is closed. Plain text has less to go by, and a lost list of names hurts.
MIN_SCORE: dict[Kind, float] = {"html": 0.3, "text": 0.2}
MAX_HOLE = {"html": 8, "text": 20}


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
